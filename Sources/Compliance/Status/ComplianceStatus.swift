/// How a control, an assessment or a resource stands: SCC's five statuses, by SCC's names.
package enum ComplianceStatus: String, Hashable, CaseIterable, Sendable {
    case compliant
    case notCompliant = "not_compliant"
    /// An evaluation ended without an answer, or resources could not be read.
    case unableToPerform = "unable_to_perform"
    /// No rule answers it: somebody has to look.
    case userEvaluationRequired = "user_evaluation_required"
    /// A rule would answer it, and no resource asks.
    case notApplicable = "not_applicable"

    /// The status of a whole from those of its parts: the worst of them, and `notApplicable` of nothing.
    package static func worst(of statuses: some Sequence<ComplianceStatus>) -> ComplianceStatus {
        statuses.max { $0.rank < $1.rank } ?? .notApplicable
    }

    private var rank: Int {
        switch self {
        case .notApplicable: 0
        case .compliant: 1
        case .userEvaluationRequired: 2
        case .unableToPerform: 3
        case .notCompliant: 4
        }
    }
}
