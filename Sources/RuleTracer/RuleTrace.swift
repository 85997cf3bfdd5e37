package import ResourceDocuments
package import RuleSyntax
package import SourceText

/// All that can be told of one rule on one resource.
package struct RuleTrace: Sendable {
    package var verdict: Verdict
    /// Why it is unknown; empty with any other verdict.
    package var causes: UnknownCauses
    /// Why the rule does not apply; nil when it does, or when that is not known.
    package var inapplicability: Inapplicability?
    /// Every clause in order; empty unless the rule applies.
    package var clauses: [ClauseTrace]
    /// Of the clauses that fail or are unknown, or of what leaves open whether the rule applies.
    package var findings: [Finding]
    /// Empty where nobody asked for it.
    package var coverage: Set<CoverageEvent>
    /// On which sides of which bounds values lay, where coverage was asked for.
    package var bounds: Set<BoundEvent>
    /// Whether it takes more steps than are spent on it; then it says nothing.
    var isGivenUp = false
}

/// What a trace has beside the verdicts and what its findings say: each takes its time.
package struct TraceDetails: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The texts of resource and rule with labels, as a report for persons draws them.
    /// What findings say, and nothing beside it.
    package static let bare: TraceDetails = []
    package static let excerpts = TraceDetails(rawValue: 1)
    package static let coverage = TraceDetails(rawValue: 2)
    package static let all: TraceDetails = [.excerpts, .coverage]
}

/// Why a rule does not apply to a resource.
package enum Inapplicability: Hashable, Sendable {
    /// It is for other kinds.
    case kind
    /// Its `for … where`, or a `when`, is false.
    case condition(SourcePlace)
}

/// What one clause says.
package struct ClauseTrace: Sendable {
    package var kind: ClauseSyntax.Kind
    package var place: SourcePlace
    /// Of its condition, as it stands: a `forbid` fails on true.
    package var truth: Truth
    package var verdict: Verdict
}

/// Something that a test can have seen, for `norma test --coverage`; by its place in the rule.
package enum CoverageEvent: Hashable, Sendable {
    /// What a clause's condition was.
    case clause(SourcePlace, Outcome)
    /// A part of an `all`, an `any`, a `none`, an `and` or an `or` was true, or false.
    case branch(SourcePlace, holds: Bool)
    case quantifier(SourcePlace, isEmpty: Bool)
    /// What a quantifier asks was true, or false, of an element; or what a define says, of its arguments.
    case body(SourcePlace, holds: Bool)
    /// A `where` or a `when` was true, or false.
    case filter(SourcePlace, holds: Bool)

    package enum Outcome: String, CaseIterable, Sendable {
        case `true`, `false`, unknown

        package init(_ truth: Truth) {
            self =
                switch truth {
                case .true: .true
                case .false: .false
                case .unknown: .unknown
                }
        }
    }
}
