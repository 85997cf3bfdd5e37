import Compliance
import RuleSyntax
import SourceText

/// Workflow commands of GitHub Actions: what fails stands as an annotation on its line.
///
/// GitHub shows ten errors, ten warnings and ten notices of a step; the worst come first, and a last notice counts everything. What a gate
/// lets pass is a notice, behind all that it counts.
enum AnnotationReport {
    private static let limit = 10

    private enum Level: String, CaseIterable {
        case error, warning, notice
    }

    static func write(_ assessments: [AssessmentResults], to output: @escaping (String) -> Void) {
        var report = BufferedOutput(output)
        // The notices that end the report are kept free.
        var left: [Level: Int] = [.error: limit, .warning: limit, .notice: max(0, limit - assessments.count)]
        for assessment in assessments { write(assessment, &left, to: &report) }
        report.flush()
    }

    private static func write(
        _ assessment: AssessmentResults, _ left: inout [Level: Int], to report: inout BufferedOutput
    ) {
        var leftOut = 0
        let results = assessment.openResultsByImportance.map { ($0, assessment.phraseOfNarrowing($0)) }
        for (result, narrowing) in results.filter({ $0.1 == nil }) + results.filter({ $0.1 != nil }) {
            let rule = assessment.rule(of: result)
            let resource = assessment.resource(of: result)
            let level = narrowing != nil ? .notice : result.status == .fail ? level(of: rule.severity) : .warning
            guard let room = left[level], room > 0 else {
                leftOut += 1
                continue
            }
            left[level] = room - 1
            let findings = assessment.findingsByNovelty(of: result)
            let first = findings.first?.finding
            let fix = rule.fix.map { "\nfix: \($0)" } ?? ""
            report += command(
                level, at: first?.place, file: resource.file,
                title: [narrowing, result.status.phrase, "\(rule.name) (\(rule.severity.rawValue))"].compactMap(\.self)
                    .joined(separator: ": "),
                "\(VisibleText.line(resource.distinctTitle)): \(first?.text ?? rule.heading)\(more(findings.map(\.isKnown)))\(fix)"
            )
        }
        for (control, status) in assessment.answers where status == .fail {
            guard let room = left[.error], room > 0 else {
                leftOut += 1
                continue
            }
            left[.error] = room - 1
            report += command(
                .error, at: nil, file: nil, title: "\(status.phrase): control \(control.name)", control.answerText)
        }
        let rest = leftOut == 0 ? "" : "; \(count(leftOut, "result")) without an annotation"
        let unread = assessment.gaps.kindsText.map { "; could not be read: \(VisibleText.line($0))" } ?? ""
        report += command(
            assessment.isEmpty || !assessment.isComplete ? .warning : .notice, at: nil, file: nil,
            title: "Norma: \(assessment.title)", assessment.summaryText + rest + unread)
    }

    /// What is said of the findings that have no annotation.
    private static func more(_ isKnown: [Bool]) -> String {
        guard isKnown.count > 1 else { return "" }
        let places = count(isKnown.count - 1, "more place")
        let known = isKnown.dropFirst().count(where: \.self)
        if known == 0 { return " (and \(places))" }
        let which = known == isKnown.count - 1 ? "" : "\(known) of them "
        return " (and \(places), \(which)\(NarrowedResults.knownPhrase))"
    }

    private static func level(of severity: SeverityLevel) -> Level {
        switch severity {
        case .critical, .high: .error
        case .medium: .warning
        case .low, .informational: .notice
        }
    }

    private static func command(
        _ level: Level, at place: ReportedPlace?, file: String?, title: String, _ message: String
    ) -> String {
        var properties: [(String, String)] = []
        if let file = place?.file ?? file { properties.append(("file", file)) }
        if let place {
            properties += [("line", String(place.line)), ("endLine", String(place.endLine))]
            // Columns count only within one line.
            if place.line == place.endLine {
                properties += [("col", String(place.column)), ("endColumn", String(place.endColumn))]
            }
        }
        properties.append(("title", title))
        let list = properties.map { "\($0)=\(escaped($1, isProperty: true))" }.joined(separator: ",")
        return "::\(level.rawValue) \(list)::\(escaped(message, isProperty: false))\n"
    }

    /// As `@actions/core` escapes: in messages `%` and line ends, in properties also what separates them. All else without a shape is
    /// made visible: the line stands in a log.
    static func escaped(_ text: String, isProperty: Bool) -> String {
        VisibleText.escaped(text) { scalar in
            switch scalar {
            case "%": "%25"
            case "\r": "%0D"
            case "\n": "%0A"
            case ":" where isProperty: "%3A"
            case "," where isProperty: "%2C"
            default: nil
            }
        }
    }
}
