import ArgumentParser
import Compliance
import ResourceDocuments
import ResourceReaders
import RulePacks
import SourceText

/// `--attachment`, `--pack`, `--strict-parameters`
struct AttachmentOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The attachment: YAML or JSON with SCC's fields.", valueName: "file"))
    var attachment: String

    @Option(
        help: ArgumentHelp(
            "The folder of rules, controls and profiles. Default: the nearest folder above the attachment that holds 'profiles'.",
            valueName: "folder"))
    var pack: String?

    @Flag(help: "Refuse an attachment that does not state every parameter of its profile, as SCC does.")
    var strictParameters = false

    /// Reads the attachment and its pack, and scans.
    ///
    /// - Parameter entries: the store's.
    func scan(
        _ resources: InventoryOptions, dependencies: DependencyOptions, entries: StoredEntries, asOf: Instant,
        console: Console
    ) throws -> (Scan, InventoryReading) {
        let keys = KeyTable()
        let disk = DiskFiles()
        let attachment = try readAttachment(disk, keys)
        let folder = try PackFolder.find(named: pack, above: self.attachment, in: disk)
        let library = PackLoader.load(
            pack: folder, from: disk, keys: keys, dependencies: dependencies.folders)
        var diagnostics = library.diagnostics.filter(\.isError)
        let contents = PackContents(of: folder, disk: disk, keys: keys)
        diagnostics += contents.diagnostics
        let plan: ScanPlan
        switch ScanPlan.make(
            attachment: attachment.value, profiles: contents.profiles, libraries: contents.libraries,
            rules: library.rules, strictParameters: strictParameters)
        {
        case .success(let made): plan = made
        case .failure(let fault):
            // A profile that could not be read may be the one that is not found.
            let hasFaultyFile = diagnostics.contains { $0.isError }
            let own = fault.diagnostics.filter { !hasFaultyFile || $0.kind != AttachmentDiagnostics.unknownProfile }
            throw CommandFailure(attachment.diagnostics + diagnostics + own)
        }
        let reading = try resources.read(for: plan.rules, schemas: library.schemas, keys: keys)
        // What names a rule that could not be read has that as its cause.
        if !library.hasErrors { diagnostics += UnknownSuppressions.diagnostics(in: reading.rows, among: library.rules) }
        diagnostics += reading.misspeltProperties(library.schemas, readBy: plan.rules)
        var bar = ProgressBar("scanning", total: reading.rows.count, on: console)
        let scan = ScanRunner.run(
            plan, on: reading, asOf: asOf, masks: entries.masks, attestations: entries.attestations,
            diagnostics: attachment.diagnostics + diagnostics
        ) { bar.update($0) }
        return (scan, reading)
    }

    private func readAttachment(
        _ disk: DiskFiles, _ keys: KeyTable
    ) throws -> (value: Attachment, diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        guard let document = PackContents.document(attachment, disk, keys, &diagnostics) else {
            throw CommandFailure(diagnostics)
        }
        let read = AttachmentReader.read(document)
        diagnostics += read.diagnostics
        guard let value = read.attachment, !diagnostics.contains(where: \.isError) else {
            throw CommandFailure(diagnostics)
        }
        return (value, diagnostics)
    }
}

/// Where the pack of an attachment stands.
enum PackFolder {
    /// The folder that was named; else the nearest above the attachment that holds `profiles`.
    static func find(named pack: String?, above attachment: String, in disk: DiskFiles) throws -> String {
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
}
