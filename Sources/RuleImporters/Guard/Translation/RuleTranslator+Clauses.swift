import RuleSyntax
import SourceText

extension RuleTranslator {
    /// One group of the rule's own clauses.
    mutating func translate(top group: [GuardClause]) -> [ClauseDraft] {
        let known = diagnostics.count
        defer { if diagnostics.count > known { omittedCount += 1 } }
        let message = group.lazy.compactMap { Self.message(of: $0) }.last
        if let message { messages.append(message) }
        do {
            if group.count == 1, let draft = try forbidding(group[0], message: message) { return [draft] }
            let outcome = try translate(group: group, in: .template, GuardReading(judgesSubject: true, mayOmit: true))
            return [
                ClauseDraft(
                    kind: .require, condition: outcome.doesNotFail, applies: outcome.applies, given: outcome.given,
                    message: message)
            ]
        } catch {
            report(error)
            return []
        }
    }

    /// `%violations empty`: nothing may be as the selection says.
    private mutating func forbidding(_ clause: GuardClause, message: String?) throws -> ClauseDraft? {
        guard case .test(let test) = clause, test.comparator == .empty, test.comparatorIsNegated == test.isNegated,
            case .query(let query) = test.subject, let (selection, rest) = selection(query), rest.isEmpty,
            selection.collection == subjects.first?.collection
        else { return nil }
        let resource = GuardResource(variable: nil, kinds: judgedKinds)
        let condition = try subjectCondition(of: query, selection, resource, mode: .forbidden)
        return ClauseDraft(kind: .forbid, condition: condition, applies: nil, given: condition, message: message)
    }

    /// Empty: any resource's.
    var judgedKinds: [String] {
        let patterns = subjects.flatMap(\.patterns)
        return patterns.contains(GuardCollection.resources.kind) ? [] : patterns
    }

    /// One group of the rule's `when`, beside the selections that it judges.
    mutating func translate(condition group: [GuardClause]) throws -> RuleCondition {
        try translate(group: group, in: .template, GuardReading(mode: .definite, judgesSubject: true)).passes
    }

    mutating func translate(group: [GuardClause], in place: GuardPlace, _ reading: GuardReading) throws -> GuardOutcome
    {
        var reading = reading
        if group.count > 1 { reading.mayOmit = false }
        return .any(try group.map { try translate($0, in: place, reading) })
    }

    mutating func translate(
        _ conjunction: GuardConjunction, in place: GuardPlace, _ reading: GuardReading
    ) throws -> GuardOutcome {
        var outcomes: [GuardOutcome] = []
        var fault: (any Error)?
        for group in conjunction.groups {
            do {
                outcomes.append(try translate(group: group, in: place, reading))
            } catch {
                guard reading.mayOmit else { throw error }
                if let fault { report(fault) }
                fault = error
            }
        }
        // Where nothing is left, the clause around it is what is left out.
        if let fault {
            if outcomes.isEmpty { throw fault }
            report(fault)
        }
        return .all(outcomes)
    }

    mutating func translate(_ block: GuardBlock, in place: GuardPlace, _ reading: GuardReading) throws -> GuardOutcome {
        scope.open(block.bindings, in: place)
        defer { scope.close() }
        return try translate(block.clauses, in: place, reading)
    }

    mutating func translate(
        _ clause: GuardClause, in place: GuardPlace, _ reading: GuardReading
    ) throws -> GuardOutcome {
        switch clause {
        case .test(let test): return try translate(test, in: place, reading)
        case .block(let query, let block, _):
            return try translate(query, in: place, reading) { translator, value in
                var inner = reading
                inner.judgesSubject = false
                inner.isSome = false
                return try translator.translate(block, in: value, inner)
            }
        case .typeBlock(let type, let when, let block, let span):
            return try translate(type: type, when: when, block, in: place, reading, at: span)
        case .conditional(let conditions, let block, _):
            var inner = reading
            inner.mode = .definite
            inner.mayOmit = false
            let condition = try translate(conditions, in: place, inner).passes
            let outcome = try translate(block, in: place, reading)
            return GuardOutcome(outcome, where: condition)
        case .rule(let reference): return try translate(reference, in: place, reading)
        }
    }

    private mutating func translate(
        type: String, when: GuardConjunction?, _ block: GuardBlock, in place: GuardPlace, _ reading: GuardReading,
        at span: SourceSpan
    ) throws -> GuardOutcome {
        guard reading.judgesSubject, subjects.first?.collection == .resources else {
            guard case .template = place else {
                throw GuardLimit("a type's block stands within another block", at: span)
            }
            return try translate(everyOf: type, when: when, block, reading, at: span)
        }
        var inner = reading
        inner.judgesSubject = false
        let resource = GuardPlace.resource(GuardResource(variable: nil, kinds: [type]))
        var applies = kindGuard([type])
        if let when {
            inner.mode = .definite
            inner.mayOmit = false
            applies = .all([applies, try translate(when, in: .template, inner).passes])
            inner.mode = reading.mode
            inner.mayOmit = reading.mayOmit
        }
        let outcome = try translate(block, in: resource, inner)
        return GuardOutcome(outcome, where: applies)
    }

    /// A type's block where no resource is judged: of every resource of the type.
    private mutating func translate(
        everyOf type: String, when: GuardConjunction?, _ block: GuardBlock, _ reading: GuardReading, at span: SourceSpan
    ) throws -> GuardOutcome {
        func part(_ form: GuardPart.Form) -> GuardPart { GuardPart(form: form, span: span) }
        let ofType = GuardTest(
            subject: .query(GuardQuery(isSome: false, parts: [part(.key("Type"))], span: span)), isNegated: false,
            comparator: .equal, comparatorIsNegated: false,
            operand: .literal(GuardLiteral(form: .string(type), span: span)), span: span)
        let parts = [
            part(.key("Resources")), part(.values), part(.filter(GuardConjunction(groups: [[.test(ofType)]]))),
        ]
        var condition = RuleCondition.always(true)
        if let when {
            var reading = reading
            reading.mode = .definite
            reading.mayOmit = false
            condition = try translate(when, in: .template, reading).passes
        }
        let query = GuardQuery(isSome: false, parts: parts, span: span)
        return GuardOutcome(try translate(.block(query, block, span), in: .template, reading), where: condition)
    }

    /// That the judged resource has one of these kinds; nothing where it cannot have another.
    func kindGuard(_ patterns: [String]) -> RuleCondition {
        let others = subjects.flatMap(\.patterns).filter { kind in
            !patterns.contains { GuardKinds.matches(kind, $0) }
        }
        if others.isEmpty { return .always(true) }
        return kindCondition(patterns, of: GuardResource(variable: nil, kinds: []))
    }

    static func message(of clause: GuardClause) -> String? {
        switch clause {
        case .test(let test): test.message
        case .rule(let reference): reference.message
        case .block(_, let block, _), .typeBlock(_, _, let block, _), .conditional(_, let block, _):
            block.clauses.groups.joined().lazy.compactMap { message(of: $0) }.last
        }
    }
}
