import ResourceDocuments
import RuleSyntax
import SourceText

/// One value compared with another: `==`, `!=`, an order, `in`.
///
/// In Guard, values that cannot be compared make the clause fail, `!=` too. Under `require … if unknown fail` Unknown
/// does the same; where the answer must be definite, the type is asked for first.
struct GuardComparison {
    let term: RuleTerm
    let comparator: GuardComparator
    let isNegated: Bool
    let isDefinite: Bool
    let span: SourceSpan

    /// With a value that the Guard file spells out.
    func condition(with literal: GuardLiteral) throws -> RuleCondition {
        switch comparator {
        case .equal: return try equality(literal)
        case .in: return try membership(literal)
        case .moreThan: return try ordered(.moreThan, literal)
        case .atLeast: return try ordered(.atLeast, literal)
        case .lessThan: return try ordered(.lessThan, literal)
        case .atMost: return try ordered(.atMost, literal)
        case .exists, .empty, .isString, .isList, .isStruct, .isBool, .isInt, .isFloat, .isNull:
            throw GuardLimit("it compares with nothing", at: span)
        }
    }

    /// With a `param` or `let` that holds the literal.
    func condition(with name: RuleTerm, _ literal: GuardLiteral) throws -> RuleCondition {
        switch (comparator, literal.form) {
        case (.equal, .regex): return guarded(.string, RulePredicate(form: .matches([name]), isNegated: isNegated))
        case (.in, .list(let elements)):
            return member(try type(of: elements[0]), RulePredicate(form: .oneOf(name)))
        case (.equal, .list(let elements)) where elements.count == 1: return try listOfOne(elements[0], name)
        case (.equal, _): return guarded(try type(of: literal), RulePredicate(form: .equal(name), isNegated: isNegated))
        default: return try condition(with: literal)
        }
    }

    /// With a define's formal, which is given such literals.
    func condition(withFormal name: RuleTerm, _ literal: GuardLiteral) throws -> RuleCondition {
        switch (comparator, literal.form) {
        case (.equal, _), (.in, .list): return try condition(with: name, literal)
        case (.moreThan, .number), (.atLeast, .number), (.lessThan, .number), (.atMost, .number):
            return try condition(with: name)
        default: throw GuardLimit("this comparison has no counterpart here", at: span)
        }
    }

    /// With another value of the template.
    func condition(with other: RuleTerm) throws -> RuleCondition {
        if other == term { return try conditionWithItself() }
        let predicate: RulePredicate
        switch comparator {
        case .equal: predicate = RulePredicate(form: .equal(other), isNegated: isNegated)
        case .in: predicate = RulePredicate(form: .oneOf(.call("list", [other])), isNegated: isNegated)
        case .moreThan: predicate = RulePredicate(form: .ordered(.moreThan, other), isNegated: isNegated)
        case .atLeast: predicate = RulePredicate(form: .ordered(.atLeast, other), isNegated: isNegated)
        case .lessThan: predicate = RulePredicate(form: .ordered(.lessThan, other), isNegated: isNegated)
        case .atMost: predicate = RulePredicate(form: .ordered(.atMost, other), isNegated: isNegated)
        case .exists, .empty, .isString, .isList, .isStruct, .isBool, .isInt, .isFloat, .isNull:
            throw GuardLimit("it compares with nothing", at: span)
        }
        let test = RuleCondition.test(term, predicate)
        return isDefinite ? .all([.present(term), .present(other), test]) : test
    }

    private func conditionWithItself() throws -> RuleCondition {
        switch comparator {
        case .equal, .in, .atLeast, .atMost: isNegated ? .always(false) : .present(term)
        case .moreThan, .lessThan: isNegated ? .present(term) : .always(false)
        case .exists, .empty, .isString, .isList, .isStruct, .isBool, .isInt, .isFloat, .isNull:
            throw GuardLimit("it compares with nothing", at: span)
        }
    }

