package import SourceText

/// E602x: rules that are exported to SCC.
extension Diagnostic {
    static func sccCannotSay(_ reason: String, hint: String? = nil, at place: SourcePlace) -> Self {
        Diagnostic(
            .sccCannotSay, at: place, "SCC cannot say this: \(reason)", label: "no counterpart",
            hint: hint ?? "keep this rule in Norma, or write it with SCC's operators, one property on the left of each")
    }

    static func sccLoses(_ what: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .sccLoses, at: place, "SCC's rules have no place for \(what)",
            hint: "keep the Norma rule as the original: the exported one is without it")
    }

    static func sccLimit(_ excess: SCCLimits.Excess, at place: SourcePlace) -> Self {
        Diagnostic(
            .sccLimit, at: place, "SCC takes at most \(excess.limit) \(excess.what); this rule has \(excess.count)",
            hint: "write it shorter, or divide it into several rules")
    }
}

extension DiagnosticKind {
    package static let allSCCExportKinds: [DiagnosticKind] = [.sccCannotSay, .sccLoses, .sccLimit]

    static let sccCannotSay = DiagnosticKind(
        "E6021", "a rule holds something that SCC's form cannot say",
        """
        A rule of SCC has one kind of resource and compares properties by 23 operators, joined by 'and', 'or' and \
        sub-rules on other resources. Lists of maps, regular expressions, ages, defaults, 'when' and what is missing are \
        beyond it. Nothing is left out in silence: the rule is not exported, and every place that stands in the way is \
        named.
        """, .command,
        wrong: "norma export scc rules/is/security_group_ssh.norma",
        right: "norma export scc rules/internet-svcs/cis_waf_enabled.norma")

    static let sccLoses = DiagnosticKind(
        "W6022", "an exported rule lacks something that decides nothing",
        """
        Severities, fixes, references, messages and a parameter's default and limits have no field in a rule of SCC: \
        defaults belong to its profiles. The exported rule decides as before.
        """, .command,
        wrong: "norma export scc rules/internet-svcs/cis_waf_enabled.norma",
        right: "norma check rules/internet-svcs/cis_waf_enabled.norma")

    static let sccLimit = DiagnosticKind(
        "W6023", "an exported rule is larger than SCC takes",
        """
        SCC's service has limits of size: 4096 characters for a rule, 512 for its description, 16 conditions of 24 \
        properties, 8 parameters, 32 labels. The rule is exported as it is; the service would refuse it.
        """, .command,
        wrong: "norma export scc long-description.norma",
        right: "norma check long-description.norma")
}
