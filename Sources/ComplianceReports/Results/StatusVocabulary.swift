import Compliance
import RuleSyntax

/// What each format calls a status. The one place where a status turns into somebody else's word: nothing that is masked, manual,
/// unknown or not applicable reads as passed in any of them.
extension ReportedStatus {
    /// XCCDF 1.2, 6.6.4.2, `result`. What is masked was not chosen to count.
    var xccdfResult: String {
        switch self {
        case .pass: "pass"
        case .fail: "fail"
        case .manual: "notchecked"
        case .notApplicable: "notapplicable"
        case .unknown: "unknown"
        case .masked: "notselected"
        }
    }

    /// OCSF 1.5, `compliance.status_id` and its caption.
    var ocsfStatus: (id: Int, caption: String) {
        switch self {
        case .pass: (1, "Pass")
        case .fail: (3, "Fail")
        case .manual, .unknown: (2, "Warning")
        case .notApplicable, .masked: (99, phrase.capitalizedFirst)
        }
    }

    /// OCSF 1.5, `status_id` of a finding: new, suppressed, resolved. What passes has nothing left to do.
    var ocsfFindingStatus: (id: Int, caption: String) {
        switch self {
        case .fail, .unknown, .manual: (1, "New")
        case .masked: (3, "Suppressed")
        case .pass: (4, "Resolved")
        case .notApplicable: (99, "Not applicable")
        }
    }

    /// SARIF 2.1.0, 3.27.9, `kind`. Of a result that is masked it says what lies beneath too: see `AssessedResult.sarifKind`.
    var sarifKind: String {
        switch self {
        case .pass: "pass"
        case .fail: "fail"
        case .manual: "review"
        case .notApplicable: "notApplicable"
        case .unknown, .masked: "open"
        }
    }

    /// OSCAL 1.1.3, `finding.target.status`; nil: there is no finding.
    var oscalState: (state: String, reason: String)? {
        switch self {
        case .pass: ("satisfied", "pass")
        case .fail: ("not-satisfied", "fail")
        case .manual, .unknown, .masked: ("not-satisfied", "other")
        case .notApplicable: nil
        }
    }

    /// OSCAL 1.1.3, the remarks of a `finding.target.status` whose reason is `other`.
    ///
    /// - Parameters:
    ///   - masked: what masks set aside of what stands so.
    ///   - isAll: whether they leave nothing of it.
    ///   - hasUnread: some of what stands so could not be read.
    func oscalRemarks(_ masked: MaskedResults.Count?, isAll: Bool, hasUnread: Bool = false) -> String? {
        switch self {
        case .manual: "A person has to look, and nobody has."
        case .unknown where hasUnread: "Not everything that it judges could be read."
        case .unknown: "Something that decides it could not be judged."
        case .masked: (masked ?? MaskedResults.Count()).words(isAll: isAll)
        case .pass, .fail, .notApplicable: nil
        }
    }

    /// GitLab's code quality, `severity`; nil: it is no violation. What is unknown weighs as a failure, for it closes a gate as one.
    func codeQualitySeverity(of severity: SeverityLevel) -> CodeQualitySeverity? {
        switch self {
        case .fail, .unknown:
            switch severity {
            case .critical: .blocker
            case .high: .critical
            case .medium: .major
            case .low: .minor
            case .informational: .info
            }
        case .masked: .info
        case .pass, .manual, .notApplicable: nil
        }
    }

    /// The child of a JUnit `testcase`.
    var junitOutcome: JUnitDocument.Outcome {
        switch self {
        case .pass: .passed
        case .fail: .failure
        case .unknown: .error
        case .manual, .notApplicable, .masked: .skipped
        }
    }
}

extension AssessedResult {
    /// SARIF 2.1.0, 3.27.9, `kind`. What is masked is suppressed, and has the kind of what lies beneath; where that passes, the rule is not
    /// asked of it, which is no pass.
    var sarifKind: String {
        if mask == nil { return status.sarifKind }
        return switch verdict {
        case .fail: ReportedStatus.fail.sarifKind
        case .unknown: ReportedStatus.unknown.sarifKind
        case .pass: ReportedStatus.notApplicable.sarifKind
        }
    }
}
