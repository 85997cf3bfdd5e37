import Compliance
import SourceText

/// E502x: running attachments and sending events.
extension Diagnostic {
    static func noSecret(_ source: Destination.SecretSource, of destination: String) -> Self {
        switch source {
        case .environment(let name):
            Diagnostic(
                .noSecret, at: nil,
                "the environment variable '\(name)' holds no secret for destination '\(destination)'",
                hint: "set it to 'whsec_' and base64, or to any other text that is not empty")
        case .file(let path):
            Diagnostic(
                .noSecret, at: nil, "the file '\(path)' holds no secret for destination '\(destination)'",
                hint: "write 'whsec_' and base64 into it, or any other text")
        }
    }

    static func unknownDestination(_ name: String, count: Int) -> Self {
        Diagnostic(
            .unknownDestination, at: nil,
            "\(count) \(count == 1 ? "event waits" : "events wait") for destination '\(name)', which the file does not have",
            hint: "put it back; its events stay in the store")
    }

    /// - Parameter known: names of attachments.
    static func unknownAttachment(
        _ attachment: Destination.NamedAttachment, of destination: Destination, known: Set<String>
    ) -> Self {
        let nearest = Spelling.nearest(to: attachment.name, among: known)
        let names = known.sorted().prefix(8).joined(separator: ", ")
        return Diagnostic(
            .unknownAttachment, at: attachment.source,
            "destination '\(destination.name)' is told of attachment '\(attachment.name)', which nobody has scanned",
            hint: nearest.map { "did you mean '\($0)'?" }
                ?? (known.isEmpty ? "name an attachment by its 'name'" : "attachments are \(names)"),
            replacement: nearest)
    }

    static func sameAttachment(_ name: String, _ path: String, _ other: String) -> Self {
        Diagnostic(
            .sameAttachment, at: nil, "'\(path)' is called '\(name)', and '\(other)' is too",
            hint: "give each attachment a name of its own")
    }

    static func nobodyIsTold(_ attachment: String) -> Self {
        Diagnostic(
            .nobodyIsTold, at: nil, "attachment '\(attachment)' has notifications, and nobody is told",
            hint: "name a file of destinations with --notify")
    }
}

extension DiagnosticKind {
    static let deliveryKinds: [DiagnosticKind] = [
        noSecret, sameAttachment, unknownDestination, nobodyIsTold, unknownAttachment,
    ]

    static let noSecret = DiagnosticKind(
        "E5021", "a webhook's secret cannot be had",
        """
        Each event that a webhook is sent is signed with its secret. The secret is read at each run from where the file of destinations \
        says. Nothing is sent to the destination until it is there, and nothing of what waits for it is lost.
        """, .command,
        wrong: "norma notify test --notify destinations/webhook.yaml",
        right: "norma notify test --notify destinations/file.yaml")

    static let sameAttachment = DiagnosticKind(
        "E5022", "two attachments have one name",
        """
        An attachment's history and schedule are kept under its name: the scans of one would count for the other.
        """, .command,
        wrong:
            "norma run --due prod.yaml also-prod.yaml --pack rules --inventory rules/inventory --database norma.sqlite",
        right: "norma run --due prod.yaml --pack rules --inventory rules/inventory --database norma.sqlite")

    static let unknownDestination = DiagnosticKind(
        "W5023", "events wait for a destination that is not there",
        """
        Events are written for destinations by their names. One that was renamed or left out gets nothing any more, and what waits for \
        it stays in the store: 'norma notify list'.
        """, .command,
        wrong: """
            norma run --due prod-told.yaml --pack rules --inventory rules/inventory --notify destinations/broken.yaml \
            --database norma.sqlite >/dev/null 2>&1; norma notify send --notify destinations/file.yaml --database norma.sqlite
            """,
        right: "norma notify send --notify destinations/file.yaml --database norma.sqlite")

    static let unknownAttachment = DiagnosticKind(
        "W5026", "a destination names an attachment that nobody has",
        """
        A destination with 'attachments' is told of those alone. A name that neither this run nor any scan of the store has is misspelt \
        more often than not, and what it is meant for would never be told of.
        """, .command,
        wrong: """
            norma run --due prod-told.yaml --pack rules --inventory rules/inventory --database norma.sqlite \
            --notify destinations/misnamed.yaml >/dev/null
            """,
        right: """
            norma run --due prod-told.yaml --pack rules --inventory rules/inventory --database norma.sqlite \
            --notify destinations/named.yaml >/dev/null
            """)

    static let nobodyIsTold = DiagnosticKind(
        "W5024", "notifications without a destination",
        """
        The attachment's notifications say what is told. Who is told stands in a file of destinations; without one nothing is written \
        for anybody.
        """, .command,
        wrong: "norma run --due prod-told.yaml --pack rules --inventory rules/inventory --database norma.sqlite",
        right: """
            norma run --due prod-told.yaml --pack rules --inventory rules/inventory --database norma.sqlite \
            --notify destinations/file.yaml
            """)
}
