import ResourceDocuments
import SourceText

/// A state as `terraform show -json` writes it (format 1.x), or as Terraform keeps it (`terraform.tfstate`, version 4).
struct TerraformState: ResourceFormat {
    let name = "terraform-state"
    let title = "a Terraform state"

    func recognises(_ root: DocumentNode) -> Bool {
        if root["format_version"]?.kind == .string { return root["values"]?["root_module"]?.kind == .map }
        return root["terraform_version"]?.kind == .string && root["version"]?.kind == .number
            && root["resources"]?.kind == .list
    }

    func read(_ root: DocumentCursor, into writer: inout EnvelopeWriter) {
        var types: Set<String> = []
        for resource in TerraformModule.resources(of: root["values"]?["root_module"]) {
            let values = resource["values"]
            guard
                let head = TerraformResource.head(
                    resource, address: PlacedText(resource["address"]), values: values, into: &writer)
            else { continue }
            if let type = resource["type"]?.string { types.insert(type) }
            writer.resource(head, properties: values)
        }
        for resource in root["resources"]?.elements ?? [] {
            if let type = resource["type"]?.string { types.insert(type) }
            for instance in resource["instances"]?.elements ?? [] {
                let values = instance["attributes"]
                let address = Self.address(of: resource, instance)
                guard let head = TerraformResource.head(resource, address: address, values: values, into: &writer)
                else {
                    continue
                }
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
