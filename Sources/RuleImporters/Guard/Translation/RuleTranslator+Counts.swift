import RuleSyntax
import SourceText

/// `count(query)` compared with a number: where a filter chooses what is counted, as a counting quantifier.
extension RuleTranslator {
    /// Nil of any other clause, and of a count that the function of this name answers.
    mutating func counted(_ test: GuardTest, in place: GuardPlace, _ reading: GuardReading) throws -> GuardOutcome? {
        guard let operand = test.operand, case .number(let text)? = literal(operand)?.form, let number = Int(text),
            0..<Self.greatestCount ~= number, let counted = countedQuery(test.subject, in: place)
        else { return nil }
        let (base, parts, _) = try within(counted.scope) { try $0.expanded(counted.query, in: counted.place) }
        guard parts.contains(where: \.isFilter) else { return nil }
        var inner = reading
        inner.mode = .required
        inner.judgesSubject = false
        let query = GuardQuery(isSome: true, parts: parts, span: counted.query.span)
        let found = try translate(query, in: base, inner) { _, value in
            guard case .value(let term) = value else { return GuardOutcome(.always(true)) }
            return GuardOutcome(.present(term))
        }
        guard case .quantified(var some) = found.holds, some.quantifier == .some, some.filter != nil else { return nil }
        if let body = some.body {
            // Elements of several lists have no number here.
            guard case .test = body else { return nil }
            some.filter = .all([some.filter, body].compactMap(\.self))
            some.body = nil
        }
        // Nothing has no elements.
        some.domains = some.domains.map { domain in
            if case .term(let term) = domain { .term(.fallback(term, .literal(.list([])))) } else { domain }
        }
        return Self.condition(some, test.comparator, isNegated: test.comparatorIsNegated, number).map {
            GuardOutcome($0)
        }
    }

    /// Larger numbers are left to the function.
    private static let greatestCount = 1_000_000

    /// The query that is counted, through variables, and what its names are looked up in.
    private func countedQuery(
        _ value: GuardValue, in place: GuardPlace
    ) -> (query: GuardQuery, place: GuardPlace, scope: GuardScope)? {
        var (value, place, scope) = (value, place, scope)
        for _ in 0..<Self.greatestDepth {
            switch value {
            case .literal: return nil
            case .call(let name, let arguments, _):
                guard name == GuardFunction.count.rawValue, arguments.count == 1, case .query(let query) = arguments[0]
                else { return nil }
                return (query, place, scope)
            case .query(let query):
                guard query.parts.count == 1, case .variable(let name) = query.parts[0].form, let meaning = scope[name]
                else { return nil }
                (value, place, scope) = (meaning.value, meaning.place, meaning.scope)
            }
        }
        return nil
    }

    private static func condition(
        _ counted: RuleQuantified, _ comparator: GuardComparator, isNegated: Bool, _ number: Int
    ) -> RuleCondition? {
        switch (comparator, isNegated) {
        case (.equal, false): .count(of: counted, in: number...number)
        case (.equal, true): RuleCondition.count(of: counted, in: number...number).negated
        case (.atLeast, false), (.lessThan, true): .count(of: counted, in: number...Int.max)
        case (.moreThan, false), (.atMost, true): .count(of: counted, in: number + 1...Int.max)
        case (.atMost, false), (.moreThan, true): .count(of: counted, in: 0...number)
        case (.lessThan, false), (.atLeast, true):
            number == 0 ? .always(false) : .count(of: counted, in: 0...(number - 1))
        case (.in, _), (.exists, _), (.empty, _), (.isString, _), (.isList, _), (.isStruct, _), (.isBool, _),
            (.isInt, _), (.isFloat, _), (.isNull, _):
            nil
        }
    }
}

extension RuleCondition {
    /// That so many elements are as `counted` says: `Int.max` of any number.
    fileprivate static func count(of counted: RuleQuantified, in numbers: ClosedRange<Int>) -> RuleCondition {
        var counted = counted
        switch (numbers.lowerBound, numbers.upperBound) {
        case (0, .max): return .always(true)
        case (0, 0): counted.quantifier = .no
        case (0, let most): counted.quantifier = .atMost(most)
        case (1, .max): counted.quantifier = .some
        case (let least, .max): counted.quantifier = .atLeast(least)
        case (let number, _): counted.quantifier = .exactly(number)
        }
        return .quantified(counted)
    }
}
