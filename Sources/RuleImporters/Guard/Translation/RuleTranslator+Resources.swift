import RuleSyntax
import SourceText

/// Selections of a template's resources: the judged one in the rule itself, a quantifier anywhere else.
extension RuleTranslator {
    /// The selection that a query begins with, and what stands behind it; nil of any other query.
    mutating func selection(_ query: GuardQuery) -> (GuardSelection, rest: ArraySlice<GuardPart>)? {
        guard let (place, parts, _) = try? expanded(query, in: .template), case .template = place,
            let first = parts.first, case .key(let name) = first.form
        else { return nil }
        let collection: GuardCollection
        switch name {
        case "Resources": collection = .resources
        case "Parameters": collection = .parameters
        default: return nil
        }
        var rest = parts.dropFirst()
        var selection = GuardSelection(collection: collection, kinds: [], filters: [])
        var hasStep = false
        if case .values? = rest.first?.form {
            rest = rest.dropFirst()
            hasStep = true
        }
        while let part = rest.first, case .filter(let filter) = part.form {
            hasStep = true
            if selection.firstFilter == nil {
                selection.firstFilter = part
                selection.kinds = within(part.scope) { translator in
                    // A parameter's type is no kind.
                    if collection != .resources { return [] }
                    for group in filter.groups {
                        if let kinds = GuardKinds.kinds(of: group, literal: { translator.literal($0) }) {
                            return kinds
                        }
                    }
                    return []
                }
            }
            selection.filters.append(part.span)
            rest = rest.dropFirst()
        }
        return hasStep ? (selection, rest) : nil
    }

    /// A query from `Resources` or `Parameters` on.
    mutating func walk(
        _ collection: GuardCollection, _ parts: ArraySlice<GuardPart>, _ reading: GuardReading, _ leaf: GuardLeaf
    ) throws -> GuardOutcome {
        let whole = GuardPart(form: .key(collection == .parameters ? "Parameters" : "Resources"), span: rule.span)
        let query = GuardQuery(isSome: false, parts: [whole] + parts, span: parts.first?.span ?? rule.span)
        if let (selection, rest) = selection(query) {
            if reading.judgesSubject, collection == subjects.first?.collection, mayBeJudged(selection) {
                return try judged(selection, of: collection, parts, rest, reading, leaf)
            }
            return try other(selection.patterns, of: collection, filters(parts), rest, reading, leaf)
        }
        guard let part = parts.first else { throw GuardLimit("the template as a whole is not judged", at: query.span) }
        return try named(collection, part, parts.dropFirst(), reading, leaf)
    }

    /// Whether a resource that the rule judges can be of the selection.
    private func mayBeJudged(_ selection: GuardSelection) -> Bool {
        let judged = subjects.flatMap(\.patterns)
        return (judged + selection.patterns).contains { $0.contains("*") }
            || selection.patterns.contains { judged.contains($0) }
    }

    /// `Resources.Name`, `Resources.%name`, `Resources[ keys == value ]`: resources by their logical names.
    private mutating func named(
        _ collection: GuardCollection, _ part: GuardPart, _ rest: ArraySlice<GuardPart>, _ reading: GuardReading,
        _ leaf: GuardLeaf
    ) throws -> GuardOutcome {
        let comparator: GuardComparator
        let isNegated: Bool
        let operand: GuardValue
        switch part.form {
        case .key(let name):
            (comparator, isNegated) = (.equal, false)
            operand = .literal(GuardLiteral(form: .string(name), span: part.span))
        case .interpolated(let name):
            if let keys = keys(named: name, part.scope) {
                let outcomes = try keys.map { key in
                    try named(collection, GuardPart(form: .key(key), span: part.span), rest, reading, leaf)
                }
                return reading.isSome ? .any(outcomes) : .all(outcomes)
            }
            let several = try eachKey(named: name, part, in: .template, reading) { translator, key in
                var inner = reading
                inner.judgesSubject = false
                return try translator.other([collection.kind], of: collection, [], rest, inner, leaf, isOne: true) {
                    _, resource in .equal(resource.id, key)
                }
            }
            if let several { return several }
            (comparator, isNegated) = (.equal, false)
            operand = .query(
                GuardQuery(isSome: false, parts: [GuardPart(form: .variable(name), span: part.span)], span: part.span))
        case .keys(let keysComparator, let keysAreNegated, let value):
            (comparator, isNegated, operand) = (keysComparator, keysAreNegated, value)
        case .variable, .this, .values, .elements, .eachOfMany, .index, .filter, .function:
            throw GuardLimit("this step has no counterpart here", at: part.span)
        }
        let filters = rest.prefix(while: \.isFilter)
        let rest = rest.dropFirst(filters.count)
        let isOne = if case .keys = part.form { false } else { filters.isEmpty }
        return try other([collection.kind], of: collection, filters, rest, reading, leaf, isOne: isOne) {
            translator, resource in
            try translator.comparison(
                resource.id, comparator, isNegated: isNegated, operand, in: .template, GuardReading(), at: part.span)
        }
    }

    private func filters(_ parts: ArraySlice<GuardPart>) -> ArraySlice<GuardPart> {
        let parts = if case .values? = parts.first?.form { parts.dropFirst() } else { parts }
        return parts.prefix(while: \.isFilter)
    }

