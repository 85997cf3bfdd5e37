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
            switch value(of: setting, for: parameter, of: rule) {
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
        of setting: ParameterSetting, for parameter: CheckedParameter, of rule: CheckedRule
    ) -> Result<Value, Rejection> {
        switch ParameterText.value(setting.value, as: parameter.type) {
        case .failure(let fault):
            let diagnostic = Diagnostic.wrongParameterType(
                setting.value, parameter, of: rule, at: setting.place, hint: fault.hint)
            return .failure(Rejection(diagnostic: diagnostic))
        case .success(let value):
            guard let broken = brokenConstraint(of: parameter, by: value) else { return .success(value) }
            let diagnostic = Diagnostic.outOfConstraint(
                broken.value, parameter, broken.constraint, of: rule, at: setting.place)
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

/// E41xx that any binding of parameters can bring about: an attachment's, a profile's, a case's, a default's.
extension Diagnostic {
    static func unknownParameter(_ name: String, of rule: String, candidates: [String], at place: SourcePlace?) -> Self
    {
        let near = Spelling.nearest(to: name, among: candidates)
        let known = candidates.map { "'\($0)'" }.joined(separator: ", ")
        return Diagnostic(
            .unknownParameter, at: place, "rule '\(rule)' has no parameter '\(name)'",
            hint: near.map { "did you mean '\($0)'?" }
                ?? (candidates.isEmpty ? "it has no parameters" : "its parameters are \(known)"))
    }

    static func parameterWithoutValue(_ parameter: CheckedParameter, of rule: CheckedRule) -> Self {
        Diagnostic(
            .parameterWithoutValue, at: parameter.place,
            "parameter '\(parameter.name.text)' of rule '\(rule.name.text)' has no value",
            hint: "give it a default here, or a value in the attachment")
    }

    static func wrongParameterType(
        _ value: Value, _ parameter: CheckedParameter, of rule: CheckedRule, at place: SourcePlace?, hint: String?
    ) -> Self {
        Diagnostic(
            .wrongParameterType, at: place,
            "\(value.quoted) does not read as \(parameter.type.rawValue), which parameter '\(parameter.name.text)' of rule '\(rule.name.text)' is",
            secondary: [Label(parameter.place, "declared here")], hint: hint ?? "write a \(parameter.type.rawValue)")
    }

    static func outOfConstraint(
        _ value: Value, _ parameter: CheckedParameter, _ constraint: CheckedParameter.Constraint,
        of rule: CheckedRule, at place: SourcePlace?
    ) -> Self {
        Diagnostic(
            .outOfConstraint, at: place,
            "\(value.quoted) is outside what parameter '\(parameter.name.text)' of rule '\(rule.name.text)' may be",
            secondary: [Label(constraint.place, "it has to hold this")],
            hint: "choose a value that the rule allows")
    }
}

extension DiagnosticKind {
    package static let parameterKinds: [DiagnosticKind] = [
        .unknownParameter, .parameterWithoutValue, .wrongParameterType, .outOfConstraint,
    ]

    static let unknownParameter = DiagnosticKind(
        "E4151", "a value for a parameter that the rule does not have",
        """
        A value is keyed by the rule's id and the parameter's name. A misspelt name would leave the rule on its default in \
        silence.
        """, .cases,
        wrong: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                params: {example.prt: 22}
                expect: {example: pass}
            """,
        right: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                params: {example.port: 22}
                expect: {example: pass}
            """)

    static let parameterWithoutValue = DiagnosticKind(
        "E4152", "a parameter has no value",
        """
        A parameter without a default has to be given a value by the attachment, the profile or the case; without one the \
        rule cannot run.
        """,
        wrong: """
            rule example {
              for demo.thing
              param port: numeric
              require this.port is port
            }
            """,
        right: """
            rule example {
              for demo.thing
              param port: numeric = 22
              require this.port is port
            }
            """)

    static let wrongParameterType = DiagnosticKind(
        "E4153", "a parameter's value has another type",
        """
        Values may be written as text, as SCC's clients do ("22", "['1.2', '1.3']"); the text is read as the declared type, and \
        this one does not read so.
        """, .cases,
        wrong: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                params: {example.port: ssh}
                expect: {example: pass}
            """,
        right: """
            rules: example.norma
            cases:
              - name: a port
                resource: {kind: demo.thing, id: a, properties: {port: 22}}
                params: {example.port: "22"}
                expect: {example: pass}
            """)

    static let outOfConstraint = DiagnosticKind(
        "E4154", "a parameter's value is outside what the rule allows",
        """
        A rule says with 'that' which values its parameter may have, so that an attachment cannot loosen it beyond sense.
        """,
        wrong: """
            rule example {
              for demo.thing
              param port: numeric that is between 1 and 65535 = 70000
              require this.port is port
            }
            """,
        right: """
            rule example {
              for demo.thing
              param port: numeric that is between 1 and 65535 = 22
              require this.port is port
            }
            """)
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
