import ResourceDocuments
import RuleChecker
import RuleSyntax

/// What a test asks of a value beside another one that is no constant, such as a parameter: how the two stand to each other decides
/// every test that holds them against each other.
struct ComparedValues {
    private enum Asked {
        case order(PredicateSyntax.Order)
        case older, newer
        case equal
    }

    private enum Standing: CaseIterable {
        case less, same, more
    }

    private let asked: Asked
    /// The two values, and what they are held against each other as.
    let pair: String

    /// nil of what asks for no order, and does not ask whether both are the same.
    init?(_ test: CheckedTest, _ keys: SubjectKeys) {
        let kind: String
        let operand: CheckedExpression
        switch test.predicate {
        case .ordered(let order, let bound): (asked, kind, operand) = (.order(order), "value", bound)
        case .equal(let other, asAddresses: false): (asked, kind, operand) = (.equal, "value", other)
        case .older(let age): (asked, kind, operand) = (.older, "age", age)
        case .newer(let age): (asked, kind, operand) = (.newer, "age", age)
        case .present, .empty, .undetermined, .type, .equal, .oneOf, .between, .within, .overlaps, .like, .contains,
            .matches, .startsWith, .endsWith:
            return nil
        }
        pair = [kind, keys.key(of: test.subject), keys.key(of: operand)].joined(separator: "\u{1D}")
    }

    /// Whether it may say the one where another test of the same two says the other.
    func allows(_ truth: Truth, beside other: ComparedValues, _ otherTruth: Truth) -> Bool {
        switch (holds, other.holds) {
        case (let own?, let others?):
            // What has no order has it for neither.
            guard truth.isKnown, otherTruth.isKnown else { return truth == otherTruth }
            return Standing.allCases.contains { Truth(own($0)) == truth && Truth(others($0)) == otherTruth }
        case (nil, let others?): return truth != .true || !otherTruth.isKnown || otherTruth == Truth(others(.same))
        case (let own?, nil): return otherTruth != .true || !truth.isKnown || truth == Truth(own(.same))
        case (nil, nil): return true
        }
    }

    /// Of what asks for an order, in which standings it holds. Two texts may be the same, and have no order.
    private var holds: ((Standing) -> Bool)? {
        switch asked {
        case .order(.atLeast): { $0 != .less }
        case .order(.atMost): { $0 != .more }
        case .order(.moreThan), .newer: { $0 == .more }
        case .order(.lessThan), .older: { $0 == .less }
        case .equal: nil
        }
    }
}

extension Truth {
    var isKnown: Bool { if case .unknown = self { false } else { true } }
}
