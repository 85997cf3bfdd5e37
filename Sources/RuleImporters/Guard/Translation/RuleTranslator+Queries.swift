import RuleSyntax
import SourceText

/// What follows a query's last part.
typealias GuardLeaf = (inout RuleTranslator, GuardPlace) throws -> GuardOutcome

extension RuleTranslator {
    mutating func translate(
        _ query: GuardQuery, in place: GuardPlace, _ reading: GuardReading, leaf: GuardLeaf
    ) throws -> GuardOutcome {
        let (place, parts, isSome) = try expanded(query, in: place)
        var reading = reading
        reading.isSome = reading.isSome || isSome
        return try walk(place, parts[...], reading, leaf)
    }

    /// The query with the variable in front replaced by what it stands for.
    mutating func expanded(
        _ query: GuardQuery, in place: GuardPlace
    ) throws -> (GuardPlace, parts: [GuardPart], isSome: Bool) {
        guard let first = query.parts.first else { return (place, [], query.isSome) }
        var rest = Array(query.parts.dropFirst())
        switch first.form {
        case .this: return (place, rest, query.isSome)
        case .variable(let name):
            guard let meaning = scope[name] else {
                throw GuardUnknownName(what: "variable", name: name, span: first.span)
            }
            switch mapped(meaning.value).map({ .query($0) }) ?? meaning.value {
            case .literal(let literal):
                let variable = GuardQuery(isSome: false, parts: [first], span: first.span)
                if !rest.isEmpty, let declared = try declared(.query(variable), literal) {
                    return (.value(declared), rest, query.isSome)
                }
                return (.literal(literal), rest, query.isSome)
            case .call:
                let value = try within(meaning.scope) { try $0.term(meaning.value, in: meaning.place) }
                return (.value(value), rest, query.isSome)
            case .query(let inner):
                guard depth < Self.greatestDepth else {
                    throw GuardLimit("'%\(name)' stands for itself", at: first.span)
                }
                depth += 1
                defer { depth -= 1 }
                let (base, parts, _) = try within(meaning.scope) { try $0.expanded(inner, in: meaning.place) }
                let scoped = parts.map { part in
                    var part = part
                    part.scope = part.scope ?? meaning.scope
                    return part
                }
                if rest.first?.isFilter == true, scoped.last?.standsForMany != true { rest[0].selectsWhole = true }
                // `some` in a `let` leaves out what is missing; how many must compare, the clause says.
                return (base, scoped + rest, query.isSome)
            }
        case .key, .interpolated, .values, .elements, .eachOfMany, .index, .filter, .keys, .function:
            return (place, query.parts, query.isSome)
        }
    }

    /// Steps through `parts`, with a quantifier at each that stands for several values.
    private mutating func walk(
        _ place: GuardPlace, _ parts: ArraySlice<GuardPart>, _ reading: GuardReading, _ leaf: GuardLeaf
    ) throws -> GuardOutcome {
        guard let part = parts.first else { return try leaf(&self, place) }
        switch place {
        case .collection(let collection): return try walk(collection, parts, reading, leaf)
        case .template:
            if case .key(let name) = part.form, GuardCollection.sections.contains(name) {
                return try section(parts, reading, leaf)
            }
            return try walk(step(place, part), parts.dropFirst(), reading, leaf)
        case .resource(let resource):
            let next = parts.dropFirst().first
            // A define's formal, of no known kind, is given the properties.
            if resource.variable != nil, !isDefine || !resource.kinds.isEmpty, next?.standsForMany == true,
                case .key("Properties") = part.form
            {
                throw GuardLimit(
                    "only the judged resource's properties are looked through", hint: "name the property that is meant",
                    at: next?.span ?? part.span)
            }
            return try walk(step(place, part), parts.dropFirst(), reading, leaf)
        case .literal: return try walk(step(place, part), parts.dropFirst(), reading, leaf)
        case .value(let term):
            let rest = parts.dropFirst()
            switch part.form {
            case .elements where rest.isEmpty && reading.comparesValues, .eachOfMany:
                return try eachCompared(term, part, reading, leaf)
            case .elements: return try each(wrapped(term), part, rest, reading, leaf)
            case .filter where part.selectsWhole: return try whole(term, part, rest, reading, leaf)
            // A policy's only statement need not stand in a list.
            case .filter where term.isStatement: return try each(wrapped(term), part, rest, reading, leaf)
            case .values, .filter: return try each(term, part, rest, reading, leaf)
            case .keys: return try eachMember(term, part, rest, reading, leaf)
            case .interpolated(let name):
                if let keys = keys(named: name, part.scope) {
                    let outcomes = try keys.map { key in
                        try walk(step(place, GuardPart(form: .key(key), span: part.span)), rest, reading, leaf)
                    }
                    return reading.isSome ? .any(outcomes) : .all(outcomes)
                }
                let member = try eachKey(named: name, part, in: place, reading) { translator, key in
                    let member = try translator.appending(.index(key), to: term, at: part.span)
                    return try translator.walk(.value(member), rest, reading, leaf)
                }
                return try member ?? walk(step(place, part), rest, reading, leaf)
            case .key, .index, .this, .variable, .function:
                return try walk(step(place, part), rest, reading, leaf)
            }
        }
    }

