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
                    (
                        "\(controls.compliant) of \(controls.total) controls compliant"
                            + maskedNote(profile.planned.controls), .secondary
                    ),
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
            let controls = scan.controls.indices.filter { scan.controls[$0].status == status }
            let isMasked = status == .compliant
            writeControls(controls.filter { !isMasked || masked[$0] == nil }, status.rawValue, status.style)
            if isMasked { writeControls(controls.filter { masked[$0] != nil }, Self.maskedPhrase, .secondary) }
        }
    }

    /// Of a control that passes for no other reason than that masks set failures aside.
    private static let maskedPhrase = "\(ComplianceStatus.compliant.rawValue) but for what is masked"

    private mutating func writeControls(_ positions: [Int], _ title: String, _ style: StyledLine.Style) {
        if positions.isEmpty { return }
        report.heading("\(title) (\(positions.count))")
        report.table(
            positions.map { position in
                let scanned = scan.controls[position]
                return [
                    (scan.plan.title(of: scanned.planned), style), (scanned.control.description, .plain),
                    (tally(scanned, masked: masked[position] ?? 0), .secondary),
                ]
            })
    }

    /// `, 1 of them but for what is masked`, of some controls by their positions.
    func maskedNote(_ positions: some Sequence<Int>) -> String {
        let count = positions.count { scan.controls[$0].status == .compliant && masked[$0] != nil }
        return count == 0 ? "" : ", \(count) of them but for what is masked"
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
                    (
                        "\(summary.compliant) of \(summary.total) compliant\(maskedNote(family.allControls))",
                        .secondary
                    ),
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
    ///
    /// - Parameter open: of what is masked, how many do not pass.
    private func tally(_ scanned: Scan.ScannedControl, masked open: Int) -> String {
        let evaluations = scanned.evidence.evaluations
        var parts: [String] = []
        if evaluations.failed > 0 { parts.append("\(evaluations.failed) failed") }
        if evaluations.unknown > 0 { parts.append("\(evaluations.unknown) unknown") }
        if evaluations.passed > 0 { parts.append("\(evaluations.passed) passed") }
        if evaluations.masked > 0 {
            let pass = open == 1 ? "does" : "do"
            let beneath =
                open == 0
                ? "" : open == evaluations.masked ? " that \(pass) not pass" : ", \(open) of which \(pass) not pass"
            parts.append("\(evaluations.masked) masked\(beneath)")
        }
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