    /// A quantifier over other resources of the inventory.
    ///
    /// - Parameter isOne: the resource of a name; Guard fails where there is none.
    private mutating func other(
        _ kinds: [String], of collection: GuardCollection, _ filters: ArraySlice<GuardPart>,
        _ rest: ArraySlice<GuardPart>, _ reading: GuardReading, _ leaf: GuardLeaf, isOne: Bool = false,
        named: ((inout RuleTranslator, GuardResource) throws -> RuleCondition)? = nil
    ) throws -> GuardOutcome {
        let variable = unused(Self.name(ofKind: kinds.first ?? ""))
        variables.append(variable)
        defer { variables.removeLast() }
        let resource = GuardResource(variable: variable, kinds: kinds.contains { $0.contains("*") } ? [] : kinds)
        var conditions = try named.map { [try $0(&self, resource)] } ?? []
        conditions.append(.equal(resource.source, template))
        if kinds == [GuardCollection.resources.kind] { conditions.append(isResource(resource)) }
        for filter in filters { conditions.append(try condition(filter: filter, in: .resource(resource))) }
        let inner = try walkRest(.resource(resource), rest, reading, leaf)
        let filter = RuleCondition.all(conditions)
        func quantifier(_ quantifier: RuleQuantified.Quantifier, _ body: RuleCondition?) -> RuleCondition {
            .quantified(
                RuleQuantified(
                    quantifier: quantifier, variables: [variable], domains: kinds.map { .resources($0) },
                    filter: filter == .always(true) ? nil : filter, body: body == .always(true) ? nil : body))
        }
        if isOne, reading.passesWhenMissing {
            return inner.doesNotFail == .always(false)
                ? GuardOutcome(quantifier(.no, nil))
                : GuardOutcome(.any([quantifier(.no, nil), quantifier(.some, inner.doesNotFail)]))
        }
        if reading.isSome { return GuardOutcome(quantifier(.some, inner.passes)) }
        if isOne {
            return GuardOutcome(
                quantifier(.some, inner.doesNotFail),
                applies: inner.applies.map { .any([quantifier(.no, nil), quantifier(.some, $0)]) })
        }
        let holds =
            inner.doesNotFail == .always(true) ? RuleCondition.always(true) : quantifier(.every, inner.doesNotFail)
        return GuardOutcome(holds, applies: quantifier(.some, inner.applies), holdsWhenSkipped: true)
    }

    /// What `*::*` takes in beside resources is none to Guard.
    func isResource(_ resource: GuardResource) -> RuleCondition {
        let others = GuardCollection.otherKinds.map { RuleLiteral.string($0) }
        return .test(resource.kind, RulePredicate(form: .oneOf(.literal(.list(others))), isNegated: true))
    }

    /// A section of the template that is neither its resources nor its parameters.
    mutating func section(
        _ parts: ArraySlice<GuardPart>, _ reading: GuardReading, _ leaf: GuardLeaf
    ) throws -> GuardOutcome {
        let kind = GuardCollection.template.kind
        guard reading.judgesSubject, subjects.first?.collection == .template else {
            return try other([kind], of: .template, [], parts, reading, leaf)
        }
        var reading = reading
        reading.judgesSubject = false
        return try walkRest(.resource(GuardResource(variable: nil, kinds: [kind])), parts, reading, leaf)
    }

    mutating func walkRest(
        _ place: GuardPlace, _ parts: ArraySlice<GuardPart>, _ reading: GuardReading, _ leaf: GuardLeaf
    ) throws -> GuardOutcome {
        let query = GuardQuery(isSome: false, parts: Array(parts), span: parts.first?.span ?? rule.span)
        return try translate(query, in: place, reading, leaf: leaf)
    }

    /// The judged resource, where it is of the selection.
    private mutating func judged(
        _ selection: GuardSelection, of collection: GuardCollection, _ parts: ArraySlice<GuardPart>,
        _ rest: ArraySlice<GuardPart>, _ reading: GuardReading, _ leaf: GuardLeaf
    ) throws -> GuardOutcome {
        let kinds =
            selection.kinds.isEmpty ? (collection == .resources ? judgedKinds : [collection.kind]) : selection.kinds
        let resource = GuardResource(
            variable: nil, kinds: kinds.filter { !$0.contains("*") }.count == kinds.count ? kinds : [])
        let applies = try selected(parts, selection, resource, mode: .definite)
        var reading = reading
        reading.judgesSubject = false
        let inner = try walkRest(.resource(resource), rest, reading, leaf)
        return GuardOutcome(inner, where: applies)
    }

    /// What a selection asks of the judged resource beside what the rule's own filter asks.
    private mutating func selected(
        _ parts: ArraySlice<GuardPart>, _ selection: GuardSelection, _ resource: GuardResource,
        mode: GuardReading.Mode
    ) throws -> RuleCondition {
        let known = Set(subjects.flatMap(\.filters))
        var conditions = [kindGuard(selection.patterns)]
        for part in parts {
            if case .values = part.form { continue }
            guard part.isFilter else { break }
            if known.contains(part.span) { continue }
            conditions.append(try condition(filter: part, in: .resource(resource), mode: mode))
        }
        return .all(conditions)
    }

    /// Of `%violations empty`: what a resource must not be.
    mutating func subjectCondition(
        of query: GuardQuery, _ selection: GuardSelection, _ resource: GuardResource, mode: GuardReading.Mode
    ) throws -> RuleCondition {
        let (_, parts, _) = try expanded(query, in: .template)
        return try selected(parts.dropFirst(), selection, resource, mode: mode)
    }

    /// A variable's name after the kind: `bucket` of `AWS::S3::Bucket`.
    private static func name(ofKind kind: String) -> String {
        let last = kind.split(separator: ":").last.map(String.init) ?? ""
        var word = ""
        for character in last where character.isLetter || character.isNumber {
            word =
                character.isUppercase && word.last?.isLowercase == true ? String(character) : word + String(character)
        }
        return word.isEmpty ? "resource" : word.lowercased()
    }
}
