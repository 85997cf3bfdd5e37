package import ResourceDocuments
import ResourceReaders
import RulePacks
package import SourceText

/// Reads `notifications.yaml`: `{destinations: [{name, webhook | file | command, events, attachments}]}`.
package struct NotificationSettingsReader {
    /// What relative paths start from: the folder of the file that names them, wherever Norma is started.
    private let folder: String
    private var diagnostics = Diagnostics()

    private init(folder: String) { self.folder = folder }

    /// The destinations as far as they can be read.
    package static func read(
        _ document: Document
    ) -> (settings: NotificationSettings?, diagnostics: [Diagnostic]) {
        var reader = NotificationSettingsReader(folder: PathText.folder(of: document.source.name))
        let settings = reader.readSettings(PlacedNode(document))
        return (settings, reader.diagnostics.all)
    }

    private mutating func record(_ value: PlacedNode, _ subject: String, _ fields: [String]) -> Record? {
        let record = Record(value, subject: subject, faults: NotificationDiagnostics.faults, into: &diagnostics)
        record?.allow(fields, into: &diagnostics)
        return record
    }

    private mutating func readSettings(_ root: PlacedNode) -> NotificationSettings? {
        guard let settings = record(root, "the file", ["destinations"]) else { return nil }
        if settings["destinations"] == nil { settings.reportMissing("destinations", into: &diagnostics) }
        var destinations: [Destination] = []
        for element in settings.list("destinations", into: &diagnostics) {
            guard let destination = readDestination(element) else { continue }
            if destinations.contains(where: { $0.name == destination.name }) {
                diagnostics.report(NotificationDiagnostics.sameName(destination))
            }
            destinations.append(destination)
        }
        if let list = settings["destinations"], list.node.kind == .list, list.elements.isEmpty {
            diagnostics.report(settings.faults.empty(list, of: "destinations"))
        }
        return NotificationSettings(destinations: destinations)
    }

    private mutating func readDestination(_ value: PlacedNode) -> Destination? {
        let fields = ["name", "webhook", "file", "command", "events", "attachments"]
        guard var destination = record(value, "the destination", fields) else { return nil }
        let name = destination.requiredText("name", into: &diagnostics)
        if let name { destination.subject = "destination '\(name)'" }
        let route = readRoute(destination)
        let subtypes = destination.texts("events", into: &diagnostics).compactMap { text, value in
            let subtype = ScanEvent.Subtype(rawValue: text)
            if subtype == nil {
                diagnostics.report(
                    destination.faults.word(
                        value, text, of: "events", among: ScanEvent.Subtype.allCases.map(\.rawValue)))
            }
            return subtype
        }
        let attachments = destination.texts("attachments", into: &diagnostics).map {
            Destination.NamedAttachment(name: $0.text, source: $0.value.place)
        }
        guard let name, let route else { return nil }
        return Destination(
            name: name, route: route, subtypes: subtypes, attachments: attachments,
            source: destination["name"]?.place)
    }

    private mutating func readRoute(_ destination: Record) -> Destination.Route? {
        let sorts = ["webhook", "file", "command"].filter { destination[$0] != nil }
        guard sorts.count == 1, let sort = sorts.first, let value = destination[sort] else {
            diagnostics.report(NotificationDiagnostics.notOneRoute(destination, sorts))
            return nil
        }
        switch sort {
        case "webhook": return readWebhook(value).map { .webhook($0) }
        case "file": return readFile(value).map { .file(path: $0) }
        default: return readCommand(value).map { .command($0) }
        }
    }

    private mutating func readWebhook(_ value: PlacedNode) -> Destination.Webhook? {
        guard let webhook = record(value, "the webhook", ["url", "secret", "timeout_seconds"]) else { return nil }
        let text = webhook.requiredText("url", into: &diagnostics)
        let address = text.flatMap { WebhookAddress($0) }
        if text != nil, address == nil, let source = webhook["url"] {
            diagnostics.report(NotificationDiagnostics.badAddress(source))
        }
        if let address, !address.isEncrypted, !address.isLocal, let source = webhook["url"] {
            diagnostics.report(NotificationDiagnostics.unencrypted(source, host: address.host))
        }
        let secret = readSecret(webhook)
        let timeout = readTimeout(webhook)
        guard let address, let secret else { return nil }
        return Destination.Webhook(address: address, secret: secret, timeout: timeout)
    }

    /// `secret: { environment: NAME }` or `secret: { file: PATH }`: never the secret itself.
    private mutating func readSecret(_ webhook: Record) -> Destination.SecretSource? {
        guard let value = webhook["secret"] else {
            webhook.reportMissing("secret", into: &diagnostics)
            return nil
        }
        guard value.node.kind == .map, let secret = record(value, "the secret", ["environment", "file"]) else {
            diagnostics.report(NotificationDiagnostics.writtenSecret(value))
            return nil
        }
        let environment = secret.text("environment", into: &diagnostics)
        let file = secret.text("file", into: &diagnostics)
        switch (environment, file) {
        case (let name?, nil) where !name.isEmpty: return .environment(name)
        case (nil, let path?) where !path.isEmpty: return .file(path: PathText.join(folder, path))
        default:
            diagnostics.report(NotificationDiagnostics.writtenSecret(value))
            return nil
        }
    }

    private mutating func readFile(_ value: PlacedNode) -> String? {
        record(value, "the file", ["path"])?.requiredText("path", into: &diagnostics)
            .map { PathText.join(folder, $0) }
    }

    private mutating func readCommand(_ value: PlacedNode) -> Destination.Command? {
        guard let command = record(value, "the command", ["run", "timeout_seconds"]) else { return nil }
        if command["run"] == nil { command.reportMissing("run", into: &diagnostics) }
        var words = command.texts("run", into: &diagnostics).map(\.text)
        if words.first?.isEmpty ?? true, let run = command["run"], run.node.kind == .list {
            diagnostics.report(command.faults.empty(run, of: "run"))
            return nil
        }
        // A bare name is looked for along PATH.
        if let program = words.first, program.contains("/") { words[0] = PathText.join(folder, program) }
        let timeout = readTimeout(command)
        return words.isEmpty ? nil : Destination.Command(words: words, timeout: timeout)
    }

    private mutating func readTimeout(_ record: Record) -> Int {
        guard let value = record["timeout_seconds"] else { return Destination.defaultTimeout }
        guard let seconds = value.node.number?.int64, Destination.timeouts.contains(Int(clamping: seconds)) else {
            diagnostics.report(NotificationDiagnostics.badTimeout(value))
            return Destination.defaultTimeout
        }
        return Int(clamping: seconds)
    }
}
