import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax
package import SourceText

/// Faults of the entries in which profiles and attachments give values to parameters: E411x and W412x. What is wrong with
/// a value itself is said by `ParameterBinder`'s diagnostics.
package enum ParameterDiagnostics {
    package static let allParameterKinds: [DiagnosticKind] = [
        unknownRule, twice, otherType, unusedRule,
    ]

    private static func example(_ parameters: String) -> String {
        """
        name: prod
        profile_id: Example
        scope: { scope_type: account, scope_id: acc1 }
        attachment_parameters:
        \(parameters)
        """
    }

    private static func parameter(
        rule: String = "cis_tls_version", name: String = "tls_version", type: String? = nil, value: String
    ) -> String {
        """
          - assessment_id: \(rule)
            parameter_name: \(name)
        \(type.map { "    parameter_type: \($0)\n" } ?? "")    parameter_value: \(value)

        """
    }

    private static let good = example(parameter(value: "\"['1.3']\""))

    static let unknownRule = DiagnosticKind(
        "E4110", "a parameter is given to a rule that is not loaded",
        "assessment_id is the id of a rule, or its name. A value for a rule that is not there would be lost unseen.",
        .attachment,
        wrong: example(parameter(rule: "cis_tls_verison", value: "\"['1.3']\"")), right: good)

    static let twice = DiagnosticKind(
        "E4114", "a parameter is given two values",
        "A value is keyed by assessment_id and parameter_name; the order of entries decides nothing.",
        .attachment,
        wrong: example(parameter(value: "\"['1.2']\"") + parameter(value: "\"['1.3']\"")), right: good)

    static let otherType = DiagnosticKind(
        "E4115", "parameter_type differs from what the rule declares",
        "The rule decides a parameter's type. A file that says another one was written for another rule, or for another "
            + "version of it.",
        .attachment,
        wrong: example(parameter(type: "string", value: "\"['1.3']\"")),
        right: example(parameter(type: "string_list", value: "\"['1.3']\"")))

    static let unusedRule = DiagnosticKind(
        "W4123", "a parameter is given to a rule that the profile does not use",
        "The rule is loaded, but none of the profile's controls is assessed by it, so the value has no effect.",
        .attachment,
        wrong: example(parameter(rule: "needs_a_limit", name: "limit", value: "3")), right: good)
}

extension ParameterDiagnostics {
    static func unknownRule(_ setting: ParameterEntry, among rules: [String]) -> Diagnostic {
        let nearest = Spelling.nearest(to: setting.key.assessment, among: rules)
        return Diagnostic(
            unknownRule, at: setting.assessmentSource?.place,
            "parameter '\(setting.key.name)' is of '\(setting.key.assessment)', which is no rule that is loaded",
            hint: nearest.map { "did you mean '\($0)'?" } ?? "name a rule by its id or its name", replacement: nearest)
    }

    static func twice(_ setting: ParameterEntry, first: ParameterEntry) -> Diagnostic {
        Diagnostic(
            twice, at: setting.nameSource?.place,
            "parameter '\(setting.key.name)' of '\(setting.key.assessment)' is given twice",
            secondary: (first.nameSource?.place).map { [Diagnostic.Label($0, "first given here")] } ?? [],
            hint: "keep one of them")
    }

    static func otherType(
        _ setting: ParameterEntry, written: TypeName, declared: TypeName, declaration: SourcePlace
    ) -> Diagnostic {
        Diagnostic(
            otherType, at: setting.typeSource?.place,
            "parameter '\(setting.key.name)' is \(declared.rawValue), not \(written.rawValue)",
            secondary: [Diagnostic.Label(declaration, "declared here")],
            hint: "write \(declared.rawValue), or leave parameter_type out", replacement: declared.rawValue)
    }

    static func unusedRule(_ setting: ParameterEntry, profile: String) -> Diagnostic {
        Diagnostic(
            unusedRule, at: setting.assessmentSource?.place,
            "profile '\(profile)' does not use rule '\(setting.key.assessment)'",
            hint: "remove its parameters, or take another profile")
    }
}
