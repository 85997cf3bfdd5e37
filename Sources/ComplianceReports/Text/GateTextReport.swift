package import Compliance
package import SourceText

/// A gate's decision in one line: what it is, why, and with what the command ends.
package enum GateTextReport {
    /// - Parameter diagnostics: of what was judged; the first error is why there is nothing to decide on.
    package static func render(
        _ decision: GateDecision, on tally: GateTally = GateTally(), because diagnostics: [Diagnostic] = [],
        options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        var report = ReportText(options: options)
        let aside = tally.setAside.map { " (\($0))" } ?? ""
        switch decision {
        case .open:
            report.line(
                ("gate open", .help),
                (
                    ", exit 0: \(count(tally.passed, "evaluation passes", "evaluations pass")), \(tally.kept)\(aside)",
                    .plain
                ))
        case .closed(let reasons):
            let words = reasons.map(tally.words(of:)).joined(separator: "; ")
            report.line(("gate closed", .error), (", exit 1: \(words)\(aside)", .plain))
        case .undecidable(let obstacle):
            let error = diagnostics.first(where: \.isError).map { ": \($0.message)" } ?? ""
            return render(undecidable: "\(obstacle)\(error)", options: options)
        }
        return report.text
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

extension GateTally {
    /// `none fails`, or what does and may.
    fileprivate var kept: String {
        let parts = [(failing, "fail"), (unknown, "unknown")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return parts.isEmpty ? "none fails" : parts.joined(separator: ", ")
    }

    /// `2 masked, 3 known from the baseline`; nil where nothing is.
    fileprivate var setAside: String? {
        let parts = [
            (masked, "masked"), (known, "known from the baseline"), (untouched, "in what did not change"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
