import Compliance

/// The figures at the end.
extension ScanTextReport {
    mutating func writeSummary() {
        let attachment = scan.plan.attachment
        let evaluations = scan.evaluationSummary
        let controls = scan.controlSummary
        report.heading("summary")
        var rows = [
            [
                "controls",
                "\(controls.total): \(controls.compliant) compliant\(maskedNote(scan.controls.indices)), \(controls.notCompliant) not_compliant, "
                    + "\(controls.unableToPerform) unable_to_perform, "
                    + "\(controls.userEvaluationRequired) user_evaluation_required; "
                    + "\(controls.notApplicable) not_applicable beside them",
            ],
            [
                "evaluations",
                "\(evaluations.total): \(evaluations.passed) passed, \(evaluations.failed) failed, "
                    + "\(evaluations.unknown) unknown; \(count(evaluations.skipped, "rule")) that \(evaluations.skipped == 1 ? "applies" : "apply") to no resource"
                    + (evaluations.masked > 0 ? "; \(evaluations.masked) masked" : "")
                    + (evaluations.hidden > 0 ? "; \(evaluations.hidden) hidden" : ""),
            ],
            [
                "run once",
                "\(count(scan.evaluationsRun, "evaluation")) run, "
                    + (scan.evaluationsReused > 0 ? "\(scan.evaluationsReused) taken over from the last scan, " : "")
                    + "applied \(times(scan.evaluationsApplied))",
            ],
        ]
        let score = scan.score(model)
        if let words = scan.gaps.scoreText(score.percent) {
            rows.append([
                "score",
                "\(words) (\(ReportNumber.text(of: score.passed)) of \(ReportNumber.text(of: score.total)), "
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
