import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore
import ResourceDocuments
import SourceText

/// `--notify`
struct NotificationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where events go: a file of destinations. Its events are sent, and what cannot be sent is kept and tried again.",
            valueName: "file"))
    var notify: String?

    /// The destinations, and what was said on the way; nil where no file is named. Throws where it is at fault.
    func settings() throws -> (settings: NotificationSettings, warnings: [Diagnostic])? {
        try notify.map { try Self.read($0) }
    }

    static func read(_ path: String) throws -> (settings: NotificationSettings, warnings: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        guard let document = PackContents.document(path, DiskFiles(), KeyTable(), &diagnostics) else {
            throw CommandFailure(diagnostics)
        }
        let read = NotificationSettingsReader.read(document)
        diagnostics += read.diagnostics
        guard let settings = read.settings, !diagnostics.contains(where: \.isError) else {
            throw CommandFailure(diagnostics)
        }
        return (settings, diagnostics)
    }
}

extension ScanEnding {
    /// A scan that tells the destinations of what its attachment asks for.
    init(of scan: Scan, scheduled: (at: Instant, next: Instant?)? = nil, telling settings: NotificationSettings?) {
        self.init(state: scan.isFailed ? .failed : .completed, scheduled: scheduled) { end in
            guard let settings else { return [] }
            return ScanEvent.events(of: scan, end: end).map { event in
                CloudEventJSON.event(
                    event, of: scan,
                    to: settings.destinations(for: event.subtype, of: scan.plan.attachment.name))
            }
        }
    }
}
