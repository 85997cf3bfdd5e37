package import ResourceDocuments
package import RuleChecker
package import RuleTracer

/// All that can be told of one rule on one resource, whatever the verdict.
package struct ExplainedEvaluation: Sendable {
    package let bound: BoundRule
    package let resource: Resource
    package let explanation: RuleExplanation
    /// nil where nothing sets the result aside.
    package let mask: AppliedMask?
    /// The names of those that it assesses under its attachment.
    package let controls: [String]
    /// Whether the attachment judges the resource; without one every resource is judged.
    package let isInScope: Bool

    /// It fails or is unknown in a scope, and no mask lies on it.
    package var isOpen: Bool { isInScope && mask == nil && isFault }

    /// The rule has nothing to say of a resource of this kind, or the attachment does not ask it.
    package var isUnjudged: Bool { !isInScope || explanation.inapplicability == .kind }

    private var isFault: Bool {
        switch explanation.verdict {
        case .fail, .unknown: true
        case .pass, .notApplicable: false
        }
    }
}
