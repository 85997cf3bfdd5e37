import Compliance
import SourceText

/// How profiles, controls and their families stand.
extension ScanTextReport {
    /// Where there are several.
    mutating func writeProfiles() {
        guard scan.plan.hasSeveralProfiles else { return }
        report.heading("profiles (\(scan.plan.profiles.count))")
        report.table(
            scan.profiles.map { profile -> [(text: String, style: StyledLine.Style)] in
                let controls = profile.controlSummary
                let score = profile.score(model)
                return [
                    (AttachmentText.title(of: profile.planned.profile), .plain),
                    (controls.status.rawValue, controls.status.style),
                    ("\(controls.compliant) of \(controls.total) controls compliant", .secondary),
                    (
                        scan.gaps(of: profile).scoreText(score.percent) ?? "no score", .secondary
                    ),
                ]
            })
    }

    /// Worst first.
    private static let order: [ComplianceStatus] = [
        .notCompliant, .unableToPerform, .userEvaluationRequired, .compliant, .notApplicable,
    ]

    mutating func writeControls() {
        for status in Self.order {
            let controls = scan.controls.filter { $0.status == status }
            if controls.isEmpty { continue }
            report.heading("\(status.rawValue) (\(controls.count))")
            report.table(
                controls.map { scanned in
                    [
                        (scan.plan.title(of: scanned.planned), status.style),
                        (scanned.control.description, .plain), (tally(scanned), .secondary),
                    ]
                })
        }
    }

    /// Families of families indented under them.
    mutating func writeFamilies() {
        let statuses = scan.controls.map(\.status)
        func rows(of families: [ControlFamily], depth: Int) -> [[(text: String, style: StyledLine.Style)]] {
            families.flatMap { family in
                let summary = family.summary(of: statuses)
                let status = family.status(of: statuses)
                let row: [(text: String, style: StyledLine.Style)] = [
                    (String(repeating: "  ", count: depth) + family.name, .plain), (status.rawValue, status.style),
                    ("\(summary.compliant) of \(summary.total) compliant", .secondary),
                ]
                return [row] + rows(of: family.families, depth: depth + 1)
            }
        }
        let families = rows(of: scan.families, depth: 0)
        if families.isEmpty { return }
        report.heading("families")
        report.table(families)
    }

    /// `2 failed, 1 unknown, 3 passed`
    private func tally(_ scanned: Scan.ScannedControl) -> String {
        let evaluations = scanned.evidence.evaluations
        var parts: [String] = []
        if evaluations.failed > 0 { parts.append("\(evaluations.failed) failed") }
        if evaluations.unknown > 0 { parts.append("\(evaluations.unknown) unknown") }
        if evaluations.passed > 0 { parts.append("\(evaluations.passed) passed") }
        if evaluations.masked > 0 { parts.append("\(evaluations.masked) masked") }
        if evaluations.hidden > 0 { parts.append("\(evaluations.hidden) hidden") }
        if scanned.evidence.hasUnreadKinds { parts.append("some resources could not be read") }
        return parts.joined(separator: ", ")
    }
}

extension ComplianceStatus {
    var style: StyledLine.Style {
        switch self {
        case .compliant: .help
        case .notCompliant: .error
        case .unableToPerform: .warning
        case .userEvaluationRequired, .notApplicable: .secondary
        }
    }
}
