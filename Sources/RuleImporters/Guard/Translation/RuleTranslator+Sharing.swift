import RuleChecker
import RuleSyntax
import SourceText

/// Rules with parameters as defines.
extension RuleTranslator {
    /// What a call gives one parameter.
    private struct Argument {
        var parameter: SharedRule.Parameter
        /// Nil of the template.
        var term: RuleTerm?
        var literal: GuardLiteral?
    }

    /// A call of the rule's define; nil where the rule has to stand in the place of the call.
    mutating func called(
        _ rule: GuardRule, _ reference: GuardRuleReference, in place: GuardPlace, _ reading: GuardReading
    ) throws -> GuardOutcome? {
        let values = reference.arguments ?? []
        guard values.count == rule.parameters.count, !defines.inlinedRules.contains(rule.name), !reading.isSome,
            !reading.passesWhenMissing, !asked.contains(rule.name)
        else { return nil }
        // What stands for the template's resources brings a quantifier with it, or is the judged one.
        guard let selected = values.firstIndex(where: { isSelection($0, in: place) }) else {
            return try call(rule, reference, values.map { argument($0, in: place) }, in: place, reading)
        }
        guard case .query(let query) = values[selected],
            !values[(selected + 1)...].contains(where: { isSelection($0, in: place) })
        else { return nil }
        let others = values.enumerated().map { $0.offset == selected ? nil : argument($0.element, in: place) }
        var isRefused = false
        let outcome = try translate(query, in: place, reading) { translator, value in
            var arguments = others
            switch value {
            case .value(let term): arguments[selected] = Argument(parameter: .value, term: term)
            case .resource(let resource):
                arguments[selected] = Argument(parameter: .resource, term: resource.properties)
            case .template, .collection, .literal: break
            }
            let outcome = try translator.call(rule, reference, arguments, ofEach: true, in: place, reading)
            if outcome == nil { isRefused = true }
            return outcome ?? GuardOutcome(.always(true))
        }
        return isRefused ? nil : outcome
    }

    /// A selection of resources without anything behind it that stands for many values.
    private mutating func isSelection(_ value: GuardValue, in place: GuardPlace) -> Bool {
        guard case .query(let query) = value, let (base, parts, _) = try? expanded(query, in: place),
            case .template = base, let (_, rest) = selection(query)
        else { return false }
        return !parts.isEmpty && !rest.contains(where: \.standsForMany)
    }

    /// Nil of what no formal can hold.
    private mutating func argument(_ value: GuardValue, in place: GuardPlace) -> Argument? {
        if let literal = literal(value) {
            guard let spelled = try? ruleLiteral(literal), let type = Self.parameterType(spelled), type != .pattern
            else { return nil }
            let named = try? declared(value, literal)
            return Argument(parameter: .literal(type), term: named ?? .literal(spelled), literal: literal)
        }
        if case .query(let query) = value, let (base, parts, _) = try? expanded(query, in: place), parts.isEmpty {
            if case .template = base { return Argument(parameter: .template) }
            if case .resource(let resource) = base {
                return Argument(parameter: .resource, term: resource.properties)
            }
        }
        guard let term = try? term(value, in: place), !term.standsForMany else { return nil }
        return Argument(parameter: .value, term: term)
    }

    private mutating func call(
        _ rule: GuardRule, _ reference: GuardRuleReference, _ arguments: [Argument?], ofEach: Bool = false,
        in place: GuardPlace, _ reading: GuardReading
    ) throws -> GuardOutcome? {
        let known = arguments.compactMap(\.self)
        guard known.count == arguments.count else { return nil }
        let shared: SharedRule
        switch defines.sharedRule(rule.name) {
        case .some(.some(let written)): shared = written
        case .some(.none): return nil
        case .none:
            guard let written = share(rule, known) else {
                defines.refuse(rule.name)
                return nil
            }
            shared = written
        }
        guard shared.parameters == known.map(\.parameter), !(ofEach && shared.asksWhetherAny) else { return nil }
        let terms = shared.formals.compactMap { known[$0].term } + (shared.rangesOverTemplate ? [template] : [])
        let call = shared.define.call(terms)
        guard shared.mayBeSkipped else { return GuardOutcome(call) }
        var inner = reading
        inner.mode = .definite
        let applies = try inlined(rule, reference, in: place, inner).applies
        return GuardOutcome(call, applies: applies, holdsWhenSkipped: true)
    }

