import Compliance
import ResourceReaders
import RuleChecker
import RuleSyntax

/// What has no verdict of a rule in the counts, and why: masks, subscopes, persons, nothing to judge.
extension ScanTextReport {
    mutating func writeMasks() {
        let rows = MaskText.rows(of: scan.rules.map(\.evaluations)) + MaskText.rowsInControls(of: scan)
        if !rows.isEmpty {
            report.heading("masked (\(rows.count))")
            report.table(rows)
        }
        if scan.masks.ignoredRequests > 0 {
            report.heading("masks asked for")
            report.table([
                [
                    "\(count(scan.masks.ignoredRequests, "result"))",
                    "resources' own documents ask for a mask; 'inline_masks: honoured' in the attachment would grant it",
                ]
            ])
        }
    }

    mutating func writeHidden() {
        let hidden = scan.hidden
        if hidden.isEmpty { return }
        report.heading("hidden (\(hidden.reduce(0) { $0 + $1.evaluations }))")
        report.table(
            hidden.map {
                [count($0.evaluations, "result"), "of \(count($0.resources, "resource"))", $0.part.description]
            })
    }

    mutating func writeAttestations() {
        let rows = scan.controls.compactMap { scanned in
            scanned.attestation.map { attestation in
                let end = attestation.validity.expiresAt.map { " until \($0)" } ?? ""
                return [
                    scan.plan.title(of: scanned.planned), attestation.outcome.rawValue,
                    "\(attestation.id) by \(attestation.author)\(end): \(attestation.statement)",
                ]
            }
        }
        if rows.isEmpty { return }
        report.heading("attested (\(rows.count))")
        report.table(rows)
    }

    mutating func writeNotEvaluated() {
        var rows: [[String]] = []
        for scanned in scan.controls {
            switch scanned.status {
            case .notApplicable:
                rows.append([scan.plan.title(of: scanned.planned), reason(whyNotApplicable: scanned)])
            case .userEvaluationRequired where !scanned.planned.rules.isEmpty:
                rows.append([
                    scan.plan.title(of: scanned.planned),
                    count(scanned.planned.manualAssessments, "assessment") + " by a person",
                ])
            case .unableToPerform, .notCompliant, .compliant, .userEvaluationRequired: break
            }
        }
        let manual = scan.controls.count { $0.status == .userEvaluationRequired && $0.planned.rules.isEmpty }
        if manual > 0 {
            rows.append([count(manual, "control"), "no rule: a person evaluates \(manual == 1 ? "it" : "them")"])
        }
        for control in scan.plan.disabledControls { rows.append([control.name, "disabled in its library"]) }
        for control in scan.plan.profiles.flatMap(\.switchedOff) {
            rows.append([control.control.name, "switched off: \(control.reason)"])
        }
        for unread in unreadKinds {
            let account = unread.account.map { " of account \($0)" } ?? ""
            let reason = unread.reason.isEmpty ? "" : ": \(unread.reason)"
            rows.append([unread.kind, "could not be read\(account)\(reason)"])
        }
        if rows.isEmpty { return }
        report.heading("not evaluated")
        report.table(rows)
    }

    private func reason(whyNotApplicable scanned: Scan.ScannedControl) -> String {
        if scanned.evidence.evaluations.made > 0 { return "everything that its rules judge is masked or hidden" }
        let kinds = kinds(of: scanned).joined(separator: ", ")
        // Of several rules that look at one resource each may leave it out.
        var left: Set<Int> = []
        for position in scanned.planned.rules where scan.rules.indices.contains(position) {
            left.formUnion(scan.rules[position].evaluations.evaluations.lazy.map(\.row))
        }
        if left.isEmpty { return "no resource in scope that its rules judge (\(kinds))" }
        let resources = left.count == 1 ? "the one resource" : "each of \(left.count) resources"
        return "a 'where' or 'when' of its rules leaves out \(resources) of their kinds in scope (\(kinds))"
    }

    private func kinds(of scanned: Scan.ScannedControl) -> [String] {
        var kinds: [String] = []
        for position in scanned.planned.rules where scan.rules.indices.contains(position) {
            for kind in scan.rules[position].evaluations.rule.kinds where !kinds.contains(kind.text) {
                kinds.append(kind.text)
            }
        }
        return kinds
    }

    private var unreadKinds: [InventoryManifest.Unread] { scan.gaps.kinds }
}
