package import ResourceDocuments
package import SourceText

/// A node of a document together with the way to it, so that its place in the text can be shown.
package struct PlacedNode: Sendable {
    /// A chain: every value that is read has a place, and hardly anybody asks for one.
    private indirect enum Way: Sendable {
        case start(DocumentPath)
        case step(Way, DocumentPath.Step)
    }

    package let node: DocumentNode
    private let way: Way

    package init(_ node: DocumentNode, path: DocumentPath) {
        self.init(node, .start(path))
    }

    private init(_ node: DocumentNode, _ way: Way) {
        self.node = node
        self.way = way
    }

    /// O(steps)
    package var path: DocumentPath {
        var steps: [DocumentPath.Step] = []
        var way = way
        while case .step(let before, let step) = way {
            steps.append(step)
            way = before
        }
        guard case .start(let path) = way else { return DocumentPath(steps.reversed()) }
        return DocumentPath(path.steps + steps.reversed())
    }

    /// The root of a document.
    package init(_ document: Document) {
        self.init(document.root, path: DocumentPath())
    }

    /// Where the node stands. O(document): the text is read again.
    package var place: SourcePlace? { node.document.place(of: path) }

    /// Where the key in front of the node stands. O(document)
    package var keyPlace: SourcePlace? { node.document.keyPlace(of: path) }

    /// A map's member; nil when there is none or it is null.
    package subscript(key: String) -> PlacedNode? {
        guard let member = node[key], member.kind != .null else { return nil }
        return PlacedNode(member, .step(way, .key(key)))
    }

    /// A list's elements; none of anything else.
    package var elements: [PlacedNode] {
        node.elements.enumerated().map { index, element in
            PlacedNode(element, .step(way, .index(index)))
        }
    }

    /// A map's members in document order, those that are null included; none of anything else.
    package var members: [(key: String, value: PlacedNode)] {
        guard node.hasDuplicateKeys else {
            return node.entries.map { key, value in (key, PlacedNode(value, .step(way, .key(key)))) }
        }
        var occurrences: [String: Int] = [:]
        return node.entries.map { key, value in
            let occurrence = occurrences[key, default: 0]
            occurrences[key] = occurrence + 1
            return (key, PlacedNode(value, .step(way, .key(key, occurrence: occurrence))))
        }
    }

    /// What a message calls it: `a number`, `a list`.
    package var kindName: String {
        switch node.kind {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "text"
        case .list: "a list"
        case .map: "a map"
        case .undetermined: "a value that is decided later"
        }
    }
}
