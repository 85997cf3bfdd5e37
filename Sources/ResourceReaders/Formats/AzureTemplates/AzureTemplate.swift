import ResourceDocuments
import SourceText

/// Templates of Azure Resource Manager, also those that Bicep is compiled to.
///
/// A resource's kind is its type with its parents', `"Microsoft.Storage/storageAccounts"`, its properties the whole resource, as
/// Azure's interface has it. Its id is the type and the name. The templates inside of deployments are read as what they are. Source:
/// "Template structure and syntax" and "Use linked and nested templates" in Azure's documentation (2019-04-01).
struct AzureTemplate: ResourceFormat {
    let name = "azure-template"
    let title = "an Azure Resource Manager template"

    func recognises(_ root: DocumentNode) -> Bool {
        root["$schema"]?.string?.lowercased().contains("deploymenttemplate.json") == true && root["resources"] != nil
    }

    /// Defaults of parameters that are secret by their type, and what deployments give to such.
    func sensitiveValues(_ root: DocumentCursor) -> [SourceSpan] {
        Self.secrets(of: root["parameters"], given: nil)
            + NestedTemplate.all(in: root["resources"]).flatMap { nested in
                Self.secrets(of: nested.template["parameters"], given: nested.given) + sensitiveValues(nested.template)
            }
    }

    private static func secrets(of parameters: DocumentCursor?, given: DocumentCursor?) -> [SourceSpan] {
        (parameters?.members ?? []).flatMap { name, parameter -> [SourceSpan] in
            guard isSecret(parameter) else { return [] }
            return [parameter["defaultValue"]?.span, given?[name]?["value"]?.span].compactMap(\.self)
        }
    }

    /// By its type.
    static func isSecret(_ parameter: DocumentCursor) -> Bool {
        let type = parameter["type"]?.string?.lowercased()
        return type == "securestring" || type == "secureobject"
    }

    func references(_ root: DocumentCursor) -> [SourceSpan: SourceReference] { AzureDefaults.references(in: root) }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        writer.isComplete(in: ["Microsoft.*"])
        let expressions = TemplateExpressions(parameters: root["parameters"], variables: root["variables"])
        readResources(root["resources"], in: Parent(), expressions, into: &writer)
    }

    /// What a resource stands in.
    private struct Parent {
        var type = ""
        var name = ""
        /// The id of the deployment around.
        var deployment = ""
        /// Deployments inside each other; Azure allows five.
        var depth = 0

        static let deepest = 32
    }

    /// A list, or with symbolic names a map; resources inside a resource are its children.
    private func readResources(
        _ value: DocumentCursor?, in parent: Parent, _ expressions: TemplateExpressions,
        into writer: inout EnvelopeWriter
    ) {
        guard let value, parent.depth < Parent.deepest else { return }
        // What is marked as existing is referred to, and deployed by another.
        for resource in value.elements + value.members.map(\.value) where resource["existing"]?.node.bool != true {
            guard let type = PlacedText(resource["type"]), let written = PlacedText(resource["name"]) else {
                writer.report(
                    FormatDiagnostics.faulty(
                        "the resource", "has no 'type' or 'name'", at: resource,
                        hint: "add them, such as 'Microsoft.Storage/storageAccounts'"))
                continue
            }
            var inner = parent
            inner.depth += 1
            inner.type = writer.spellings[parent.type + type.text]
            inner.name = parent.name + (expressions.text(written.text) ?? written.text)
            let id = "\(parent.deployment)\(inner.type)/\(inner.name)"
            var head = EnvelopeHead(
                kind: PlacedText(inner.type, at: type.span), id: PlacedText(id, at: written.span))
            head.name = PlacedText(inner.name, at: written.span)
            head.tags = AWSTags.tags(of: resource["tags"])
            head.location = resource["location"]?.string.flatMap { expressions.text($0) }
                .map { PlacedText($0, at: resource["location"]?.span) }
            head.region = head.location
            let nested = NestedTemplate(resource)
            if nested == nil, NestedTemplate.isDeployment(resource) {
                writer.report(
                    FormatDiagnostics.faulty(
                        "the template of the deployment '\(inner.name)'",
                        "is not here: its resources are judged by nobody", at: resource,
                        hint: "give the linked template as a file of its own"))
            }
            writer.resource(head) { builder in
                builder.copy(resource) { value, builder in
                    // The resources of a deployment are resources of their own, and its expressions mean something else.
                    if let nested, value.identity == nested.template.identity {
                        builder.beginMap()
                        builder.endMap(at: value.span)
                        return true
                    }
                    return expressions.rewrite(value, into: &builder)
                }
            }
            if let nested {
                let inside = Parent(deployment: "\(id)/", depth: inner.depth)
                readResources(
                    nested.template["resources"], in: inside, nested.expressions(in: expressions), into: &writer)
            }
            inner.type += "/"
            inner.name += "/"
            readResources(resource["resources"], in: inner, expressions, into: &writer)
        }
    }
}

/// The template that a deployment holds itself.
struct NestedTemplate {
    let template: DocumentCursor
    /// What the deployment gives to the template's parameters.
    let given: DocumentCursor?
    /// Whether its expressions see its own parameters and variables; else they see those of the template around.
    let isInner: Bool

    static func isDeployment(_ resource: DocumentCursor) -> Bool {
        resource["type"]?.string?.lowercased() == "microsoft.resources/deployments"
    }

    /// nil of what is no deployment, and of one whose template is linked.
    init?(_ resource: DocumentCursor) {
        guard Self.isDeployment(resource), let template = resource["properties"]?["template"], template.kind == .map
        else { return nil }
        self.template = template
        given = resource["properties"]?["parameters"]
        let scope = resource["properties"]?["expressionEvaluationOptions"]?["scope"]?.string
        isInner = scope?.lowercased() == "inner"
    }

    func expressions(in outer: TemplateExpressions) -> TemplateExpressions {
        guard isInner else { return outer }
        return TemplateExpressions(
            parameters: template["parameters"], variables: template["variables"], given: given, by: outer)
    }

    /// Those of resources, and of the resources inside them.
    static func all(in resources: DocumentCursor?) -> [NestedTemplate] {
        guard let resources else { return [] }
        return (resources.elements + resources.members.map(\.value)).flatMap { resource in
            [NestedTemplate(resource)].compactMap(\.self) + all(in: resource["resources"])
        }
    }
}