    private func equality(_ literal: GuardLiteral) throws -> RuleCondition {
        switch literal.form {
        case .null: return isNegated ? .present(term) : .absent(term)
        case .regex(let pattern):
            let expression = RuleTerm.literal(try Self.pattern(pattern, at: literal.span))
            return guarded(.string, RulePredicate(form: .matches([expression]), isNegated: isNegated))
        case .range: return try membership(literal)
        case .map(let members):
            if !isNegated, members.count == 1, let function = try equality(function: members[0].key, members[0].value) {
                return function
            }
            guard literal.isPlain else {
                throw GuardLimit("a map with a pattern or a range in it", hint: "compare its members", at: literal.span)
            }
            return guarded(.map, RulePredicate(form: .equal(Self.document(literal)), isNegated: isNegated))
        case .list(let elements) where elements.count == 1:
            guard literal.isPlain else {
                return try Self(
                    term: term, comparator: .equal, isNegated: isNegated, isDefinite: isDefinite, span: span
                ).equality(elements[0])
            }
            let isMap = if case .map = elements[0].form { true } else { false }
            return try listOfOne(
                elements[0], isMap ? Self.document(literal) : .literal(try Self.ruleLiteral(literal)))
        case .string, .number, .boolean, .list:
            let value = RuleTerm.literal(try Self.ruleLiteral(literal))
            return guarded(try type(of: literal), RulePredicate(form: .equal(value), isNegated: isNegated))
        }
    }

    /// Guard takes a single value for a list of one.
    private func listOfOne(_ element: GuardLiteral, _ list: RuleTerm) throws -> RuleCondition {
        let whole = RuleTerm.call("list", [term])
        let test = RuleCondition.test(whole, RulePredicate(form: .equal(list), isNegated: isNegated))
        guard isDefinite else { return test }
        switch element.form {
        case .string:
            return .all([.present(term), RuleCondition.type(term, .map).negated, .type(whole, .stringList), test])
        case .number, .boolean, .list, .map, .regex, .range, .null:
            let either = RuleCondition.any([.type(term, try type(of: element)), .type(term, .list)])
            return .all([either, test])
        }
    }

    /// With a function of the template, `{"Ref": "AWS::AccountId"}`: by its argument, for the value is decided later. nil of other maps.
    private func equality(function name: String, _ argument: GuardLiteral) throws -> RuleCondition? {
        guard name == "Ref" || name.hasPrefix("Fn::"), let member = term.appending(.member(name)) else { return nil }
        let test = try Self(
            term: member, comparator: .equal, isNegated: false, isDefinite: false, span: span
        ).equality(argument)
        return isDefinite ? .all([.present(term), .isUndetermined(term), test]) : test
    }

    private func membership(_ literal: GuardLiteral) throws -> RuleCondition {
        switch literal.form {
        case .list(let elements):
            let answers = try alternatives(elements)
            return isNegated ? .all(isThere + answers.map(\.negated)) : .any(answers)
        case .range(let low, let high, let includesLow, let includesHigh):
            if includesLow, includesHigh {
                let form = RulePredicate.Form.between(.literal(.number(low)), .literal(.number(high)))
                return guarded(.numeric, RulePredicate(form: form, isNegated: isNegated))
            }
            let bounds = [
                RuleCondition.test(
                    term, RulePredicate(form: .ordered(includesLow ? .atLeast : .moreThan, .literal(.number(low))))),
                .test(term, RulePredicate(form: .ordered(includesHigh ? .atMost : .lessThan, .literal(.number(high))))),
            ]
            let inside = RuleCondition.all(isNegated ? bounds.map(\.negated) : bounds)
            let answer = isNegated ? RuleCondition.any(bounds.map(\.negated)) : inside
            return isDefinite ? .all([.type(term, .numeric), answer]) : answer
        case .string(let text) where !isNegated:
            // Guard looks for the value within the text.
            return guarded(.string, RulePredicate(form: .oneOf(.literal(.list([.string(text)])))))
        case .string, .number, .boolean, .null, .regex, .map: return try equality(literal)
        }
    }

