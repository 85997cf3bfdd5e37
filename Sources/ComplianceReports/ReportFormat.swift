import Compliance

/// The forms that the results of scans are written in for other programs, beside text and JSON.
package enum ReportFormat: String, CaseIterable, Sendable {
    case ndjson, csv, sarif, junit, markdown, github, gitlab, oscal, ocsf, xccdf, html

    /// What a report holds unless somebody asks for other statuses.
    ///
    /// SARIF holds what asks for somebody and what is masked: GitHub's code scanning takes every result of a file for an alert, also one that
    /// passes, and refuses results without a place. So does GitLab's code quality take everything for a violation, and it knows no masks.
    package var statuses: Set<ReportedStatus> {
        switch self {
        case .sarif: [.fail, .unknown, .masked]
        case .gitlab: ReportedStatus.open
        case .ndjson, .csv, .junit, .markdown, .github, .oscal, .ocsf, .xccdf, .html: Set(ReportedStatus.allCases)
        }
    }

    /// Writes one document of some scans, in their order. Equal scans give equal bytes. Returns what of SARIF is more than GitHub takes.
    @discardableResult package func write(
        _ assessments: [AssessmentResults], to output: @escaping (String) -> Void
    ) -> [SARIFExcess] {
        switch self {
        case .ndjson: NDJSONReport.write(assessments, to: output)
        case .csv: CSVReport.write(assessments, to: output)
        case .sarif: return SARIFReport.write(assessments, to: output)
        case .junit: JUnitReport.write(assessments, to: output)
        case .markdown: MarkdownReport.write(assessments, to: output)
        case .github: AnnotationReport.write(assessments, to: output)
        case .gitlab: CodeQualityReport.write(assessments, to: output)
        case .oscal: OSCALReport.write(assessments, to: output)
        case .ocsf: OCSFReport.write(assessments, to: output)
        case .xccdf: XCCDFReport.write(assessments, to: output)
        case .html: HTMLReport.write(assessments, to: output)
        }
        return []
    }
}
