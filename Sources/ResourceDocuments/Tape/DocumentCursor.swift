package import SourceText

/// A value of a document that knows where on the tape it is kept, so that its place in the text is found in O(1).
///
/// What rewrites a document walks it with cursors: `DocumentBuilder.copy` keeps the place of every value that it copies.
package struct DocumentCursor: Sendable {
    package let node: DocumentNode
    private let position: Document.Position
    private let isMember: Bool

    private init(_ document: Document, _ position: Document.Position, isMember: Bool = false) {
        node = document.node(at: position)
        self.position = position
        self.isMember = isMember
    }

    /// The root of a document.
    package init(_ document: Document) { self.init(document, .root) }

    /// The value at `path`, nil when nothing is there.
    package init?(_ document: Document, at path: DocumentPath) {
        guard let position = document.position(of: path) else { return nil }
        var isMember = false
        if case .key = path.steps.last { isMember = true }
        self.init(document, position, isMember: isMember)
    }

    package var document: Document { node.document }

    /// Tells the values of one document apart.
    package struct Identity: Hashable, Sendable {
        fileprivate let position: Document.Position
    }

    package var identity: Identity { Identity(position: position) }

    /// Where the value stands; nil for one that no text shows. The first question reads the text once more, O(text).
    package var span: SourceSpan? { document.sourceSpan(of: position, in: document.spans) }

    package var place: SourcePlace? { span.map { SourcePlace(document.source, $0) } }

    /// Where the key in front of the value stands; nil for the root and for list elements.
    package var keySpan: SourceSpan? {
        guard isMember, case .word(let index) = position else { return nil }
        return document.sourceSpan(of: .word(index - 1), in: document.spans)
    }

    /// A map's member, the first of several with that key; nil when there is none or it is null. O(members).
    package subscript(key: String) -> DocumentCursor? {
        guard let index = node.memberIndex(key, occurrence: 0) else { return nil }
        let member = DocumentCursor(document, .word(node.word.high + index * 2 + 1), isMember: true)
        return member.node.isNull ? nil : member
    }

    /// A list's elements, nulls included; none of any other value.
    package var elements: [DocumentCursor] {
        guard node.kind == .list else { return [] }
        return (0..<node.word.low).map { DocumentCursor(document, .word(node.word.high + $0)) }
    }

    /// A map's members in document order, nulls and duplicates included; none of any other value.
    package var members: [(key: String, value: DocumentCursor)] {
        node.entries.enumerated().map { index, entry in
            (entry.key, DocumentCursor(document, .word(node.word.high + index * 2 + 1), isMember: true))
        }
    }

    /// The map that is written where an undetermined value will be.
    package var written: DocumentCursor? {
        node.written == nil ? nil : DocumentCursor(document, .word(node.word.high + 1))
    }

    package var kind: DocumentNode.Kind { node.kind }
    package var string: String? { node.string }
}
