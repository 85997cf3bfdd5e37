package import ResourceDocuments
package import SourceText

/// A node of a document together with the way to it, so that its place in the text can be shown.
package struct PlacedNode: Sendable {
    package let node: DocumentNode
    package let path: DocumentPath

    package init(_ node: DocumentNode, path: DocumentPath) {
        self.node = node
        self.path = path
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
        return PlacedNode(member, path: path.appending(.key(key)))
    }

    /// A list's elements; none of anything else.
    package var elements: [PlacedNode] {
        node.elements.enumerated().map { index, element in
            PlacedNode(element, path: path.appending(.index(index)))
        }
    }

    /// A map's members in document order, those that are null included; none of anything else.
    package var members: [(key: String, value: PlacedNode)] {
        var occurrences: [String: Int] = [:]
        return node.entries.map { key, value in
            let occurrence = occurrences[key, default: 0]
            occurrences[key] = occurrence + 1
            return (key, PlacedNode(value, path: path.appending(.key(key, occurrence: occurrence))))
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
