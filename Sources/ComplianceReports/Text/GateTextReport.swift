package import Compliance
package import SourceText

/// A gate's decision in one line: what it is, why, and with what the command ends.
package enum GateTextReport {
    /// - Parameters:
    ///   - limits: what was asked: why a gate is open although something fails.
    ///   - diagnostics: of what was judged; the first error is why there is nothing to decide on.
    package static func render(
        _ decision: GateDecision, on tally: GateTally = GateTally(), within limits: GateOptions = GateOptions(),
        because diagnostics: [Diagnostic] = [],
        options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        var report = ReportText(options: options)
        let aside = tally.setAside.map { " (\($0))" } ?? ""
        switch decision {
        case .open:
            report.line(
                ("gate open", .help),
                (
                    ", exit 0: \(count(tally.passed, "evaluation passes", "evaluations pass")), \(tally.kept)\(limits.allowance(of: tally))\(aside)",
                    .plain
                ))
        case .closed(let reasons):
            let words = reasons.map(tally.words(of:)) + [decision.obstacle(on: tally)?.description].compactMap(\.self)
            report.line(
                ("gate closed", .error),
                (", exit \(decision.exitCode(on: tally)): \(words.joined(separator: "; "))\(aside)", .plain))
        case .undecidable(let obstacle):
            let error = firstError(of: diagnostics).map { ": \($0)" } ?? ""
            return render(undecidable: "\(obstacle)\(error)", options: options)
        }
        return report.text
    }

    /// What an error says, with its place; nil where there is none.
    package static func firstError(of diagnostics: [Diagnostic]) -> String? {
        diagnostics.first(where: \.isError).map { error in
            (error.primary.map { "\($0.place.file.name):\($0.place.position.line): " } ?? "") + error.message
        }
    }

    /// Also of a gate that could not begin.
    package static func render(
        undecidable reason: String, options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        var report = ReportText(options: options)
        report.line(("gate undecidable", .warning), (", exit 2: \(reason)", .plain))
        return report.text
    }
}

extension GateOptions {
    /// `, and at most 2 may`: what lets a gate be open over what is wrong; nothing where nothing is.
    fileprivate func allowance(of tally: GateTally) -> String {
        var words: [String] = []
        if tally.failing > 0 {
            if let failing { words.append("at most \(failing) may fail") }
            if let threshold { words.append("a score of \(threshold) % is enough") }
            if !profiles.isEmpty { words.append("each limit of a profile is kept") }
        }
        if tally.unknown > 0, allowsUnknown { words.append("what is unknown may pass") }
        if !tally.unread.isEmpty, allowsUnknown {
            words.append("resources that could not be read may pass: \(UnreadRule.list(tally.unread))")
        }
        return words.map { ", and \($0)" }.joined()
    }
}

extension GateTally {
    /// `none fails`, or what does and may.
    fileprivate var kept: String {
        let parts = [(failing, "fail"), (unknown, "unknown")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return parts.isEmpty ? "none fails" : parts.joined(separator: ", ")
    }

    /// `2 masked, 3 known from the baseline`, what is not set aside any more, and what no rule decides; nil where nothing is.
    fileprivate var setAside: String? {
        let evaluations = [
            (masked, "masked"), (known, "known from the baseline"), (untouched, "in what did not change"),
            (ended, "where a mask has ended"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let waits = waiting == 0 ? [] : ["\(count(waiting, "control")) \(waiting == 1 ? "waits" : "wait") for a person"]
        let more = parts == 0 ? [] : ["\(count(parts, "warning")) that there is more than was read"]
        let all = evaluations + waits + more
        return all.isEmpty ? nil : all.joined(separator: ", ")
    }
}