    /// One answer for each kind of element in a list; definite ones where the membership is negated.
    private func alternatives(_ elements: [GuardLiteral]) throws -> [RuleCondition] {
        let one = Self(
            term: term, comparator: .equal, isNegated: false, isDefinite: isDefinite || isNegated, span: span)
        let answers = RuleCondition.any(try elements.map { try one.equality($0) })
        if case .or(let operands) = answers { return operands }
        return [answers]
    }

    /// An element of a list, or a key, is there.
    private var isThere: [RuleCondition] {
        if case .path(let path) = term, case .name = path.root, path.steps.isEmpty { return [] }
        return [.present(term)]
    }

    /// Of a list that a name holds.
    private func member(_ type: TypeName, _ predicate: RulePredicate) -> RuleCondition {
        let test = RuleCondition.test(term, predicate)
        if isNegated { return .all(isThere + [RuleCondition.all([.type(term, type), test]).negated]) }
        return isDefinite ? .all([.type(term, type), test]) : test
    }

    private func ordered(_ order: PredicateSyntax.Order, _ literal: GuardLiteral) throws -> RuleCondition {
        guard case .number(let text) = literal.form else {
            throw GuardLimit("text has no order here", hint: "compare numbers, versions or times", at: span)
        }
        return guarded(
            .numeric, RulePredicate(form: .ordered(order, .literal(.number(text))), isNegated: isNegated))
    }

    private func guarded(_ type: TypeName, _ predicate: RulePredicate) -> RuleCondition {
        let test = RuleCondition.test(term, predicate)
        if case .path(let path) = term, path.isKnown { return test }
        return isDefinite ? .all([.type(term, type), test]) : test
    }

    private func type(of literal: GuardLiteral) throws -> TypeName {
        switch literal.form {
        case .string, .regex: .string
        case .number, .range: .numeric
        case .boolean: .boolean
        case .list: .list
        case .map: .map
        case .null: throw GuardLimit("null has no type", at: span)
        }
    }

    // MARK: Literals

    private static func pattern(_ text: String, at span: SourceSpan) throws -> RuleLiteral {
        let ignoresCase = text.hasPrefix("(?i)")
        let expression = ignoresCase ? String(text.dropFirst(4)) : text
        do {
            _ = try Pattern(expression, caseInsensitive: ignoresCase)
        } catch {
            throw GuardLimit(
                "the regular expression cannot be read: \(error.message)", hint: "mend the expression", at: span)
        }
        return .pattern(expression, caseInsensitive: ignoresCase)
    }

    static func ruleLiteral(_ literal: GuardLiteral) throws -> RuleLiteral {
        switch literal.form {
        case .string(let text): .string(text)
        case .number(let text): .number(text)
        case .boolean(let value): .boolean(value)
        case .regex(let text): try pattern(text, at: literal.span)
        case .list(let elements): .list(try elements.map(ruleLiteral))
        case .null, .map, .range: throw GuardLimit("such a value cannot be spelled out here", at: literal.span)
        }
    }

    /// A map has no literal in the language: it is read from YAML in a string.
    static func document(_ literal: GuardLiteral) -> RuleTerm { .call("yaml", [.string(flow(literal))]) }

    private static func flow(_ literal: GuardLiteral) -> String {
        switch literal.form {
        case .string(let text), .regex(let text): "'\(text.replacing("'", with: "''"))'"
        case .number(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .null: "null"
        case .list(let elements): "[\(elements.map(flow).joined(separator: ", "))]"
        case .map(let members):
            "{\(members.map { "\(RuleName.isName($0.key) ? $0.key : "'\($0.key)'"): \(flow($0.value))" }.joined(separator: ", "))}"
        case .range(let low, let high, _, _): "[\(low), \(high)]"
        }
    }
}

extension GuardLiteral {
    /// Without patterns and ranges.
    fileprivate var isPlain: Bool {
        switch form {
        case .string, .number, .boolean, .null: true
        case .regex, .range: false
        case .list(let elements): elements.allSatisfy(\.isPlain)
        case .map(let members): members.allSatisfy(\.value.isPlain)
        }
    }
}
