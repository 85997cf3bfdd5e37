import Foundation
import RulePacks
import SourceText

/// Files of a revision as git would check them out, in a folder of their own: those of an inventory, and what links among them lead to.
///
/// What cannot be had is not there: what stands in it is then taken for new.
struct GitSnapshot {
    private let folder: String
    private let root: String
    /// Submodules of which the commit of the revision is not at hand.
    private(set) var absentSubmodules: [String] = []

    /// An entry of a tree: `100644 blob HASH<tab>NAME`.
    private struct Entry {
        let name: String
        let hash: String
        let isLink: Bool
        let isSubmodule: Bool

        init?(_ line: Substring) {
            let parts = line.split(separator: "\t", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            let words = parts[0].split(separator: " ")
            // A name that is no UTF-8 cannot be asked for.
            guard words.count == 3, !parts[1].contains("\u{FFFD}") else { return nil }
            (name, hash) = (String(parts[1]), String(words[2]))
            (isLink, isSubmodule) = (words[0] == "120000", words[0] == "160000")
        }
    }

    /// - Parameters:
    ///   - paths: files and folders, as they are named.
    ///   - endings: of the files that a folder is read for.
    init(of revision: GitRevision, paths: [String], endings: [String]) throws {
        root = revision.repository.root
        folder = FileManager.default.temporaryDirectory.appending(path: "norma-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        do {
            let named = paths.compactMap { Self.name(of: $0, in: root) }
            try checkOut(revision.tree, of: revision.repository, below: "", named: named, endings: endings)
        } catch {
            remove()
            throw error
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// Where the revision's file or folder stands now, whether there is one or not; nil of what stands outside of the repository.
    func place(of path: String) -> String? { Self.name(of: path, in: root).map { place(named: $0) } }

    private func place(named name: String) -> String { "\(folder)/files/\(name)" }

    /// The path from the repository's root; empty for the root itself.
    private static func name(of path: String, in root: String) -> String? {
        let path = path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
        let normal = PathText.normal(path)
        let real = RealPaths.ask(PathText.folder(of: normal)).map { PathText.join($0, PathText.name(of: normal)) }
        guard let inside = [normal, real].compactMap(\.self).first(where: { PathText.isInside($0, root) }) else {
            return nil
        }
        return String(inside.dropFirst(root.count).drop { $0 == "/" })
    }

    /// - Parameters:
    ///   - tree: a commit, or a tree itself.
    ///   - prefix: the submodule's path, with a slash; empty for the repository itself.
    ///   - named: paths from the root of `repository`.
    private mutating func checkOut(
        _ tree: String, of repository: GitRepository, below prefix: String, named: [String], endings: [String]
    ) throws {
        guard let listing = try repository.output(["ls-tree", "-r", "-z", "--full-tree", tree]) else {
            throw CommandFailure(.gitFailed("ls-tree"))
        }
        let index = "\(folder)/index-\(UUID().uuidString)"
        guard try repository.output(["read-tree", tree], index: index) != nil else {
            throw CommandFailure(.gitFailed("read-tree"))
        }
        var rest = listing.split(separator: "\0").compactMap { Entry($0) }
        var choice = Choice(endings: endings)
        choice.add(named)
        // What a link leads to may be a link.
        while true {
            let due = rest.filter { !$0.isSubmodule && choice.takes($0.name, isLink: $0.isLink) }
            if due.isEmpty { break }
            let taken = Set(due.map(\.name))
            rest.removeAll { taken.contains($0.name) }
            let checkout = ["checkout-index", "-q", "-f", "-z", "--stdin", "--prefix=\(place(named: prefix))"]
            let names = due.map(\.name).joined(separator: "\0")
            guard try repository.output(checkout, input: names, index: index) != nil else {
                throw CommandFailure(.gitFailed("checkout-index"))
            }
            choice.add(due.filter(\.isLink).compactMap { follow(prefix + $0.name, of: repository.root, below: prefix) })
        }
        for entry in rest where entry.isSubmodule {
            guard let names = choice.names(below: entry.name) else { continue }
            if let submodule = try repository.submodule(entry.name, at: entry.hash) {
                try checkOut(
                    entry.hash, of: submodule, below: "\(prefix)\(entry.name)/", named: names, endings: endings)
            } else {
                absentSubmodules.append(prefix + entry.name)
            }
        }
    }

    /// What a link leads to, as a path from the repository's root. One that leads out of it is taken away: what stands there now need not
    /// be what stood there then.
    private func follow(_ name: String, of root: String, below prefix: String) -> String? {
        let link = place(named: name)
        // Where links cannot be made git writes a file.
        guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link) else { return nil }
        let own = String(name.dropFirst(prefix.count))
        let absolute = PathText.normal(target.hasPrefix("/") ? target : "\(root)/\(PathText.folder(of: own))/\(target)")
        let isInside = PathText.isInside(absolute, root)
        if target.hasPrefix("/") || !isInside { try? FileManager.default.removeItem(atPath: link) }
        guard isInside else { return nil }
        let leads = String(absolute.dropFirst(root.count).drop { $0 == "/" })
        if target.hasPrefix("/") {
            try? FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: place(named: prefix + leads))
        }
        return leads
    }
}

/// Which names of a tree are wanted.
private struct Choice {
    let endings: [String]
    private var names: Set<String> = []
    /// The folders that names lead through.
    private var above: Set<String> = []