    /// The keys that a variable spells out in a list; nil of any other.
    mutating func keys(named name: String, _ scope: GuardScope?) -> [String]? {
        let variable = GuardPart(form: .variable(name), span: rule.span)
        let value = GuardValue.query(GuardQuery(isSome: false, parts: [variable], span: rule.span))
        guard case .list(let elements)? = within(scope, { $0.literal(value) })?.form, !elements.isEmpty else {
            return nil
        }
        let keys = elements.compactMap { if case .string(let key) = $0.form { key } else { nil } }
        return keys.count == elements.count ? keys : nil
    }

    /// `%name` behind a dot, where it stands for several values of the template: what follows is asked for each of
    /// them. Nil of a variable that stands for one.
    mutating func eachKey(
        named name: String, _ part: GuardPart, in place: GuardPlace, _ reading: GuardReading,
        _ leaf: (inout RuleTranslator, RuleTerm) throws -> GuardOutcome
    ) throws -> GuardOutcome? {
        let variable = GuardQuery(
            isSome: false, parts: [GuardPart(form: .variable(name), span: part.span)], span: part.span)
        let (base, parts, _) = try within(part.scope) { try $0.expanded(variable, in: place) }
        guard parts.contains(where: \.standsForMany) else { return nil }
        return try walk(base, parts[...], reading) { translator, key in
            guard case .value(let term) = key else {
                throw GuardLimit("'%\(name)' stands for no keys", at: part.span)
            }
            return try leaf(&translator, term)
        }
    }

    /// What stands beside a resource's properties; the CloudFormation reader gives it among them.
    private static let attributes: Set<String> = [
        "Condition", "CreationPolicy", "DeletionPolicy", "DependsOn", "Metadata", "UpdatePolicy", "UpdateReplacePolicy",
    ]

    /// One value further.
    mutating func step(_ place: GuardPlace, _ part: GuardPart) throws -> GuardPlace {
        switch (place, part.form) {
        case (.template, .key("Resources")): return .collection(.resources)
        case (.template, .key("Parameters")): return .collection(.parameters)
        case (.template, .key(let name)): throw GuardOtherDocument(section: name, span: part.span)
        case (.template, .interpolated(let name)):
            let variable = GuardQuery(
                isSome: false, parts: [GuardPart(form: .variable(name), span: part.span)], span: part.span)
            guard case .string(let key)? = within(part.scope, { $0.literal(.query(variable)) })?.form else {
                throw GuardLimit("only the sections of a template are judged", at: part.span)
            }
            return try step(.template, GuardPart(form: .key(key), span: part.span))
        case (.template, _): throw GuardLimit("only the sections of a template are judged", at: part.span)
        case (.resource(let resource), .key) where resource.isNoResource:
            return try step(.value(resource.properties), part)
        case (.resource(let resource), .key("Properties")): return .value(resource.properties)
        case (.resource(let resource), .key("Type")): return .value(resource.kind)
        case (.resource(let resource), .key(let key)) where Self.attributes.contains(key):
            return try step(.value(resource.properties), part)
        case (.resource, _):
            throw GuardLimit("of a resource, only 'Type' and 'Properties' are judged", at: part.span)
        case (.value(let term), .key(let key)): return .value(try member(key, of: term, at: part.span))
        case (.value(let term), .index(let index)):
            return .value(try appending(.index(.literal(.number(String(index)))), to: term, at: part.span))
        case (.value(let term), .function(let name)):
            return .value(.call(try counterpart(of: name, at: part.span), [term]))
        case (.literal(let literal), .function(let name)):
            return .value(.call(try counterpart(of: name, at: part.span), [.literal(try ruleLiteral(literal))]))
        case (.value(let term), .interpolated(let name)):
            let query = GuardQuery(
                isSome: false, parts: [GuardPart(form: .variable(name), span: part.span)], span: part.span)
            switch try within(part.scope, { try $0.term(.query(query), in: place) }) {
            case .literal(.string(let key)): return .value(try member(key, of: term, at: part.span))
            case let key: return .value(try appending(.index(key), to: term, at: part.span))
            }
        case (.value, _), (.literal, _), (.collection, _):
            throw GuardLimit("this step has no counterpart here", at: part.span)
        }
    }

