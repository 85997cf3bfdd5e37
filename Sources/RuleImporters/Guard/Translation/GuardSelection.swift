import RuleSyntax
import SourceText

/// A set of a template's resources: `Resources.*[ Type == … ]`.
struct GuardSelection {
    var collection: GuardCollection
    /// The kinds that its filters allow; empty: all.
    var kinds: [String]
    /// Its filters' spans, by which the same selection is known wherever its variable is used.
    var filters: [SourceSpan]
    var firstFilter: GuardPart?

    var patterns: [String] { kinds.isEmpty ? [collection.kind] : kinds }
}

/// The kinds that a filter's `Type` allows.
enum GuardKinds {
    /// Nil where the group does not speak of the type alone.
    static func kinds(of group: [GuardClause], literal: (GuardValue) -> GuardLiteral?) -> [String]? {
        var kinds: [String] = []
        for clause in group {
            guard case .test(let test) = clause, case .query(let query) = test.subject, query.parts.count == 1,
                case .key("Type") = query.parts[0].form, !test.comparatorIsNegated, !test.isNegated,
                test.comparator == .equal || test.comparator == .in, let operand = test.operand,
                let value = literal(operand), let named = names(value)
            else { return nil }
            kinds += named
        }
        return kinds.isEmpty ? nil : kinds
    }

    /// The types that a text or a list of texts spells out.
    static func exactNames(_ literal: GuardLiteral) -> [String]? {
        switch literal.form {
        case .string(let text): [text]
        case .list(let elements):
            elements.reduce([]) { names, element in
                guard let names, case .string(let text) = element.form else { return nil }
                return names + [text]
            }
        case .regex, .number, .boolean, .null, .map, .range: nil
        }
    }

    private static func names(_ literal: GuardLiteral) -> [String]? {
        switch literal.form {
        case .string(let text): return [text]
        case .regex(let pattern): return [glob(pattern)]
        case .list(let elements):
            let names = elements.map(names)
            return names.contains { $0 == nil } ? nil : names.flatMap { $0 ?? [] }
        case .number, .boolean, .null, .map, .range: return nil
        }
    }

    /// The kinds that a regular expression can match, by the plain text that it begins with.
    private static func glob(_ pattern: String) -> String {
        let isAnchored = pattern.hasPrefix("^")
        let text = isAnchored ? String(pattern.dropFirst()) : pattern
        let plain = text.prefix { $0.isLetter || $0.isNumber || $0 == ":" }
        let rest = text.dropFirst(plain.count)
        let isWhole = isAnchored || plain.hasPrefix("AWS::")
        if rest == "$" { return isWhole ? String(plain) : "*\(plain)" }
        return isWhole ? "\(plain)*" : "*\(plain)*"
    }

    /// Whether a kind pattern says all that the type's test says.
    static func isExact(_ group: [GuardClause]) -> Bool {
        group.allSatisfy { clause in
            guard case .test(let test) = clause, case .literal(let literal)? = test.operand else { return true }
            return isExact(literal)
        }
    }

    private static func isExact(_ literal: GuardLiteral) -> Bool {
        switch literal.form {
        case .regex(let pattern):
            (pattern.hasPrefix("^") ? pattern.dropFirst() : pattern[...]).allSatisfy {
                $0.isLetter || $0.isNumber || $0 == ":"
            }
        case .list(let elements): elements.allSatisfy(isExact)
        case .string, .number, .boolean, .null, .map, .range: true
        }
    }
}
