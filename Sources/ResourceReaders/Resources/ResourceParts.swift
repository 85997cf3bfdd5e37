import ResourceDocuments
import SourceText

/// What a reader found out about one resource, before it becomes a `Resource`.
struct ResourceParts {
    /// An attribute's value: a value of the document, or text that the reader worked out.
    enum Part {
        case node(PlacedNode)
        case text(String)

        /// Of a value of the document.
        var path: DocumentPath? {
            switch self {
            case .node(let value): value.path
            case .text: nil
            }
        }

        var text: String? {
            switch self {
            case .node(let value): value.node.string
            case .text(let text): text
            }
        }
    }

    let kind: Part
    let id: Part
    let properties: PlacedNode
    var attributes: [ResourceAttribute: Part] = [:]

    /// Where the id stands, else where the resource begins.
    let identitySource: PlacedNode
    var identityPlace: SourcePlace? { identitySource.place ?? properties.place }
    /// The whole value that says the resource, in Norma's own form.
    var envelope: PlacedNode?
    var suppressions: [Suppression] = []
    var portion = ResourcePortion.whole
    /// Whether another region may have the id again.
    var isRegional = false
}
