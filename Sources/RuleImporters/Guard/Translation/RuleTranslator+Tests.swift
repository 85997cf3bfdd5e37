import RuleSyntax
import SourceText

extension RuleTranslator {
    mutating func condition(
        filter part: GuardPart, in place: GuardPlace, mode: GuardReading.Mode = .definite
    ) throws -> RuleCondition {
        guard case .filter(let clauses) = part.form else { return .always(true) }
        return try within(part.scope) { try $0.condition(filter: clauses, in: place, mode: mode) }
    }

    /// A filter's clauses, as a condition that is never unknown for what is missing.
    mutating func condition(
        filter: GuardConjunction, in place: GuardPlace, mode: GuardReading.Mode = .definite
    ) throws -> RuleCondition {
        var outcomes: [GuardOutcome] = []
        for group in filter.groups {
            if !isDefine, isSuppression(group) { continue }
            if case .resource(let resource) = place, !resource.kinds.isEmpty, !resource.isNoResource,
                let kinds = GuardKinds.kinds(of: group, literal: { self.literal($0) }),
                Set(resource.kinds).isSubset(of: kinds), GuardKinds.isExact(group)
            {
                continue
            }
            outcomes.append(try translate(group: group, in: place, GuardReading(mode: mode)))
        }
        return GuardOutcome.all(outcomes).passes
    }

    /// `Metadata.guard.SuppressedRules.* != "NAME"`: the reader knows what a resource suppresses.
    private mutating func isSuppression(_ group: [GuardClause]) -> Bool {
        var names: [String] = []
        for clause in group {
            guard case .test(let test) = clause, case .query(let query) = test.subject, query.parts.count >= 3,
                case .key("Metadata") = query.parts[0].form, case .key(let tool) = query.parts[1].form,
                let list = Self.suppressions[tool], case .key(let key) = query.parts[2].form
            else { return false }
            guard key == list else {
                noteMisspelt(key, list, at: query.parts[2].span)
                return false
            }
            if case .literal(let literal)? = test.operand, case .string(let name) = literal.form { names.append(name) }
        }
        for name in names where !suppressions.contains(name) { suppressions.append(name) }
        return true
    }

    /// What each tool calls the list of the rules that leave a resource alone.
    private static let suppressions = ["guard": "SuppressedRules", "cfn_nag": "rules_to_suppress"]

    private mutating func noteMisspelt(_ key: String, _ list: String, at span: SourceSpan) {
        guard Spelling.nearest(to: key, among: [list]) != nil else { return }
        let note = Diagnostic.guardMisspeltSuppression(key, list, at: SourcePlace(file.source, span))
        if !notes.contains(note) { notes.append(note) }
    }

    mutating func translate(_ test: GuardTest, in place: GuardPlace, _ reading: GuardReading) throws -> GuardOutcome {
        if test.comparator.takesOperand, test.isNegated { noteOverlookedNot(at: test.span) }
        let isNegated =
            test.comparator.takesOperand ? test.comparatorIsNegated : test.comparatorIsNegated != test.isNegated
        if let clause = withinSelection(test, in: place) { return try translate(clause, in: place, reading) }
        if test.comparator == .empty, case .query(let query) = test.subject,
            let outcome = try existence(query, isEmpty: !isNegated, in: place, reading)
        {
            return outcome
        }
        if let outcome = try counted(test, in: place, reading) { return outcome }
        var reading = reading
        reading.passesWhenMissing =
            switch test.comparator {
            case .exists: isNegated
            case .empty: !isNegated
            case .isString, .isList, .isStruct, .isBool, .isInt, .isFloat, .isNull: isNegated
            case .equal, .moreThan, .atLeast, .lessThan, .atMost, .in: false
            }
        reading.comparesValues = test.comparator.takesOperand && !comparesAsWhole(test)
        reading.passesForOtherTypes = test.comparator == .in && isNegated
        let outer = place
        let compare: GuardLeaf = { translator, value in
            let term: RuleTerm
            switch value {
            case .value(let inner): term = inner
            case .resource(let resource):
                // It is there, and it has a type.
                if test.comparator == .exists || test.comparator == .empty {
                    return GuardOutcome(.always((test.comparator == .exists) != isNegated))
                }
                term = resource.properties
            case .literal(let literal): term = .literal(try translator.ruleLiteral(literal))
            case .collection(let collection):
                return try translator.presence(of: collection, test, isNegated: isNegated)
            case .template: throw GuardLimit("the template as a whole is not judged", at: test.span)
            }
            return GuardOutcome(
                try translator.comparison(
                    term, test.comparator, isNegated: isNegated, test.operand, in: outer, reading, at: test.span))
        }
        guard let query = mapped(test.subject) else {
            return try compare(&self, .value(try term(test.subject, in: place)))
        }
        return try translate(elements(of: query, for: test), in: place, reading, leaf: compare)
    }

