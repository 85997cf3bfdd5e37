package import ResourceDocuments
package import RuleChecker
import RuleSyntax
import SourceText

/// Reads rule files, the files they use and the schemas beside them.
///
/// A pack is a folder: the nearest one above a file that holds `pack.yaml` or a schema in `schemas/`; without such the folder that was
/// named, else the file's own. `use` stays inside the pack, but for packs that its manifest names as dependencies. Schemas are for the rules
/// beside and below them: they make no pack that stands for itself within another one, as `pack.yaml` or `profiles/` do.
package struct PackLoader {
    private let tree: any FileTree
    private let keys: KeyTable
    private var manifests: PackManifests
    private var diagnostics: [Diagnostic] = []
    private var modules: [RuleModule] = []
    /// Module by normal path; nil while the file's own `use`s are being read.
    private var loaded: [String: Int] = [:]
    private var loading: [String] = []
    private var schemas: [KindSchema] = []
    /// Each pack that was entered, and what it says of itself.
    private var packs: [String: PackManifest?] = [:]
    private var packOfFile: [ObjectIdentifier: String] = [:]
    private let markedFolders = MarkedFolders()
    private var sideWork: SideWork?

    /// The answers for folders: many files stand in one.
    private final class MarkedFolders {
        var nearest: [String: String?] = [:]
        /// Whether it stands for itself.
        var own: [String: Bool] = [:]
        /// Whether a folder called `schemas` holds any.
        var schemas: [String: Bool] = [:]
    }

    /// Every rule below `paths`, in the order of the paths and of the names below them.
    ///
    /// - Parameters:
    ///   - dependencies: the folders of packs that others depend on, by name.
    ///   - sideWork: where a part of the rules may be checked.
    package static func load(
        _ paths: [String], from tree: any FileTree, keys: KeyTable, dependencies: [String: String] = [:],
        by sideWork: SideWork? = nil
    ) -> RuleLibrary {
        var loader = PackLoader(tree: tree, keys: keys, dependencies: dependencies.mapValues(PathText.normal))
        loader.sideWork = sideWork
        // Nothing is no path, and not the folder that the command runs in.
        return loader.load(paths.map { $0.isEmpty ? $0 : PathText.normal($0) }) { _ in true }
    }

    /// Every rule of one pack: not those of packs that stand for themselves in folders of it.
    package static func load(
        pack: String, from tree: any FileTree, keys: KeyTable, dependencies: [String: String] = [:]
    ) -> RuleLibrary {
        let folder = PathText.normal(pack)
        var loader = PackLoader(tree: tree, keys: keys, dependencies: dependencies.mapValues(PathText.normal))
        return loader.load([folder]) { [loader] in !loader.standsInOwnPack($0, below: folder) }
    }

    /// Whether a folder between a file and the pack that it is looked for in is a pack that stands for itself.
    private func standsInOwnPack(_ file: String, below pack: String) -> Bool {
        var folder = PathText.folder(of: file)
        while folder != pack, PathText.isInside(folder, pack) {
            if isOwnPack(folder) { return true }
            folder = PathText.folder(of: folder)
        }
        return false
    }

    private func isOwnPack(_ folder: String) -> Bool {
        if let known = markedFolders.own[folder] { return known }
        let isOwn =
            tree.exists(PathText.join(folder, PackManifest.fileName))
            || tree.isFolder(PathText.join(folder, "profiles"))
        markedFolders.own[folder] = isOwn
        return isOwn
    }

    /// The schemas of the pack that a folder belongs to.
    package static func schemas(for folder: String, in tree: any FileTree) -> KindSchemas {
        var loader = PackLoader(tree: tree, keys: KeyTable(), dependencies: [:])
        let folder = PathText.normal(folder)
        loader.enter(loader.pack(of: PathText.join(folder, "rule.norma"), named: [folder]))
        return KindSchemas(loader.schemas)
    }

    private mutating func load(_ paths: [String], where isWanted: (String) -> Bool) -> RuleLibrary {
        var files: [String] = []
        for path in paths { files += ruleFiles(at: path).filter(isWanted) }
        var named: Set<Int> = []
        for file in files {
            if let module = module(at: file, pack: pack(of: file, named: paths)) { named.insert(module) }
        }
        for module in modules.indices { modules[module].isNamed = named.contains(module) }
        let known = KindSchemas(schemas)
        let checked = Checker.check(modules, schemas: known, by: sideWork)
        let sources = Set(named.map { ObjectIdentifier(modules[$0].file.source) })
        let rules = checked.rules.filter { sources.contains(ObjectIdentifier($0.file)) }
        let declared = manifests.declared
        let unused = manifests.undeclared.map { Diagnostic.undeclaredDependency($0, candidates: declared) }
        return RuleLibrary(
            rules: rules, schemas: known,
            diagnostics: diagnostics + checked.diagnostics + rules.flatMap { undeclaredKinds(of: $0) } + unused,
            files: files, packs: packs.keys.sorted(),
            standsInNoPack: schemas.isEmpty && packs.values.allSatisfy { $0 == nil })
    }

    private init(tree: any FileTree, keys: KeyTable, dependencies: [String: String]) {
        self.tree = tree
        self.keys = keys
        manifests = PackManifests(tree: tree, keys: keys, folders: dependencies)
    }

    private func undeclaredKinds(of rule: CheckedRule) -> [Diagnostic] {
        guard let pack = packOfFile[ObjectIdentifier(rule.file)], case let manifest?? = packs[pack] else { return [] }
        return rule.kinds.filter(manifest.undeclared).map {
            .undeclaredKind($0, of: rule, at: SourcePlace(rule.file, rule.name.span), in: manifest)
        }
    }

    private mutating func ruleFiles(at path: String) -> [String] {
        guard tree.isFolder(path) else {
            if tree.exists(path) { return [path] }
            diagnostics.append(.unreadableFile(FileProblem(path, .notFound), at: nil))
            return []
        }
        let listing = tree.files(below: path)
        diagnostics += listing.problems.map { .unreadableFile($0, at: nil) }
        let files = listing.files.filter { $0.lowercased().hasSuffix(".norma") }
        if files.isEmpty, listing.problems.isEmpty { diagnostics.append(.folderWithoutRules(path)) }
        return files
    }

    /// The pack a file belongs to.
    private func pack(of file: String, named paths: [String]) -> String {
        let folder = PathText.folder(of: file)
        let marked: String?
        if let known = markedFolders.nearest[folder] {
            marked = known
        } else {
            marked = nearestMarkedFolder(from: folder)
            markedFolders.nearest[folder] = .some(marked)
        }
        return marked ?? paths.first { $0 != file && PathText.isInside(file, $0) } ?? folder
    }

    /// The folder itself, else the nearest one above it, that says that it is a pack; nil where none does.
    private func nearestMarkedFolder(from start: String) -> String? {
        var folder = start
        while true {
            let manifest = PathText.join(folder, PackManifest.fileName)
            if tree.exists(manifest) || holdsSchemas(PathText.join(folder, "schemas")) { return folder }
            let parent = PathText.folder(of: folder)
            if parent == folder || folder == "." || folder == ".." || folder.hasSuffix("/..") { return nil }
            folder = parent
        }
    }

    /// False of a folder that is empty or holds something else; one that cannot be listed has to be spoken of.
    private func holdsSchemas(_ folder: String) -> Bool {
        guard tree.isFolder(folder) else { return false }
        if let known = markedFolders.schemas[folder] { return known }
        let listing = tree.files(below: folder)
        let holds = listing.files.contains { $0.hasSuffix(".json") } || !listing.problems.isEmpty
        markedFolders.schemas[folder] = holds
        return holds
    }

    /// Reads one file and, before it, the files it uses.
    private mutating func module(at path: String, pack: String, from place: SourcePlace? = nil) -> Int? {
        if let index = loaded[path] { return index }
        enter(pack)
        let known = diagnostics.count
        guard let file = tree.ruleFile(path, within: pack, namedAt: place, &diagnostics) else { return nil }
        packOfFile[ObjectIdentifier(file.source)] = pack
        if file.isEmpty, diagnostics.count == known { diagnostics.append(.fileWithoutRules(file.source)) }
        loading.append(path)
        var imports: [RuleModule.Import] = []
        for use in file.uses {
            if let index = used(use, by: path, file.source, pack: pack) {
                imports.append(RuleModule.Import(alias: use.alias?.text, module: index))
            }
        }
        loading.removeLast()
        modules.append(RuleModule(file: file, imports: imports))
        loaded[path] = modules.count - 1
        return modules.count - 1
    }

    private mutating func used(_ use: UseDeclaration, by file: String, _ source: SourceFile, pack: String) -> Int? {
        let place = SourcePlace(source, use.path.span)
        let parts = use.path.value.split(separator: "/", maxSplits: 1).map(String.init)
        let manifest = packs[pack].flatMap { $0 }
        let dependencies = manifest?.dependencies.map(\.name) ?? []
        if parts.count == 2, dependencies.contains(parts[0]) {
            guard let folder = manifests.folder(of: parts[0]) else { return nil }
            return used(PathText.join(folder, parts[1]), as: use.path.value, at: place, pack: folder)
        }
        let path = PathText.join(PathText.folder(of: file), use.path.value)
        if parts.count == 2, !use.path.value.hasPrefix("/"), parts[0] != ".", parts[0] != "..", !tree.exists(path),
            !tree.isFolder(PathText.join(PathText.folder(of: file), parts[0]))
        {
            diagnostics.append(.undeclaredPack(parts[0], dependencies: dependencies, manifest, at: place))
            return nil
        }
        guard PathText.isInside(path, pack), !use.path.value.hasPrefix("/") else {
            diagnostics.append(.useLeavesPack(use.path.value, pack: pack, at: place))
            return nil
        }
        return used(path, as: use.path.value, at: place, pack: pack)
    }

    private mutating func used(_ path: String, as written: String, at place: SourcePlace, pack: String) -> Int? {
        guard PathText.isInside(path, pack) else {
            diagnostics.append(.useLeavesPack(written, pack: pack, at: place))
            return nil
        }
        guard !loading.contains(path) else {
            diagnostics.append(.useLoops(written, at: place))
            return nil
        }
        return module(at: path, pack: pack, from: place)
    }

    /// Reads what a pack says of itself and its `schemas/KIND.json`, once.
    private mutating func enter(_ pack: String) {
        guard packs[pack] == nil else { return }
        packs[pack] = .some(manifests.manifest(of: pack, &diagnostics))
        let folder = PathText.join(pack, "schemas")
        guard tree.isFolder(folder) else { return }
        let listing = tree.files(below: folder)
        diagnostics += listing.problems.map { .unreadableFile($0, at: nil) }
        var files: [SchemaReader.File] = []
        var unreadable: Set<String> = []
        var parser = JSONParser(keys: keys)
        for path in listing.files where path.hasSuffix(".json") {
            let name = path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
            if let source = tree.source(path, within: pack, &diagnostics),
                let document = Document.json(source, by: &parser, &diagnostics)
            {
                files.append(SchemaReader.File(path: name, document: document))
            } else {
                unreadable.insert(name)
            }
        }
        // Rules held to half a schema would have faults that are the schema's, so one with a fault is left out.
        let read = SchemaReader.read(files, unreadable: unreadable)
        diagnostics += read.diagnostics
        schemas += read.schemas
    }

}