    /// Writes the define; nil of a rule that cannot be one.
    private mutating func share(_ rule: GuardRule, _ arguments: [Argument]) -> SharedRule? {
        var inner = RuleTranslator(file: file, rule: rule, defines: defines)
        inner.asked = asked.union([rule.name])
        inner.depth = depth
        inner.isDefine = true
        inner.template = .path(RulePath(root: .name(RuleDefines.template)))
        inner.variables = [RuleDefines.template]
        inner.scope.open(file.bindings, in: .template)
        var names: [String] = []
        var places: [GuardPlace] = []
        for (parameter, argument) in zip(rule.parameters, arguments) {
            let name = inner.unused(RuleWriter.name(parameter))
            let formal = RulePath(root: .name(name))
            names.append(name)
            inner.variables.append(name)
            switch argument.parameter {
            case .template: places.append(.template)
            case .value: places.append(.value(.path(formal)))
            case .resource: places.append(.resource(GuardResource(variable: name, kinds: [])))
            case .literal:
                places.append(.value(.path(formal)))
                inner.samples[name] = argument.literal
            }
        }
        inner.scope = inner.scope.defining(rule, as: places)
        let mode: GuardReading.Mode = defines.definiteRules.contains(rule.name) ? .definite : .required
        guard let outcome = try? inner.outcome(of: rule, in: .template, GuardReading(mode: mode)) else { return nil }
        let condition = outcome.doesNotFail
        let used = RuleNames([condition])
        // A formal is a value: what the scan knows of a resource beside its properties, it does not hold.
        guard !names.contains(where: used.attributed.contains), !used.readsResource else { return nil }
        if case .always = condition { return nil }
        let formals = names.indices.filter { used.used.contains(names[$0]) }
        if formals.isEmpty { return nil }
        let rangesOverTemplate = used.used.contains(RuleDefines.template)
        let declared = formals.map { index in
            RuleDefine.Formal(name: names[index], type: Self.type(of: arguments[index].parameter))
        }
        adopt(inner)
        return defines.declare(
            SharedRule(
                define: RuleDefine(
                    name: Self.defineName(rule.name),
                    formals: declared + (rangesOverTemplate ? [.init(name: RuleDefines.template)] : []),
                    condition: condition),
                parameters: arguments.map(\.parameter), formals: formals, rangesOverTemplate: rangesOverTemplate,
                mayBeSkipped: outcome.applies != nil, asksWhetherAny: inner.asksWhetherAny), for: rule.name)
    }

    private static func type(of parameter: SharedRule.Parameter) -> TypeName? {
        if case .literal(let type) = parameter { type } else { nil }
    }

    /// A name that neither a word of the language nor a function has.
    private static func defineName(_ guardName: String) -> String {
        let name = RuleWriter.name(guardName)
        return RuleName.isFree(name) && Keyword(rawValue: name) == nil && BuiltinFunction(rawValue: name) == nil
            ? name : "\(name)_rule"
    }

    /// A rule's `when` and body.
    mutating func outcome(
        of rule: GuardRule, in place: GuardPlace, _ reading: GuardReading
    ) throws -> GuardOutcome {
        var condition = RuleCondition.always(true)
        if let when = rule.condition {
            var reading = reading
            reading.mode = .definite
            condition = try translate(when, in: place, reading).passes
        }
        return GuardOutcome(try translate(rule.body, in: place, reading), where: condition)
    }
}

extension RuleTerm {
    /// A path with `[*]`.
    var standsForMany: Bool {
        switch self {
        case .path(let path): path.steps.contains(.elements)
        case .call(_, let arguments): arguments.contains(where: \.standsForMany)
        case .literal: false
        case .fallback(let value, let other): value.standsForMany || other.standsForMany
        }
    }
}