    /// The elements of a policy statement that hold one text or a list of them (the IAM policy grammar's
    /// `principal_block`, `action_block`, `resource_block` and `principal_map`).
    private static let oneOrMany: Set<String> = [
        "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "AWS", "Service", "Federated",
        "CanonicalUser",
    ]

    /// Guard compares each element of a list with what is no list. Where a value may be one, the query says so: of a
    /// policy, under a `some` that means nothing else, in front of `not in`, and where the key is a plural.
    private func elements(of query: GuardQuery, for test: GuardTest) -> GuardQuery {
        guard test.comparator.takesOperand, let last = query.parts.last, case .key(let key) = last.form,
            !comparesAsWhole(test)
        else { return query }
        let isAsked = query.isSome && !query.parts.contains(where: \.standsForMany)
        let isPlural = RuleName.isPlural(key) && comparesTexts(test)
        // What must not be in a list is looked for in one as well: an error there would pass unseen.
        let isForbidden = test.comparator == .in && test.comparatorIsNegated && comparesTexts(test)
        guard isAsked || isPlural || isForbidden || Self.oneOrMany.contains(key) else { return query }
        var query = query
        query.parts.append(GuardPart(form: .eachOfMany, span: last.span))
        return query
    }

    /// A list with a list, `== [ … ]`, a map or a function with a map; an interval holds no list.
    private func comparesAsWhole(_ test: GuardTest) -> Bool {
        switch test.operand.flatMap({ literal($0) })?.form {
        case .string, .regex, .number, .boolean, nil: false
        case .list(let elements):
            test.comparator != .in || elements.contains { if case .map = $0.form { true } else { false } }
        case .null, .map, .range: true
        }
    }

    /// A key that is a plural by chance is compared with a boolean, a number or a map.
    private func comparesTexts(_ test: GuardTest) -> Bool {
        switch test.operand.flatMap({ literal($0) })?.form {
        case .string, .regex, .list: true
        case .number, .boolean, .null, .map, .range, nil: false
        }
    }

    /// `query[ filter ] !empty` asks whether something was selected, not whether what was selected is empty.
    private mutating func existence(
        _ query: GuardQuery, isEmpty: Bool, in place: GuardPlace, _ reading: GuardReading
    ) throws -> GuardOutcome? {
        let isVariable = query.parts.count == 1
        guard case .variable? = query.parts.first?.form else {
            return try existence(of: query, isEmpty: isEmpty, in: place, reading)
        }
        let (base, parts, isSome) = try expanded(query, in: place)
        let whole = GuardQuery(isSome: isSome, parts: parts, span: query.span)
        if let outcome = try existence(of: whole, isEmpty: isEmpty, in: base, reading) { return outcome }
        guard isVariable, case .value = base else { return nil }
        var inner = reading
        inner.isSome = true
        let found = try translate(whole, in: base, inner) { _, value in
            guard case .value(let term) = value else { return GuardOutcome(.always(true)) }
            return GuardOutcome(.present(term))
        }
        return GuardOutcome(isEmpty ? found.passes.negated : found.passes)
    }

    private mutating func existence(
        of query: GuardQuery, isEmpty: Bool, in place: GuardPlace, _ reading: GuardReading
    ) throws -> GuardOutcome? {
        switch query.parts.last?.form {
        case .filter, .keys: break
        case .variable, .this, .key, .interpolated, .values, .elements, .eachOfMany, .index, .function, nil: return nil
        }
        // The judged resource is of the selection, so the selection is not empty.
        if reading.judgesSubject, subjects.count == 1, let (selection, rest) = selection(query), rest.isEmpty,
            selection.kinds == subjects[0].kinds, Set(subjects[0].filters).isSuperset(of: selection.filters)
        {
            return GuardOutcome(.always(!isEmpty))
        }
        asksWhetherAny = true
        var inner = reading
        inner.isSome = true
        // A selection of resources that is not empty: any of the template's will do.
        inner.judgesSubject = false
        if isEmpty { inner.mode = .definite }
        let found = try translate(query, in: place, inner) { _, _ in GuardOutcome(.always(true)) }.passes
        if isEmpty { return GuardOutcome(found.negated) }
        // Guard fails where a resource has nothing to filter.
        guard reading.judgesSubject, let (_, rest) = selection(query), rest.count > 1 else {
            return GuardOutcome(found)
        }
        let list = GuardQuery(isSome: query.isSome, parts: Array(query.parts.dropLast()), span: query.span)
        let isThere = try translate(list, in: place, reading) { _, value in
            if case .value(let term) = value { GuardOutcome(.present(term)) } else { GuardOutcome(.always(true)) }
        }
        return .all([isThere, GuardOutcome(found)])
    }

