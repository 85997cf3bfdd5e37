package import Compliance
package import SourceText

/// A gate's decision as JSON: `{decision, reasons, obstacle, masked, known, untouched, ended, waiting_controls, diagnostics}`.
package enum GateJSONReport {
    package static func render(
        _ decision: GateDecision, on tally: GateTally = GateTally(), diagnostics: [Diagnostic] = []
    ) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.format("norma.gate")
            switch decision {
            case .open:
                writer.member("decision", "open")
                writer.member("reasons", [])
            case .closed(let reasons):
                writer.member("decision", "closed")
                writer.member("reasons", array: reasons) { $0.reason($1, on: tally) }
            case .undecidable:
                writer.member("decision", "undecidable")
                writer.member("reasons", [])
            }
            writer.member("obstacle", decision.obstacle(on: tally)?.description)
            writer.member("masked", tally.masked)
            writer.member("known", tally.known)
            writer.member("untouched", tally.untouched)
            writer.member("ended", tally.ended)
            writer.member("waiting_controls", tally.waiting)
            writer.member("diagnostics", diagnostics: diagnostics)
        }
        return writer.text + "\n"
    }
}

extension JSONWriter {
    /// `{reason, message, …}` with what the reason counts.
    fileprivate mutating func reason(_ reason: GateReason, on tally: GateTally) {
        object { writer in
            switch reason {
            case .failures(let count, let rules):
                writer.member("reason", "failures")
                writer.member("count", count)
                writer.member("rules", rules)
            case .tooManyFailures(let count, let maximum, let rules):
                writer.member("reason", "too_many_failures")
                writer.member("count", count)
                writer.member("maximum", maximum)
                writer.member("rules", rules)
            case .profileBelowThreshold(let profile, let percent, let threshold, _):
                writer.member("reason", "profile_below_threshold")
                writer.member("profile", profile)
                writer.member("percent", percent)
                writer.member("threshold", threshold)
            case .profileFailures(let profile, let count, let maximum):
                writer.member("reason", "profile_failures")
                writer.member("profile", profile)
                writer.member("count", count)
                writer.member("maximum", maximum)
            case .unknowns(let count, let rules):
                writer.member("reason", "unknowns")
                writer.member("count", count)
                writer.member("rules", rules)
            case .unreadKinds(let rules):
                writer.member("reason", "unread_kinds")
                writer.member("rules", rules.map(\.name))
            case .belowThreshold(let percent, let threshold, _):
                writer.member("reason", "below_threshold")
                writer.member("percent", percent)
                writer.member("threshold", threshold)
            }
            writer.member("message", tally.words(of: reason))
        }
    }
}
