import ResourceDocuments
import SourceText

/// Templates of Azure Resource Manager, also those that Bicep is compiled to.
///
/// A resource's kind is its type with its parents', `"Microsoft.Storage/storageAccounts"`, its properties the whole resource, as
/// Azure's interface has it. Its id is the type and the name. Source: "Template structure and syntax" in Azure's documentation (2019-04-01).
struct AzureTemplate: ResourceFormat {
    let name = "azure-template"
    let title = "an Azure Resource Manager template"

    func recognises(_ root: DocumentNode) -> Bool {
        root["$schema"]?.string?.lowercased().contains("deploymenttemplate.json") == true && root["resources"] != nil
    }

    /// Defaults of parameters that are secret by their type.
    func sensitiveValues(_ root: DocumentCursor) -> [SourceSpan] {
        (root["parameters"]?.members ?? []).compactMap { _, parameter in
            let type = parameter["type"]?.string?.lowercased()
            guard type == "securestring" || type == "secureobject" else { return nil }
            return parameter["defaultValue"]?.span
        }
    }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        writer.isComplete(in: ["Microsoft.*"])
        let expressions = TemplateExpressions(parameters: root["parameters"], variables: root["variables"])
        readResources(root["resources"], in: nil, expressions, into: &writer)
    }

    /// A list, or with symbolic names a map; resources inside a resource are its children.
    private func readResources(
        _ value: DocumentCursor?, in parent: (type: String, name: String)?, _ expressions: TemplateExpressions,
        into writer: inout EnvelopeWriter
    ) {
        guard let value else { return }
        for resource in value.elements + value.members.map(\.value) {
            guard let type = PlacedText(resource["type"]), let written = PlacedText(resource["name"]) else {
                writer.report(
                    FormatDiagnostics.faulty(
                        "the resource", "has no 'type' or 'name'", at: resource,
                        hint: "add them, such as 'Microsoft.Storage/storageAccounts'"))
                continue
            }
            let known = expressions.text(written.text) ?? written.text
            let full = (
                type: parent.map { "\($0.type)/\(type.text)" } ?? type.text,
                name: parent.map { "\($0.name)/\(known)" } ?? known
            )
            var head = EnvelopeHead(
                kind: PlacedText(full.type, at: type.span),
                id: PlacedText("\(full.type)/\(full.name)", at: written.span))
            head.name = PlacedText(full.name, at: written.span)
            head.tags = AWSTags.tags(of: resource["tags"])
            head.location = resource["location"]?.string.flatMap { expressions.text($0) }
                .map { PlacedText($0, at: resource["location"]?.span) }
            head.region = head.location
            if full.type.lowercased() == "microsoft.resources/deployments", resource["properties"]?["template"] != nil {
                writer.report(
                    FormatDiagnostics.faulty(
                        "the nested deployment '\(full.name)'", "is not read: its resources are judged by nobody",
                        at: resource, hint: "give its template as a file of its own"))
            }
            writer.resource(head) { $0.copy(resource, rewriting: expressions.rewrite) }
            readResources(resource["resources"], in: full, expressions, into: &writer)
        }
    }
}

/// Text in brackets, `[parameters('sku')]`: what the template itself decides, and the rest decided when it is deployed.
struct TemplateExpressions {
    private let parameters: DocumentCursor?
    private let variables: DocumentCursor?

    /// Variables and defaults name each other; more steps than that lead nowhere.
    private static let maximumSteps = 16

    init(parameters: DocumentCursor?, variables: DocumentCursor?) {
        self.parameters = parameters
        self.variables = variables
    }

    private func isSecret(_ value: DocumentCursor) -> Bool {
        value.place?.holdsMasked ?? false
    }

    /// For `DocumentBuilder.copy`.
    func rewrite(_ value: DocumentCursor, into builder: inout DocumentBuilder) -> Bool {
        guard let text = value.string, Self.isExpression(text) else { return false }
        guard let found = self.value(of: text, steps: Self.maximumSteps) else {
            builder.undetermined(text, at: value.span)
            return true
        }
        switch found.kind {
        // Scalars stand where the expression does; the parts of lists and maps where they are written.
        // A secret stands at its own place, over which the mask lies.
        case .string: builder.string(Self.unescaped(found.string ?? ""), at: isSecret(found) ? found.span : value.span)
        case .number: builder.number(found.node.numberText ?? "0", at: value.span)
        case .boolean: builder.bool(found.node.bool ?? false, at: value.span)
        case .null, .list, .map, .undetermined: builder.copy(found)
        }
        return true
    }

    /// The text that a text stands for; nil of one that is decided later.
    func text(_ text: String) -> String? {
        if !Self.isExpression(text) { return Self.unescaped(text) }
        return value(of: text, steps: Self.maximumSteps)?.string
    }

    /// `[[` begins a text that has a bracket in front.
    private static func isExpression(_ text: String) -> Bool {
        text.hasPrefix("[") && text.hasSuffix("]") && !text.hasPrefix("[[")
    }

    private static func unescaped(_ text: String) -> String { text.hasPrefix("[[") ? String(text.dropFirst()) : text }

    /// What a name alone stands for, no expression itself.
    private func value(of expression: String, steps: Int) -> DocumentCursor? {
        guard steps > 0 else { return nil }
        let inner = expression.dropFirst().dropLast()
        let found: DocumentCursor?
        if let name = Self.argument(of: "parameters", in: inner) {
            found = parameters?[name]?["defaultValue"]
        } else if let name = Self.argument(of: "variables", in: inner) {
            found = variables?[name]
        } else {
            found = nil
        }
        guard let text = found?.string, Self.isExpression(text) else { return found }
        return value(of: text, steps: steps - 1)
    }

    /// `sku` of `parameters('sku')`.
    private static func argument(of function: String, in expression: Substring) -> String? {
        let expression = expression.filter { $0 != " " }
        guard expression.hasPrefix("\(function)('"), expression.hasSuffix("')") else { return nil }
        let name = expression.dropFirst(function.count + 2).dropLast(2)
        return name.contains("'") ? nil : String(name)
    }
}
