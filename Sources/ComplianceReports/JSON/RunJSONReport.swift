package import Compliance
import ResourceDocuments
package import SourceText

/// What `norma run` did: `{runs, deliveries, diagnostics}`.
package enum RunJSONReport {
    package static func render(
        _ runs: [AttachmentRun], deliveries: [DeliveryReport], diagnostics: [Diagnostic]
    ) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("runs", array: runs) { $0.run($1) }
            writer.member("deliveries", array: deliveries) { $0.deliveries($1) }
            writer.member("diagnostics", diagnostics: diagnostics)
        }
        return writer.text + "\n"
    }
}

extension JSONWriter {
    fileprivate mutating func run(_ run: AttachmentRun) {
        object { writer in
            writer.member("attachment", run.attachment)
            writer.member("outcome", run.outcome.word)
            switch run.outcome {
            case .ran(let summary, let next):
                writer.member("scan_id", summary.scan)
                writer.member("percent", summary.score)
                writer.member("complete", summary.gaps.isEmpty)
                writer.member("controls_summary") { $0.controlSummary(summary.controls) }
                writer.member("evaluations_run", summary.evaluationCount - summary.evaluationsReused)
                writer.member("evaluations_reused", summary.evaluationsReused)
                writer.member("next_scan_time", next?.description)
            case .notDue(let until): writer.member("next_scan_time", until.description)
            case .paused, .disabled, .held, .failed: break
            }
        }
    }
}

extension AttachmentRun.Outcome {
    fileprivate var word: String {
        switch self {
        case .ran: "ran"
        case .notDue: "not_due"
        case .paused: "paused"
        case .disabled: "disabled"
        case .held: "held"
        case .failed: "failed"
        }
    }
}
