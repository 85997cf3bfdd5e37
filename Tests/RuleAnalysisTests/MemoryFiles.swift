import ResourceDocuments
import RulePacks
import SourceText
import Testing

/// A few files, in no folder at all.
struct MemoryFiles: FileTree {
    private let sources: [SourceFile]

    init(_ texts: [String: String]) {
        sources = texts.sorted { $0.key < $1.key }.map { SourceFile(name: $0.key, text: $0.value) }
    }

    func read(_ path: String, within root: String?) throws(FileProblem) -> SourceFile {
        guard let source = sources.first(where: { $0.name == path }) else { throw FileProblem(path, .notFound) }
        return source
    }

    func files(below folder: String) -> FolderListing {
        FolderListing(files: sources.map(\.name).filter { PathText.isInside($0, folder) })
    }

    func isFolder(_ path: String) -> Bool { exists(path) && !sources.contains { $0.name == path } }

    func exists(_ path: String) -> Bool { !files(below: path).files.isEmpty }

    /// The rules of a text, which has no error.
    static func library(_ text: String) throws -> (files: MemoryFiles, library: RuleLibrary) {
        let files = MemoryFiles(["r.norma": text])
        let library = PackLoader.load(["r.norma"], from: files, keys: KeyTable())
        try #require(!library.hasErrors, "\(library.diagnostics.map(\.message))")
        return (files, library)
    }
}
