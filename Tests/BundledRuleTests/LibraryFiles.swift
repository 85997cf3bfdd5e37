import Foundation
import RulePacks
import SourceText
import TestSupport

/// The project's files, by their paths from its root.
struct LibraryFiles: FileTree {
    private func url(_ path: String) -> URL { ProjectFolder.root.appending(path: path) }

    func read(_ path: String, within root: String?) throws(FileProblem) -> SourceFile {
        guard let data = try? Data(contentsOf: url(path)) else { throw FileProblem(path, .notFound) }
        return SourceFile(name: path, text: Array(data))
    }

    func files(below folder: String) -> FolderListing {
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: url(folder).path) else {
            return FolderListing(problems: [FileProblem(folder, .notFound)])
        }
        return FolderListing(files: names.map { PathText.join(folder, $0) }.filter { !isFolder($0) }.sorted())
    }

    func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url(path).path, isDirectory: &isFolder) && isFolder.boolValue
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }
}
