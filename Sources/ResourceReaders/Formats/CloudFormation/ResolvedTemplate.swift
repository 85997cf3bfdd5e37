import ResourceDocuments

/// What `TemplateWriter` makes of a template.
struct ResolvedTemplate {
    static let resources = "Resources"
    static let unconditionalGlobals = "Globals"
    static let conditionalGlobals = "GlobalsByCondition"

    private let root: DocumentCursor
    /// The loops that could not be written.
    let unwrittenLoops: [DocumentCursor]

    init(_ document: Document, unwrittenLoops: [DocumentCursor]) {
        root = DocumentCursor(document)
        self.unwrittenLoops = unwrittenLoops
    }

    /// By their logical ids, loops written out.
    var resources: [(id: String, resource: DocumentCursor)] {
        (root[Self.resources]?.members ?? []).filter { !$0.value.node.isNull }.map { ($0.key, $0.value) }
    }

    /// The section `Globals` as it is where the resource is.
    func globals(for resource: DocumentCursor) -> DocumentCursor? {
        resource["Condition"]?.string.flatMap { root[Self.conditionalGlobals]?[$0] } ?? root[Self.unconditionalGlobals]
    }
}
