import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax
package import SourceText

/// Faults of the entries in which profiles and attachments give values to parameters: E401x, E411x and W412x. What is wrong with
/// a value itself is said by `ParameterBinder`'s diagnostics.
package enum ParameterDiagnostics {
    package static let allParameterKinds: [DiagnosticKind] = [
        unknownRule, twice, otherType, unusedRule, unreadableConstraint, brokenDefault, brokenConstraint, necessary,
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
            + "version of it. A list may be called a string, as Terraform's users write it: text that holds no list is then a list of one.",
        .attachment,
        wrong: example(parameter(type: "numeric", value: "\"['1.3']\"")),
        right: example(parameter(type: "string_list", value: "\"['1.3']\"")))

    static let unusedRule = DiagnosticKind(
        "W4123", "a parameter is given to a rule that the profile does not use",
        "The rule is loaded, but none of the profile's controls is assessed by it, so the value has no effect.",
        .attachment,
        wrong: example(parameter(rule: "needs_a_limit", name: "limit", value: "3")), right: good)

    private static func profile(constraint: String, value: String = "\"['1.3']\"") -> String {
        """
        profile_name: CIS
        controls:
          - control_id: 6.1.1
        default_parameters:
          - assessment_id: cis_tls_version
            parameter_name: tls_version
            parameter_default_value: \(value)
            parameter_constraint: \(constraint)

        """
    }

    static let unreadableConstraint = DiagnosticKind(
        "E4015", "a parameter_constraint says nothing of its parameter",
        "A profile may ask something of the values that attachments give: parameter_constraint is what a rule would say "
            + "behind the parameter's type, such as 'is at most 7200', 'is between 1 and 65535', 'each is one of [...]', "
            + "'contains all of [...]' or, of addresses, 'is within [...]'.",
        .profile,
        wrong: profile(constraint: "only 1.3"), right: profile(constraint: "each is one of [\"1.2\", \"1.3\"]"))

    static let brokenDefault = DiagnosticKind(
        "E4016", "a profile's default is not what the profile asks for",
        "parameter_constraint holds for every value of the parameter, the profile's own default among them.",
        .profile,
        wrong: profile(constraint: "each is one of [\"1.3\"]", value: "\"['1.2', '1.3']\""),
        right: profile(constraint: "each is one of [\"1.3\"]"))

    static let brokenConstraint = DiagnosticKind(
        "E4117", "an attachment's value is not one that its profile allows",
        "A profile may bound a parameter with parameter_constraint, so that no attachment can make a control pass by "
            + "loosening it.",
        .attachment,
        wrong: example(parameter(value: "\"['1.1', '1.3']\"")).replacing("Example", with: "Bounded"),
        right: good.replacing("Example", with: "Bounded"))

    static let necessary = DiagnosticKind(
        "E4118", "an attachment does not state every parameter of its profile",
        "SCC refuses an attachment that leaves a parameter out, and so does Norma with --strict-parameters. Without it, a "
            + "parameter that is left out takes the profile's default, so that a profile may gain parameters without breaking "
            + "the attachments it has.",
        .command,
        wrong: "norma scan --strict-parameters --attachment rules/attachments/demo.yaml --inventory rules/inventory",
        right: "norma scan --attachment rules/attachments/demo.yaml --inventory rules/inventory")
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

    static func unusedRule(_ setting: ParameterEntry, profiles: [String]) -> Diagnostic {
        let named = profiles.map { "'\($0)'" }.joined(separator: ", ")
        return Diagnostic(
            unusedRule, at: setting.assessmentSource?.place,
            profiles.count == 1
                ? "profile \(named) does not use rule '\(setting.key.assessment)'"
                : "none of the profiles \(named) uses rule '\(setting.key.assessment)'",
            hint: "remove its parameters, or take another profile")
    }

    static func unreadableConstraint(_ entry: ParameterEntry, _ fault: ParameterConstraint.Fault) -> Diagnostic {
        Diagnostic(
            unreadableConstraint, at: entry.constraint?.place,
            "the constraint of parameter '\(entry.key.name)' does not read: \(fault.message)",
            hint: fault.hint ?? "write what a rule would say behind the parameter's type: is at most 7200")
    }

    static func brokenDefault(
        _ value: Value, _ entry: ParameterEntry, _ constraint: ParameterConstraint
    ) -> Diagnostic {
        Diagnostic(
            brokenDefault, at: entry.value.place,
            "\(value.quoted) is the default of '\(entry.key.name)', and the profile asks: \(constraint.text)",
            secondary: (entry.constraint?.place).map { [Diagnostic.Label($0, "asked here")] } ?? [],
            hint: "change the default, or the constraint")
    }

    static func brokenConstraint(
        _ value: Value, _ entry: ParameterEntry, _ constraint: ParameterConstraint, of bound: ParameterEntry?,
        profile: String
    ) -> Diagnostic {
        Diagnostic(
            brokenConstraint, at: entry.value.place,
            "profile '\(profile)' does not allow \(value.quoted) for parameter '\(entry.key.name)'",
            secondary: (bound?.constraint?.place).map { [Diagnostic.Label($0, "the profile asks this of it")] } ?? [],
            hint: "give a value of which this holds: \(constraint.text)")
    }

    /// In SCC's words.
    static func necessary(_ missing: [ParameterSlot], taken reference: ProfileReference, profile: Profile) -> Diagnostic
    {
        let names = missing.map { "'\($0.name)' of '\($0.assessment)'" }.joined(separator: ", ")
        return Diagnostic(
            necessary, at: reference.source?.place,
            "Necessary attachment parameters are not available to create or update attachment.",
            hint: "profile '\(profile.title)' has these too: \(names)")
    }
}
