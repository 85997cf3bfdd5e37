import ResourceDocuments
import SourceText

/// Where a template names parameters that have defaults: a report says of the values there what they are. Of a secret nobody may be shown the
/// default, nor that another value is the same.
enum AzureDefaults {
    static func references(in template: DocumentCursor) -> [SourceSpan: SourceReference] {
        var defaults: [String: String] = [:]
        for (name, parameter) in template["parameters"]?.members ?? [] where !AzureTemplate.isSecret(parameter) {
            defaults[name] = parameter["defaultValue"].flatMap { TemplateValue($0).text }
        }
        var references: [SourceSpan: SourceReference] = [:]
        if let resources = template["resources"] { collect(defaults, in: resources, into: &references) }
        return references
    }

    private static func collect(
        _ defaults: [String: String], in value: DocumentCursor, into references: inout [SourceSpan: SourceReference]
    ) {
        if let text = value.string, let name = TemplateExpressions.parameter(namedBy: text), let text = defaults[name],
            let span = value.span
        {
            references[span] = SourceReference(source: "parameter \(name)", defaultText: text)
        }
        // Parameters of a template inside are its own, and may be given by the deployment.
        if let nested = NestedTemplate(value), nested.isInner {
            for (name, member) in value["properties"]?.members ?? [] where name != "template" {
                collect(defaults, in: member, into: &references)
            }
            return
        }
        for part in value.elements + value.members.map(\.value) { collect(defaults, in: part, into: &references) }
    }
}
