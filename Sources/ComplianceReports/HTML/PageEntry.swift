import Compliance
import RuleSyntax

/// A line of the page's list: a result, a rule that judged nothing, or what a person answers of a control.
struct PageEntry {
    enum Subject {
        case result(AssessedResult)
        /// A position in the scan's rules.
        case idleRule(Int)
        /// A position in the scan's controls.
        case answer(Int)
    }

    /// A position in the report's scans.
    let scan: Int
    let subject: Subject
    let status: ReportedStatus
    let severity: SeverityLevel?

    /// What asks for somebody first, the worst of it at the head; then what is for a person, what is masked, and the rest.
    static func entries(of assessments: [AssessmentResults]) -> [PageEntry] {
        assessments.enumerated().flatMap { scan, assessment in
            let results = assessment.results.map { result in
                PageEntry(
                    scan: scan, subject: .result(result), status: result.status,
                    severity: assessment.rule(of: result).severity)
            }
            let rules = assessment.idleRulePositions.map { position in
                PageEntry(
                    scan: scan, subject: .idleRule(position), status: assessment.rules[position].idleStatus,
                    severity: assessment.rules[position].severity)
            }
            let answers = assessment.answerPositions.map { control, status in
                PageEntry(scan: scan, subject: .answer(control), status: status, severity: nil)
            }
            return results + rules + answers
        }.enumerated().sorted { left, right in
            (left.element.rank, left.offset) < (right.element.rank, right.offset)
        }.map(\.element)
    }

    /// Lower is shown first.
    private var rank: Int {
        let group =
            switch status {
            case .fail, .unknown: 0
            case .manual: 1
            case .masked: 2
            case .notApplicable: 3
            case .pass: 4
            }
        let severity = 99 - min(severity?.weight ?? -1, 99)
        return (group * 1_000 + severity) * 2 + (status == .fail ? 0 : 1)
    }
}
