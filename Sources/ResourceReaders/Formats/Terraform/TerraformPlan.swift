import ResourceDocuments
import SourceText

/// The plan that `terraform show -json` and `tofu show -json` write (format 1.x, "JSON output format" in Terraform's documentation).
///
/// The resources are those of `resource_changes` as they will be, and of `planned_values` those that do not change; what is to be
/// deleted is left out. An attribute that is known after apply is undetermined: its name is the attribute of another resource that the
/// configuration writes there, else its own, `aws_s3_bucket.logs.id`.
struct TerraformPlan: ResourceFormat {
    let name = "terraform-plan"
    let title = "a Terraform plan"

    func recognises(_ root: DocumentNode) -> Bool {
        root["format_version"]?.kind == .string
            && (root["planned_values"]?.kind == .map || root["resource_changes"]?.kind == .list)
    }

    func sensitiveValues(_ root: DocumentCursor) -> [SourceSpan] { TerraformSensitivity.ofPlan(root) }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        let configuration = TerraformConfiguration(of: root)
        var types: Set<String> = []
        var seen: Set<String> = []
        for change in root["resource_changes"]?.elements ?? [] where !TerraformResource.isDeposed(change) {
            let actions = (change["change"]?["actions"]?.elements ?? []).compactMap(\.string)
            if let address = change["address"]?.string { seen.insert(address) }
            if let type = change["type"]?.string { types.insert(type) }
            if actions == ["delete"] || actions == ["forget"] { continue }
            if change["change"]?.kind != .map, change["address"] != nil, change["type"] != nil {
                writer.report(
                    FormatDiagnostics.faulty(
                        "the resource", "has no map 'change'", at: change,
                        hint: "make the file with 'terraform show -json'"))
                continue
            }
            read(
                change, after: change["change"]?["after"], unknown: change["change"]?["after_unknown"], configuration,
                into: &writer)
        }
        let planned = TerraformModule.resources(of: root["planned_values"]?["root_module"])
        let prior = TerraformModule.resources(of: root["prior_state"]?["values"]?["root_module"])
        for resource in planned + prior.filter({ $0["mode"]?.string == "data" }) {
            guard !TerraformResource.isDeposed(resource), let address = resource["address"]?.string,
                seen.insert(address).inserted
            else { continue }
            if let type = resource["type"]?.string { types.insert(type) }
            read(resource, after: resource["values"], unknown: nil, configuration, into: &writer)
        }
        writer.isComplete(in: TerraformResource.kinds(types: types, providers: configuration.providerNames))
    }

    private func read(
        _ resource: DocumentCursor, after: DocumentCursor?, unknown: DocumentCursor?,
        _ configuration: TerraformConfiguration, into writer: inout EnvelopeWriter
    ) {
        let address = PlacedText(resource["address"])
        guard var head = TerraformResource.head(resource, address: address, values: after, into: &writer) else {
            return
        }
        let id = head.id.text
        head.region =
            head.region ?? PlacedText(configuration.provider("region", of: id)) ?? TerraformResource.region(of: head)
        head.account =
            head.account
            ?? ["project", "subscription_id"].lazy.compactMap { PlacedText(configuration.provider($0, of: id)) }
            .first
        let attributes = PlannedAttributes(
            address: head.id.text, module: resource["module_address"]?.string ?? "", configuration: configuration)
        writer.resource(head) { builder in
            if after == nil, unknown?.kind != .map {
                builder.beginMap()
                builder.endMap(at: resource.span)
            } else {
                attributes.write(after, unknown: unknown, at: .root, into: &builder)
            }
        }
    }
}

/// The modules of planned values and of a state.
enum TerraformModule {
    /// The resources of a module and of the modules it calls, outer ones first.
    static func resources(of module: DocumentCursor?) -> [DocumentCursor] {
        guard let module else { return [] }
        return (module["resources"]?.elements ?? [])
            + (module["child_modules"]?.elements ?? []).flatMap { resources(of: $0) }
    }
}

/// Writes the attributes that a resource will have, with those that are known after apply among them.
private struct PlannedAttributes {
    let address: String
    let module: String
    let configuration: TerraformConfiguration

    /// `unknown` has the shape of `after`, and `true` where a value is known after apply; such a value is not in `after`, or null there.
    func write(
        _ after: DocumentCursor?, unknown: DocumentCursor?, at path: DocumentPath, into builder: inout DocumentBuilder
    ) {
        guard let unknown else {
            if let after { builder.copy(after) } else { builder.null() }
            return
        }
        switch unknown.kind {
        case .boolean where unknown.node.bool == true:
            builder.undetermined(name(of: path), at: unknown.span)
        case .map where after == nil || after?.kind == .map:
            writeMap(after, unknown, at: path, into: &builder)
        case .list where after == nil || after?.kind == .list:
            builder.beginList()
            let known = after?.elements ?? []
            let marks = unknown.elements
            for index in 0..<max(known.count, marks.count) {
                write(
                    index < known.count ? known[index] : nil, unknown: index < marks.count ? marks[index] : nil,
                    at: path.appending(index: index), into: &builder)
            }
            builder.endList(at: (after ?? unknown).span)
        case .null, .boolean, .number, .string, .list, .map, .undetermined:
            if let after { builder.copy(after) } else { builder.null(at: unknown.span) }
        }
    }

    private func writeMap(
        _ after: DocumentCursor?, _ unknown: DocumentCursor, at path: DocumentPath, into builder: inout DocumentBuilder
    ) {
        builder.beginMap()
        let known = after?.members ?? []
        let marks = unknown.members
        let marked = Dictionary(marks, uniquingKeysWith: { first, _ in first })
        for (key, value) in known {
            builder.key(key, at: value.keySpan)
            write(value, unknown: marked[key], at: path.appending(key: key), into: &builder)
        }
        let written = Set(known.map(\.key))
        for (key, mark) in marks where !written.contains(key) {
            builder.key(key, at: mark.keySpan)
            write(nil, unknown: mark, at: path.appending(key: key), into: &builder)
        }
        builder.endMap(at: (after ?? unknown).span)
    }

    private func name(of path: DocumentPath) -> String {
        configuration.reference(path, of: address, in: module) ?? "\(address).\(path)"
    }
}
