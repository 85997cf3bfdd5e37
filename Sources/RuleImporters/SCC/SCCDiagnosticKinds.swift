package import SourceText

extension DiagnosticKind {
    package static let allSCCImportKinds: [DiagnosticKind] = [
        .sccUnknownField, .sccMissingField, .sccWrongShape, .sccUnknownOperator, .sccWrongValue, .sccUnknownReference,
        .sccParameterType, .sccUndeclaredParameter, .sccEnforcement,
    ]

    private static func rule(_ condition: String, imports: String = "") -> String {
        """
        {
          "description": "Buckets have a quota",
          "target": {"service_name": "cloud-object-storage", "resource_kind": "bucket"},\(imports)
          "required_config": \(condition)
        }
        """
    }

    private static let quota = rule(#"{"property": "hard_quota", "operator": "num_less_than", "value": 1000}"#)

    static let sccUnknownField = DiagnosticKind(
        "E6001", "a rule of SCC has an unknown field",
        """
        A field that the v3 API does not have would be lost without a word, and with it perhaps the rule's meaning. The \
        rule is left out; the file's other rules are imported.
        """, .scc,
        wrong: rule(#"{"property": "hard_quota", "operator": "num_less_than", "valeu": 1000}"#), right: quota)

    static let sccMissingField = DiagnosticKind(
        "E6002", "a rule of SCC lacks a field",
        """
        A rule needs 'description', 'target' with 'service_name' and 'resource_kind', and 'required_config'; a condition \
        needs 'property' and 'operator'.
        """, .scc,
        wrong: rule(#"{"property": "hard_quota", "value": 1000}"#), right: quota)

    static let sccWrongShape = DiagnosticKind(
        "E6003", "a part of an SCC rule has the wrong shape",
        """
        The file holds a rule, a list of rules, or a page of the API with 'rules'. A condition is a property with an \
        operator, a list under 'and' or 'or', or a sub-rule under 'any', 'all', 'any_ifexists' or 'all_ifexists', and \
        only one of these.
        """, .scc,
        wrong: rule(#"{"and": []}"#),
        right: rule(#"{"and": [{"property": "hard_quota", "operator": "num_less_than", "value": 1000}]}"#))

    static let sccUnknownOperator = DiagnosticKind(
        "E6004", "SCC has no such operator",
        """
        SCC has 23 operators, in lower case with '_'. There is no 'not': each operator that can be denied has its own \
        denial.
        """, .scc,
        wrong: rule(#"{"property": "hard_quota", "operator": "num_lessthan", "value": 1000}"#), right: quota)

    static let sccWrongValue = DiagnosticKind(
        "E6005", "the value does not fit its operator",
        """
        Numbers may be written as text, lists as text in brackets, as the Terraform provider sends them; what it holds \
        has to be what the operator compares with: numbers, IP addresses and CIDR blocks, or texts. 'is_true' and its \
        like take no value.
        """, .scc,
        wrong: rule(#"{"property": "hard_quota", "operator": "num_less_than", "value": "a lot"}"#), right: quota)

    static let sccUnknownReference = DiagnosticKind(
        "E6006", "a reference leads nowhere",
        """
        '${name}' is a parameter of the rule, and '${ref}.property' a property of the target that has that 'ref'. A \
        reference is always the whole value.
        """, .scc,
        wrong: rule(#"{"property": "location", "operator": "string_equals", "value": "${other}.location"}"#),
        right: rule(#"{"property": "location", "operator": "string_equals", "value": "us-south"}"#))

    static let sccParameterType = DiagnosticKind(
        "E6007", "a parameter's type does not fit the operator",
        """
        A string is compared with strings, a numeric with numbers, an ip_list with addresses. Norma checks types before \
        anything runs, so the mismatch is an error here and no failed evaluation later.
        """, .scc,
        wrong: rule(
            #"{"property": "hard_quota", "operator": "num_less_than", "value": "${quota}"}"#,
            imports: "\n  \"import\": {\"parameters\": [{\"name\": \"quota\", \"type\": \"ip_list\"}]},"),
        right: rule(
            #"{"property": "hard_quota", "operator": "num_less_than", "value": "${quota}"}"#,
            imports: "\n  \"import\": {\"parameters\": [{\"name\": \"quota\", \"type\": \"numeric\"}]},"))

    static let sccUndeclaredParameter = DiagnosticKind(
        "W6008", "a parameter is not declared",
        """
        A condition names a parameter that 'import.parameters' does not list. The rule is imported with a parameter of \
        the type that the operator usually has.
        """, .scc,
        wrong: rule(#"{"property": "hard_quota", "operator": "num_less_than", "value": "${quota}"}"#),
        right: rule(
            #"{"property": "hard_quota", "operator": "num_less_than", "value": "${quota}"}"#,
            imports: "\n  \"import\": {\"parameters\": [{\"name\": \"quota\", \"type\": \"numeric\"}]},"))

    static let sccEnforcement = DiagnosticKind(
        "W6009", "an action of a rule of 2021 is not carried over",
        """
        Until 2022 a rule of SCC could stop a change ('disallow') or write it to a log ('audit_log'). A rule of Norma \
        decides and does nothing: 'norma gate' ends with 1 where it fails, and the pipeline stops.
        """, .scc,
        wrong: rule(
            #"{"property": "hard_quota", "operator": "num_less_than", "value": 1000}"#,
            imports: "\n  \"enforcement_actions\": [{\"action\": \"disallow\"}],"),
        right: quota)
}
