package import SourceText

/// Faults of CloudFormation templates.
package enum TemplateDiagnostics {
    static let allTemplateKinds: [DiagnosticKind] = [danglingReference]

    package static let danglingReference = DiagnosticKind(
        "W2231", "a template refers to what it does not declare",
        "Ref, Fn::GetAtt, Fn::Sub, Fn::If, Fn::FindInMap, Condition and DependsOn name a parameter, a resource, a condition or a "
            + "mapping of the same template. CloudFormation makes no stack of a template that has none of the name. The scan goes "
            + "on: what such a function stands for is unknown to every rule, and so nothing passes because of it.",
        .template,
        wrong:
            #"{"Resources": {"Logs": {"Type": "AWS::S3::Bucket"}, "Topic": {"Type": "AWS::SNS::Topic", "DependsOn": "Log"}}}"#,
        right:
            #"{"Resources": {"Logs": {"Type": "AWS::S3::Bucket"}, "Topic": {"Type": "AWS::SNS::Topic", "DependsOn": "Logs"}}}"#
    )

    /// More places are shown by mending the first.
    private static let mostPlaces = 3

    static func dangling(_ reference: TemplateReferences.Dangling, among names: TemplateNames) -> Diagnostic {
        let name = reference.name
        let isPseudo = reference.role == .value && name.hasPrefix("AWS::")
        let role = isPseudo ? "pseudo parameter" : reference.role.rawValue
        let (parameters, resources) = (names.parameters ?? [], names.declaredResources)
        let candidates: Set<String> =
            switch reference.role {
            case .value: isPseudo ? TemplateNames.pseudoParameters : parameters.union(resources)
            case .resource: resources
            case .condition: names.conditions ?? []
            case .mapping: names.mappings ?? []
            }
        var hint = "declare it, or name one that is declared"
        if reference.role == .resource, parameters.contains(name) {
            hint = "it is a parameter; 'Ref' gives its value"
        } else if let nearest = Spelling.nearest(to: name, among: candidates) {
            hint = "did you mean '\(nearest)'?"
        } else if isPseudo {
            hint = "they are \(candidates.sorted().joined(separator: ", "))"
        }
        return Diagnostic(
            danglingReference, at: reference.places.first,
            "'\(name)' is no \(role)\(isPseudo ? "" : " of the template")",
            secondary: reference.places.dropFirst().prefix(mostPlaces - 1).map { Diagnostic.Label($0, "and here") },
            hint: hint)
    }
}
