import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// What a condition asks in one place, without its `not`: two tests that differ in nothing else are one question.
struct Question {
    /// Whose value decides it; nil where its answer is free, as that of a quantifier, or of a test with another place on its right.
    let subject: Int?
    /// The test with the subject's value in a place of its own, as `Tracer.holds` takes it; nil where its answer is free.
    let test: CheckedTest?

    /// Whether what it asks of a value, that is none of those the rule names, has the same answer for all of one sort.
    func isSettled(by stranger: Representative) -> Bool {
        guard let test else { return false }
        let readsText = test.subject.conversions.contains { $0 != .number }
        let operands = test.predicate.operands.compactMap(\.literalValue)
        switch (test.predicate, stranger) {
        case (.present, _), (.undetermined, _), (.empty, _): return !readsText
        case (_, .otherText) where readsText: return false
        case (.type(let type), .otherText): return !type.isReadFromText
        case (.type(let type), _): return type == .list || type == .map || type == .string || type == .boolean
        case (.equal(_, asAddresses: true), _): return false
        case (.equal, .otherText), (.oneOf, .otherText): return true
        case (.equal, _): return operands.allSatisfy(\.isScalar)
        case (.oneOf, _): return operands.flatMap(\.asElements).allSatisfy(\.isScalar)
        case (.ordered, _), (.between, _):
            return operands.allSatisfy { if case .number = $0 { true } else { false } }
        case (.within, _), (.overlaps, _), (.like, _), (.older, _), (.newer, _), (.contains, _), (.matches, _),
            (.startsWith, _), (.endsWith, _):
            return false
        }
    }
}

/// Stands for all values of one sort: a condition that asks nothing else of them says the same of each.
enum Representative: Hashable {
    /// The end of the path is not there; something before it is not.
    case absent, missing
    /// Decided later.
    case undetermined
    case value(Value)
    /// A text, a list with elements, a map with members, that no constant of the condition is equal to.
    case otherText, otherList, otherMap

    /// What the tracing evaluator is asked instead; nil for what a value cannot say.
    var stand: Value? {
        let stranger = Value.string("\u{E000}")
        switch self {
        case .absent: return .map([MapEntry(key: "at", value: .map([]))])
        case .missing: return .map([])
        case .undetermined: return nil
        case .value(let value): return Self.holding(value)
        case .otherText: return Self.holding(stranger)
        case .otherList: return Self.holding(.list([stranger]))
        case .otherMap: return Self.holding(.map([MapEntry(key: "\u{E000}", value: stranger)]))
        }
    }

    private static func holding(_ value: Value) -> Value {
        .map([MapEntry(key: "at", value: .map([MapEntry(key: "value", value: value)]))])
    }

    /// The expression that reads what `stand` holds, from slot 0.
    static func expression(at place: SourcePlace, type: ValueType) -> CheckedExpression {
        let path = CheckedPath(root: .slot(Slot(0)), steps: [.member("at", place), .member("value", place)])
        return CheckedExpression(.path(path), type: type, place: place)
    }
}

extension CheckedExpression {
    /// The value of a literal, as it is read.
    var literalValue: Value? {
        switch form {
        case .literal(let value): value
        case .convert(let inner, _): inner.literalValue
        case .parameter, .slot, .asOf, .path, .fallback, .call, .define, .resources: nil
        }
    }

    /// How its value is read, from the outside in.
    var conversions: [Conversion] {
        switch form {
        case .convert(let inner, let conversion): [conversion] + inner.conversions
        case .fallback(let inner, _, _): inner.conversions
        case .literal, .parameter, .slot, .asOf, .path, .call, .define, .resources: []
        }
    }
}

extension Value {
    fileprivate var isScalar: Bool {
        switch self {
        case .list, .map: false
        case .boolean, .number, .string, .address, .instant, .span, .version, .pattern: true
        }
    }
}

extension CheckedPredicate {
    var operands: [CheckedExpression] {
        switch self {
        case .present, .empty, .undetermined, .type: []
        case .equal(let operand, _), .oneOf(let operand), .ordered(_, let operand), .within(let operand),
            .overlaps(let operand), .like(let operand), .older(let operand), .newer(let operand),
            .contains(_, let operand), .matches(_, let operand), .startsWith(_, let operand), .endsWith(_, let operand):
            [operand]
        case .between(let low, let high): [low, high]
        }
    }

    /// What is asked, without the operands.
    var words: String {
        switch self {
        case .present: "present"
        case .empty: "empty"
        case .undetermined: "undetermined"
        case .type(let type): "type \(type.rawValue)"
        case .equal(_, let asAddresses): asAddresses ? "equal as addresses" : "equal"
        case .oneOf: "one of"
        case .ordered(let order, _): order.rawValue
        case .between: "between"
        case .within: "within"
        case .overlaps: "overlaps"
        case .like: "like"
        case .older: "older"
        case .newer: "newer"
        case .contains(let amount, _): "contains \(amount)"
        case .matches(let anyOf, _): "matches \(anyOf)"
        case .startsWith(let anyOf, _): "starts with \(anyOf)"
        case .endsWith(let anyOf, _): "ends with \(anyOf)"
        }
    }
}

extension TypeName {
    /// Whether text may be one.
    fileprivate var isReadFromText: Bool {
        switch self {
        case .timestamp, .duration, .version, .ip, .pattern, .quantity: true
        case .string, .numeric, .boolean, .general, .stringList, .ipList, .numericList, .list, .map: false
        }
    }
}
