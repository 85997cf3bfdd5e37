package import Compliance
import ResourceDocuments
import RuleSyntax
package import SourceText

/// What differs between two scans, for a terminal: what is new, what is fixed, and what it came from.
package struct DifferenceTextReport {
    private var report: ReportText
    private var counts: [ResultChange: Int] = [:]
    private var changes: [ResultChange: [ScanChange]] = [:]

    /// - Parameter changes: as the store finds them.
    package static func render(
        from old: ScanRecord, to new: ScanRecord, changes: [ScanChange],
        options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        var writer = DifferenceTextReport(report: ReportText(options: options))
        writer.write(from: old, to: new, changes)
        return writer.report.text
    }

    private mutating func write(from old: ScanRecord, to new: ScanRecord, _ changes: [ScanChange]) {
        report.line(
            ("from scan \(old.id.prefix(8)) of \(old.startedAt) to \(new.id.prefix(8)) of \(new.startedAt)", .strong))
        if old.startedAt > new.startedAt {
            report.line(("the first scan is the later one: what is fixed here was broken since", .warning))
        }
        if old.attachment != new.attachment {
            report.line(
                (
                    "they are of two attachments, '\(old.attachment)' and '\(new.attachment)': their scopes and values may differ",
                    .warning
                ))
        }
        for change in changes {
            counts[change.comparison.change, default: 0] += 1
            self.changes[change.comparison.change, default: []].append(change)
        }
        for change in ResultChange.allCases where change != .stillOpen {
            guard let changes = self.changes[change] else { continue }
            report.heading("\(change.title) (\(changes.count))")
            report.table(zip(changes, ResourceTitle.cells(changes.map(\.resource))).map(Self.row))
        }
        report.heading("summary")
        var summary = ResultChange.allCases.compactMap { change in
            counts[change].map { [change.title, "\($0)"] }
        }
        if summary.isEmpty { summary = [["nothing differs", ""]] }
        summary.append(["score", "\(Self.percent(old)) before, \(Self.percent(new)) now"])
        for change in ControlChange.changes(from: old, to: new) {
            summary.append(["control \(change.name)", "\(Self.word(change.before)) → \(Self.word(change.after))"])
        }
        report.table(summary)
    }

    private static func percent(_ scan: ScanRecord) -> String { scan.gaps.scoreText(scan.score) ?? "none" }

    private static func row(_ change: ScanChange, titled title: [String]) -> [String] {
        let verdicts = "\(change.before?.word ?? "–") → \(change.after?.word ?? "–")"
        let causes = change.comparison.causes.map(\.phrase).joined(separator: ", ")
        return [change.rule.name, change.rule.severity.rawValue] + title + [verdicts, causes]
    }

    private static func word(_ status: ComplianceStatus?) -> String { status?.rawValue ?? "not in the scan" }
}

extension ResultChange {
    var title: String {
        switch self {
        case .newFail: "new failures"
        case .newUnknown: "new unknowns"
        case .fixed: "fixed"
        case .leftScan: "left the scan"
        case .masked: "masked since"
        case .unmasked: "no longer masked"
        case .hidden: "hidden since"
        case .unhidden: "no longer hidden"
        case .stillOpen: "still open"
        case .changedEvidence: "still open, with other evidence"
        case .appeared: "on new resources"
        case .disappeared: "gone with their resources"
        case .fixedUnderMask: "fixed under a mask, which can go"
        case .disappearedUnderMask: "gone with their resources under a mask, which can go"
        }
    }
}

extension ChangeCause {
    var phrase: String {
        switch self {
        case .resource: "the resource changed"
        case .rule: "the rule changed"
        case .parameter: "a parameter changed"
        case .profile: "the rule is new to the scan, or left it"
        case .mask: "a mask"
        case .scope: "the scope or an exclusion"
        case .surroundings: "the time, or another resource"
        }
    }
}
