import ArgumentParser
import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import SourceText

/// `--attachment`, `--pack`, `--strict-parameters`
struct AttachmentOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The attachment: YAML or JSON with SCC's fields. May be repeated: what several need is evaluated once.",
            valueName: "file"))
    var attachment: [String]

    @Option(
        help: ArgumentHelp(
            "The folder of rules, controls and profiles. Default: the nearest folder above each attachment that holds 'profiles'.",
            valueName: "folder"))
    var pack: String?

    @Flag(help: "Refuse an attachment that does not state every parameter of its profile, as SCC does.")
    var strictParameters = false

    func validate() throws {
        if attachment.isEmpty { throw ValidationError("name an attachment with --attachment") }
        let files = attachment.map(PathText.normal)
        if Set(files).count < files.count { throw ValidationError("--attachment names one file twice") }
    }

    /// Reads the attachments and their packs, and the inventory; the libraries in no order.
    ///
    /// - Parameter beginning: is told of the plans before the inventory is read.
    func plan(
        _ resources: InventoryOptions, dependencies: DependencyOptions,
        beginning: ([ScanPlan]) throws -> Void = { _ in }
    ) throws -> (planned: [PlannedScan], reading: InventoryReading, libraries: [ControlLibrary]) {
        let keys = KeyTable()
        let disk = DiskFiles()
        var packs: [String: AttachedPack] = [:]
        var files: [String: String] = [:]
        let planned = try attachment.map { file in
            let attachment = try readAttachment(file, disk, keys)
            let name = attachment.value.name
            if let other = files.updateValue(file, forKey: name) {
                throw CommandFailure(.sameAttachment(name, file, other))
            }
            let folder = try PackFolder.find(named: pack, above: file, in: disk)
            let loaded = packs[folder] ?? AttachedPack(folder, disk, keys, dependencies)
            packs[folder] = loaded
            return (try plan(attachment.value, said: attachment.diagnostics, in: loaded), loaded)
        }
        try beginning(planned.map(\.0.plan))
        let reading = try resources.read(
            for: planned.flatMap(\.0.plan.rules), schemas: planned.map(\.1.library.schemas), keys: keys)
        return (
            planned.map { $0.adding($1.diagnostics(of: reading, for: $0.plan)) }, reading,
            packs.values.flatMap(\.contents.libraries)
        )
    }

    private func plan(_ attachment: Attachment, said: [Diagnostic], in pack: AttachedPack) throws -> PlannedScan {
        switch ScanPlan.make(
            attachment: attachment, profiles: pack.contents.profiles, libraries: pack.contents.libraries,
            rules: pack.library.rules, strictParameters: strictParameters)
        {
        case .success(let plan): return PlannedScan(plan, diagnostics: said + pack.diagnostics)
        case .failure(let fault):
            // A profile that could not be read may be the one that is not found.
            let hasFaultyFile = pack.diagnostics.contains { $0.isError }
            let own = fault.diagnostics.filter { !hasFaultyFile || $0.kind != AttachmentDiagnostics.unknownProfile }
            throw CommandFailure(said + pack.diagnostics + own)
        }
    }

    /// Reads the attachments and their packs, and scans.
    ///
    /// - Parameters:
    ///   - entries: the store's.
    ///   - beginning: is told of the plans before the inventory is read.
    ///   - entering: is told of each plan, its scope and the inventory before anything is judged, and says what the scan can
    ///     build on.
    func scan(
        _ resources: InventoryOptions, dependencies: DependencyOptions, entries: StoredEntries, asOf: Instant,
        console: Console, beginning: ([ScanPlan]) throws -> Void = { _ in },
        entering: (ScanPlan, ScopedResources, InventoryReading) throws -> ScanBasis? = { _, _, _ in nil }
    ) throws -> (ScanBatch, InventoryReading) {
        let (attached, reading, libraries) = try plan(
            resources, dependencies: dependencies, beginning: beginning)
        var known = entries.known
        known.add(controlsOf: libraries)
        known.attachments.formUnion(attached.map(\.plan.attachment.name))
        let unknown = AttestationDiagnostics.unknownSubjects(entries.attestations, among: known, at: asOf)
        let planned = attached.map { attached in
            attached.adding(
                unknown
                    + MaskDiagnostics.unknownAreas(
                        entries.masks, in: attached.plan, reading, accounts: known.accounts, at: asOf))
        }
        var bar = ProgressBar("scanning", total: reading.rows.count, on: console)
        let batch = try ScanRunner.run(
            planned, on: reading, asOf: asOf, masks: entries.masks, attestations: entries.attestations,
            entering: { try entering($0, $1, reading) }, progress: { bar.update($0) })
        return (batch, reading)
    }

    private func readAttachment(
        _ file: String, _ disk: DiskFiles, _ keys: KeyTable
    ) throws -> (value: Attachment, diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        guard let document = PackContents.document(file, disk, keys, &diagnostics) else {
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

/// The pack of an attachment, read.
private struct AttachedPack {
    let contents: PackContents
    let library: RuleLibrary
    /// Of rules that could not be read only the errors: a scan is no check.
    let diagnostics: [Diagnostic]

    init(_ folder: String, _ disk: DiskFiles, _ keys: KeyTable, _ dependencies: DependencyOptions) {
        library = PackLoader.load(pack: folder, from: disk, keys: keys, dependencies: dependencies.folders)
        contents = PackContents(of: folder, disk: disk, keys: keys)
        diagnostics = library.diagnostics.filter(\.isError) + contents.diagnostics
    }

    /// What the pack knows better than the inventory that a plan is run on.
    func diagnostics(of reading: InventoryReading, for plan: ScanPlan) -> [Diagnostic] {
        // What names a rule that could not be read has that as its cause.
        let unknown =
            library.hasErrors
            ? []
            : IdleSuppressions.diagnostics(
                in: reading.rows, among: library.rules, isHonoured: plan.attachment.honoursInlineMasks)
        return unknown + reading.misspeltProperties(library.schemas, readBy: plan.rules)
            + MisspeltKinds.diagnostics(
                in: reading, judged: library.rules.flatMap(\.kinds), schemas: library.schemas)
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
