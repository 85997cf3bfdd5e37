import Compliance
import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// What a gate lets pass, a line for each. It stands above what counts, which is told in full: a log is read from its end.
enum NarrowedText {
    typealias Row = [(text: String, style: StyledLine.Style)]

    /// Each with how many there are: `known from the baseline (2)`.
    static func sections(of narrowed: NarrowedResults, _ rules: [RuleEvaluations]) -> [(title: String, rows: [Row])] {
        NarrowedResults.Reason.allCases.compactMap { reason in
            let entries = narrowed.entries.filter { $0.reason == reason }
            if entries.isEmpty { return nil }
            let rows = entries.map { entry -> Row in
                let rule = rules[entry.rule].rule
                let resource = ResourceTitle.heading(
                    id: entry.resource.id, name: entry.resource.name, kind: entry.resource.kind,
                    account: entry.resource.account)
                let words = [
                    rule.name.text, rule.metadata.severity.rawValue, resource, entry.place ?? entry.resource.file,
                ]
                return [(entry.verdict.rawValue, .secondary)] + words.map { ($0, .plain) }
            }
            return ("\(narrowed.phrase(reason)) (\(entries.count))", rows)
        }
    }
}
