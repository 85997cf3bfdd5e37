package import Compliance
import ResourceDocuments
package import SourceText

/// Events on their way as JSON: `{events}`.
package enum OutboxJSONReport {
    package static func render(_ entries: [OutboxEntry]) -> String {
        JSONWriter.report("events", of: entries) { $0.members(of: $1) }
    }
}

/// What a pass over the destinations did, as JSON: `{deliveries, diagnostics}`.
package enum DeliveryJSONReport {
    package static func render(_ deliveries: [DeliveryReport], diagnostics: [Diagnostic]) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("deliveries", array: deliveries) { $0.deliveries($1) }
            writer.member("diagnostics", diagnostics: diagnostics)
        }
        return writer.text + "\n"
    }
}

extension JSONWriter {
    fileprivate mutating func members(of entry: OutboxEntry) {
        member("id", entry.event)
        member("subtype", entry.subtype)
        member("attachment", entry.attachment)
        member("destination", entry.destination)
        member("created_at", entry.createdAt.description)
        member("state", entry.state.rawValue)
        member("attempts", entry.attempts)
        member("next_attempt", entry.state == .pending ? entry.nextAttempt?.description : nil)
        member("last_error", entry.lastError)
        member("finished_at", entry.finishedAt?.description)
    }

    mutating func deliveries(_ report: DeliveryReport) {
        object { writer in
            writer.member("destination", report.destination)
            writer.member("held", report.attempts == nil)
            writer.member("attempts", array: report.attempts ?? []) { writer, attempt in
                writer.object { writer in
                    writer.member("id", attempt.entry.event)
                    writer.member("subtype", attempt.entry.subtype)
                    writer.member("attachment", attempt.entry.attachment)
                    switch attempt.step {
                    case .done: writer.member("outcome", "delivered")
                    case .again(let instant):
                        writer.member("outcome", "again")
                        writer.member("next_attempt", instant.description)
                    case .giveUp: writer.member("outcome", "given_up")
                    }
                    writer.member("error", attempt.result.reason)
                }
            }
        }
    }
}
