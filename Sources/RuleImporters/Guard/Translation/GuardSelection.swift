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

    /// Whether resources of all these kinds have a type as asked for, or none has; nil where the kinds do not say it.
    static func decide(_ literal: GuardLiteral, for kinds: [String]) -> Bool? {
        guard !kinds.isEmpty, isExact(literal), let asked = names(literal) else { return nil }
        let answers = Set(kinds.map { kind in kind.contains("*") ? nil : asked.contains { matches(kind, $0) } })
        return answers.count == 1 ? answers.first ?? nil : nil
    }

    /// Whether a kind is one of a pattern's, as `names` writes them.
    static func matches(_ kind: String, _ pattern: String) -> Bool {
        if kind == pattern { return true }
        let isOpenBefore = pattern.hasPrefix("*")
        let isOpenBehind = pattern.hasSuffix("*")
        let text = pattern.replacing("*", with: "")
        if kind.contains("*") { return false }
        if isOpenBefore, isOpenBehind { return kind.contains(text) }
        return isOpenBefore && kind.hasSuffix(text) || isOpenBehind && kind.hasPrefix(text)
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
            let text = pattern.trimmingPrefix("^")
            let plain = text.hasSuffix("$") ? text.dropLast() : text
            return plain.allSatisfy { $0.isLetter || $0.isNumber || $0 == ":" }
        case .list(let elements): return elements.allSatisfy(isExact)
        case .string, .number, .boolean, .null, .map, .range: return true
        }
    }
}
