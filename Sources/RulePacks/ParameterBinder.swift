package import ResourceDocuments
package import RuleChecker
import RuleSyntax
import RuleTracer
package import SourceText

/// A value that somebody wrote for a parameter, and where.
package struct ParameterSetting: Sendable {
    package var value: Value
    package var origin: BoundParameter.Origin
    package var place: SourcePlace?

    package init(value: Value, origin: BoundParameter.Origin, place: SourcePlace?) {
        self.value = value
        self.origin = origin
        self.place = place
    }
}

/// Gives a rule's parameters their values: reads each as its declared type and holds it to its constraints.
package enum ParameterBinder {
    /// The rule with a value for every parameter; nil when one has none, or one that does not do.
    ///
    /// `settings` by parameter name; what is not in it takes the rule's default.
    package static func bind(
        _ rule: CheckedRule, settings: [String: ParameterSetting] = [:]
    ) -> (rule: BoundRule?, diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        var bound: [BoundParameter] = []
        for name in settings.keys.sorted() where !rule.parameters.contains(where: { $0.name.text == name }) {
            diagnostics.append(
                .unknownParameter(
                    name, of: rule.name.text, candidates: rule.parameters.map(\.name.text), at: settings[name]?.place))
        }
        for parameter in rule.parameters {
            let setting =
                settings[parameter.name.text]
                ?? parameter.defaultValue.map {
                    ParameterSetting(value: $0, origin: .ruleDefault, place: parameter.defaultPlace)
                }
            guard let setting else {
                diagnostics.append(.parameterWithoutValue(parameter, of: rule))
                continue
            }
            switch value(of: setting, for: parameter) {
            case .success(let value):
                bound.append(BoundParameter(value: value, origin: setting.origin, place: setting.place))
            case .failure(let rejection): diagnostics.append(rejection.diagnostic)
            }
        }
        guard bound.count == rule.parameters.count, diagnostics.isEmpty else { return (nil, diagnostics) }
        return (BoundRule(rule: rule, parameters: bound), diagnostics)
    }

    private struct Rejection: Error { var diagnostic: Diagnostic }

    private static func value(
        of setting: ParameterSetting, for parameter: CheckedParameter
    ) -> Result<Value, Rejection> {
        switch ParameterText.value(setting.value, as: parameter.type) {
        case .failure(let fault):
            return .failure(Rejection(diagnostic: .unreadableParameter(parameter, fault, at: setting.place)))
        case .success(let value):
            guard let broken = brokenConstraint(of: parameter, by: value) else { return .success(value) }
            let diagnostic = Diagnostic.outOfConstraint(
                broken.value, parameter, broken.constraint, at: setting.place)
            return .failure(Rejection(diagnostic: diagnostic))
        }
    }

    /// The first constraint that does not hold of a value, and the value or element of which it does not. What a
    /// constraint does not decide is not allowed either.
    package static func brokenConstraint(
        of parameter: CheckedParameter, by value: Value
    ) -> (constraint: CheckedParameter.Constraint, value: Value)? {
        for constraint in parameter.constraints {
            var asked = [value]
            if constraint.each, case .list(let elements) = value { asked = elements }
            for one in asked where Tracer.holds(constraint.condition, slots: [one]) != .true {
                return (constraint, one)
            }
        }
        return nil
    }
}

extension ParameterBinder {
    /// What is wrong with a rule's own defaults; a parameter without one is for the attachment to give.
    package static func checkDefaults(of rule: CheckedRule) -> [Diagnostic] {
        let own = rule.parameters.compactMap { parameter in
            parameter.defaultValue.map {
                (parameter.name.text, ParameterSetting(value: $0, origin: .ruleDefault, place: parameter.defaultPlace))
            }
        }
        let settings = Dictionary(own) { first, _ in first }
        return bind(rule, settings: settings).diagnostics.filter { $0.kind != .parameterWithoutValue }
    }
}
