import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore
import ResourceDocuments
import SourceText

struct RunCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", _superCommandName: "norma",
        abstract: "Scan the attachments whose scans are due, and keep the scans.",
        discussion: """
            For cron and systemd: call it as often as you like, it does what is due and nothing twice. A scan that was missed is made \
            up once; one attachment is scanned by one process at a time; a disabled attachment is left alone. Each attachment gets a \
            line, and each has its own store of when it was scanned last: --database.

            Exit 0 when everything that was due was scanned, whatever the scores; 1 when the inventory says that resources which a rule \
            judges could not be read; 2 when a file could not be read, or something not scanned or set up.

            EXAMPLE
              norma run --due rules/attachments --inventory rules/inventory \\
                --notify notifications.yaml --database norma.sqlite
            """)

    @Argument(help: ArgumentHelp("Attachments: files, or folders of them.", valueName: "path"))
    var attachments: [String]

    @Flag(
        help:
            "Only what is due by its schedule. Without it everything that is enabled is scanned now, and no schedule moves."
    )
    var due = false

    @Option(
        help: ArgumentHelp(
            "The folder of rules, controls and profiles. Default: the nearest folder above each attachment that holds 'profiles'.",
            valueName: "folder"))
    var pack: String?

    @Flag(help: "Refuse an attachment that does not state every parameter of its profile, as SCC does.")
    var strictParameters = false

    @Flag(help: "Evaluate everything, also what is as it was in the attachment's last recorded scan.")
    var fresh = false

    @OptionGroup var resources: InventoryOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var notifications: NotificationOptions
    @OptionGroup var dependencies: DependencyOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { try resources.requireFiles() }

    func run() throws {
        let console = Console()
        let clock = try clock.reading()
        let read = try notifications.settings()
        var diagnostics = read?.warnings ?? []
        let found = AttachmentFiles.read(attachments, &diagnostics)
        let opened = try store.open()
        let runner = AttachmentRunner(
            command: self, recording: ScanRecording(store: opened, console: console, isFresh: fresh),
            settings: read?.settings, clock: clock, names: Set(found.attachments.map(\.attachment.name)))
        var runs: [AttachmentRun] = []
        func report(_ run: AttachmentRun) {
            runs.append(run)
            if output.format == .text { console.printRaw(RunTextReport.render([run], options: console.options)) }
        }
        for path in found.unreadable { report(AttachmentRun(attachment: path, outcome: .failed)) }
        for file in found.attachments { report(try runner.run(file, &diagnostics)) }
        var delivered = OutboxDelivery.Outcome()
        if let settings = read?.settings {
            delivered = try OutboxDelivery(store: opened, settings: settings)
                .run(scanned: runner.names, now: clock)
            diagnostics += delivered.diagnostics
        }
        switch output.format {
        case .json:
            console.printRaw(RunJSONReport.render(runs, deliveries: delivered.deliveries, diagnostics: diagnostics))
        case .text:
            console.printRaw(DeliveryTextReport.render(delivered.deliveries, options: console.options))
            console.show(diagnostics)
        }
        if diagnostics.contains(where: \.isError) { throw ExitCode(2) }
        if runs.contains(where: \.isIncomplete) { throw ExitCode(1) }
    }
}

/// Attachments and the files they stand in.
struct AttachmentFiles {
    private(set) var attachments: [(path: String, attachment: Attachment)] = []
    /// Files that hold none that can be read.
    private(set) var unreadable: [String] = []

    /// Of files and folders, in order. Two of one name would share a schedule and a history: an error.
    static func read(_ paths: [String], _ diagnostics: inout [Diagnostic]) -> AttachmentFiles {
        let disk = DiskFiles()
        let keys = KeyTable()
        var found = AttachmentFiles()
        for path in InputPaths.files(at: paths, ending: [".yaml", ".yml", ".json"], in: disk, &diagnostics) {
            guard let document = PackContents.document(path, disk, keys, &diagnostics) else {
                found.unreadable.append(path)
                continue
            }
            // What is to be said of one that can be read, its scan says.
            let read = AttachmentReader.read(document)
            guard let attachment = read.attachment, !read.diagnostics.contains(where: \.isError) else {
                diagnostics += read.diagnostics
                found.unreadable.append(path)
                continue
            }
            if let other = found.attachments.first(where: { $0.attachment.name == attachment.name }) {
                diagnostics.append(.sameAttachment(attachment.name, path, other.path))
                found.unreadable.append(path)
                continue
            }
            found.attachments.append((path, attachment))
        }
        return found
    }
}
