import Compliance
import ResourceDocuments
import RuleSyntax

/// A comment for a pull request: what came of it in a line, then what fails, the worst first, and how much was left out. GitHub takes no
/// comment above 65,536 characters; GitLab and Bitbucket take more.
enum MarkdownReport {
    /// In characters, all scans together.
    private static let longest = 60_000
    /// Of one message.
    private static let longestMessage = 600

    static func write(_ assessments: [AssessmentResults], to output: @escaping (String) -> Void) {
        var report = BufferedOutput(output)
        for (position, assessment) in assessments.enumerated() {
            if position > 0 { report += "\n" }
            report += text(of: assessment, atMost: longest / max(assessments.count, 1))
        }
        report.flush()
    }

    private static func text(of assessment: AssessmentResults, atMost longest: Int) -> String {
        let name = assessment.attachment.map { " of \(MarkdownText.code($0, atMost: 200))" } ?? ""
        var text = "## Norma: \(assessment.verdictText)\n\n"
        text += "Scan\(name), as of \(assessment.asOf): \(assessment.summaryText).\n"
        if !assessment.isComplete {
            text += "\n> **Not everything could be read:** what is missing here is not known to pass.\n"
            if let kinds = assessment.gaps.kindsText {
                text += "> Could not be read: \(MarkdownText.code(kinds, atMost: longestMessage)).\n"
            }
        }
        let open = assessment.openResultsByImportance.filter { assessment.phraseOfNarrowing($0) == nil }
        let passing = assessment.openResultsByImportance.filter { assessment.phraseOfNarrowing($0) != nil }
        let answers = assessment.answers.filter { $0.status == .manual || $0.status == .fail }
        let masked = assessment.distinctResults.filter { $0.status == .masked }
        // The ends of sections are kept free, and something for each section.
        let room = longest - 600
        let title = assessment.narrowed.map { "Open, \($0.mark)" } ?? "Open"
        let ofOpen = passing.isEmpty ? room / 8 * 6 : room / 8 * 5
        text += section(title, open.count, ofOpen, text.count) { entry(open[$0], in: assessment) }
        text += section("Open, and let pass", passing.count, room / 8 * 6, text.count) { position in
            let result = passing[position]
            return "- \(result.status.phrase) \(subject(of: result, in: assessment)): "
                + "\(MarkdownText.code(assessment.phraseOfNarrowing(result) ?? "", atMost: 200))\n"
        }
        text += section("Controls for persons", answers.count, room / 8 * 7, text.count) { position in
            let (control, status) = answers[position]
            return "- **\(status.phrase)** \(MarkdownText.code(control.name, atMost: 200)): "
                + "\(MarkdownText.code(control.answerText, atMost: longestMessage))\n"
        }
        text += section("Masked", masked.count, room, text.count) { position in
            let result = masked[position]
            let mask = MarkdownText.code(result.mask?.phrase ?? "", atMost: longestMessage)
            return "- \(result.verdict.word) under \(mask): \(subject(of: result, in: assessment))\n"
        }
        return text
    }

    /// As many entries as there is room for; a line counts the rest.
    private static func section(
        _ title: String, _ count: Int, _ longest: Int, _ used: Int, _ entry: (Int) -> String
    ) -> String {
        if count == 0 { return "" }
        var section = "\n### \(title) (\(count))\n\n"
        var length = section.count
        for position in 0..<count {
            let next = entry(position)
            if used + length + next.count > longest {
                return section + "- … and \(count - position) more\n"
            }
            section += next
            length += next.count
        }
        return section
    }

    private static func entry(_ result: AssessedResult, in assessment: AssessmentResults) -> String {
        let rule = assessment.rule(of: result)
        var entry = "- **\(result.status.phrase)** \(rule.severity.rawValue) \(subject(of: result, in: assessment))\n"
        let findings = assessment.findingsByNovelty(of: result)
        for (finding, isKnown) in findings.prefix(5) {
            let place = finding.place.map { " at \(MarkdownText.code($0.description, atMost: 300))" } ?? ""
            entry +=
                "  - \(MarkdownText.code(finding.text, atMost: longestMessage))\(place)"
                + (isKnown ? ", \(NarrowedResults.knownPhrase)\n" : "\n")
        }
        if findings.count > 5 { entry += "  - … and \(count(findings.count - 5, "more place"))\n" }
        if let fix = rule.fix { entry += "  - fix: \(MarkdownText.code(fix, atMost: longestMessage))\n" }
        return entry
    }

    private static func subject(of result: AssessedResult, in assessment: AssessmentResults) -> String {
        let resource = assessment.resource(of: result)
        return "\(MarkdownText.code(assessment.rule(of: result).name, atMost: 200)) on "
            + "\(MarkdownText.code(resource.distinctTitle, atMost: 200)) (\(MarkdownText.code(resource.kind, atMost: 200)))"
    }
}
