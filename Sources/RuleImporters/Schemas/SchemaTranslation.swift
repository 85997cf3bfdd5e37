import ResourceDocuments
import SourceText

/// Copies of a provider's schema what the checker understands, with every definition that is reached.
///
/// Keywords of `SchemaNode` are kept; `patternProperties` become `additionalProperties`, because keys that follow a pattern are
/// data. `anyOf`, `oneOf` and `allOf` keep those schemas that say what a value may be: one that only says what else is
/// required would open the whole.
struct SchemaTranslation {
    private let document: Document
    private var definitions: [SchemaTree.Member] = []
    private var wanted: [(name: String, node: DocumentNode)] = []
    private var names: Set<String> = []
    private(set) var diagnostics: [Diagnostic] = []

    /// Containers of definitions, in the dialects that providers write; they are no part of a definition's name.
    private static let containers: Set<String> = ["$defs", "definitions", "components", "schemas"]

    init(of document: Document) { self.document = document }

    /// The members of a schema, and behind them everything it refers to.
    mutating func translate(
        _ node: DocumentNode
    ) -> (root: [SchemaTree.Member], definitions: [SchemaTree.Member]) {
        let root = members(of: node)
        while let next = wanted.popLast() {
            definitions.append(SchemaTree.Member(next.name, .map(members(of: next.node))))
        }
        return (root, definitions.sorted { $0.key < $1.key })
    }

    private mutating func schema(_ node: DocumentNode) -> SchemaTree {
        if let flag = node.bool { return .flag(flag) }
        return .map(members(of: node))
    }

    private mutating func members(of node: DocumentNode) -> [SchemaTree.Member] {
        var members: [SchemaTree.Member] = []
        var patterns: DocumentNode?
        for (key, value) in node.entries {
            switch key {
            case "title", "format", "const", "enum", "type", "required":
                members.append(SchemaTree.Member(key, copy(value)))
            case "items", "additionalProperties":
                // A list of schemas, one for each position, says nothing of elements in general.
                if value.kind != .list { members.append(SchemaTree.Member(key, schema(value))) }
            case "properties":
                members.append(
                    SchemaTree.Member(
                        key, .map(value.entries.map { SchemaTree.Member($0.key, schema($0.value)) })))
            case "patternProperties": patterns = value
            case "anyOf", "oneOf", "allOf":
                let schemas = value.elements.map { schema($0) }.filter(Self.saysWhatAValueIs)
                if !schemas.isEmpty { members.append(SchemaTree.Member(key, .list(schemas))) }
            case "$ref": if let name = definition(value) { members.append(reference(to: name)) }
            default: continue
            }
        }
        if let patterns {
            members.removeAll { $0.key == "additionalProperties" }
            let schemas = patterns.entries.map { schema($0.value) }
            members.append(
                SchemaTree.Member("additionalProperties", schemas.count == 1 ? schemas[0] : .flag(true)))
        }
        return members
    }

    private func reference(to name: String) -> SchemaTree.Member {
        SchemaTree.Member("$ref", .text("#/$defs/\(name)"))
    }

    private static func saysWhatAValueIs(_ schema: SchemaTree) -> Bool {
        guard case .map(let members) = schema else { return false }
        return members.contains { $0.key != "required" && $0.key != "title" }
    }

    private func copy(_ node: DocumentNode) -> SchemaTree {
        switch node.kind {
        case .null, .undetermined: .text("null")
        case .boolean: .flag(node.bool ?? false)
        case .number: .number(node.numberText ?? "0")
        case .string: .text(node.string ?? "")
        case .list: .list(node.elements.filter { !$0.isNull }.map { copy($0) })
        case .map: .map(node.entries.map { SchemaTree.Member($0.key, copy($0.value)) })
        }
    }

    /// The name of the definition that a `$ref` leads to; nil, and a diagnostic, where it leads nowhere in this document.
    private mutating func definition(_ reference: DocumentNode) -> String? {
        let text = reference.string ?? ""
        // A file that is split into several names this one by its path.
        let pointer = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
        let steps = pointer.split(separator: "/").map { step in
            String(step).replacing("~1", with: "/").replacing("~0", with: "~")
        }
        var target: DocumentNode? = steps.isEmpty || !text.contains("#") ? nil : document.root
        for step in steps {
            guard let node = target else { break }
            target = node.kind == .list ? Int(step).flatMap { node[$0] } : node[step]
        }
        guard let target else {
            diagnostics.append(.unresolvedSchemaReference(text, in: document))
            return nil
        }
        let name = steps.drop { Self.containers.contains($0) }.joined(separator: ".")
        if names.insert(name).inserted { wanted.append((name, target)) }
        return name
    }
}
