import ResourceDocuments
package import SourceText

/// Faults of inventories, their manifests and their resources: E22xx.
package enum InventoryDiagnostics {
    package static let allInventoryKinds: [DiagnosticKind] =
        [
            missingField, wrongShape, unknownField, notAResource, emptyFile, duplicateResource, nullCharacter,
            emptySelection,
            missingIdentity, selectedEnvelope, manifestShape, manifestMissing, manifestUnknown, unlistedKind,
            idleComment,
        ] + FormatDiagnostics.allFormatKinds

    /// Of an envelope.
    static let envelope = RecordFaults(
        unknownField: unknownField, missingField: missingField, wrongShape: wrongShape)
    /// Of `inventory.yaml`.
    static let manifest = RecordFaults(
        unknownField: manifestUnknown, missingField: manifestMissing, wrongShape: manifestShape)

    static let missingField = DiagnosticKind(
        "E2201", "a resource has no kind, no id or no properties",
        "A resource of an inventory is a map of kind, id and properties, and of what else is known: name, account, region, "
            + "location, resource_group and tags. What a provider's interface returns has no such envelope; it is read "
            + "with --kind and --select.",
        .inventory,
        wrong: #"{"id": "zone-1", "properties": {"min_tls_version": "1.2"}}"#,
        right: #"{"kind": "internet-svcs.zone", "id": "zone-1", "properties": {"min_tls_version": "1.2"}}"#)

    static let wrongShape = DiagnosticKind(
        "E2202", "a field of a resource has another shape",
        "kind, id, name, account, region and location are text; resource_group is text or a map of id and name; tags are "
            + "a list of text or a map; properties are a map. A field may stand once. A resource with such a field is left out, and the run "
            + "is not complete.",
        .inventory,
        wrong: #"{"kind": "internet-svcs.zone", "id": 1, "properties": {}}"#,
        right: #"{"kind": "internet-svcs.zone", "id": "1", "properties": {}}"#)

    static let unknownField = DiagnosticKind(
        "W2203", "a resource has a field that the envelope does not know",
        "What describes the resource's configuration stands in properties; a field beside them is read by no rule.",
        .inventory,
        wrong: #"{"kind": "internet-svcs.zone", "id": "zone-1", "acount": "acc1", "properties": {}}"#,
        right: #"{"kind": "internet-svcs.zone", "id": "zone-1", "account": "acc1", "properties": {}}"#)

    static let notAResource = DiagnosticKind(
        "E2204", "a value stands where a resource is due",
        "A file of an inventory holds a resource, a list of resources, one resource a line (NDJSON), or several YAML "
            + "documents of these.",
        .inventory,
        wrong: #"["zone-1"]"#,
        right: #"[{"kind": "internet-svcs.zone", "id": "zone-1", "properties": {}}]"#)

    static let emptyFile = DiagnosticKind(
        "E2205", "a file of the inventory holds nothing",
        "An empty file is a failed download more often than an empty inventory. A file that is meant to hold no resources "
            + "holds the empty list, [].",
        .inventory, wrong: "", right: "[]")

    static let duplicateResource = DiagnosticKind(
        "E2206", "two resources of one account have the same kind and id",
        "A resource that stands in the inventory twice would be evaluated twice and count twice in the score, so the "
            + "second one is left out and the run is not complete.",
        .inventory,
        wrong: """
            - { kind: internet-svcs.zone, id: zone-1, properties: {} }
            - { kind: internet-svcs.zone, id: zone-1, properties: {} }

            """,
        right: """
            - { kind: internet-svcs.zone, id: zone-1, properties: {} }
            - { kind: internet-svcs.zone, id: zone-2, properties: {} }

            """)

    static let nullCharacter = DiagnosticKind(
        "E2214", "an identity of a resource holds the character U+0000",
        "The account, the kind and the id tell one resource from another, in masks and in every scan that is kept. Most stores and tools end a "
            + "text where U+0000 stands, and would take two resources for one, so such a resource is left out and the run is not complete.",
        .inventory,
        wrong: #"[{"kind": "internet-svcs.zone", "id": "zone\u0000-1", "properties": {}}]"#,
        right: #"[{"kind": "internet-svcs.zone", "id": "zone-1", "properties": {}}]"#)

    static let emptySelection = DiagnosticKind(
        "E2207", "a selection finds nothing in a document",
        "--select says where the resources stand in a provider's response: zones[*], result.items. A path that leads "
            + "nowhere would scan nothing and find no fault. A list that is there and empty is no error. The examples are "
            + "read with --kind internet-svcs.zone --select result.",
        .response,
        wrong: #"{"results": [{"id": "zone-1"}]}"#,
        right: #"{"result": [{"id": "zone-1"}]}"#)

    static let missingIdentity = DiagnosticKind(
        "E2208", "a selected resource has nothing to know it by",
        "The id of a resource in a provider's response is the first of id, crn, _id, guid and name that is text and not "
            + "empty. The examples are read with --kind internet-svcs.zone --select result.",
        .response,
        wrong: #"{"result": [{"min_tls_version": "1.2"}]}"#,
        right: #"{"result": [{"guid": "zone-1", "min_tls_version": "1.2"}]}"#)

    static let selectedEnvelope = DiagnosticKind(
        "E2209", "--kind is given for a resource in Norma's own form",
        "--kind K reads what a provider's interface returns: each value is a resource of kind K, and all of it is its properties. A resource "
            + "in an envelope says its kind itself, and its properties would be read as 'properties.x'. The examples are read with "
            + "--kind internet-svcs.zone --select result.",
        .response,
        wrong:
            #"{"result": [{"kind": "internet-svcs.zone", "id": "zone-1", "properties": {"min_tls_version": "1.2"}}]}"#,
        right: #"{"result": [{"id": "zone-1", "min_tls_version": "1.2"}]}"#)

    static let manifestShape = DiagnosticKind(
        "E2210", "a field of inventory.yaml has another shape",
        "kinds is a list of text, accounts a list of ids or of maps of id, name, enterprise and account_groups, "
            + "collected_at a time, and could_not_read a list of maps of kind, account and reason.",
        .manifest, wrong: "kinds: internet-svcs.zone\n", right: "kinds: [internet-svcs.zone]\n")

    static let manifestMissing = DiagnosticKind(
        "E2211", "a field of inventory.yaml is missing",
        "A manifest lists the kinds that were collected, also those of which there was no resource: what it does not "
            + "list was not collected. An account has an id, and what could not be read a kind.",
        .manifest, wrong: "accounts: [acc1]\n", right: "accounts: [acc1]\nkinds: [internet-svcs.zone]\n")

    static let manifestUnknown = DiagnosticKind(
        "E2212", "inventory.yaml has an unknown field",
        "A misspelt could_not_read would hide what could not be read.",
        .manifest,
        wrong: "kinds: [internet-svcs.zone]\ncould_not_raed: []\n",
        right: "kinds: [internet-svcs.zone]\ncould_not_read: []\n")

    static let unlistedKind = DiagnosticKind(
        "W2213", "a kind occurs that inventory.yaml does not list",
        "Rules that range over a kind rely on all of its resources being there. A manifest that does not list the kind "
            + "says that it was not collected, so such rules answer unknown unless those of its resources that occur settle it.",
        .manifest,
        wrong: "kinds: [is.vpc]\n", right: "kinds: [is.vpc, internet-svcs.zone]\n")

    static let idleComment = DiagnosticKind(
        "W2215", "a comment asks for a mask and stands at no resource",
        "A comment asks for the resource whose lines it stands in, or for the one that follows it with nothing but blank lines and comments "
            + "between. Anywhere else nobody could say which resource is meant, so it asks for none.",
        .inventory,
        wrong: """
            - { kind: internet-svcs.zone, id: zone-1, properties: {} }
            - { kind: internet-svcs.zone, id: zone-2, properties: {} }
            # norma:mask zone_min_tls: it is being taken down

            """,
        right: """
            - { kind: internet-svcs.zone, id: zone-1, properties: {} }
            - { kind: internet-svcs.zone, id: zone-2, properties: {} }  # norma:mask zone_min_tls: it is being taken down

            """)
}

extension InventoryDiagnostics {
    static func idleComment(_ place: SourcePlace) -> Diagnostic {
        Diagnostic(
            idleComment, at: place, "this asks for a mask and stands at no resource, so nothing is suppressed",
            hint: "write it among the resource's lines, or on the line in front of the resource")
    }

    static func notAResource(_ value: PlacedNode) -> Diagnostic {
        Diagnostic(
            notAResource, at: value.place, "\(value.kindName) stands where a resource is due",
            hint: "a resource is a map of 'kind', 'id' and 'properties'")
    }

    /// `fields`: those of kind, id and properties that are not there; one fault, for they have one cause.
    ///
    /// - Parameter mayBeOtherForm: whether the cure may be to read it as what a tool writes.
    static func missing(_ fields: [String], of record: Record, mayBeOtherForm: Bool) -> Diagnostic {
        if fields.count == 3, mayBeOtherForm { return unknownDocument(record) }
        let quoted = fields.map { "'\($0)'" }
        let list = ([quoted.dropLast().joined(separator: ", "), quoted.last ?? ""]).filter { !$0.isEmpty }
            .joined(separator: " and ")
        let others = record.map.members.map(\.key).filter { !EnvelopeReader.fields.contains($0) }
        var hint = "add \(list)"
        if fields.count == 1, let nearest = Spelling.nearest(to: fields[0], among: others) {
            hint = "did you mean \(list) by '\(nearest)'?"
        } else if mayBeOtherForm, fields.count > 1 || fields == ["kind"] {
            hint += ", or read a provider's response with --kind and --select"
        }
        return Diagnostic(missingField, at: record.start, "\(record.subject) has no \(list)", hint: hint)
    }

    /// A map with none of an envelope's fields: most often a document of a tool that no reader knows.
    private static func unknownDocument(_ record: Record) -> Diagnostic {
        let readers = ResourceFormats.all.map(\.name).joined(separator: ", ")
        return Diagnostic(
            missingField, at: record.start,
            "no reader knows this document, and as a resource of Norma's own it has no 'kind', 'id' and 'properties'",
            hint:
                "say what it is with --reader NAME (\(readers)), where its resources stand with --mapping FILE, or of which kind "
                + "they are with --kind and --select")
    }

    static func emptyFile(_ file: SourceFile) -> Diagnostic {
        emptyFile(
            file,
            hint: InventoryFormat(of: file) == .dockerfile
                ? "a Dockerfile begins with 'FROM'" : "write [] where there are no resources")
    }

    /// A file of a stream without a line.
    package static func emptyStream(_ name: String) -> Diagnostic {
        emptyFile(SourceFile(name: name, text: ""), hint: "fetch it again, or leave it out")
    }

    private static func emptyFile(_ file: SourceFile, hint: String) -> Diagnostic {
        Diagnostic(
            emptyFile, at: SourcePlace(file, .empty(at: 0)), "the file '\(file.name)' is empty", hint: hint)
    }

    static func duplicateResource(kind: String, id: String, at place: SourcePlace?, first: SourcePlace?) -> Diagnostic {
        Diagnostic(
            duplicateResource, at: place, "\(kind) '\(id)' stands in the inventory twice",
            secondary: first.map { [Diagnostic.Label($0, "first here")] } ?? [],
            hint: "remove one of them, or give them ids of their own")
    }

    /// nil of a resource whose identity a store can keep.
    static func nullCharacter(in resource: Resource, _ parts: ResourceParts) -> Diagnostic? {
        let identity = [resource.account, resource.kind, resource.id]
        guard identity.contains(where: { $0?.utf8.contains(0) ?? false }) else { return nil }
        return Diagnostic(
            nullCharacter, at: parts.identityPlace,
            "the account, the kind or the id of \(resource.kind) '\(resource.id)' holds U+0000",
            hint: "remove the character where the inventory is collected")
    }

    static func emptySelection(_ selections: [ResourceSelection], in document: PlacedNode) -> Diagnostic {
        let paths = selections.map { "'\($0.path)'" }.joined(separator: " or ")
        let members = document.members.map(\.key)
        let start = document.place.map { SourcePlace($0.file, .empty(at: $0.span.start)) }
        return Diagnostic(
            emptySelection, at: start, "nothing stands at \(paths)",
            hint: members.isEmpty
                ? "the document is \(document.kindName)"
                : "the document has \(members.prefix(8).map { "'\($0)'" }.joined(separator: ", "))")
    }

    static func brokenSelection(_ selection: ResourceSelection, at end: PlacedNode) -> Diagnostic {
        let start = end.place.map { SourcePlace($0.file, .empty(at: $0.span.start)) }
        let members = end.members.map(\.key)
        return Diagnostic(
            emptySelection, at: start,
            "'\(selection.path)' breaks off here, so that no resource is read of this element",
            hint: members.isEmpty
                ? "it is \(end.kindName)"
                : "it has \(members.prefix(8).map { "'\($0)'" }.joined(separator: ", "))")
    }

    static func missingIdentity(_ record: Record) -> Diagnostic {
        Diagnostic(
            missingIdentity, at: record.start, "\(record.subject) has no id",
            hint: "one of \(ProviderResource.identityFields.joined(separator: ", ")) must be text")
    }

    static func selectedEnvelope(_ value: PlacedNode, kind: String) -> Diagnostic {
        let start = value.place.map { SourcePlace($0.file, .empty(at: $0.span.start)) }
        let own = value["kind"]?.node.string ?? ""
        return Diagnostic(
            selectedEnvelope, at: start,
            "'--kind \(kind)' is given for a resource in Norma's own form, which says its kind itself: \(own)",
            hint: "leave out --kind and --select")
    }

    static func unlistedKind(_ kind: String, manifest: SourceFile, example: SourcePlace?) -> Diagnostic {
        Diagnostic(
            unlistedKind, at: SourcePlace(manifest, .empty(at: 0)), "'kinds' does not list '\(kind)', which occurs",
            secondary: example.map { [Diagnostic.Label($0, "here")] } ?? [], hint: "add '\(kind)' to 'kinds'")
    }
}
