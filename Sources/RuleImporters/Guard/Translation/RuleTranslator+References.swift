import RuleSyntax
import SourceText

/// Rules that ask for other rules.
extension RuleTranslator {
    /// The rule's own clauses say something of the template as a whole: they ask whether another rule passes.
    var asksForRules: Bool { rule.body.clauses.groups.joined().contains(where: asksForRule) }

    private func asksForRule(_ clause: GuardClause) -> Bool {
        switch clause {
        case .rule(let reference): reference.arguments == nil
        case .conditional(_, let block, _): block.clauses.groups.joined().contains(where: asksForRule)
        case .test, .block, .typeBlock: false
        }
    }

    mutating func translate(
        _ reference: GuardRuleReference, in place: GuardPlace, _ reading: GuardReading
    ) throws -> GuardOutcome {
        guard let rule = file.rules.first(where: { $0.name == reference.name }) else {
            throw GuardUnknownName(what: "rule", name: reference.name, span: reference.span)
        }
        if rule.parameters.isEmpty {
            let passes = try status(of: rule, at: reference.span)
            return GuardOutcome(reference.isNegated ? passes.negated : passes)
        }
        return try inlined(rule, reference, in: place, reading)
    }

    /// Whether a rule passes. Guard decides that once for a template: a rule that fails for one resource, or says nothing
    /// of any, does not pass.
    private mutating func status(of named: GuardRule, at span: SourceSpan) throws -> RuleCondition {
        if let define = defines.status(of: named.name) { return define.call([template]) }
        guard !asked.contains(named.name) else { throw GuardLimit("the rule asks for itself", at: span) }
        var inner = RuleTranslator(file: file, rule: named, defines: defines)
        inner.asked = asked.union([named.name])
        inner.template = .path(RulePath(root: .name(RuleDefines.template)))
        inner.variables = [RuleDefines.template]
        inner.isDefine = true
        inner.scope.open(file.bindings, in: .template)
        let reading = GuardReading(mode: .definite)
        var conditions: [RuleCondition] = []
        if let when = named.condition { conditions.append(try inner.translate(when, in: .template, reading).passes) }
        conditions.append(try inner.translate(named.body, in: .template, reading).passes)
        defines = inner.defines
        let passes = RuleCondition.all(conditions)
        if case .always = passes { return passes }
        return defines.declareStatus(of: named.name, as: passes).call([template])
    }

    /// A rule with parameters, where it is asked for.
    private mutating func inlined(
        _ rule: GuardRule, _ reference: GuardRuleReference, in place: GuardPlace, _ reading: GuardReading
    ) throws -> GuardOutcome {
        guard depth < Self.greatestDepth else { throw GuardLimit("the rule asks for itself", at: reference.span) }
        depth += 1
        defer { depth -= 1 }
        let outer = scope
        scope = outer.calling(rule, with: reference.arguments ?? [], in: place)
        defer { scope = outer }
        var inner = reading
        inner.mayOmit = false
        if reference.isNegated { inner.mode = .definite }
        var condition = RuleCondition.always(true)
        if let when = rule.condition {
            var reading = inner
            reading.mode = .definite
            condition = try translate(when, in: place, reading).passes
        }
        let outcome = GuardOutcome(try translate(rule.body, in: place, inner), where: condition)
        return reference.isNegated ? GuardOutcome(outcome.passes.negated) : outcome
    }
}
