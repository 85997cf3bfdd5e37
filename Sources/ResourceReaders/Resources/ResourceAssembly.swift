import ResourceDocuments
import SourceText

/// Makes resources of what a reader found in one document.
enum ResourceAssembly {
    /// Text that the document does not hold (a kind given on the command line, an account out of a CRN, the file's name)
    /// is added behind it, each text once.
    static func resources(_ parts: [ResourceParts], of document: Document) -> [Resource] {
        var texts = AddedTexts()
        let source = texts.index(of: document.source.name)
        let indexed = parts.map { parts in all(parts).mapValues { $0.index(in: &texts) } }
        let marked = TemplateFunctions.marking(parts, in: document)
        let (extended, words) = marked.appending(texts.all)
        func word(of value: PlacedNode) -> TapeWord {
            marked === document ? value.node.word : marked.node(at: value.path)?.word ?? .null
        }
        return zip(parts, indexed).map { parts, attributes in
            var resourceAttributes = ResourceAttributes()
            var paths: [ResourceAttribute: DocumentPath] = [:]
            for (attribute, location) in attributes {
                switch location {
                case .document(let value):
                    resourceAttributes[attribute] = word(of: value)
                    paths[attribute] = value.path
                case .added(let index): resourceAttributes[attribute] = words[index]
                }
            }
            resourceAttributes[.source] = words[source]
            return Resource(
                document: extended, attributes: resourceAttributes, properties: word(of: parts.properties),
                propertiesPath: parts.properties.path, attributePaths: paths, suppressions: parts.suppressions)
        }
    }

    private static func all(_ parts: ResourceParts) -> [ResourceAttribute: ResourceParts.Part] {
        parts.attributes.merging([.kind: parts.kind, .id: parts.id]) { _, identity in identity }
    }
}

private enum PartLocation {
    case document(PlacedNode)
    case added(Int)
}

extension ResourceParts.Part {
    fileprivate func index(in texts: inout AddedTexts) -> PartLocation {
        switch self {
        case .node(let value): .document(value)
        case .text(let text): .added(texts.index(of: text))
        }
    }
}

private struct AddedTexts {
    private(set) var all: [String] = []
    private var indices: [String: Int] = [:]

    mutating func index(of text: String) -> Int {
        if let index = indices[text] { return index }
        indices[text] = all.count
        all.append(text)
        return all.count - 1
    }
}
