/// How many controls there are, by status: SCC's `ComplianceStats`.
package struct ControlSummary: Hashable, Sendable {
    package private(set) var compliant = 0
    package private(set) var notCompliant = 0
    package private(set) var unableToPerform = 0
    package private(set) var userEvaluationRequired = 0
    /// Outside the total, as in SCC's reports.
    package private(set) var notApplicable = 0

    package init(_ statuses: some Sequence<ComplianceStatus>) {
        for status in statuses {
            switch status {
            case .compliant: compliant += 1
            case .notCompliant: notCompliant += 1
            case .unableToPerform: unableToPerform += 1
            case .userEvaluationRequired: userEvaluationRequired += 1
            case .notApplicable: notApplicable += 1
            }
        }
    }

    /// `total_count`
    package var total: Int { compliant + notCompliant + unableToPerform + userEvaluationRequired }

    package var status: ComplianceStatus {
        if notCompliant > 0 { return .notCompliant }
        if unableToPerform > 0 { return .unableToPerform }
        if userEvaluationRequired > 0 { return .userEvaluationRequired }
        return compliant > 0 ? .compliant : .notApplicable
    }
}
