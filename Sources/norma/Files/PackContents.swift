import Compliance
import ResourceDocuments
import RulePacks
import SourceText

/// What a pack holds beside its rules: `controls/` and `profiles/`; and `attachments/`, which are read where they are asked for.
struct PackContents {
    private(set) var libraries: [ControlLibrary] = []
    private(set) var profiles: [Profile] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(of folder: String, disk: DiskFiles, keys: KeyTable) {
        libraries = Self.read(PathText.join(folder, "controls"), disk, keys, &diagnostics) {
            ControlLibraryReader.read($0)
        }
        profiles = Self.read(PathText.join(folder, "profiles"), disk, keys, &diagnostics) { ProfileReader.read($0) }
        diagnostics += VersionDiagnostics.conflicts("control library", among: libraries)
        diagnostics += VersionDiagnostics.conflicts("profile", among: profiles)
    }

    static func attachments(
        of folder: String, disk: DiskFiles, keys: KeyTable
    ) -> (attachments: [Attachment], diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        let attachments = read(PathText.join(folder, "attachments"), disk, keys, &diagnostics) {
            AttachmentReader.read($0)
        }
        return (attachments, diagnostics)
    }

    /// One document of a YAML or JSON file.
    static func document(
        _ path: String, _ disk: DiskFiles, _ keys: KeyTable, _ diagnostics: inout [Diagnostic]
    ) -> Document? {
        disk.source(path, &diagnostics).flatMap { document($0, keys, &diagnostics) }
    }

    static func document(
        _ source: SourceFile, _ keys: KeyTable, _ diagnostics: inout [Diagnostic]
    ) -> Document? {
        if source.name.hasSuffix(".json") { return Document.json(source, keys: keys, &diagnostics) }
        let read = YAMLReader.documents(source, keys: keys)
        diagnostics += read.diagnostics
        if read.documents.count != 1, read.diagnostics.isEmpty {
            diagnostics.append(.notOneDocument(read.documents.count, at: SourcePlace(source, .empty(at: 0))))
        }
        return read.documents.count == 1 ? read.documents[0] : nil
    }

    /// Every file of a folder of the pack, read by `reader`.
    private static func read<Entity>(
        _ folder: String, _ disk: DiskFiles, _ keys: KeyTable, _ diagnostics: inout [Diagnostic],
        by reader: (Document) -> (Entity?, [Diagnostic])
    ) -> [Entity] {
        guard disk.isFolder(folder) else { return [] }
        var entities: [Entity] = []
        var problems: [Diagnostic] = []
        let paths = InputPaths.files(at: [folder], ending: [".yaml", ".yml", ".json"], in: disk, &problems)
        diagnostics += problems.map(\.ofPackFolder)
        for path in paths {
            guard let document = document(path, disk, keys, &diagnostics) else { continue }
            let (entity, found) = reader(document)
            diagnostics += found
            if let entity { entities.append(entity) }
        }
        return entities
    }
}

extension Diagnostic {
    /// A pack that has no controls or profiles yet is judged by the rest of it.
    fileprivate var ofPackFolder: Diagnostic {
        guard kind == .emptyFolder else { return self }
        var warning = self
        warning.severity = .warning
        warning.hint = "put a file into it, or remove the folder"
        return warning
    }
}
