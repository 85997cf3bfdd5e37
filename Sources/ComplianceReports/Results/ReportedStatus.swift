package import Compliance

/// How a result or a control is told of. What formats make of each is `StatusVocabulary.swift`, in one place.
package enum ReportedStatus: String, CaseIterable, Sendable {
    case fail, unknown
    /// Somebody has to look, and nobody has.
    case manual
    case masked
    case notApplicable = "not_applicable"
    case pass

    package init(_ status: ResultStatus) {
        switch status {
        case .fail: self = .fail
        case .unknown: self = .unknown
        case .pass: self = .pass
        case .masked: self = .masked
        }
    }

    /// The status of results; nil of what rules that judged nothing, and persons, have.
    package var ofResults: ResultStatus? {
        switch self {
        case .fail: .fail
        case .unknown: .unknown
        case .pass: .pass
        case .masked: .masked
        case .manual, .notApplicable: nil
        }
    }

    package init(_ status: ComplianceStatus) {
        switch status {
        case .compliant: self = .pass
        case .notCompliant: self = .fail
        case .unableToPerform: self = .unknown
        case .userEvaluationRequired: self = .manual
        case .notApplicable: self = .notApplicable
        }
    }

    /// In words.
    package var phrase: String {
        switch self {
        case .fail: "fail"
        case .unknown: "unknown"
        case .manual: "manual"
        case .masked: "masked"
        case .notApplicable: "not applicable"
        case .pass: "pass"
        }
    }

    /// What asks for somebody.
    package static let open: Set<ReportedStatus> = [.fail, .unknown]
}
