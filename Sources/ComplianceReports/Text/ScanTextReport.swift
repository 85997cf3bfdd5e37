package import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
package import SourceText

/// A scan as a person reads it at a terminal: what was scanned, how each control stands, why not, and the score.
package struct ScanTextReport {
    private let scan: Scan
    private let model: ScoreModel
    private var report: ReportText

    package static func write(
        _ scan: Scan, model: ScoreModel = .scc, options: DiagnosticRenderer.Options = DiagnosticRenderer.Options(),
        to output: @escaping (String) -> Void
    ) {
        var writer = ScanTextReport(
            scan: scan, model: model, report: ReportText(options: options, to: output))
        writer.writeHeader()
        writer.writeProfiles()
        writer.writeControls()
        writer.writeFamilies()
        writer.writeFindings()
        writer.writeParameters()
        writer.writeMasks()
        writer.writeHidden()
        writer.writeAttestations()
        writer.writeNotEvaluated()
        writer.writeSummary()
        writer.report.finish()
    }

    /// What several scans have in common, in a line.
    package static func summary(of batch: ScanBatch) -> String {
        "\(count(batch.scans.count, "attachment")): \(count(batch.evaluationsRun, "evaluation")) run, "
            + "applied \(times(batch.evaluationsApplied))"
    }

    private mutating func writeHeader() {
        let attachment = scan.plan.attachment
        report.line(("scan of attachment \(attachment.name)", .strong))
        var rows = AttachmentText.rows(of: scan.plan)
        var resources = "\(count(scan.resourceCount, "resource")) in scope"
        if scan.scope.excludedCount > 0 { resources += ", \(scan.scope.excludedCount) excluded" }
        if !scan.scope.hidden.isEmpty { resources += " (\(scan.scope.hidden.count) hidden)" }
        if scan.scope.outsideCount > 0 { resources += ", \(scan.scope.outsideCount) out of scope" }
        if let collectedAt = scan.collectedAt { resources += "; collected at \(collectedAt)" }
        rows.append(["inventory", resources])
        rows.append(["as of", scan.asOf.description])
        if attachment.availability == .disabled { rows.append(["status", "disabled: 'norma run' leaves it alone"]) }
        report.table(rows)
    }

    /// Where there are several.
    private mutating func writeProfiles() {
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
                    (score.percent.map { "\($0) %" } ?? "no score", .secondary),
                ]
            })
    }

    /// Its name, with its profile's where controls of several stand together.
    private func name(of scanned: Scan.ScannedControl) -> String {
        guard scan.plan.hasSeveralProfiles else { return scanned.control.name }
        return "\(scanned.control.name) (\(scan.plan.profiles[scanned.planned.profile].profile.name))"
    }

    /// Worst first.
    private static let order: [ComplianceStatus] = [
        .notCompliant, .unableToPerform, .userEvaluationRequired, .compliant, .notApplicable,
    ]

    private mutating func writeControls() {
        for status in Self.order {
            let controls = scan.controls.filter { $0.status == status }
            if controls.isEmpty { continue }
            report.heading("\(status.rawValue) (\(controls.count))")
            report.table(
                controls.map { scanned in
                    [
                        (name(of: scanned), status.style),
                        (scanned.control.description, .plain), (tally(scanned), .secondary),
                    ]
                })
        }
    }

    /// Families of families indented under them.
    private mutating func writeFamilies() {
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

    private mutating func writeFindings() {
        for (position, rule) in scan.rules.enumerated() {
            let controls = scan.controls(ofRule: position).map(\.name)
            for evaluation in rule.evaluations.evaluations where evaluation.isOpen {
                report.blank()
                FindingText.write(evaluation, of: rule.evaluations.bound, controls: controls, to: &report)
            }
        }
    }

    private mutating func writeParameters() {
        let rows = scan.rules.flatMap { rule in
            zip(rule.evaluations.rule.parameters, rule.evaluations.bound.parameters).map { parameter, bound in
                [rule.evaluations.rule.name.text, parameter.name.text, bound.value.quoted, bound.origin.phrase]
            }
        }
        if rows.isEmpty { return }
        report.heading("parameters")
        report.table(rows)
    }

    private mutating func writeMasks() {
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

    private mutating func writeHidden() {
        let hidden = scan.hidden
        if hidden.isEmpty { return }
        report.heading("hidden (\(hidden.reduce(0) { $0 + $1.evaluations }))")
        report.table(
            hidden.map {
                [count($0.evaluations, "result"), "of \(count($0.resources, "resource"))", $0.part.description]
            })
    }

    private mutating func writeAttestations() {
        let rows = scan.controls.compactMap { scanned in
            scanned.attestation.map { attestation in
                let end = attestation.validity.expiresAt.map { " until \($0)" } ?? ""
                return [
                    scanned.control.name, attestation.outcome.rawValue,
                    "\(attestation.id) by \(attestation.author)\(end): \(attestation.statement)",
                ]
            }
        }
        if rows.isEmpty { return }
        report.heading("attested (\(rows.count))")
        report.table(rows)
    }

    private mutating func writeNotEvaluated() {
        var rows: [[String]] = []
        for scanned in scan.controls {
            switch scanned.status {
            case .notApplicable:
                let kinds = kinds(of: scanned).joined(separator: ", ")
                rows.append([
                    scanned.control.name,
                    scanned.evidence.evaluations.made > 0
                        ? "everything that its rules judge is masked or hidden"
                        : "no resource in scope that its rules judge (\(kinds))",
                ])
            case .userEvaluationRequired where !scanned.planned.rules.isEmpty:
                rows.append([
                    scanned.control.name, count(scanned.planned.manualAssessments, "assessment") + " by a person",
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

    private func kinds(of scanned: Scan.ScannedControl) -> [String] {
        var kinds: [String] = []
        for position in scanned.planned.rules where scan.rules.indices.contains(position) {
            for kind in scan.rules[position].evaluations.rule.kinds where !kinds.contains(kind.text) {
                kinds.append(kind.text)
            }
        }
        return kinds
    }

    private var unreadKinds: [InventoryManifest.Unread] {
        var seen: Set<InventoryManifest.Unread> = []
        return scan.rules.flatMap(\.unread).filter { seen.insert($0).inserted }
    }

    private mutating func writeSummary() {
        let attachment = scan.plan.attachment
        let evaluations = scan.evaluationSummary
        let controls = scan.controlSummary
        report.heading("summary")
        var rows = [
            [
                "controls",
                "\(controls.total): \(controls.compliant) compliant, \(controls.notCompliant) not_compliant, "
                    + "\(controls.unableToPerform) unable_to_perform, "
                    + "\(controls.userEvaluationRequired) user_evaluation_required; "
                    + "\(controls.notApplicable) not_applicable beside them",
            ],
            [
                "evaluations",
                "\(evaluations.total): \(evaluations.passed) passed, \(evaluations.failed) failed, "
                    + "\(evaluations.unknown) unknown; \(count(evaluations.skipped, "rule")) without a resource"
                    + (evaluations.masked > 0 ? "; \(evaluations.masked) masked" : "")
                    + (evaluations.hidden > 0 ? "; \(evaluations.hidden) hidden" : ""),
            ],
            ["run once", "\(count(scan.evaluationsRun, "evaluation")) run, applied \(times(scan.evaluationsApplied))"],
        ]
        let score = scan.score(model)
        if let percent = score.percent {
            rows.append([
                "score",
                "\(percent) % (\(ReportNumber.text(of: score.passed)) of \(ReportNumber.text(of: score.total)), "
                    + "\(model.rawValue): \(model.formula))",
            ])
        } else {
            rows.append(["score", "none: nothing was evaluated"])
        }
        rows.append(["schedule", attachment.schedule.rawValue])
        if let notifications = attachment.notifications {
            let failed = notifications.failedControls.map(\.control).joined(separator: ", ")
            let setting =
                notifications.isEnabled
                ? "from \(notifications.threshold) % of failed controls on\(failed.isEmpty ? "" : ", and for \(failed)")"
                : "off"
            rows.append(["notifications", setting])
        }
        report.table(rows)
    }
}

/// `once`, `5 times`
func times(_ number: Int) -> String { number == 1 ? "once" : "\(number) times" }

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

extension BoundParameter.Origin {
    /// Who set a value.
    var phrase: String {
        switch self {
        case .ruleDefault: "the rule's default"
        case .profile(let name): "set by profile \(name)"
        case .attachment(let name): "set by attachment \(name)"
        case .testCase(let name): "set by case \(name)"
        }
    }
}
