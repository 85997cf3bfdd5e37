import RulePacks
import SourceText
import Synchronization

/// A tree of files that keeps how each of them stood before it was first asked for: whatever one becomes from then on may change what was
/// made of it, also what it becomes while it is read.
final class RecordingFiles: FileTree {
    private let tree: any FileTree
    private let stamp: @Sendable (String) -> FileStamp?
    private let recorded = Mutex<[String: FileStamp?]>([:])

    init(_ tree: any FileTree, stamp: @escaping @Sendable (String) -> FileStamp?) {
        self.tree = tree
        self.stamp = stamp
    }

    /// Files and folders that were asked for, also those that were not there.
    var stamps: [String: FileStamp?] { recorded.withLock { $0 } }

    private func record(_ path: String) {
        recorded.withLock { stamps in
            if stamps[path] == nil { stamps[path] = .some(stamp(path)) }
        }
    }

    func read(_ path: String, within root: String?) throws(FileProblem) -> SourceFile {
        record(path)
        return try tree.read(path, within: root)
    }

    func files(below folder: String) -> FolderListing {
        record(folder)
        return tree.files(below: folder)
    }

    func isFolder(_ path: String) -> Bool { tree.isFolder(path) }

    func exists(_ path: String) -> Bool {
        record(path)
        return tree.exists(path)
    }
}
