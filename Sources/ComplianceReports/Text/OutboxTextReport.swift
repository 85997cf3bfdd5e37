package import Compliance
import ResourceDocuments
package import SourceText

/// Events on their way, one a line.
package enum OutboxTextReport {
    package static func render(
        _ entries: [OutboxEntry], options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        ReportText.list(entries, orElse: "no event is on its way", options: options, row)
    }

    private static func row(_ entry: OutboxEntry) -> [(text: String, style: StyledLine.Style)] {
        let tried = count(entry.attempts, "attempt")
        let standing: (String, StyledLine.Style) =
            switch entry.state {
            case .pending:
                entry.nextAttempt.map { ("\(tried), next at \($0): \(entry.lastError ?? "no error")", .warning) }
                    ?? ("not tried yet", .plain)
            case .delivered: ("delivered at \(entry.finishedAt?.description ?? "an unknown time")", .help)
            case .givenUp: ("given up after \(tried): \(entry.lastError ?? "no error")", .error)
            }
        return [
            (String(entry.event.prefix(8)), .strong), (entry.createdAt.description, .plain), (entry.attachment, .plain),
            (entry.subtype, .plain), (entry.destination, .plain), standing,
        ]
    }
}

/// What a pass over the destinations did, one event a line.
package enum DeliveryTextReport {
    /// - Parameter saysNothing: says so where nothing was due.
    package static func render(
        _ deliveries: [DeliveryReport], saysNothing: Bool = false,
        options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        var report = ReportText(options: options)
        let rows = deliveries.flatMap { delivery -> [[(text: String, style: StyledLine.Style)]] in
            guard let attempts = delivery.attempts else {
                return [[(delivery.destination, .strong), ("held: another process sends to it", .secondary)]]
            }
            return attempts.map { attempt in
                [
                    (delivery.destination, .strong), (attempt.entry.attachment, .plain),
                    (attempt.entry.subtype, .plain), outcome(of: attempt),
                ]
            }
        }
        if rows.isEmpty, saysNothing { report.line("nothing was due") }
        report.table(rows)
        return report.text
    }

    private static func outcome(of attempt: DeliveryReport.Attempt) -> (String, StyledLine.Style) {
        let reason = attempt.result.reason ?? "no error"
        switch attempt.step {
        case .done: return ("delivered", .help)
        case .again(let instant): return ("again at \(instant): \(reason)", .warning)
        case .giveUp: return ("given up after \(count(attempt.entry.attempts + 1, "attempt")): \(reason)", .error)
        }
    }
}
