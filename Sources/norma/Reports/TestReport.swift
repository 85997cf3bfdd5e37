import ComplianceReports
import RuleAnalysis
import RuleChecker
import RuleSyntax
import RuleTesting
import RuleTracer
import SourceText

/// What `norma test` says: failures with their reasons, coverage, and the counts.
enum TestReport {
    static func text(_ suite: TestSuite, withCoverage: Bool) -> String {
        var lines: [String] = []
        for file in suite.files {
            for result in file.results {
                for failure in result.failures {
                    let place = failure.expectation.place
                    lines.append(
                        "fail  \(VisibleText.line(result.testCase.name))  \(VisibleText.line(place.file.name)):\(place.position.line)"
                    )
                    lines.append("  \(VisibleText.line(failure.reason))")
                    for finding in failure.findings.prefix(3) {
                        lines.append(
                            "  found at \(VisibleText.line(finding.path.description)): \(VisibleText.line(finding.message))"
                        )
                    }
                }
            }
        }
        if withCoverage { lines += coverage(suite.coverage) }
        if suite.caseCount > 0 {
            lines.append("\(suite.caseCount - suite.failedCount) passed, \(suite.failedCount) failed")
        }
        return lines.joined(separator: "\n")
    }

    private static let maximumUntested = 3

    /// How many rules no case asks about, and which; nil where there is none.
    static func line(ofUntested rules: [CheckedRule]) -> String? {
        if rules.isEmpty { return nil }
        let named = rules.prefix(maximumUntested).map { rule in
            let line = rule.file.position(at: rule.name.span.start).line
            return "\(rule.name.text) (\(VisibleText.line(rule.file.name)):\(line))"
        }
        let more = rules.count - maximumUntested
        return "\(rules.count) rule\(rules.count == 1 ? "" : "s") that no case asks about: "
            + named.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }

    private static func coverage(_ coverage: Coverage) -> [String] {
        let rules = coverage.rules
        let width = rules.map(\.name.text.count).max() ?? 0
        var lines: [String] = []
        for rule in rules {
            let total = coverage.total(of: rule)
            let name = rule.name.text
            let padding = String(repeating: " ", count: width - name.count)
            lines.append("\(name)\(padding)  \(total.seen) of \(total.all) outcomes seen")
            if coverage.runCount(of: rule) == 0 {
                let line = rule.file.position(at: rule.name.span.start).line
                lines.append("  \(VisibleText.line(rule.file.name)):\(line): no case asks about this rule")
                continue
            }
            for outcome in coverage.outcomes(of: rule) where !outcome.isSeen {
                let place = outcome.event.place
                lines.append("  \(VisibleText.line(place.file.name)):\(place.position.line): \(outcome.event.words)")
            }
        }
        let totals = rules.map(coverage.total)
        let (seen, all) = totals.reduce((0, 0)) { ($0.0 + $1.seen, $0.1 + $1.all) }
        if rules.count > 1 { lines.append("\(rules.count) rules, \(seen) of \(all) outcomes seen") }
        return lines
    }

    /// `{format, format_version, cases: [{file, line, name, passed, failures}], coverage, mutation, untested: [{rule, file, line}], diagnostics, summary}`; coverage is null where it was not asked for,
    /// `[{rule, seen, outcomes, unseen}]`, and so is mutation
    static func json(
        _ suite: TestSuite, withCoverage: Bool, scores: [MutationScore]? = nil, untested: [CheckedRule] = []
    ) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.format("norma.cases")
            writer.member("cases") { writer in
                writer.array { writer in
                    for file in suite.files {
                        for result in file.results { write(result, of: file, to: &writer) }
                    }
                }
            }
            writer.member("coverage") { writer in
                if withCoverage { write(suite.coverage, to: &writer) } else { writer.null() }
            }
            writer.member("mutation") { writer in
                if let scores { MutationReport.write(scores, to: &writer) } else { writer.null() }
            }
            writer.member("untested", array: untested) { writer, rule in
                writer.object { writer in
                    writer.member("rule", rule.name.text)
                    writer.member("file", rule.file.name)
                    writer.member("line", rule.file.position(at: rule.name.span.start).line)
                }
            }
            writer.member("diagnostics", diagnostics: suite.diagnostics)
            writer.member("summary") { writer in
                writer.object { writer in
                    writer.member("passed", suite.caseCount - suite.failedCount)
                    writer.member("failed", suite.failedCount)
                }
            }
        }
        return writer.text
    }

    private static func write(_ result: CaseResult, of file: CaseFileResult, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("file", file.file.source.name)
            writer.member("line", result.testCase.place.position.line)
            writer.member("name", result.testCase.name)
            writer.member("passed") { $0.flag(result.passed) }
            writer.member("failures") { writer in
                writer.array { writer in for failure in result.failures { writer.string(failure.reason) } }
            }
        }
    }

    private static func write(_ coverage: Coverage, to writer: inout JSONWriter) {
        writer.array { writer in
            for rule in coverage.rules {
                let total = coverage.total(of: rule)
                writer.object { writer in
                    writer.member("rule", rule.name.text)
                    writer.member("seen", total.seen)
                    writer.member("outcomes", total.all)
                    writer.member("unseen") { writer in
                        writer.array { writer in
                            for outcome in coverage.outcomes(of: rule) where !outcome.isSeen {
                                writer.object { writer in
                                    writer.member("file", outcome.event.place.file.name)
                                    writer.member("line", outcome.event.place.position.line)
                                    writer.member("what", outcome.event.words)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
