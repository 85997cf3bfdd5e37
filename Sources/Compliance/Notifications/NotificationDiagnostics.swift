import ResourceReaders
package import SourceText

/// Faults of `notifications` and of the file of destinations: E414x.
package enum NotificationDiagnostics {
    package static let allNotificationKinds: [DiagnosticKind] = [
        tooManyControls, wrongShape, missingField, unknownField, notOneRoute, badAddress, writtenSecret, sameName,
        unencrypted,
    ]

    static let faults = RecordFaults(unknownField: unknownField, missingField: missingField, wrongShape: wrongShape)

    /// A file of one destination.
    private static func example(_ route: String, name: String = "audit") -> String {
        "destinations:\n  - name: \(name)\n    \(route)\n"
    }

    private static let webhook =
        "webhook: { url: \"https://hooks.example.com/norma\", secret: { environment: WEBHOOK_SECRET } }"

    private static func attachment(controls: Int) -> String {
        """
        name: prod
        profile_id: Example
        scope: { scope_type: account, scope_id: acc1 }
        notifications:
          enabled: true
          controls:
            failed_control_ids: [\(Array(repeating: "6.1.1", count: controls).joined(separator: ", "))]

        """
    }

    static let tooManyControls = DiagnosticKind(
        "E4140", "notifications name too many controls",
        "At most 15 controls of an attachment can be told of whenever they fail, as in SCC. For more, lower threshold_limit: "
            + "with 0 every failed control is told of.",
        .attachment, wrong: attachment(controls: 16), right: attachment(controls: 1))

    static let wrongShape = DiagnosticKind(
        "E4141", "a field of a destination has another shape or value",
        "A file of destinations is {destinations: [{name, webhook | file | command, events, attachments}]}. Events are "
            + "posture-scan-completed, posture-scan-failure-threshold-limit-exceeds, posture-scan-new-resource-in-inventory and "
            + "posture-scan-failed; "
            + "a timeout is 1 to 120 seconds.",
        .notifications,
        wrong: example("file: { path: events.jsonl }\n    events: [scan-completed]"),
        right: example("file: { path: events.jsonl }\n    events: [posture-scan-completed]"))

    static let missingField = DiagnosticKind(
        "E4142", "a field of a destination is missing",
        "A destination has a name, by which the outbox knows it; a webhook its url and its secret; a file its path; a command "
            + "what to run.",
        .notifications,
        wrong: example("webhook: { url: \"https://hooks.example.com/norma\" }"), right: example(webhook))

    static let unknownField = DiagnosticKind(
        "E4143", "a destination has an unknown field",
        "A field that nobody reads is a mistake more often than not: events would go where nobody expects them, or nowhere.",
        .notifications,
        wrong: example("file: { path: events.jsonl }\n    attachment: [prod]"),
        right: example("file: { path: events.jsonl }\n    attachments: [prod]"))

    static let notOneRoute = DiagnosticKind(
        "E4144", "a destination is reached in no way, or in several",
        "A destination is a webhook, a file or a command. Where an event is to go to two of them, write two destinations: each has its own "
            + "place in the outbox.",
        .notifications,
        wrong: example("events: [posture-scan-completed]"), right: example("command: { run: [logger, -t, norma] }"))

    static let badAddress = DiagnosticKind(
        "E4145", "a webhook has no address that can be called",
        "A webhook's url begins with https:// or http://, names a host, and has no user name or password in it: whoever reads the "
            + "file would know them, and the signature says who sends.",
        .notifications,
        wrong: example(webhook.replacing("https://hooks", with: "https://norma:secret@hooks")), right: example(webhook))

    static let writtenSecret = DiagnosticKind(
        "E4146", "a secret is not named by where it is kept",
        "The secret of a webhook stands in an environment variable or in a file that only Norma can read, and never in the file of "
            + "destinations, which is shared and kept in version control.",
        .notifications,
        wrong: example("webhook: { url: \"https://hooks.example.com/norma\", secret: whsec_bm9ybWE= }"),
        right: example(webhook))

    static let sameName = DiagnosticKind(
        "E4147", "two destinations have one name",
        "The outbox knows a destination by its name, and keeps what is on its way to it in order.",
        .notifications,
        wrong: example(webhook) + "  - name: audit\n    file: { path: events.jsonl }\n",
        right: example(webhook) + "  - name: log\n    file: { path: events.jsonl }\n")

    static let unencrypted = DiagnosticKind(
        "W4148", "a webhook is called without encryption",
        "Everybody on the way can read what an http:// address is sent. The signature still tells the receiver that nobody changed it.",
        .notifications,
        wrong: example(webhook.replacing("https:", with: "http:")), right: example(webhook))
}

extension NotificationDiagnostics {
    /// - Parameter first: the first one too many.
    static func tooManyControls(_ first: PlacedNode, count: Int) -> Diagnostic {
        let most = Notifications.maximumFailedControls
        return Diagnostic(
            tooManyControls, at: first.place,
            "'failed_control_ids' names \(count) controls, and at most \(most) are told of always",
            hint: "leave out \(count - most) of them, or lower 'threshold_limit'")
    }

    static func notOneRoute(_ destination: Record, _ sorts: [String]) -> Diagnostic {
        Diagnostic(
            notOneRoute, at: destination.start,
            sorts.isEmpty
                ? "\(destination.subject) has no 'webhook', 'file' or 'command'"
                : "\(destination.subject) has \(sorts.map { "'\($0)'" }.joined(separator: " and "))",
            hint: sorts.isEmpty ? "say how it is reached" : "write a destination for each")
    }

    /// The line is named and not shown: there may be a password in it.
    static func badAddress(_ value: PlacedNode) -> Diagnostic {
        Diagnostic(
            badAddress, at: nil, "the webhook's 'url'\(line(of: value)) is no address that can be called",
            hint: "write https:// and the host, without a user name or password")
    }

    /// The line is named and not shown: the secret may be in it.
    static func writtenSecret(_ value: PlacedNode) -> Diagnostic {
        Diagnostic(
            writtenSecret, at: nil, "'secret'\(line(of: value)) must say where the secret is kept",
            hint: "write { environment: NAME } or { file: PATH }")
    }

    /// ` in line 3 of 'notifications.yaml'`
    private static func line(of value: PlacedNode) -> String {
        value.keyPlace.map { " in line \($0.file.line(at: $0.span.start)) of '\($0.file.name)'" } ?? ""
    }

    static func badTimeout(_ value: PlacedNode) -> Diagnostic {
        let seconds = Destination.timeouts
        return Diagnostic(
            wrongShape, at: value.place,
            "'timeout_seconds' must be a whole number from \(seconds.lowerBound) to \(seconds.upperBound)",
            hint: "leave it out for \(Destination.defaultTimeout)")
    }

    static func sameName(_ destination: Destination) -> Diagnostic {
        Diagnostic(
            sameName, at: destination.source, "another destination is called '\(destination.name)' too",
            hint: "give each a name of its own")
    }

    static func unencrypted(_ value: PlacedNode, host: String) -> Diagnostic {
        Diagnostic(
            unencrypted, at: value.place, "what '\(host)' is sent can be read by everybody on the way",
            hint: "write https://")
    }
}