    private func appending(_ step: RulePath.Step, to term: RuleTerm, at span: SourceSpan) throws -> RuleTerm {
        guard let longer = term.appending(step) else {
            throw GuardLimit("such a value has no members here", at: span)
        }
        return longer
    }

    /// Guard finds `Key` when a rule says `key`; properties of AWS resources begin with a capital, and what stands in
    /// the metadata is written as its tool has it.
    private func member(_ key: String, of term: RuleTerm, at span: SourceSpan) throws -> RuleTerm {
        let exact = try appending(.member(key), to: term, at: span)
        guard let first = key.first, first.isLowercase, RuleName.isName(key), !key.contains("-"), !term.isMetadata
        else { return exact }
        let words = key.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return .fallback(exact, try appending(.member(words.joined()), to: term, at: span))
    }

    /// `[*]` takes a single value for a list of one.
    private func wrapped(_ term: RuleTerm) -> RuleTerm { .call("list", [term]) }

    /// A filter that is asked of a map itself, or of a list's elements.
    private mutating func whole(
        _ term: RuleTerm, _ filter: GuardPart, _ rest: ArraySlice<GuardPart>, _ reading: GuardReading, _ leaf: GuardLeaf
    ) throws -> GuardOutcome {
        guard case .path(let path) = term, path.steps.isEmpty else {
            return try each(wrapped(term), filter, rest, reading, leaf)
        }
        let selected = try condition(filter: filter, in: .value(term))
        return GuardOutcome(try walk(.value(term), rest, reading, leaf), where: selected)
    }

    /// A quantifier over the values of a list or map.
    private mutating func each(
        _ domain: RuleTerm, _ part: GuardPart, _ rest: ArraySlice<GuardPart>, _ reading: GuardReading,
        _ leaf: GuardLeaf
    ) throws -> GuardOutcome {
        let variable = name(for: domain)
        variables.append(variable)
        defer { variables.removeLast() }
        let element = GuardPlace.value(.path(RulePath(root: .name(variable))))
        var selected = part.isFilter ? try condition(filter: part, in: element) : nil
        if domain.isWhole, let filter = selected, case .value(let property) = element {
            // Most properties are no maps, and those have no members.
            let isDetermined = RuleCondition.test(property, RulePredicate(form: .undetermined, isNegated: true))
            selected = .all([.type(property, .map), isDetermined, filter])
        }
        let inner = try walk(element, rest, reading, leaf)
        return quantified([variable], domain, selected, inner, reading)
    }

    /// The elements of a list, or the one value, that a comparison compares.
    ///
    /// A function whose value is decided later is a map to Guard, which compares with no text: where the answer must be
    /// definite that is asked first.
    private mutating func eachCompared(
        _ term: RuleTerm, _ part: GuardPart, _ reading: GuardReading, _ leaf: GuardLeaf
    ) throws -> GuardOutcome {
        // An attribute is one value.
        if case .path(let path) = term, path.isKnown { return try leaf(&self, .value(term)) }
        var reading = reading
        // Where no `[*]` is written, an empty list holds nothing that compares otherwise.
        if case .eachOfMany = part.form { reading.acceptsEmpty = true }
        reading.looksForOne = reading.passesForOtherTypes
        let holds = try each(wrapped(term), part, [], reading, leaf).holds
        let isMap = RuleCondition.type(term, .map)
        if reading.passesForOtherTypes { return GuardOutcome(.any([isMap, holds])) }
        guard reading.isDefinite else { return GuardOutcome(holds) }
        let isNoText = term.textOrMap.map { [RuleCondition.type($0, .map)] } ?? []
        guard case .and(let operands) = holds, operands.first == .present(term) else {
            return GuardOutcome(.all(isNoText + [isMap.negated, holds]))
        }
        return GuardOutcome(.all(isNoText + [operands[0], isMap.negated] + operands.dropFirst()))
    }

