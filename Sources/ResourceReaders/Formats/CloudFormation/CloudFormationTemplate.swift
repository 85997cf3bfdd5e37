import ResourceDocuments
import SourceText

/// Templates of CloudFormation and SAM, in JSON and in YAML with short tags.
///
/// A resource's kind is its `Type`, its id its logical id, its properties are `Properties` and, where these have no
/// member of the name, what stands beside them (`DeletionPolicy`, `Metadata`). Parameters and the template as a whole are resources of
/// kinds of their own. Source: "Template anatomy" in the CloudFormation user guide (format 2010-09-09).
struct CloudFormationTemplate: ResourceFormat {
    let name = "cloudformation"
    let title = "a CloudFormation template"

    static let parameterKind = "AWS::CloudFormation::Parameter"
    static let templateKind = "AWS::CloudFormation::Template"

    /// Where `aws cloudformation get-template` has it.
    private static let body = "TemplateBody"
    /// What a template can declare.
    private static let kinds = ["AWS::*", "Alexa::*", "Custom::*"]
    /// The members of a resource beside `Type` and `Properties`.
    private static let attributes = [
        "Condition", "CreationPolicy", "DeletionPolicy", "DependsOn", "Metadata", "UpdatePolicy", "UpdateReplacePolicy",
    ]

    func recognises(_ root: DocumentNode) -> Bool {
        let root = root[Self.body] ?? root
        guard let resources = root["Resources"], resources.kind == .map else { return false }
        if root["AWSTemplateFormatVersion"] != nil { return true }
        let entries = resources.entries
        return entries.isEmpty
            || entries.contains {
                $0.value["Type"]?.string?.contains("::") ?? TemplateLoop.isLoop($0.key)
            }
    }

    func sensitiveValues(_ root: DocumentCursor) -> [SourceSpan] { TemplateSecrets.spans(in: root[Self.body] ?? root) }

    func references(_ root: DocumentCursor) -> [SourceSpan: SourceReference] {
        TemplateDefaults.references(in: root[Self.body] ?? root)
    }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        let root = root[Self.body] ?? root
        writer.idsAreLocal()
        let elsewhere = ResourcesElsewhere.marks(in: root)
        if elsewhere.isEmpty { writer.isComplete(in: Self.kinds) }
        for (subject, mark) in elsewhere { writer.report(FormatDiagnostics.elsewhere(subject, mark)) }
        for fault in SAMGlobals.misspeltSections(of: root["Globals"]) { writer.report(fault) }
        if let template = TemplateWriter.resolved(root) {
            for fault in TemplateReferences.faults(in: root, template) { writer.report(fault) }
            for loop in template.unwrittenLoops { writer.report(FormatDiagnostics.openLoop(loop)) }
            for (id, resource) in template.resources {
                read(resource, id: id, globals: template.globals(for: resource), into: &writer)
            }
        }
        for (id, parameter) in root["Parameters"]?.members ?? [] {
            let id = PlacedText(id, at: parameter.keySpan)
            writer.resource(
                EnvelopeHead(kind: PlacedText(Self.parameterKind), id: id, name: id), properties: parameter)
        }
        writer.resource(
            EnvelopeHead(kind: PlacedText(Self.templateKind), id: PlacedText(root.document.source.name))
        ) { builder in
            builder.beginMap()
            for (key, value) in root.members where key != "Resources" {
                builder.key(key, at: value.keySpan)
                builder.copy(value)
            }
            builder.endMap(at: root.span)
        }
    }

    /// A member that is nearly one of a resource's and is none: what stands in it would be judged by nobody.
    private func reportMisspeltMembers(of resource: DocumentCursor, id: String, into writer: inout EnvelopeWriter) {
        let known = ["Type", "Properties"] + Self.attributes
        let missing = known.filter { resource[$0] == nil }
        for (key, value) in resource.members where !known.contains(key) {
            guard let meant = Spelling.nearest(to: key, among: missing) else { continue }
            writer.report(
                FormatDiagnostics.faulty(
                    "resource '\(id)'", "has no member '\(key)'", at: value, hint: "did you mean '\(meant)'?"))
        }
        for (tool, key, meant, value) in TemplateSuppressions.misspelt(in: resource["Metadata"]) {
            writer.report(
                FormatDiagnostics.faulty(
                    "'\(tool)' in the metadata of '\(id)'", "has no member '\(key)'", at: value,
                    hint: "did you mean '\(meant)'?"))
        }
    }

    private func read(
        _ resource: DocumentCursor, id: String, globals: DocumentCursor?, into writer: inout EnvelopeWriter
    ) {
        guard resource.kind == .map else {
            return writer.report(
                FormatDiagnostics.faulty(
                    "'\(id)'", "is no resource", at: resource, hint: "a resource is a map with a 'Type'"))
        }
        guard let type = PlacedText(resource["Type"]), !id.isEmpty else {
            return writer.report(
                FormatDiagnostics.faulty(
                    "resource '\(id)'", "has no 'Type'", at: resource, hint: "add its type, such as 'AWS::S3::Bucket'"))
        }
        reportMisspeltMembers(of: resource, id: id, into: &writer)
        let properties = resource["Properties"]
        if let properties, properties.kind != .map {
            return writer.report(
                FormatDiagnostics.faulty(
                    "'Properties' of '\(id)'", "are no map", at: properties, hint: "write them as 'NAME: VALUE'"))
        }
        let logicalID = PlacedText(id, at: resource.keySpan)
        var head = EnvelopeHead(kind: type, id: logicalID, name: logicalID)
        head.tags = AWSTags.tags(of: properties?["Tags"])
        head.suppressions = TemplateSuppressions.read(resource["Metadata"])
        let shared =
            type.text.hasPrefix("AWS::Serverless::")
            ? globals?[String(type.text.dropFirst("AWS::Serverless::".count))] : nil
        writer.resource(head) { builder in
            builder.beginMap()
            SAMGlobals.write(properties, over: shared, into: &builder)
            for attribute in Self.attributes where properties?[attribute] == nil {
                guard let value = resource[attribute] else { continue }
                builder.key(attribute, at: value.keySpan)
                builder.copy(value)
            }
            builder.endMap(at: properties?.span ?? resource.span)
        }
    }
}
