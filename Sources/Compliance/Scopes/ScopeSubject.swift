package import ResourceDocuments
import ResourceReaders

/// What selectors read in a resource's document.
package struct SelectableAttributes: Hashable, Sendable {
    package var name: String
    /// nil where the resource says nothing of it.
    package var region: String?
    package var tags: [String]

    package init(name: String, region: String? = nil, tags: [String] = []) {
        self.name = name
        self.region = region
        self.tags = tags
    }

    /// `@name` else `@id`, `@region` else `@location`, and `@tags`. O(tags)
    package init(_ frame: ResourceFrame) {
        let text = { (attribute: ResourceAttribute) in frame.text(of: frame.attributes[attribute]) }
        name = text(.name) ?? text(.id) ?? ""
        region = text(.region) ?? text(.location)
        let tags = frame.attributes.tags
        switch tags.tag {
        case .array:
            self.tags = (0..<tags.low).compactMap { frame.text(of: frame.view.element(of: tags, at: $0)) }
        case .object, .objectWithDuplicates:
            self.tags = (0..<tags.low).map { index in
                let key = String(decoding: frame.view.bytes(ofKey: frame.view.key(of: tags, at: index)), as: UTF8.self)
                return frame.text(of: frame.view.value(of: tags, at: index)).map { "\(key):\($0)" } ?? key
            }
        case .null, .false, .true, .integer, .decimal, .string, .decodedString, .key, .undetermined, .unknown,
            .resource, .list, .extra:
            self.tags = []
        }
    }
}

extension ResourceFrame {
    fileprivate func text(of word: TapeWord) -> String? {
        guard word.tag == .string || word.tag == .decodedString else { return nil }
        return String(decoding: view.bytes(of: word), as: UTF8.self)
    }
}

/// A resource as scopes see it: what is known without its document, and that only where a selector asks for it.
struct ScopeSubject {
    let kind: String
    let account: String?
    let group: String?
    /// Read once at most; nil inside where the resource's file cannot be read any more.
    private var read: SelectableAttributes??
    private let readAttributes: () -> SelectableAttributes?

    init(
        kind: String, account: String?, group: String?, attributes: @escaping () -> SelectableAttributes?
    ) {
        self.kind = kind
        self.account = account
        self.group = group
        readAttributes = attributes
    }

    private var attributes: SelectableAttributes? {
        mutating get {
            if let read { return read }
            let attributes = readAttributes()
            read = .some(attributes)
            return attributes
        }
    }

    /// What a selector's values are held against; empty where the resource says nothing of it.
    mutating func values(of property: ScopeSelector.Property) -> [String] {
        switch property {
        case .environment:
            kind == AccountResources.kind
                ? CloudEnvironment.allCases.flatMap(\.names) : CloudEnvironment(ofKind: kind).names
        case .kinds: [kind]
        case .regions: [attributes?.region].compactMap(\.self)
        case .tags: attributes?.tags ?? []
        case .names: [attributes?.name].compactMap(\.self)
        }
    }
}