    init(endings: [String]) { self.endings = endings }

    mutating func add(_ more: [String]) {
        for name in more {
            names.insert(name)
            above.formUnion(Self.folders(above: name))
        }
    }

    /// From the nearest to the root, which is empty.
    private static func folders(above name: String) -> [String] {
        var folders: [String] = []
        var rest = name[...]
        while let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            folders.append(String(rest))
        }
        return name.isEmpty ? [] : folders + [""]
    }

    /// A file that is named, or that a folder is read for; a link also where a name leads through it.
    func takes(_ name: String, isLink: Bool) -> Bool {
        if names.contains(name) || isLink && above.contains(name) { return true }
        guard isLink || endings.contains(where: name.hasSuffix) else { return false }
        return Self.folders(above: name).contains { names.contains($0) }
    }

    /// The names within a folder, as seen from it; nil where nothing of it is wanted.
    func names(below folder: String) -> [String]? {
        if names.contains(folder) || Self.folders(above: folder).contains(where: names.contains) { return [""] }
        let below = names.filter { $0.hasPrefix("\(folder)/") }.map { String($0.dropFirst(folder.count + 1)) }
        return below.isEmpty ? nil : below.sorted()
    }
}

/// A snapshot's files under the names that they have in the folder of the command.
struct SnapshotFiles: FileTree {
    let snapshot: GitSnapshot
    let disk: DiskFiles

    func read(_ path: String, within root: String?) throws(FileProblem) -> SourceFile {
        guard let place = snapshot.place(of: path) else { throw FileProblem(path, .notFound) }
        return SourceFile(name: path, text: try disk.read(place, within: nil).text)
    }

    func files(below folder: String) -> FolderListing {
        guard let place = snapshot.place(of: folder) else {
            return FolderListing(problems: [FileProblem(folder, .notFound)])
        }
        let listing = disk.files(below: place)
        let names = listing.files.map { file in
            let name = String(file.dropFirst(place.count).drop { $0 == "/" })
            return folder == "." ? name : "\(folder)/\(name)"
        }
        return FolderListing(files: names.sorted(), problems: listing.problems)
    }

    func isFolder(_ path: String) -> Bool { snapshot.place(of: path).map { disk.isFolder($0) } ?? false }
    func exists(_ path: String) -> Bool { snapshot.place(of: path).map { disk.exists($0) } ?? false }
}
