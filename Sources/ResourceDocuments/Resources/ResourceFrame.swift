/// What a scan knows of a resource beside its properties: one word for each attribute, null where it knows nothing.
@frozen @usableFromInline package struct ResourceAttributes: Hashable, Sendable {
    @usableFromInline package var id = TapeWord.null
    @usableFromInline package var kind = TapeWord.null
    @usableFromInline package var name = TapeWord.null
    @usableFromInline package var account = TapeWord.null
    @usableFromInline package var region = TapeWord.null
    @usableFromInline package var location = TapeWord.null
    @usableFromInline package var group = TapeWord.null
    @usableFromInline package var tags = TapeWord.null
    @usableFromInline package var source = TapeWord.null

    package init() {}

    @inlinable package subscript(attribute: ResourceAttribute) -> TapeWord {
        get {
            switch attribute {
            case .id: id
            case .kind: kind
            case .name: name
            case .account: account
            case .region: region
            case .location: location
            case .group: group
            case .tags: tags
            case .source: source
            }
        }
        set {
            switch attribute {
            case .id: id = newValue
            case .kind: kind = newValue
            case .name: name = newValue
            case .account: account = newValue
            case .region: region = newValue
            case .location: location = newValue
            case .group: group = newValue
            case .tags: tags = newValue
            case .source: source = newValue
            }
        }
    }
}

/// A resource as the machine reads it: plain words, no ownership, valid as long as its view is.
@frozen @usableFromInline package struct ResourceFrame {
    @usableFromInline package var view: DocumentView
    @usableFromInline package var properties: TapeWord
    @usableFromInline package var attributes: ResourceAttributes

    @inlinable package init(view: DocumentView, properties: TapeWord, attributes: ResourceAttributes) {
        self.view = view
        self.properties = properties
        self.attributes = attributes
    }
}
