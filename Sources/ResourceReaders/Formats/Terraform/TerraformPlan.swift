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
        guard TerraformVersion.isRead(root, into: &writer) else { return }
        reportMissingParts(of: root, into: &writer)
        let configuration = TerraformConfiguration(of: root)
        var types: Set<String> = []
        let planned = plannedResources(of: root, types: &types, into: &writer)
        var instances = TerraformInstances()
        for resource in planned {
            guard let address = resource.content["address"]?.string else { continue }
            instances.add(TerraformAddress(address), unknown: resource.unknown)
        }
        let references = TerraformReferences(
            configuration: configuration, instances: instances, blocks: TerraformBlocks(of: root))
        for resource in planned { write(resource, references, into: &writer) }
        if root["complete"]?.node.bool == false { return writer.idsAreLocal() }
        writer.isComplete(in: TerraformResource.kinds(types: types, providers: configuration.providerNames))
    }

    /// What the plan says it leaves out.
    private func reportMissingParts(of root: DocumentCursor, into writer: inout EnvelopeWriter) {
        if let errored = root["errored"], errored.node.bool == true {
            writer.report(
                FormatDiagnostics.faulty(
                    "the plan", "is not whole: Terraform ended with an error", at: errored,
                    hint: "mend what 'terraform plan' reports, and make the file again"))
        } else if let complete = root["complete"], complete.node.bool == false, root["deferred_changes"] == nil {
            writer.report(FormatDiagnostics.partial(complete))
        }
        if let deferred = root["deferred_changes"], let first = deferred.elements.first {
            let count = deferred.elements.count
            writer.report(
                FormatDiagnostics.faulty(
                    "the plan", "puts \(count) \(count == 1 ? "change" : "changes") off, which nobody can judge yet",
                    at: first, hint: "apply what it plans, and plan again"))
        }
    }

    private struct PlannedResource {
        let content: DocumentCursor
        let after: DocumentCursor?
        /// What of `after` is known after apply.
        let unknown: DocumentCursor?
    }

    /// What will be, changes first; with the types of what will not be among `types`.
    private func plannedResources(
        of root: DocumentCursor, types: inout Set<String>, into writer: inout EnvelopeWriter
    ) -> [PlannedResource] {
        var resources: [PlannedResource] = []
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
            let after = change["change"]?["after"]
            if let after, after.kind != .map, after.kind != .null {
                writer.report(
                    FormatDiagnostics.faulty(
                        "'after'", "is no map", at: after, hint: "make the file with 'terraform show -json'"))
                continue
            }
            resources.append(
                PlannedResource(content: change, after: after, unknown: change["change"]?["after_unknown"]))
        }
        let planned = TerraformModule.resources(of: root["planned_values"]?["root_module"])
        let prior = TerraformModule.resources(of: root["prior_state"]?["values"]?["root_module"])
        for resource in planned + prior.filter({ $0["mode"]?.string == "data" }) {
            guard !TerraformResource.isDeposed(resource), let address = resource["address"]?.string,
                seen.insert(address).inserted
            else { continue }
            if let type = resource["type"]?.string { types.insert(type) }
            resources.append(PlannedResource(content: resource, after: resource["values"], unknown: nil))
        }
        return resources
    }

    private func write(
        _ resource: PlannedResource, _ references: TerraformReferences, into writer: inout EnvelopeWriter
    ) {
        let written = PlacedText(resource.content["address"])
        guard
            var head = TerraformResource.head(
                resource.content, address: written, values: resource.after, into: &writer)
        else { return }
        let address = TerraformAddress(head.id.text)
        func provider(_ setting: String) -> PlacedText? {
            PlacedText(references.configuration.provider(setting, of: address))
        }
        head.region = head.region ?? provider("region") ?? TerraformResource.region(of: head)
        head.account = head.account ?? provider("project") ?? provider("subscription_id")
        let attributes = PlannedAttributes(address: address, references: references, planned: resource.after)
        writer.resource(head) { builder in
            if resource.after == nil, resource.unknown?.kind != .map {
                builder.beginMap()
                builder.endMap(at: resource.content.span)
            } else {
                attributes.write(resource.after, unknown: resource.unknown, at: .root, into: &builder)
            }
        }
    }
}

/// The version of the format: a minor one adds to what there is, a major one may move it ("JSON output format").
enum TerraformVersion {
    /// Reports a version that is not read.
    static func isRead(_ root: DocumentCursor, into writer: inout EnvelopeWriter) -> Bool {
        guard let version = root["format_version"] else { return true }
        let major = version.string?.prefix(while: { $0 != "." })
        if major == "0" || major == "1" { return true }
        writer.report(FormatDiagnostics.otherVersion(version))
        return false
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
