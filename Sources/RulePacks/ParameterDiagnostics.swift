package import ResourceDocuments
package import RuleChecker
import RuleSyntax
package import SourceText

/// E41xx that any binding of parameters can bring about: an attachment's, a profile's, a case's, a default's.
extension Diagnostic {
    package static func unknownParameter(
        _ name: String, of rule: String, candidates: [String], at place: SourcePlace?
    ) -> Self {
        let nearest = Spelling.nearest(to: name, among: candidates)
        let known = candidates.map { "'\($0)'" }.joined(separator: ", ")
        return Diagnostic(
            .unknownParameter, at: place, "rule '\(rule)' has no parameter '\(name)'",
            hint: nearest.map { "did you mean '\($0)'?" }
                ?? (candidates.isEmpty ? "it has no parameters" : "its parameters are \(known)"),
            replacement: nearest)
    }

    package static func unreadableParameter(
        _ parameter: CheckedParameter, _ fault: ParameterText.Fault, at place: SourcePlace?
    ) -> Self {
        Diagnostic(
            .unreadableParameter, at: place,
            "parameter '\(parameter.name.text)' wants \(fault.wanted), not \(fault.found)",
            secondary: [Label(parameter.place, "declared \(parameter.type.rawValue) here")],
            hint: fault.hint ?? "write \(fault.wanted)")
    }

    package static func outOfConstraint(
        _ value: Value, _ parameter: CheckedParameter, _ constraint: CheckedParameter.Constraint,
        at place: SourcePlace?
    ) -> Self {
        Diagnostic(
            .outOfConstraint, at: place,
            "\(value.quoted) is not allowed for parameter '\(parameter.name.text)'",
            secondary: [Label(constraint.place, "the rule asks this of it")],
            hint: "give a value that the rule allows")
    }

    /// - Parameter place: where the value is missing; nil where the rule runs on its own.
    package static func parameterWithoutValue(
        _ parameter: CheckedParameter, of rule: CheckedRule, at place: SourcePlace? = nil
    ) -> Self {
        let message = "parameter '\(parameter.name.text)' of rule '\(rule.name.text)' has no value"
        guard let place else {
            return Diagnostic(
                .parameterWithoutValue, at: parameter.place, message,
                hint: "give it a default here, or a value in an attachment")
        }
        return Diagnostic(
            .parameterWithoutValue, at: place, message,
            secondary: [Label(parameter.place, "declared without a default")],
            hint: "give it in 'attachment_parameters'")
    }
}

extension DiagnosticKind {
    package static let parameterKinds: [DiagnosticKind] = [
        .unknownParameter, .unreadableParameter, .outOfConstraint, .parameterWithoutValue,
    ]

    /// An attachment with one parameter.
    private static func example(name: String = "tls_version", value: String = "\"['1.3']\"") -> String {
        """
        name: prod
        profile_id: Example
        scope: { scope_type: account, scope_id: acc1 }
        attachment_parameters:
          - assessment_id: cis_tls_version
            parameter_name: \(name)
            parameter_value: \(value)

        """
    }

    static let unknownParameter = DiagnosticKind(
        "E4111", "a value is given to a parameter that the rule does not have",
        """
        Parameters are named as the rule declares them, and one name may occur in several rules, so a value is given to one \
        (assessment_id, parameter_name). A misspelt name would leave the rule on its default in silence.
        """, .attachment,
        wrong: example(name: "tls_versions"), right: example())

    static let unreadableParameter = DiagnosticKind(
        "E4112", "a parameter's value does not read as its type",
        """
        A value is a value of the declared type, or text that holds one, as SCC's clients write it: "22" for a numeric, \
        "[\\"1.2\\"]" or "['1.2']" for a list. A value for a general parameter stays what it is.
        """, .attachment,
        wrong: example(value: "\"1.3\""), right: example())

    static let outOfConstraint = DiagnosticKind(
        "E4113", "a parameter's value is not one that its rule allows",
        """
        What a rule says after 'that' about a parameter holds for every value that it is given, its own default among them, so \
        that an attachment cannot loosen the rule beyond sense.
        """, .attachment,
        wrong: example(value: "\"['1.4']\""), right: example())

    static let parameterWithoutValue = DiagnosticKind(
        "E4116", "a parameter has no value",
        """
        A parameter takes the value of the attachment or the case, else the profile's default, else the rule's. One of them \
        must give it; without one the rule cannot run.
        """, .attachment,
        wrong: """
            name: prod
            profile_id: Without defaults
            scope: { scope_type: account, scope_id: acc1 }

            """,
        right: """
            name: prod
            profile_id: Without defaults
            scope: { scope_type: account, scope_id: acc1 }
            attachment_parameters:
              - { assessment_id: needs_a_limit, parameter_name: limit, parameter_value: "3" }

            """)
}
