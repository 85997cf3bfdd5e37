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

    // MARK: Which block is which

    /// The block, of those that a resource writes, that one of its planned blocks comes from; nil where that is not certain: what a set holds has
    /// an order of its own in a plan, and `dynamic` blocks stand among the written ones.
    ///
    /// - Parameter planned: all of them; none where nothing is known of any, and then they are in the order in which they are written.
    static func written(
        _ written: [DocumentCursor], for index: Int, among planned: [DocumentCursor]
    ) -> DocumentCursor? {
        guard index < planned.count else { return planned.isEmpty && index < written.count ? written[index] : nil }
        let candidates = written.filter { mayGive($0, planned[index]) }
        guard candidates.count == 1, let block = candidates.first else { return nil }
        let isOnlyOne = written.count == planned.count || planned.count { mayGive(block, $0) } == 1
        return isOnlyOne ? block : nil
    }

    /// Whether the constants of a written block are those of a planned one.
    private static func mayGive(_ written: DocumentCursor, _ planned: DocumentCursor) -> Bool {
        written.members.allSatisfy { key, expression in
            guard let constant = text(of: expression["constant_value"]), let value = text(of: planned[key]) else {
                return true
            }
            return constant == value
        }
    }

    /// Of a scalar: `22` may be written as a text.
    private static func text(of value: DocumentCursor?) -> String? {
        value.flatMap { $0.string ?? $0.node.numberText ?? $0.node.bool.map { "\($0)" } }
    }
}
