import RulePacks
import SourceText
import Synchronization

/// A tree of files that keeps the names of what was asked of it: whatever one of them becomes may change what was made of them.
final class RecordingFiles: FileTree {
    private let tree: any FileTree
    private let names = Mutex<Set<String>>([])

    init(_ tree: any FileTree) { self.tree = tree }

    /// Files and folders, also those that were not there.
    var asked: Set<String> { names.withLock { $0 } }

    private func note(_ path: String) { names.withLock { _ = $0.insert(path) } }

    func read(_ path: String, within root: String?) throws(FileProblem) -> SourceFile {
        note(path)
        return try tree.read(path, within: root)
    }

    func files(below folder: String) -> FolderListing {
        note(folder)
        return tree.files(below: folder)
    }

    func isFolder(_ path: String) -> Bool { tree.isFolder(path) }

    func exists(_ path: String) -> Bool {
        note(path)
        return tree.exists(path)
    }
}
