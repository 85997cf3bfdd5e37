import ResourceDocuments
import SourceText

/// Where a template refers to parameters that have defaults: a report says of the values there what they are.
///
/// The default of one with `NoEcho` nobody may be shown, nor that another value is the same.
enum TemplateDefaults {
    static func references(in template: DocumentCursor) -> [SourceSpan: SourceReference] {
        var defaults: [String: String] = [:]
        for (name, parameter) in template["Parameters"]?.members ?? [] where !TemplateSecrets.isSecret(parameter) {
            defaults[name] = parameter["Default"].flatMap { TemplateValue($0).text }
        }
        var references: [SourceSpan: SourceReference] = [:]
        if !defaults.isEmpty, let resources = template["Resources"] {
            collect(defaults, in: resources, into: &references)
        }
        return references
    }

    private static func collect(
        _ defaults: [String: String], in value: DocumentCursor, into references: inout [SourceSpan: SourceReference]
    ) {
        if let call = TemplateCall(value), call.function == "Ref" {
            guard let name = call.argument.string, let text = defaults[name], let span = value.span else { return }
            references[span] = SourceReference(source: "parameter \(name)", defaultText: text)
        }
        for part in value.elements + value.members.map(\.value) { collect(defaults, in: part, into: &references) }
    }
}
