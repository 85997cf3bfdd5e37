import ResourceDocuments
import SourceText

/// A state as `terraform show -json` writes it (format 1.x), or as Terraform keeps it (`terraform.tfstate`, version 4).
struct TerraformState: ResourceFormat {
    let name = "terraform-state"
    let title = "a Terraform state"

    func recognises(_ root: DocumentNode) -> Bool {
        if root["format_version"]?.kind == .string {
            // A state without resources has no values either.
            return root["values"]?["root_module"]?.kind == .map
                || root.entries.allSatisfy { Self.keys.contains($0.key) }
        }
        return root["terraform_version"]?.kind == .string && root["version"]?.kind == .number
            && root["resources"]?.kind == .list
    }

    private static let keys: Set<String> = ["format_version", "terraform_version", "values", "checks"]

    func sensitiveValues(_ root: DocumentCursor) -> [SourceSpan] { TerraformSensitivity.ofState(root) }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        guard TerraformVersion.isRead(root, into: &writer) else { return }
        var types: Set<String> = []
        for resource in TerraformModule.resources(of: root["values"]?["root_module"])
        where !TerraformResource.isDeposed(resource) {
            let values = resource["values"]
            guard
                var head = TerraformResource.head(
                    resource, address: PlacedText(resource["address"]), values: values, into: &writer)
            else { continue }
            head.region = head.region ?? TerraformResource.region(of: head)
            if let type = resource["type"]?.string { types.insert(type) }
            writer.resource(head, properties: values)
        }
        for resource in root["resources"]?.elements ?? [] {
            if let type = resource["type"]?.string { types.insert(type) }
            for instance in resource["instances"]?.elements ?? [] where !TerraformResource.isDeposed(instance) {
                let values = instance["attributes"]
                let address = Self.address(of: resource, instance)
                guard var head = TerraformResource.head(resource, address: address, values: values, into: &writer)
                else {
                    continue
                }
                head.region = head.region ?? TerraformResource.region(of: head)
                writer.resource(head, properties: values)
            }
        }
        writer.isComplete(in: TerraformResource.kinds(types: types))
    }

    /// `module.net.aws_subnet.private["a"]`; at the resource's name.
    private static func address(of resource: DocumentCursor, _ instance: DocumentCursor) -> PlacedText? {
        guard let type = resource["type"]?.string, let name = PlacedText(resource["name"]) else { return nil }
        let module = resource["module"]?.string.map { $0 + "." } ?? ""
        let mode = resource["mode"]?.string == "data" ? "data." : ""
        let index = instance["index_key"]?.node
        let key = index?.numberText.map { "[\($0)]" } ?? index?.string.map { "[\(JSONText.quoted($0))]" } ?? ""
        return PlacedText("\(module)\(mode)\(type).\(name.text)\(key)", at: name.span)
    }
}
