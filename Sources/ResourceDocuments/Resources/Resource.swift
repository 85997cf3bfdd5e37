/// One thing whose configuration rules judge, with the document that describes it.
package struct Resource: Sendable {
    package let document: Document
    package let attributes: ResourceAttributes
    package let properties: TapeWord
    /// Where the properties stand in the document.
    package let propertiesPath: DocumentPath
    /// Where those attributes stand that the document holds; others were added by a reader.
    package let attributePaths: [ResourceAttribute: DocumentPath]
    /// The rules that its document asks to leave it alone.
    package let suppressions: [Suppression]

    /// Words come from `document`; a `properties` that is null stands for a resource of which nothing was read.
    package init(
        document: Document, attributes: ResourceAttributes, properties: TapeWord,
        propertiesPath: DocumentPath = .root, attributePaths: [ResourceAttribute: DocumentPath] = [:],
        suppressions: [Suppression] = []
    ) {
        self.document = document
        self.attributes = attributes
        self.properties = properties
        self.propertiesPath = propertiesPath
        self.attributePaths = attributePaths
        self.suppressions = suppressions
    }

    /// Valid as long as this resource, or its document, lives.
    package var frame: ResourceFrame {
        ResourceFrame(view: document.view, properties: properties, attributes: attributes)
    }

    package var propertiesNode: DocumentNode { DocumentNode(document: document, word: properties) }

    /// A null node for an attribute that nobody knows.
    package func node(of attribute: ResourceAttribute) -> DocumentNode {
        DocumentNode(document: document, word: attributes[attribute])
    }

    /// An attribute as text: a string, or a number as it was written (an account in YAML without quotes).
    package func text(of attribute: ResourceAttribute) -> String? {
        let node = node(of: attribute)
        return node.string ?? node.numberText
    }

    /// Empty when the inventory gives none.
    package var id: String { text(of: .id) ?? "" }
    package var kind: String { text(of: .kind) ?? "" }
    package var name: String? { text(of: .name) }
    package var account: String? { text(of: .account) }
    package var region: String? { text(of: .region) }
    package var location: String? { text(of: .location) }
    package var group: String? { text(of: .group) }
    package var source: String? { text(of: .source) }

    /// The path in the document of a path in the properties.
    package func path(ofProperty path: DocumentPath) -> DocumentPath { propertiesPath.appending(path) }
}
