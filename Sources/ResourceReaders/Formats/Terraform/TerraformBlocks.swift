import ResourceDocuments

/// Which properties of the resources of a plan are blocks, as far as any resource of the type shows: lists of maps.
///
/// A plan does not list what a block named `dynamic` writes. Where such a block goes over what is known after apply, all of it is, and
/// nothing but the other resources tells it from what the provider decides.
struct TerraformBlocks {
    private struct Name: Hashable {
        let type: String
        let property: String
    }

    private var names: Set<Name> = []

    init(of plan: DocumentCursor) {
        for change in plan["resource_changes"]?.elements ?? [] {
            guard let type = change["type"]?.string else { continue }
            for values in [change["change"]?["before"], change["change"]?["after"]] { add(values, of: type) }
        }
        add(plan["configuration"]?["root_module"])
    }

    /// The blocks that a module and those that it calls write.
    private mutating func add(_ module: DocumentCursor?) {
        for resource in module?["resources"]?.elements ?? [] {
            if let type = resource["type"]?.string { add(resource["expressions"], of: type) }
        }
        for (_, call) in module?["module_calls"]?.members ?? [] { add(call["module"]) }
    }

    private mutating func add(_ values: DocumentCursor?, of type: String) {
        for (key, value) in values?.members ?? [] where value.elements.first?.kind == .map {
            names.insert(Name(type: type, property: key))
        }
    }

    func contains(_ property: String, ofType type: String) -> Bool {
        names.contains(Name(type: type, property: property))
    }
}
