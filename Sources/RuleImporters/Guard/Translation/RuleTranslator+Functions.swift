import RuleChecker
import RuleSyntax
import SourceText

/// Guard's functions.
extension RuleTranslator {
    /// A function of one value is asked of each that a query finds: the query, with the function behind it as a step.
    /// Nil of any other value.
    func mapped(_ value: GuardValue) -> GuardQuery? {
        switch value {
        case .literal: return nil
        case .query(let query): return query
        case .call(let name, let arguments, let span):
            guard name != GuardFunction.count.rawValue, arguments.count == 1, var query = mapped(arguments[0]) else {
                return nil
            }
            query.parts.append(GuardPart(form: .function(name), span: span))
            return query
        }
    }

    /// The function of the language that does what Guard's does.
    func counterpart(of name: String, at span: SourceSpan) throws -> String {
        guard let function = GuardFunction(rawValue: name) else {
            throw GuardUnknownName(what: "function", name: name, span: span)
        }
        switch function {
        case .count: return "count"
        case .toLower: return "lower"
        case .toUpper: return "upper"
        case .jsonParse: return "json"
        case .parseInt, .parseFloat: return "number"
        case .parseString: return "text"
        case .parseEpoch: return "timestamp"
        case .join, .substring, .regexReplace, .urlDecode, .parseBoolean, .parseCharacter, .now:
            throw GuardLimit(
                "the language has no counterpart of '\(name)'",
                hint: "match the text itself with a pattern", at: span)
        }
    }

    /// A function of a literal, or of all that a query finds together.
    mutating func call(
        _ name: String, _ arguments: [GuardValue], in place: GuardPlace, at span: SourceSpan
    ) throws -> RuleTerm {
        let counterpart = try counterpart(of: name, at: span)
        guard let first = arguments.first, arguments.count == 1 else {
            throw GuardLimit("'\(name)' is given \(arguments.count) values", at: span)
        }
        guard name == GuardFunction.count.rawValue, case .query(var query) = first else {
            return .call(counterpart, [try term(first, in: place)])
        }
        if case .template = try expanded(query, in: place).0 {
            throw GuardLimit(
                "Guard counts here what is found in all resources together",
                hint: "count within each resource: '%resources { let n = count(Properties.Tags[*])  %n <= 5 }'",
                at: span)
        }
        guard query.parts.last?.standsForMany == true else {
            throw GuardLimit(
                "Guard counts what a query finds, and this finds one value", hint: "count its elements: 'count(x[*])'",
                at: span)
        }
        if case .elements? = query.parts.popLast()?.form, !query.parts.contains(where: \.standsForMany) {
            // Nothing has no elements, and a single value is one.
            let list = RuleTerm.fallback(try term(.query(query), in: place), .literal(.list([])))
            return .call(counterpart, [.call("list", [list])])
        }
        return .call(counterpart, [try term(first, in: place)])
    }
}
