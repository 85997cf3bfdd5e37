package import ResourceDocuments

/// What the schemas of a rule's kinds say together about the value at one place.
package struct SchemaView: Sendable {
    package let nodes: [SchemaNode]
    /// Some kind has no schema, or some schema lets the place hold anything: then nothing is an error.
    package let isOpen: Bool
    /// Some node lets the value be left out.
    package let isOptional: Bool

    package init(nodes: [SchemaNode], isOpen: Bool, isOptional: Bool = false) {
        let flat = Self.withAlternatives(nodes)
        self.nodes = flat
        self.isOpen = isOpen || flat.contains { $0.saysNothing }
        self.isOptional = isOptional
    }

    /// Each node once, and what it refers to. Nearly always there is one node, which refers to nothing.
    private static func withAlternatives(_ nodes: [SchemaNode]) -> [SchemaNode] {
        if nodes.isEmpty || nodes.count == 1 && nodes[0].alternatives.isEmpty { return nodes }
        var flat: [SchemaNode] = []
        var pending = nodes
        var seen: Set<ObjectIdentifier> = []
        while let node = pending.popLast() {
            guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
            flat.append(node)
            pending.append(contentsOf: node.alternatives)
        }
        return flat
    }

    /// A place of which nothing is known.
    package static let unknown = SchemaView(nodes: [], isOpen: true)

    /// The view of a list whose elements `element` describes.
    package static func list(of element: SchemaView) -> SchemaView {
        guard !element.isOpen else { return .unknown }
        let items = SchemaNode()
        items.alternatives = element.nodes
        let list = SchemaNode()
        list.types = .array
        list.items = items
        return SchemaView(nodes: [list], isOpen: false)
    }

    /// The view of `list(x)`: a list stays, any other value is its one element.
    package var asList: SchemaView {
        guard !isOpen else { return .unknown }
        let lists = nodes.filter { $0.types.contains(.array) || $0.items != nil }
        let others = nodes.filter { node in
            node.types.isEmpty ? !node.properties.isEmpty || node.values != nil : node.types != .array
        }
        if lists.isEmpty { return .list(of: self) }
        let own = SchemaView(nodes: lists, isOpen: false).elements
        return others.isEmpty ? self : .list(of: own.or(SchemaView(nodes: others, isOpen: false)))
    }

    /// The view of a value that either describes.
    package func or(_ other: SchemaView) -> SchemaView {
        SchemaView(nodes: nodes + other.nodes, isOpen: isOpen || other.isOpen)
    }

    /// The view of a value that this describes, or that is the one of a literal.
    package func or(_ literal: Value) -> SchemaView {
        if isOpen || literal == .list([]) { return self }
        return SchemaNode(holding: literal).map { or(SchemaView(nodes: [$0], isOpen: false)) } ?? .unknown
    }

    /// The view of a member; nil when no node can have it.
    package func member(_ name: String) -> SchemaView? {
        var found: [SchemaNode] = []
        var open = isOpen
        var optional = false
        for node in nodes {
            if let property = node.properties[name] {
                found.append(property)
                if !node.required.contains(name) { optional = true }
            } else if case .open(let schema) = node.additional {
                optional = true
                if let schema { found.append(schema) } else { open = true }
            }
        }
        if found.isEmpty, !open { return nil }
        return SchemaView(nodes: found, isOpen: open, isOptional: optional)
    }

    /// Whether nothing is said of members or elements.
    package var isLeaf: Bool {
        nodes.allSatisfy { node in
            if case .open = node.additional { return false }
            return node.properties.isEmpty && node.items == nil
        }
    }

    /// The view of a list's elements or a map's values.
    package var elements: SchemaView {
        var found: [SchemaNode] = []
        var open = isOpen
        for node in nodes {
            if let items = node.items { found.append(items) } else if node.types.contains(.array) { open = true }
            found.append(contentsOf: node.properties.values)
            if case .open(let schema) = node.additional {
                if let schema { found.append(schema) } else { open = true }
            }
        }
        return SchemaView(nodes: found, isOpen: open || found.isEmpty)
    }

    /// Whether every schema asks of a list that it has an element.
    package var isNeverEmptyList: Bool {
        let lists = nodes.filter { $0.types.contains(.array) || $0.items != nil }
        return !isOpen && !lists.isEmpty && lists.allSatisfy { $0.minimumCount > 0 }
    }

    /// Every name a member may have, for "did you mean".
    package var memberNames: Set<String> { Set(nodes.flatMap { $0.properties.keys }) }

    /// The only values that may occur, or nil when any may.
    package var values: [Value]? {
        guard !isOpen else { return nil }
        let speaking = nodes.filter { $0.values != nil || !$0.types.isEmpty || !$0.properties.isEmpty }
        guard !speaking.isEmpty, speaking.allSatisfy({ $0.values != nil }) else { return nil }
        return speaking.flatMap { $0.values ?? [] }
    }

    /// Of all nodes, null left aside.
    private var types: JSONTypes {
        nodes.reduce(into: JSONTypes()) { $0.formUnion($1.types) }.subtracting(.null)
    }

    /// The static type that every node agrees on, else `.any`.
    package var type: ValueType {
        guard !isOpen else { return .any }
        switch types {
        case .string: return .string
        case .number, .integer, [.number, .integer]: return .numeric
        case .boolean: return .boolean
        case .object: return .map
        case .array: return .list(elements.type)
        default: return .any
        }
    }

    /// Whether every schema has whole numbers here and nothing else.
    package var isWhole: Bool { !isOpen && types == .integer }

    /// What text at this place reads as, from `format`, when every node that names one agrees.
    package var textType: ValueType? {
        guard !isOpen else { return nil }
        let formats = Set(nodes.compactMap(\.format))
        guard formats.count == 1, let format = formats.first else { return nil }
        switch format {
        case "date-time", "date": return .timestamp
        case "ipv4", "ipv6", "ip", "cidr", "ip-range": return .ip
        case "duration": return .duration
        default: return nil
        }
    }
}
