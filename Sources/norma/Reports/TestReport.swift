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
        let subjects = coverage.subjects
        let width = subjects.map(\.name.count).max() ?? 0
        var lines: [String] = []
        for subject in subjects {
            let total = coverage.total(of: subject)
            let padding = String(repeating: " ", count: width - subject.name.count)
            lines.append("\(subject.name)\(padding)  \(total.seen) of \(total.all) outcomes seen")
            if case .rule(let rule) = subject, coverage.runCount(of: rule) == 0 {
                let line = subject.place.position.line
                lines.append("  \(VisibleText.line(rule.file.name)):\(line): no case asks about this rule")
                continue
            }
            for outcome in coverage.outcomes(of: subject) where !outcome.isSeen {
                let place = outcome.event.place
                lines.append("  \(VisibleText.line(place.file.name)):\(place.position.line): \(outcome.event.words)")
            }
        }
        let totals = subjects.map { coverage.total(of: $0) }
        let (seen, all) = totals.reduce((0, 0)) { ($0.0 + $1.seen, $0.1 + $1.all) }
        let rules = coverage.rules.count
        let defines = subjects.count - rules
        if subjects.count > 1 {
            let counted =
                "\(rules) rule\(rules == 1 ? "" : "s")"
                + (defines > 0 ? " and \(defines) define\(defines == 1 ? "" : "s")" : "")
            lines.append("\(counted), \(seen) of \(all) outcomes seen")
        }
        return lines
    }

    /// `{format, format_version, cases: [{file, line, name, passed, failures}], coverage, define_coverage, mutation, untested: [{rule, file, line}], diagnostics, summary}`; coverage is null where it was not asked for,
    /// `[{rule, seen, outcomes, unseen}]`, and so are define_coverage and mutation
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
            writer.member("define_coverage") { writer in
                if withCoverage { writeDefines(suite.coverage, to: &writer) } else { writer.null() }
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
            for subject in coverage.subjects {
                guard case .rule = subject else { continue }
                writer.object { write(subject, of: coverage, as: "rule", to: &$0) }
            }
        }
    }

    private static func writeDefines(_ coverage: Coverage, to writer: inout JSONWriter) {
        writer.array { writer in
            for subject in coverage.subjects {
                guard case .define(let define) = subject else { continue }
                writer.object { writer in
                    writer.member("file", define.place.file.name)
                    writer.member("line", define.place.position.line)
                    write(subject, of: coverage, as: "define", to: &writer)
                }
            }
        }
    }

    private static func write(
        _ subject: Coverage.Subject, of coverage: Coverage, as key: JSONKey, to writer: inout JSONWriter
    ) {
        let total = coverage.total(of: subject)
        switch subject {
        case .rule(let rule): writer.member(key, rule.name.text)
        case .define(let define): writer.member(key, define.name)
        }
        writer.member("seen", total.seen)
        writer.member("outcomes", total.all)
        writer.member("unseen", array: coverage.outcomes(of: subject).filter { !$0.isSeen }) { writer, outcome in
            writer.object { writer in
                writer.member("file", outcome.event.place.file.name)
                writer.member("line", outcome.event.place.position.line)
                writer.member("what", outcome.event.words)
            }
        }
    }
}
