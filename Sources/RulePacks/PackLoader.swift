package import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// Reads rule files, the files they use and the schemas beside them.
///
/// A pack is a folder. It is the folder that was named; for a file, the nearest folder above it that holds
/// `schemas/`, else the file's own. `use` stays inside the pack.
package struct PackLoader {
    private let tree: any FileTree
    private let keys: KeyTable
    private var diagnostics: [Diagnostic] = []
    private var modules: [RuleModule] = []
    /// Module by normal path; nil while the file's own `use`s are being read.
    private var loaded: [String: Int] = [:]
    private var loading: [String] = []
    private var schemas: [KindSchema] = []
    private var packs: Set<String> = []

    /// Every rule below `paths`, in the order of the paths and of the names below them.
    package static func load(_ paths: [String], from tree: any FileTree, keys: KeyTable) -> RuleLibrary {
        var loader = PackLoader(tree: tree, keys: keys)
        var files: [String] = []
        for path in paths.map(PathText.normal) { files += loader.ruleFiles(at: path) }
        var named: Set<Int> = []
        for file in files {
            if let module = loader.module(at: file, pack: loader.pack(of: file, named: paths.map(PathText.normal))) {
                named.insert(module)
            }
        }
        let schemas = KindSchemas(loader.schemas)
        let checked = Checker.check(loader.modules, schemas: schemas)
        let sources = Set(named.map { ObjectIdentifier(loader.modules[$0].file.source) })
        return RuleLibrary(
            rules: checked.rules.filter { sources.contains(ObjectIdentifier($0.file)) }, schemas: schemas,
            diagnostics: loader.diagnostics + checked.diagnostics, files: files)
    }

    private init(tree: any FileTree, keys: KeyTable) {
        self.tree = tree
        self.keys = keys
    }

    private mutating func ruleFiles(at path: String) -> [String] {
        guard tree.isFolder(path) else {
            if tree.exists(path) { return [path] }
            diagnostics.append(.unreadableFile(FileProblem(path, .notFound), at: nil))
            return []
        }
        let listing = tree.files(below: path)
        diagnostics += listing.problems.map { .unreadableFile($0, at: nil) }
        let files = listing.files.filter { $0.hasSuffix(".norma") }
        if files.isEmpty, listing.problems.isEmpty { diagnostics.append(.folderWithoutRules(path)) }
        return files
    }

    /// The pack a file belongs to.
    private func pack(of file: String, named paths: [String]) -> String {
        var folder = PathText.folder(of: file)
        let named = paths.first { $0 != file && PathText.isInside(file, $0) }
        while true {
            if tree.isFolder(PathText.join(folder, "schemas")) { return folder }
            let parent = PathText.folder(of: folder)
            if parent == folder || folder == "." || folder == ".." || folder.hasSuffix("/..") { break }
            folder = parent
        }
        return named ?? PathText.folder(of: file)
    }

    /// Reads one file and, before it, the files it uses.
    private mutating func module(at path: String, pack: String, from place: SourcePlace? = nil) -> Int? {
        if let index = loaded[path] { return index }
        loadSchemas(of: pack)
        let source: SourceFile
        do throws(FileProblem) {
            source = try tree.read(path, within: pack)
        } catch {
            diagnostics.append(.unreadableFile(error, at: place))
            return nil
        }
        let parsed = Parser.parse(source)
        diagnostics += parsed.diagnostics
        if parsed.file.isEmpty, parsed.diagnostics.isEmpty { diagnostics.append(.fileWithoutRules(source)) }
        loading.append(path)
        var imports: [RuleModule.Import] = []
        for use in parsed.file.uses {
            if let index = used(use, by: path, source, pack: pack) {
                imports.append(RuleModule.Import(alias: use.alias?.text, module: index))
            }
        }
        loading.removeLast()
        modules.append(RuleModule(file: parsed.file, imports: imports))
        loaded[path] = modules.count - 1
        return modules.count - 1
    }

    private mutating func used(_ use: UseDeclaration, by file: String, _ source: SourceFile, pack: String) -> Int? {
        let place = SourcePlace(source, use.path.span)
        let path = PathText.join(PathText.folder(of: file), use.path.value)
        guard PathText.isInside(path, pack), !use.path.value.hasPrefix("/") else {
            diagnostics.append(.useLeavesPack(use.path.value, pack: pack, at: place))
            return nil
        }
        guard !loading.contains(path) else {
            diagnostics.append(.useLoops(use.path.value, at: place))
            return nil
        }
        return module(at: path, pack: pack, from: place)
    }

    /// `schemas/KIND.json`, once for each pack.
    private mutating func loadSchemas(of pack: String) {
        let folder = PathText.join(pack, "schemas")
        guard packs.insert(pack).inserted, tree.isFolder(folder) else { return }
        let listing = tree.files(below: folder)
        diagnostics += listing.problems.map { .unreadableFile($0, at: nil) }
        for path in listing.files where path.hasSuffix(".json") {
            do throws(FileProblem) {
                let source = try tree.read(path, within: pack)
                loadSchema(source, kind: String(PathText.name(of: path).dropLast(".json".count)))
            } catch {
                diagnostics.append(.unreadableFile(error, at: nil))
            }
        }
    }

    private mutating func loadSchema(_ source: SourceFile, kind: String) {
        let document: Document
        do throws(DocumentError) {
            document = try JSONParser.document(source, keys: keys)
        } catch {
            diagnostics.append(error.diagnostic(in: source))
            return
        }
        let read = SchemaReader.read(document, kind: kind)
        diagnostics += read.diagnostics
        // Rules held to half a schema would have faults that are the schema's.
        if let schema = read.schema, !read.diagnostics.contains(where: \.isError) { schemas.append(schema) }
    }
}
