import ResourceDocuments
import ResourceReaders
import SourceText

/// What stands around rules, and what clients leave in them: pages, answers of SDKs, the API of 2021, Terraform's blocks.
enum SCCEnvelope {
    /// The rules of a document: one rule, a list of rules, a page with `rules`; each may lie under `rule`, as in 2021.
    static func rules(in root: PlacedNode, _ diagnostics: inout Diagnostics) -> [PlacedNode] {
        // The SDKs' answers hold the body under `result`, beside headers and status.
        let body = root["required_config"] == nil ? root["result"] ?? root["Result"] ?? root : root
        let list = body.node.kind == .list ? body : body["rules"]
        guard let list else { return [rule(in: body)] }
        guard list.node.kind == .list, !list.elements.isEmpty else {
            diagnostics.report(.sccNoRules(at: list.place))
            return []
        }
        return list.elements.map(rule)
    }

    private static func rule(in node: PlacedNode) -> PlacedNode {
        guard node["required_config"] == nil, let rule = node["rule"], rule.node.kind == .map else { return node }
        return rule
    }

    /// Fields of a rule in the API of 2021, `/config/v1/rules`.
    static let fieldsOf2021: Set<String> = ["name", "rule_id", "rule_type", "enforcement_actions"]

    /// A list of one map is that map: Terraform's state has blocks as lists.
    static func one(_ node: PlacedNode) -> PlacedNode {
        guard node.node.kind == .list, node.elements.count == 1, let only = node.elements.first,
            only.node.kind == .map
        else { return node }
        return only
    }

    /// Terraform's state fills what is not set with `""` and `[]`.
    static func isBlank(_ value: PlacedNode) -> Bool {
        value.node.string == "" || value.node.kind == .list && value.node.elements.isEmpty
    }

    /// The fields that are filled with nothing.
    static func blankFields(of record: Record) -> Set<String> {
        Set(record.map.members.lazy.filter { isBlank($0.value) }.map(\.key))
    }
}

extension DocumentNode {
    /// How many properties and attributes are compared in it: the maps with an operator.
    var comparisonCount: Int {
        let inner =
            elements.reduce(0) { $0 + $1.comparisonCount }
            + entries.reduce(0) { $0 + $1.value.comparisonCount }
        return kind == .map && self["operator"]?.string?.isEmpty == false ? inner + 1 : inner
    }
}
