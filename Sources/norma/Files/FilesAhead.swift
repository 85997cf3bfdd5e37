import Foundation
import RulePacks
import SourceText

/// The files of this machine, of which rule files are parsed ahead: what a folder was found to hold is read on a second thread while
/// the first looks at what came before, and helps where it would wait.
///
/// Unchecked because of the lock: what changes is used under it alone.
final class FilesAhead: FileTree, @unchecked Sendable {
    private let disk = DiskFiles()
    private let lock = NSCondition()
    /// Not begun, the next one last.
    private var waiting: [String] = []
    /// Of the files that the second thread has begun: nil while it reads them.
    private var begun: [String: ParsedSource?] = [:]
    /// Whether the first thread waits for a file.
    private var isAwaited = false
    private var task: SideTask<Void>?
    private let foundPacks: @Sendable ([String]) -> Void

    /// - Parameter foundPacks: told of the folders with a manifest, as soon as they are listed.
    init(foundPacks: @escaping @Sendable ([String]) -> Void = { _ in }) { self.foundPacks = foundPacks }

    func files(below folder: String) -> FolderListing {
        let listing = disk.files(below: folder)
        foundPacks(listing.files.filter { PathText.name(of: $0) == PackManifest.fileName }.map(PathText.folder))
        begin(listing.files.filter { $0.hasSuffix(".norma") })
        return listing
    }

    /// Nothing is gained by reading one file ahead of itself.
    private static let fewestFiles = 2

    private func begin(_ files: [String]) {
        lock.withLock {
            guard files.count >= Self.fewestFiles, task == nil else { return }
            waiting = files.reversed()
            task = SideTask { [self] in parseAll() }
        }
    }

    private func parseAll() {
        while let path = next() { parse(path) }
    }

    /// Reads a file that is begun.
    private func parse(_ path: String) {
        // What cannot be read is told to who asks for it.
        let parsed = (try? disk.read(path, within: nil)).map { ParsedSource(of: $0) }
        lock.withLock {
            begun[path] = parsed.map(Optional.some)
            if isAwaited { lock.broadcast() }
        }
    }

    private func next() -> String? { lock.withLock { begin(waiting.indices.last) } }

    /// Under the lock.
    private func begin(_ position: Int?) -> String? {
        guard let position else { return nil }
        let path = waiting.remove(at: position)
        begun[path] = .some(nil)
        return path
    }

    func parsed(_ path: String, within root: String?) throws(FileProblem) -> ParsedSource {
        while true {
            switch ahead(path) {
            case .parsed(let parsed):
                try disk.requireFile(path, within: root)
                return parsed
            case .another(let other): parse(other)
            case .notBegun: return ParsedSource(of: try disk.read(path, within: root))
            }
        }
    }

    private enum Ahead {
        case parsed(ParsedSource)
        /// The second thread reads it, and this one, the last that will be asked for, nobody yet.
        case another(String)
        /// The second thread leaves it alone.
        case notBegun
    }

    private func ahead(_ path: String) -> Ahead {
        lock.withLock {
            while let state = begun[path] {
                if let parsed = state {
                    begun[path] = nil
                    return .parsed(parsed)
                }
                if let other = begin(waiting.indices.first) { return .another(other) }
                isAwaited = true
                lock.wait()
                isAwaited = false
            }
            if let position = waiting.lastIndex(of: path) { waiting.remove(at: position) }
            return .notBegun
        }
    }

    func read(_ path: String, within root: String?) throws(FileProblem) -> SourceFile {
        try disk.read(path, within: root)
    }

    func isFolder(_ path: String) -> Bool { disk.isFolder(path) }

    func exists(_ path: String) -> Bool { disk.exists(path) }
}
