import RulePacks
import SourceText

/// Files of a test, by their names, in one folder.
struct ImportedFiles: FileTree {
    var texts: [String: String]

    func read(_ path: String, within root: String?) throws(FileProblem) -> SourceFile {
        guard let text = texts[path] else { throw FileProblem(path, .notFound) }
        return SourceFile(name: path, text: text)
    }

    func files(below folder: String) -> FolderListing { FolderListing(files: texts.keys.sorted()) }
    func isFolder(_ path: String) -> Bool { path == "." }
    func exists(_ path: String) -> Bool { texts[path] != nil }
}
