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
        if reference.isNegated { noteOverlookedNot(at: reference.span) }
        return try called(rule, reference, in: place, reading) ?? inlined(rule, reference, in: place, reading)
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
        let passes = try inner.outcome(of: named, in: .template, GuardReading(mode: .definite)).passes
        adopt(inner)
        if case .always = passes { return passes }
        return defines.declareStatus(of: named.name, as: passes).call([template])
    }

    /// Keeps what the translation of a define came to beside its condition.
    mutating func adopt(_ inner: RuleTranslator) {
        defines = inner.defines
        notes += inner.notes.filter { !notes.contains($0) }
    }

    /// A rule with parameters, in the place where it is asked for.
    mutating func inlined(
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
        return try outcome(of: rule, in: place, inner)
    }
}
