import ResourceDocuments
import RuleChecker
import RuleSyntax

extension CheckedPredicate {
    /// Whether it says the same of all ranges that lie in one way to those it names.
    var asksRange: Bool {
        switch self {
        case .within, .overlaps, .oneOf, .equal(_, asAddresses: false): true
        case .present, .empty, .undetermined, .type, .equal, .ordered, .between, .like, .older, .newer, .contains,
            .matches, .startsWith, .endsWith:
            false
        }
    }

    /// Whether it asks of a list which addresses it names, and nothing else.
    var asksSet: Bool {
        switch self {
        case .within, .overlaps: true
        case .present, .empty, .undetermined, .type, .equal, .oneOf, .ordered, .between, .like, .older, .newer,
            .contains, .matches, .startsWith, .endsWith:
            false
        }
    }

    /// Whether it says the same of all instants that lie in one way to those it names.
    func asksInstant(_ sorts: InstantSorts?) -> Bool {
        guard let sorts else { return false }
        switch self {
        case .older(let age), .newer(let age):
            return if case .span? = age.literalValue { sorts.agesAreOfOneDay } else { true }
        case .ordered, .between, .equal, .oneOf: return true
        case .present, .empty, .undetermined, .type, .within, .overlaps, .like, .contains, .matches, .startsWith,
            .endsWith:
            return false
        }
    }

    /// The beginnings and the ends of texts that it asks for, where it asks for nothing else.
    var edge: (starts: [String], ends: [String])? {
        switch self {
        case .startsWith(_, let edge): return (edge.texts, [])
        case .endsWith(_, let edge): return ([], edge.texts)
        case .like(let glob):
            guard let text = glob.texts.first, !text.contains("?") else { return nil }
            if !text.isEmpty, text.allSatisfy({ $0 == "*" }) { return ([""], []) }
            guard text.count(where: { $0 == "*" }) == 1 else { return nil }
            if text.hasSuffix("*") { return ([String(text.dropLast())], []) }
            return text.hasPrefix("*") ? ([], [String(text.dropFirst())]) : nil
        case .matches(_, let patterns):
            let starts = patterns.literalValue?.asElements.map(\.literalStart) ?? [nil]
            return starts.contains(nil) ? nil : (starts.compactMap(\.self), [])
        case .present, .empty, .undetermined, .type, .equal, .oneOf, .ordered, .between, .within, .overlaps, .older,
            .newer, .contains:
            return nil
        }
    }

    /// What asks for any of a few constants, or for all of them, as what asks for each, and so of two bounds; nil of what asks for one.
    var parts: (predicates: [CheckedPredicate], asksAll: Bool)? {
        func each(_ list: CheckedExpression, _ part: (CheckedExpression) -> CheckedPredicate) -> [CheckedPredicate]? {
            guard case .literal(.list(let elements)) = list.form, (1...Self.maximumParts).contains(elements.count)
            else {
                return nil
            }
            return elements.map { part(CheckedExpression(.literal($0), type: list.type.element, place: list.place)) }
        }
        switch self {
        case .contains(.all, let list): return each(list) { .contains(.one, $0) }.map { ($0, true) }
        case .contains(.any, let list): return each(list) { .contains(.one, $0) }.map { ($0, false) }
        case .matches(anyOf: true, let list): return each(list) { .matches(anyOf: false, $0) }.map { ($0, false) }
        case .startsWith(anyOf: true, let list): return each(list) { .startsWith(anyOf: false, $0) }.map { ($0, false) }
        case .endsWith(anyOf: true, let list): return each(list) { .endsWith(anyOf: false, $0) }.map { ($0, false) }
        case .between(let low, let high):
            // Constants are told apart as they are.
            let isConstant = low.literalValue != nil && high.literalValue != nil
            return isConstant ? nil : ([.ordered(.atLeast, low), .ordered(.atMost, high)], true)
        case .present, .empty, .undetermined, .type, .equal, .oneOf, .ordered, .within, .overlaps, .like,
            .older,
            .newer, .contains(.one, _), .matches(anyOf: false, _), .startsWith(anyOf: false, _),
            .endsWith(anyOf: false, _):
            return nil
        }
    }

    private static let maximumParts = 8

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

extension CheckedExpression {
    /// The texts that a literal is, or has.
    fileprivate var texts: [String] {
        (literalValue?.asElements ?? []).compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
}

extension Value {
    /// Of a pattern such as `/^prod-/` or `/^prod-.*/`: what every text begins with in which it finds something, and no other does.
    fileprivate var literalStart: String? {
        guard case .pattern(let pattern) = self else { return nil }
        if pattern.isFoundInEveryText { return "" }
        guard !pattern.isCaseInsensitive, pattern.text.hasPrefix("^") else { return nil }
        var rest = pattern.text.dropFirst()
        if rest.hasSuffix(".*"), !rest.hasSuffix("\\.*") { rest = rest.dropLast(2) }
        var start = ""
        while let character = rest.popFirst() {
            if character == "\\" {
                guard let escaped = rest.popFirst(), escaped.isASCII, !escaped.isLetter, !escaped.isNumber else {
                    return nil
                }
                start.append(escaped)
            } else {
                guard !".^$*+?()[]{}|".contains(character) else { return nil }
                start.append(character)
            }
        }
        return start
    }
}