    /// `[ keys == value ]`: the members whose keys are as said.
    private mutating func eachMember(
        _ domain: RuleTerm, _ part: GuardPart, _ rest: ArraySlice<GuardPart>, _ reading: GuardReading,
        _ leaf: GuardLeaf
    ) throws -> GuardOutcome {
        guard case .keys(let comparator, let isNegated, let operand) = part.form else {
            throw GuardLimit("this step has no counterpart here", at: part.span)
        }
        let variable = name(for: domain)
        let key = unused("key")
        variables += [key, variable]
        defer { variables.removeLast(2) }
        let keyTerm = RuleTerm.path(RulePath(root: .name(key)))
        let selected = try within(part.scope) {
            try $0.comparison(
                keyTerm, comparator, isNegated: isNegated, operand, in: .value(domain), GuardReading(), at: part.span)
        }
        let inner = try walk(.value(.path(RulePath(root: .name(variable)))), rest, reading, leaf)
        return quantified([key, variable], domain, selected, inner, reading)
    }

    private func quantified(
        _ variables: [String], _ domain: RuleTerm, _ filter: RuleCondition?, _ inner: GuardOutcome,
        _ reading: GuardReading
    ) -> GuardOutcome {
        let filter = filter == .always(true) ? nil : filter
        let source = bare(domain)
        func quantifier(_ quantifier: RuleQuantified.Quantifier, _ body: RuleCondition?) -> RuleCondition {
            .quantified(
                RuleQuantified(
                    quantifier: quantifier, variables: variables, domains: [.term(domain)], filter: filter,
                    body: body == .always(true) ? nil : body))
        }
        let isPresent = reading.mode == .definite ? [RuleCondition.present(source)] : []
        if reading.isSome {
            let some = quantifier(.some, inner.passes)
            if reading.passesWhenMissing, filter == nil {
                return GuardOutcome(.any([.absent(source), .isEmpty(source), some]))
            }
            // Where a filter finds nothing Guard says nothing; where there is nothing to filter it fails.
            var outcome = GuardOutcome(
                .all(isPresent + [some]), applies: filter.map { _ in .any([.absent(source), quantifier(.some, nil)]) })
            outcome.appliesWhereItHolds = true
            return outcome
        }
        let every =
            reading.looksForOne
            ? quantifier(.no, inner.doesNotFail.negated) : quantifier(.every, inner.doesNotFail)
        let isUnfiltered = filter == nil && !reading.acceptsEmpty && !reading.passesWhenMissing
        let holds: RuleCondition =
            if inner.doesNotFail == .always(true) {
                reading.passesWhenMissing ? .always(true) : .present(source)
            } else if reading.passesWhenMissing {
                .any([.absent(source), every])
            } else if isUnfiltered {
                // Guard fails where there is nothing to look at.
                .all(isPresent + [.isNotEmpty(source), every])
            } else {
                .all(isPresent + [every])
            }
        let nothing = [RuleCondition.absent(source)] + (isUnfiltered ? [.isEmpty(source)] : [])
        guard filter != nil else {
            return GuardOutcome(
                holds, applies: inner.applies.map { .any(nothing + [quantifier(.some, $0)]) }, holdsWhenSkipped: true)
        }
        return GuardOutcome(
            holds, applies: .any(nothing + [quantifier(.some, inner.applies)]), holdsWhenSkipped: true)
    }

    /// The value itself, without the `list` around it.
    private func bare(_ term: RuleTerm) -> RuleTerm {
        if case .call("list", let arguments) = term, let first = arguments.first { return first }
        return term
    }

    // MARK: Names

    /// A variable's name after the list: `statement` of `PolicyDocument.Statement`.
    func name(for term: RuleTerm) -> String {
        var text = "element"
        if case .path(let path) = bare(term) {
            for step in path.steps { if case .member(let name) = step { text = name } }
        }
        var word = ""
        for character in text where character.isLetter || character.isNumber || character == "_" {
            let startsWord = character.isUppercase && word.last?.isLowercase == true
            word = startsWord ? String(character) : word + String(character)
        }
        return unused(Self.singular(word.lowercased()))
    }

    private static func singular(_ word: String) -> String {
        if word.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + "y" }
        if word.hasSuffix("sses") || word.hasSuffix("xes") { return String(word.dropLast(2)) }
        if RuleName.isPlural(word), word.count > 3 { return String(word.dropLast()) }
        return word.isEmpty || word.first?.isLetter != true ? "element" : word
    }

    /// `name`, or the first of its like that means nothing else here.
    func unused(_ name: String) -> String {
        let base = Keyword(rawValue: name) == nil && TypeName(rawValue: name) == nil ? name : "\(name)_entry"
        var candidate = base
        var number = 2
        while variables.contains(candidate) || declarations.contains(where: { $0.name == candidate }) {
            candidate = "\(base)_\(number)"
            number += 1
        }
        return candidate
    }
}
