import ResourceDocuments
import SourceText

/// The manifests of the packs of one run, each read once, and the folders of the packs that they depend on.
struct PackManifests {
    private let tree: any FileTree
    private let keys: KeyTable
    /// Folders of packs by the names that manifests give them.
    private let folders: [String: String]
    private var manifests: [String: PackManifest?] = [:]
    /// Names whose folder does not hold that pack, which has been reported.
    private var refused: Set<String> = []

    init(tree: any FileTree, keys: KeyTable, folders: [String: String]) {
        self.tree = tree
        self.keys = keys
        self.folders = folders
    }

    /// What a pack says of itself; nil of a folder without a manifest, and of one that cannot be read. What is wrong with it, or with the
    /// folders of the packs that it depends on, is reported once.
    mutating func manifest(of pack: String, _ diagnostics: inout [Diagnostic]) -> PackManifest? {
        if let known = manifests[pack] { return known }
        // A pack that depends on itself in the end finds this.
        manifests[pack] = .some(nil)
        let path = PathText.join(pack, PackManifest.fileName)
        guard tree.exists(path) else { return nil }
        guard let source = tree.source(path, within: pack, &diagnostics) else { return nil }
        let read = PackManifest.read(source, keys: keys)
        diagnostics += read.diagnostics
        manifests[pack] = .some(read.manifest)
        for dependency in read.manifest?.dependencies ?? [] {
            check(dependency.name, at: dependency.place, &diagnostics)
        }
        return read.manifest
    }

    private mutating func check(_ name: String, at place: SourcePlace?, _ diagnostics: inout [Diagnostic]) {
        guard let folder = folders[name] else { return diagnostics.append(.unknownPackFolder(name, at: place)) }
        var fault: Diagnostic?
        if !tree.isFolder(folder) {
            fault = .dependencyIsNoFolder(name, folder, exists: tree.exists(folder), at: place)
        } else if !tree.exists(PathText.join(folder, PackManifest.fileName)) {
            fault = .dependencyIsNoPack(name, folder, at: place)
        } else if let other = manifest(of: folder, &diagnostics), !other.name.isEmpty, other.name != name {
            fault = .dependencyIsOtherPack(name, folder, other, at: place)
        }
        guard let fault else { return }
        if refused.insert(name).inserted { diagnostics.append(fault) }
    }

    /// Where a dependency stands; nil where that is not known or was refused, which has been said of a manifest.
    func folder(of dependency: String) -> String? { refused.contains(dependency) ? nil : folders[dependency] }

    /// The names that manifests declare, sorted.
    var declared: [String] { Set(manifests.values.flatMap { $0?.dependencies.map(\.name) ?? [] }).sorted() }

    /// The names with a folder that no manifest declares, sorted.
    var undeclared: [String] { Set(folders.keys).subtracting(declared).sorted() }
}
