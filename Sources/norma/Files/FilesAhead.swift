import Foundation
import RulePacks
import SourceText

/// The files of this machine, of which rule files are parsed ahead: what a folder was found to hold is read on a second thread while
/// the first looks at what came before.
///
/// Unchecked because of the lock: what changes is used under it alone.
final class FilesAhead: FileTree, @unchecked Sendable {
    private let disk = DiskFiles()
    private let lock = NSCondition()
    /// Not begun, the next one last.
    private var waiting: [String] = []
    /// Of the files that the second thread has begun: nil while it reads them.
    private var begun: [String: ParsedSource?] = [:]
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
        while let path = next() {
            // What cannot be read is told to who asks for it.
            let parsed = (try? disk.read(path, within: nil)).map { ParsedSource(of: $0) }
            lock.withLock {
                begun[path] = parsed.map(Optional.some)
                lock.broadcast()
            }
        }
    }

    private func next() -> String? {
        lock.withLock {
            let path = waiting.popLast()
            if let path { begun[path] = .some(nil) }
            return path
        }
    }

    func parsed(_ path: String, within root: String?) throws(FileProblem) -> ParsedSource {
        if let parsed = ahead(path) {
            try disk.requireFile(path, within: root)
            return parsed
        }
        return ParsedSource(of: try disk.read(path, within: root))
    }

    /// nil of a file that the second thread has not begun, which it then leaves alone.
    private func ahead(_ path: String) -> ParsedSource? {
        lock.withLock {
            while let state = begun[path] {
                if let parsed = state {
                    begun[path] = nil
                    return parsed
                }
                lock.wait()
            }
            if let position = waiting.lastIndex(of: path) { waiting.remove(at: position) }
            return nil
        }
    }

    func read(_ path: String, within root: String?) throws(FileProblem) -> SourceFile {
        try disk.read(path, within: root)
    }

    func isFolder(_ path: String) -> Bool { disk.isFolder(path) }

    func exists(_ path: String) -> Bool { disk.exists(path) }
}
