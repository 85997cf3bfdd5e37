package import ResourceDocuments
import ResourceReaders
package import SourceText

/// Reads an attachment with SCC's field names: an attachment as its service returns it, or the body of the request
/// that creates one (`{profile_id, attachments: […]}`).
package struct AttachmentReader {
    private static let fields = [
        "name", "description", "profile_id", "profile", "profile_name", "profile_version", "keep_deprecated",
        "profiles",
        "switched_off_controls", "scope", "exclusions", "status", "schedule", "notifications",
        "inline_masks", "attachment_parameters",
    ]
    /// What the service adds when it returns an attachment.
    private static let returnedFields = [
        "id", "attachment_id", "profile_attachment_id", "account_id", "instance_id", "data_selection_range",
        "last_scan", "next_scan_time", "created_by",
        "created_on", "updated_by", "updated_on",
    ]

    private let document: Document
    private var diagnostics = Diagnostics()

    /// The attachment as far as it can be read; nil where its profile or its scope is not known.
    package static func read(_ document: Document) -> (attachment: Attachment?, diagnostics: [Diagnostic]) {
        var reader = AttachmentReader(document: document)
        let attachment = reader.readDocument()
        return (attachment, reader.diagnostics.all)
    }

    private init(document: Document) { self.document = document }

    private mutating func readDocument() -> Attachment? {
        let root = PlacedNode(document)
        if let other = root["control_library_name"] ?? (root["scope"] == nil ? root["controls"] : nil) {
            diagnostics.report(
                AttachmentDiagnostics.notAttachment(other, isLibrary: root["control_library_name"] != nil))
            return nil
        }
        guard let list = root["attachments"] else { return readAttachment(root, enclosing: nil) }
        guard
            let request = Record(
                root, subject: "the request", faults: AttachmentDiagnostics.faults, into: &diagnostics)
        else { return nil }
        request.allow(
            ["profile_id", "attachments"], ignoring: ["limit", "total_count", "first", "next", "previous", "last"],
            into: &diagnostics)
        let attachments = request.list("attachments", into: &diagnostics)
        guard attachments.count == 1, let only = attachments.first else {
            diagnostics.report(AttachmentDiagnostics.notOneAttachment(list, count: attachments.count))
            return nil
        }
        return readAttachment(only, enclosing: request)
    }

    private mutating func readAttachment(_ value: PlacedNode, enclosing request: Record?) -> Attachment? {
        guard
            let record = Record(
                value, subject: "the attachment", faults: AttachmentDiagnostics.faults, into: &diagnostics)
        else { return nil }
        record.allow(Self.fields + Self.returnedFields, into: &diagnostics)
        if let range = record["data_selection_range"] {
            diagnostics.report(AttachmentDiagnostics.unusedRange(range))
        }
        let name = record["name"].flatMap { _ in record.requiredText("name", into: &diagnostics) } ?? ""
        let profiles = ProfileReferenceReader.read(record, enclosing: request, into: &diagnostics)
        let switchedOff = readSwitchedOff(record)
        let notifications = readNotifications(record)
        let parameters = ParameterEntryReader.readAttachmentParameters(record, into: &diagnostics)
        let (scopes, exclusions) = ScopeReader.read(record, into: &diagnostics)
        let availability = record.word("status", as: Attachment.Availability.self, into: &diagnostics)
        let inlineMasks = record.word("inline_masks", as: Attachment.InlineMasks.self, into: &diagnostics)
        let schedule = record.word("schedule", as: ScanSchedule.self, into: &diagnostics)
        let description = record.text("description", into: &diagnostics) ?? ""
        guard let profile = profiles.first, !scopes.isEmpty else { return nil }
        return Attachment(
            name: name.isEmpty ? Self.stem(of: document.source.name) : name, description: description,
            profile: profile, furtherProfiles: Array(profiles.dropFirst()), switchedOff: switchedOff,
            availability: availability ?? .enabled,
            schedule: schedule ?? .none, notifications: notifications,
            honoursInlineMasks: inlineMasks == .honoured, scopes: scopes, exclusions: exclusions,
            parameters: parameters, file: document.source)
    }

    /// `[{control, reason}]`
    private mutating func readSwitchedOff(_ attachment: Record) -> [SwitchedOffControl] {
        attachment.list("switched_off_controls", into: &diagnostics).compactMap { element in
            guard
                var record = Record(
                    element, subject: "the switched-off control", faults: AttachmentDiagnostics.faults,
                    into: &diagnostics)
            else { return nil }
            if let control = record["control"]?.node.string { record.subject = "the switched-off control '\(control)'" }
            record.allow(["control", "reason"], into: &diagnostics)
            let control = record.requiredText("control", into: &diagnostics)
            let reason = record.requiredText("reason", into: &diagnostics)
            guard let control, let reason else { return nil }
            if reason.allSatisfy(\.isWhitespace), let value = record["reason"] {
                diagnostics.report(record.faults.empty(value, of: "reason"))
            }
            return SwitchedOffControl(control: control, reason: reason, source: record["control"])
        }
    }

    private mutating func readNotifications(_ attachment: Record) -> Notifications? {
        guard let value = attachment["notifications"].flatMap(Self.only),
            let record = Record(
                value, subject: "'notifications'", faults: AttachmentDiagnostics.faults, into: &diagnostics)
        else { return nil }
        record.allow(["enabled", "controls"], into: &diagnostics)
        if record["enabled"] == nil { record.reportMissing("enabled", into: &diagnostics) }
        let isEnabled = record.flag("enabled", into: &diagnostics) ?? false
        guard let controls = record["controls"].flatMap(Self.only),
            let selection = Record(
                controls, subject: "'controls' of the notifications", faults: AttachmentDiagnostics.faults,
                into: &diagnostics)
        else { return Notifications(isEnabled: isEnabled) }
        selection.allow(["threshold_limit", "failed_control_ids"], into: &diagnostics)
        let failed = selection.texts("failed_control_ids", into: &diagnostics).map {
            Notifications.FailedControl(control: $0.text, source: $0.value)
        }
        if failed.count > Notifications.maximumFailedControls,
            let first = failed[Notifications.maximumFailedControls].source
        {
            diagnostics.report(NotificationDiagnostics.tooManyControls(first, count: failed.count))
        }
        return Notifications(
            isEnabled: isEnabled, threshold: readThreshold(selection) ?? Notifications.defaultThreshold,
            failedControls: failed)
    }

    /// Terraform keeps a map as a list of one, and one that is not there as a list of none.
    private static func only(_ value: PlacedNode) -> PlacedNode? {
        guard value.node.kind == .list else { return value }
        return value.elements.count > 1 ? value : value.elements.first
    }

    private mutating func readThreshold(_ selection: Record) -> Int? {
        guard let value = selection["threshold_limit"] else { return nil }
        guard let number = value.node.number?.int64, (0...100).contains(number) else {
            diagnostics.report(AttachmentDiagnostics.threshold(value))
            return nil
        }
        return Int(number)
    }

    /// `attachments/prod.yaml` is `prod`.
    private static func stem(of name: String) -> String {
        let file = name.split(separator: "/").last.map(String.init) ?? name
        return file.split(separator: ".").first.map(String.init) ?? file
    }
}
