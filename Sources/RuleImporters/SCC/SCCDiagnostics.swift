import ResourceDocuments
import ResourceReaders
import SourceText

/// E60xx: rules of SCC that are imported.
extension Diagnostic {
    static func sccNoRules(at place: SourcePlace?) -> Self {
        Diagnostic(
            .sccWrongShape, at: place, "this is no rule of SCC",
            hint: "give one rule, a list of rules, or a page with 'rules', as the API answers")
    }

    static func sccTooDeep(at place: SourcePlace?) -> Self {
        Diagnostic(
            .sccWrongShape, at: place, "this rule is nested deeper than Norma reads",
            hint: "say its inner conditions in rules of their own")
    }

    static func sccUnknownOperator(_ name: String, at place: SourcePlace?) -> Self {
        let names = SCCOperator.allCases.map(\.rawValue)
        let nearest = Spelling.nearest(to: name, among: names)
        return Diagnostic(
            .sccUnknownOperator, at: place, "SCC has no operator '\(name)'",
            hint: nearest.map { "did you mean '\($0)'?" } ?? "the operators are \(names.joined(separator: ", "))",
            replacement: nearest.map { JSONText.quoted($0) })
    }

    static func sccNoCondition(at place: SourcePlace?) -> Self {
        Diagnostic(
            .sccWrongShape, at: place, "this is no condition",
            hint: "write 'property' and 'operator', or one of 'and', 'or', 'any', 'all', 'any_ifexists', 'all_ifexists'"
        )
    }

    static func sccSeveralConditions(_ fields: [String], at place: SourcePlace?) -> Self {
        Diagnostic(
            .sccWrongShape, at: place,
            "a condition has both \(fields.map { "'\($0)'" }.joined(separator: " and "))",
            hint: "put them into a list under 'and' or 'or'")
    }

    static func sccEmptyList(_ field: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .sccWrongShape, at: place, "'\(field)' holds nothing", hint: "write at least one element, or remove it")
    }

    static func sccBadProperty(_ path: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .sccWrongShape, at: place, "'\(path)' is no path to a property",
            hint: "write names with dots between them: 'firewall.allowed_ip'")
    }

    static func sccBadKind(_ text: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .sccWrongShape, at: place, "'\(text)' cannot be a part of a kind's name",
            hint: "write the service's name and the resource's kind, without '*' and spaces")
    }

    static func sccValueNotWanted(_ comparison: SCCOperator, at place: SourcePlace?) -> Self {
        Diagnostic(
            .sccWrongValue, at: place, "'\(comparison.rawValue)' takes no value", hint: "remove 'value'")
    }

    static func sccValueMissing(_ comparison: SCCOperator, at place: SourcePlace?) -> Self {
        Diagnostic(
            .sccWrongValue, at: place, "'\(comparison.rawValue)' has no value to compare with", hint: "add 'value'")
    }

    static func sccWrongValue(_ comparison: SCCOperator, _ text: String, wanted: String, at place: SourcePlace?) -> Self
    {
        Diagnostic(
            .sccWrongValue, at: place, "'\(text)' is not \(wanted)",
            hint: "'\(comparison.rawValue)' compares with \(wanted): write one")
    }

    static func sccUnknownReference(_ name: String, known: [String], at place: SourcePlace?) -> Self {
        let nearest = Spelling.nearest(to: name, among: known)
        return Diagnostic(
            .sccUnknownReference, at: place, "no target has the 'ref' '\(name)'",
            hint: nearest.map { "did you mean '${\($0)}'?" }
                ?? "add \"ref\": \"\(name)\" to the target whose property is meant")
    }

    static func sccReferenceInText(_ text: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .sccUnknownReference, at: place, "'\(text)' holds a reference inside a longer value",
            hint: "let the whole value be the reference, '${name}' or '${ref}.property'; Norma builds no text")
    }

    static func sccBadParameterName(_ name: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .sccUnknownReference, at: place, "'\(name)' cannot be the name of a parameter",
            hint: "rename it: letters, digits, '_' and '-', a letter first, and no word of the language")
    }

    static func sccRepeatedParameter(_ name: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .sccUnknownReference, at: place, "the parameter '\(name)' is declared twice",
            hint: "leave one of the two out, or rename it")
    }

    static func sccParameterType(
        _ name: String, _ type: SCCParameter.ValueType, _ comparison: SCCOperator, at place: SourcePlace?
    ) -> Self {
        Diagnostic(
            .sccParameterType, at: place,
            "'\(comparison.rawValue)' cannot compare with '\(name)', which is declared \(type.rawValue)",
            hint:
                "give the parameter the type \(SCCParameter.ValueType.usual(for: comparison).rawValue), or use another operator"
        )
    }

    static func sccUndeclaredParameter(_ name: String, type: SCCParameter.ValueType, at place: SourcePlace?) -> Self {
        Diagnostic(
            .sccUndeclaredParameter, at: place, "the parameter '\(name)' is not declared under 'import'",
            hint: "it is taken for a \(type.rawValue); add it to 'import.parameters' to say so")
    }

    static func sccEnforcement(at place: SourcePlace?) -> Self {
        Diagnostic(
            .sccEnforcement, at: place, "'enforcement_actions' is not carried over",
            hint: "a rule decides only; 'norma gate' in the pipeline stops what fails")
    }
}

extension RecordFaults {
    static let scc = RecordFaults(
        unknownField: .sccUnknownField, missingField: .sccMissingField, wrongShape: .sccWrongShape)
}
