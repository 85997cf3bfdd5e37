import ArgumentParser
import Compliance
import ResourceDocuments
import ResourceReaders
import RulePacks
import SourceText

/// `--attachment`, `--pack`
struct AttachmentOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The attachment: YAML or JSON with SCC's fields.", valueName: "file"))
    var attachment: String

    @Option(
        help: ArgumentHelp(
            "The folder of rules, controls and profiles. Default: the nearest folder above the attachment that holds 'profiles'.",
            valueName: "folder"))
    var pack: String?

    /// Reads the attachment and its pack, and scans.
    func scan(_ resources: InventoryOptions, asOf: Instant, console: Console) throws -> (Scan, InventoryReading) {
        let keys = KeyTable()
        let disk = DiskFiles()
        let attachment = try readAttachment(disk, keys)
        let folder = try packFolder(disk)
        let library = PackLoader.load([folder], from: disk, keys: keys)
        var diagnostics = library.diagnostics.filter(\.isError)
        let libraries = read(PathText.join(folder, "controls"), disk, keys, &diagnostics) {
            ControlLibraryReader.read($0)
        }
        let profiles = read(PathText.join(folder, "profiles"), disk, keys, &diagnostics) { ProfileReader.read($0) }
        let plan: ScanPlan
        switch ScanPlan.make(
            attachment: attachment.value, profiles: profiles, libraries: libraries, rules: library.rules)
        {
        case .success(let made): plan = made
        case .failure(let fault):
            // A profile that could not be read may be the one that is not found.
            let hasFaultyFile = diagnostics.contains { $0.isError }
            let own = fault.diagnostics.filter { !hasFaultyFile || $0.kind != AttachmentDiagnostics.unknownProfile }
            throw CommandFailure(attachment.diagnostics + diagnostics + own)
        }
        let reading = try resources.read(for: plan.rules, keys: keys)
        var bar = ProgressBar("scanning", total: reading.rows.count, on: console)
        let scan = ScanRunner.run(
            plan, on: reading, asOf: asOf, diagnostics: attachment.diagnostics + diagnostics
        ) { bar.update($0) }
        return (scan, reading)
    }

    private func readAttachment(
        _ disk: DiskFiles, _ keys: KeyTable
    ) throws -> (value: Attachment, diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        guard let document = document(attachment, disk, keys, &diagnostics) else { throw CommandFailure(diagnostics) }
        let read = AttachmentReader.read(document)
        diagnostics += read.diagnostics
        guard let value = read.attachment, !diagnostics.contains(where: \.isError) else {
            throw CommandFailure(diagnostics)
        }
        return (value, diagnostics)
    }

    private func packFolder(_ disk: DiskFiles) throws -> String {
        if let pack {
            guard disk.isFolder(pack) else {
                throw CommandFailure(
                    .unreadableFile(FileProblem(pack, disk.exists(pack) ? .isNotFolder : .notFound), at: nil))
            }
            return PathText.normal(pack)
        }
        var folder = PathText.folder(of: PathText.normal(attachment))
        while true {
            if disk.isFolder(PathText.join(folder, "profiles")) { return folder }
            let parent = PathText.folder(of: folder)
            if parent == folder || folder == "." || folder.hasSuffix("..") { throw CommandFailure(.noPack(attachment)) }
            folder = parent
        }
    }

    /// One document of a YAML or JSON file.
    private func document(
        _ path: String, _ disk: DiskFiles, _ keys: KeyTable, _ diagnostics: inout [Diagnostic]
    ) -> Document? {
        let source: SourceFile
        do throws(FileProblem) {
            source = try disk.read(path, within: nil)
        } catch {
            diagnostics.append(.unreadableFile(error, at: nil))
            return nil
        }
        if path.hasSuffix(".json") {
            do throws(DocumentError) {
                return try JSONParser.document(source, keys: keys)
            } catch {
                diagnostics.append(error.diagnostic(in: source))
                return nil
            }
        }
        let read = YAMLReader.documents(source, keys: keys)
        diagnostics += read.diagnostics
        if read.documents.count != 1, read.diagnostics.isEmpty {
            diagnostics.append(.notOneDocument(read.documents.count, at: SourcePlace(source, .empty(at: 0))))
        }
        return read.documents.count == 1 ? read.documents[0] : nil
    }

    /// Every file of a folder of the pack, read by `reader`.
    private func read<Entity>(
        _ folder: String, _ disk: DiskFiles, _ keys: KeyTable, _ diagnostics: inout [Diagnostic],
        by reader: (Document) -> (Entity?, [Diagnostic])
    ) -> [Entity] {
        guard disk.isFolder(folder) else { return [] }
        var entities: [Entity] = []
        for path in InputPaths.files(at: [folder], ending: [".yaml", ".yml", ".json"], in: disk, &diagnostics) {
            guard let document = document(path, disk, keys, &diagnostics) else { continue }
            let (entity, found) = reader(document)
            diagnostics += found
            if let entity { entities.append(entity) }
        }
        return entities
    }
}