    /// One value compared.
    mutating func comparison(
        _ term: RuleTerm, _ comparator: GuardComparator, isNegated: Bool, _ operand: GuardValue?, in place: GuardPlace,
        _ reading: GuardReading, at span: SourceSpan
    ) throws -> RuleCondition {
        switch comparator {
        case .exists:
            let isMap = term.textOrMap.map { [typed($0, .map, isNegated)] } ?? []
            return isNegated ? .any(isMap + [.absent(term)]) : .all(isMap + [.present(term)])
        case .empty:
            // To Guard a function is a map with a member.
            if !isNegated {
                let isDetermined = RuleCondition.test(term, RulePredicate(form: .undetermined, isNegated: true))
                return .any([.absent(term), .all([isDetermined, .isEmpty(term)])])
            }
            // Of what stands in something that is decided later, it is not known whether it is there.
            return .all(
                (reading.isDefinite || term.standsInAnother ? [.present(term)] : [])
                    + [.any([.isUndetermined(term), .isNotEmpty(term)])])
        case .isString: return typed(term, .string, isNegated)
        case .isList: return typed(term, .list, isNegated)
        case .isStruct: return typed(term, .map, isNegated)
        case .isBool: return typed(term, .boolean, isNegated)
        case .isInt, .isFloat: return typed(term, .numeric, isNegated)
        case .isNull: return isNegated ? .present(term) : .absent(term)
        case .equal, .moreThan, .atLeast, .lessThan, .atMost, .in: break
        }
        if let operand, term == GuardResource(variable: nil, kinds: []).kind,
            let always = kindIsKnown(comparator, isNegated: isNegated, operand)
        {
            return .always(always)
        }
        guard let operand else { throw GuardLimit("it compares with nothing", at: span) }
        let comparison = GuardComparison(
            term: term, comparator: comparator, isNegated: isNegated, isDefinite: reading.isDefinite, span: span)
        if let literal = literal(operand) {
            if let declared = try declared(operand, literal) {
                return try comparison.condition(with: declared, literal)
            }
            return try comparison.condition(with: literal)
        }
        let other = try self.term(operand, in: place)
        if case .path(let path) = other, path.steps.isEmpty, case .name(let name) = path.root,
            let sample = samples[name]
        {
            return try comparison.condition(withFormal: other, sample)
        }
        return try comparison.condition(with: other)
    }

    /// Whether the judged resource's type is as asked, where the rule's kinds say so.
    private func kindIsKnown(_ comparator: GuardComparator, isNegated: Bool, _ operand: GuardValue) -> Bool? {
        guard comparator == .equal || comparator == .in, let asked = literal(operand) else { return nil }
        return GuardKinds.decide(asked, for: subjects.flatMap(\.patterns)).map { $0 != isNegated }
    }

    private func typed(_ term: RuleTerm, _ type: TypeName, _ isNegated: Bool) -> RuleCondition {
        .test(term, RulePredicate(form: .type(type), isNegated: isNegated))
    }

    /// `Resources exists`, `Parameters empty`.
    private func presence(
        of collection: GuardCollection, _ test: GuardTest, isNegated: Bool
    ) throws -> GuardOutcome {
        let isAsked =
            switch test.comparator {
            case .exists, .isStruct: !isNegated
            case .empty: isNegated
            case .equal, .moreThan, .atLeast, .lessThan, .atMost, .in, .isString, .isList, .isBool, .isInt, .isFloat,
                .isNull:
                throw GuardLimit("the template as a whole is not judged", at: test.span)
            }
        // A resource is judged, so there are resources.
        if collection == subjects.first?.collection { return GuardOutcome(.always(isAsked)) }
        let variable = unused(collection == .parameters ? "parameter" : "resource")
        let resource = GuardResource(variable: variable, kinds: [])
        let some = RuleCondition.quantified(
            RuleQuantified(
                quantifier: isAsked ? .some : .no, variables: [variable], domains: [.resources(collection.kind)],
                filter: .all(
                    [.equal(resource.source, template)] + (collection == .resources ? [isResource(resource)] : [])),
                body: nil))
        return GuardOutcome(some)
    }
}
