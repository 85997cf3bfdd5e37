import Compliance
import ResourceDocuments
import RuleSyntax

extension RecordedMask {
    /// `waiver m-1f3a by ann until 2027-01-01T00:00:00Z: moved in March`
    var phrase: String {
        let name = [category, id].compactMap(\.self).joined(separator: " ")
        let author = author.map { " by \($0)" } ?? ""
        let end = expiresAt.map { " until \($0)" } ?? ""
        return "\(name)\(author)\(end): \(justification ?? "no reason given")"
    }
}

extension ReadingGaps {
    /// `82 %`, and of what that is where something could not be read; nil without a score.
    func scoreText(_ percent: Int?) -> String? {
        percent.map { "\($0) %" + (isEmpty ? "" : " of what could be read") }
    }
}

extension ReportedFinding.Parameter {
    /// `set by attachment daily at a.yaml:3:5`, `default of the rule`
    var originText: String {
        let setter = setBy.map { "set by \(origin) \($0)" } ?? (origin == "default" ? "default of the rule" : origin)
        return setter + (place.map { " at \($0)" } ?? "")
    }
}

extension AssessedControl {
    /// What is known of the part that is for a person.
    var answerText: String {
        guard let attestation else { return "manual: somebody has to look" }
        return
            "\(attestation.outcome.rawValue.replacingUnderscores), says \(attestation.author): \(attestation.statement)"
    }
}

extension AssessedRule {
    /// How it stands; one of which masks leave nothing is masked, and not one that judged nothing. Where something that it judges could not
    /// be read, it fails or nobody knows.
    var status: ReportedStatus {
        if hasUnreadKinds, evaluations.failed == 0 { return .unknown }
        let status = ReportedStatus(evaluations.status)
        return status == .notApplicable && evaluations.masked > 0 ? .masked : status
    }

    /// `2 fail, 1 unknown, 4 pass, 1 masked`
    var countsText: String {
        let counts = [
            (evaluations.failed, ReportedStatus.fail), (evaluations.unknown, .unknown), (evaluations.passed, .pass),
            (evaluations.masked, .masked),
        ].filter { $0.0 > 0 }
        let words = counts.isEmpty ? "nothing judged" : counts.map { "\($0.0) \($0.1.phrase)" }.joined(separator: ", ")
        return words + (hasUnreadKinds ? ", and not all could be read" : "")
    }

    /// What is said of one that judged nothing.
    var idleText: String {
        "no resource that the rule judges" + (hasUnreadKinds ? ", and not all could be read" : "")
    }
}

extension AssessmentResults {
    /// How many of the results stand so; of the whole scan, whatever was selected.
    func count(_ status: ReportedStatus) -> Int {
        switch status {
        case .pass: evaluations.passed
        case .fail: evaluations.failed
        case .unknown: evaluations.unknown
        case .masked: evaluations.masked
        case .manual: controls.count { $0.answer == .manual }
        case .notApplicable: rules.count { $0.isIdle && $0.idleStatus == .notApplicable }
        }
    }

    /// What came of it, in a few words; nothing is said to be good that nobody looked at.
    var verdictText: String {
        if isEmpty { return emptyText }
        let open = evaluations.failed + evaluations.unknown
        let answered = answers.count { $0.status == .fail }
        if open + answered > 0 { return "\(evaluations.failed + answered) failing, \(evaluations.unknown) unknown" }
        let judged = count(.manual) == 0 && isComplete ? "nothing fails" : "nothing fails that was judged"
        return masked.notPassing > 0 ? "\(judged), but for what is masked" : judged
    }

    /// How each control stands; one of which masks leave nothing, or nothing but what passes, is masked.
    var controlStatuses: [ReportedStatus] {
        controls.enumerated().map { position, control in control.status.beside(masked.ofControls[position]) }
    }

    /// The same of rules.
    var ruleStatuses: [ReportedStatus] {
        rules.enumerated().map { position, rule in rule.status.beside(masked.ofRules[position]) }
    }

    /// `3 fail, 1 unknown, 2 manual, 0 masked, 4 rules not applicable, 18 pass`
    var summaryText: String {
        let counts = ReportedStatus.allCases.map { status in
            switch status {
            case .fail, .unknown, .pass, .masked: "\(count(status)) \(status.phrase)"
            case .manual: ComplianceReports.count(count(status), "manual control")
            case .notApplicable: "\(ComplianceReports.count(count(status), "rule")) not applicable"
            }
        }
        let score = gaps.scoreText(score).map { "; score \($0)" } ?? ""
        return (isEmpty ? "\(emptyText): " : "") + counts.joined(separator: ", ") + score
            + (isComplete ? "" : "; not everything could be read")
    }

    /// Worst severity first, what fails before what is unknown; within that in the order of the results.
    var openResultsByImportance: [AssessedResult] {
        distinctResults.enumerated().filter { ReportedStatus.open.contains($0.element.status) }.sorted { left, right in
            let (first, second) = (rule(of: left.element).severity, rule(of: right.element).severity)
            if first != second { return first.weight > second.weight }
            let (fails, failsToo) = (left.element.status == .fail, right.element.status == .fail)
            return fails == failsToo ? left.offset < right.offset : fails
        }.map(\.element)
    }
}

extension String {
    var replacingUnderscores: String { split(separator: "_").joined(separator: " ") }
}
