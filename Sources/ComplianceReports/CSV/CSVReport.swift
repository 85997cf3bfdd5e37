import Compliance
import ResourceDocuments
import ResourceReaders
import RuleSyntax
import SourceText

/// RFC 4180, a row for each finding; a result without one, a rule that judged nothing, what persons answer and what could not be
/// read have a row each.
enum CSVReport {
    private static let columns = [
        "attachment", "as_of", "status", "beneath", "severity", "rule", "rule_id", "title", "controls", "kind",
        "resource", "name", "account", "region", "group", "file", "line", "column", "path", "message", "explanation",
        "mask", "fix",
    ]

    static func write(_ assessments: [AssessmentResults], to output: @escaping (String) -> Void) {
        var report = BufferedOutput(output)
        report += row(columns)
        for assessment in assessments { write(assessment, to: &report) }
        report.flush()
    }

    private static func write(_ assessment: AssessmentResults, to report: inout BufferedOutput) {
        let run = [assessment.attachment ?? "", assessment.asOf.description]
        for result in assessment.results {
            let findings = result.status == .pass ? [] : assessment.findings(of: result)
            if findings.isEmpty { report += row(of: result, nil, in: assessment, run) }
            for finding in findings { report += row(of: result, finding, in: assessment, run) }
        }
        for position in assessment.idleRulePositions {
            let rule = assessment.rules[position]
            let about: [String] = [
                rule.idleStatus.rawValue, "", rule.severity.rawValue, rule.name, rule.id ?? "", rule.title ?? "",
                assessment.controls(ofRule: position).map(\.id).joined(separator: " "),
            ]
            let nothing = Array(repeating: "", count: 10)
            report += row(run + about + (rule.hasUnreadKinds ? nothing + [rule.idleText] : []))
        }
        for (control, status) in assessment.answers {
            let about: [String] = [status.rawValue, "", "", "", "", control.description ?? "", control.id]
            let nothing = Array(repeating: "", count: 10)
            report += row(run + about + nothing + [control.answerText])
        }
        let unknown = run + [ReportedStatus.unknown.rawValue] + Array(repeating: "", count: 6)
        for unread in assessment.gaps.kinds {
            let subject: [String] = [unread.kind, "", "", unread.account ?? ""]
            let reason = unread.reason.isEmpty ? "" : ": \(unread.reason)"
            report += row(unknown + subject + Array(repeating: "", count: 6) + ["could not be read\(reason)"])
        }
        if assessment.gaps.hasFaults {
            report += row(unknown + Array(repeating: "", count: 10) + ["not everything could be read"])
        }
    }

    private static func row(
        of result: AssessedResult, _ finding: ReportedFinding?, in assessment: AssessmentResults, _ run: [String]
    ) -> String {
        let rule = assessment.rule(of: result)
        let resource = assessment.resource(of: result)
        let place = finding?.place
        let about: [String] = [
            result.status.rawValue, result.mask == nil ? "" : result.verdict.word, rule.severity.rawValue, rule.name,
            rule.id ?? "",
            rule.title ?? "", assessment.controls(of: result).map(\.id).joined(separator: " "),
        ]
        let subject: [String] = [
            resource.kind, resource.id, resource.name ?? "", resource.account ?? "", resource.region ?? "",
            resource.group ?? "", place?.file ?? resource.file,
        ]
        let line = place.map { String($0.line) } ?? ""
        let column = place.map { String($0.column) } ?? ""
        let shown: [String] = [
            line, column, finding?.path ?? "", finding?.message ?? "", finding?.explanation ?? "",
            result.mask?.phrase ?? "", result.status == .pass ? "" : rule.fix ?? "",
        ]
        return row(run + about + subject + shown)
    }

    /// As wide as the columns.
    private static func row(_ cells: [String]) -> String {
        var row = ""
        for (position, text) in cells.enumerated() {
            if position > 0 { row += "," }
            row += cell(text)
        }
        row += String(repeating: ",", count: max(0, columns.count - cells.count)) + "\r\n"
        return row
    }

    /// A cell as text, whatever a spreadsheet would take it for: what begins like a formula, with blanks before it or without, gets an
    /// apostrophe in front (OWASP, CSV injection), and control characters are made visible.
    static func cell(_ text: String) -> String {
        if isPlain(text) { return text }
        let starts = [text.unicodeScalars.first, text.unicodeScalars.first { !$0.properties.isWhitespace }]
        let isFormula = starts.contains { start in start.map { formulaStarts.contains($0) } ?? false }
        let visible = (isFormula ? "'" : "") + VisibleText.line(text)
        guard visible.unicodeScalars.contains(where: { "\",'\r\n".unicodeScalars.contains($0) }) else { return visible }
        return "\"" + visible.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// Most texts: ASCII that stands for itself, and begins like no formula.
    private static func isPlain(_ text: String) -> Bool {
        if let first = text.utf8.first, !isLetterOrDigit(first) { return false }
        return text.utf8.allSatisfy { byte in
            byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: ",")
                && byte != UInt8(ascii: "'")
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// The last four are full-width forms that spreadsheets read as the first.
    private static let formulaStarts = Set("=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars)
}
