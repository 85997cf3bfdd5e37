import ResourceDocuments
import SourceText

/// What a format says of one resource beside its properties.
struct EnvelopeHead {
    var kind: PlacedText
    var id: PlacedText
    var name: PlacedText?
    var account: PlacedText?
    var region: PlacedText?
    var location: PlacedText?
    var group: PlacedText?
    var tags: [(key: PlacedText, value: DocumentCursor)] = []
    /// Tags that are no pairs but texts, `env:prod`; anything else is no tags.
    var listedTags: DocumentCursor?
    var suppressions: [Suppression] = []
    var portion = ResourcePortion.whole
    /// Whether another region may have the id again.
    var isRegional = false
}

/// How much of a resource one document says.
enum ResourcePortion {
    /// All of it: another of its kind and id is a second one.
    case whole
    /// The resource, of which others may say more.
    case base
    /// More of a resource that stands elsewhere, such as its access policy.
    case addition
}

/// Text, and where it stands or what it comes from.
struct PlacedText {
    var text: String
    var span: SourceSpan?

    init(_ text: String, at span: SourceSpan? = nil) {
        self.text = text
        self.span = span
    }

    /// nil where the value is no text or empty.
    init?(_ value: DocumentCursor?) {
        guard let value, let text = value.string, !text.isEmpty else { return nil }
        self.init(text, at: value.span)
    }
}

/// Writes the resources of one document as a list of envelopes over the same text.
struct EnvelopeWriter {
    private let source: SourceFile
    private var builder: DocumentBuilder
    private var rests: [Rest] = []
    /// How kinds are spelt that the provider takes in any case.
    let spellings: KindSpellings
    /// Kinds that the document is complete in, with `*` for any run of characters; empty where it says nothing of that.
    private(set) var collectedKinds: [String] = []
    /// Whether an id counts within the document only, so that another may have it again.
    private(set) var hasLocalIDs = false
    private(set) var diagnostics: [Diagnostic] = []
    /// The ids of this file that are no resource's alone.
    private(set) var repeatedIDs: RepeatedIDs

    /// What the document that is written cannot hold.
    private struct Rest {
        let suppressions: [Suppression]
        let portion: ResourcePortion
        let isRegional: Bool
    }

    init(for document: Document, spellings: KindSpellings, repeatedIDs: RepeatedIDs) {
        self.spellings = spellings
        self.repeatedIDs = repeatedIDs
        source = document.source
        builder = DocumentBuilder(source: document.source, medium: document.medium, keys: document.keys)
        builder.beginList()
    }

    /// Whether no resource was written.
    var isEmpty: Bool { rests.isEmpty }

    mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    /// A plan, a state, a template: what it does not hold is not there, and its ids are its own.
    mutating func isComplete(in kinds: [String]) {
        collectedKinds += kinds
        hasLocalIDs = true
    }

    /// The document's ids are its own; of completeness it says nothing.
    mutating func idsAreLocal() { hasLocalIDs = true }

    /// The id, or one made of it where an earlier resource of the file has it.
    mutating func distinct(_ id: PlacedText, of kind: String) -> PlacedText {
        repeatedIDs.distinct(id, of: kind, in: source)
    }

    /// One resource; `properties` writes one map.
    mutating func resource(_ head: EnvelopeHead, properties: (inout DocumentBuilder) -> Void) {
        builder.beginMap()
        let texts: [(String, PlacedText?)] = [
            ("kind", head.kind), ("id", head.id), ("name", head.name), ("account", head.account),
            ("region", head.region), ("location", head.location), ("resource_group", head.group),
        ]
        for case (let field, let value?) in texts {
            builder.key(field)
            builder.string(value.text, at: value.span)
        }
        if !head.tags.isEmpty {
            builder.key("tags")
            builder.beginMap()
            var seen: Set<String> = []
            for tag in head.tags where seen.insert(tag.key.text).inserted {
                builder.key(tag.key.text, at: tag.key.span)
                builder.copy(tag.value)
            }
            builder.endMap()
        } else if let tags = head.listedTags, tags.kind == .list, tags.elements.allSatisfy({ $0.kind == .string }) {
            builder.key("tags")
            builder.copy(tags)
        }
        builder.key("properties")
        properties(&builder)
        builder.endMap()
        rests.append(Rest(suppressions: head.suppressions, portion: head.portion, isRegional: head.isRegional))
    }

    /// One resource whose properties are a value of the document, or an empty map where there is none.
    mutating func resource(_ head: EnvelopeHead, properties: DocumentCursor?) {
        resource(head) { builder in
            if let properties, properties.kind == .map {
                builder.copy(properties)
            } else {
                builder.beginMap()
                builder.endMap(at: properties.flatMap(\.span))
            }
        }
    }

    /// The envelopes; nil where they are larger than a document can be.
    consuming func finish() -> (document: Document, parts: [ResourceParts])? {
        let rests = rests
        builder.endList()
        guard let document = builder.finish() else { return nil }
        let parts = zip(PlacedNode(document).elements, rests).compactMap { envelope, rest -> ResourceParts? in
            var parts = Self.parts(of: envelope, suppressions: rest.suppressions, portion: rest.portion)
            parts?.isRegional = rest.isRegional
            return parts
        }
        return (document, parts)
    }

    private static let plainAttributes: [ResourceAttribute] = [.name, .account, .region, .location, .tags]

    /// What an envelope that was written here says.
    static func parts(
        of envelope: PlacedNode, suppressions: [Suppression], portion: ResourcePortion = .whole
    ) -> ResourceParts? {
        guard let kind = envelope["kind"], let id = envelope["id"], let properties = envelope["properties"] else {
            return nil
        }
        var parts = ResourceParts(kind: .node(kind), id: .node(id), properties: properties, identitySource: id)
        for attribute in plainAttributes { parts.attributes[attribute] = envelope["\(attribute)"].map { .node($0) } }
        parts.attributes[.group] = envelope["resource_group"].map { .node($0) }
        parts.suppressions = suppressions
        parts.portion = portion
        return parts
    }
}
