import ResourceDocuments
import SourceText

/// A resource's document as a tree that may be changed.
indirect enum Properties: Hashable {
    case null
    /// As JSON writes it.
    case scalar(String)
    case list([Properties])
    case map([Member])

    struct Member: Hashable {
        var key: String
        var value: Properties
    }

    init(_ node: DocumentNode) {
        switch node.kind {
        case .null, .undetermined: self = .null
        case .boolean: self = .scalar(node.bool == true ? "true" : "false")
        case .number: self = .scalar(node.numberText ?? "0")
        case .string: self = .scalar(JSONText.quoted(node.string ?? ""))
        case .list: self = .list(node.elements.map(Properties.init))
        case .map: self = .map(node.entries.map { Member(key: $0.key, value: Properties($0.value)) })
        }
    }

    /// What an inventory's file would hold of a resource, whatever it was read from.
    init(envelopeOf resource: Resource) {
        let attributes = ResourceAttribute.allCases.filter { $0 != .source && !resource.node(of: $0).isNull }
        let members = attributes.map { Member(key: $0.envelopeKey, value: Properties(resource.node(of: $0))) }
        self = .map(members + [Member(key: "properties", value: Properties(resource.propertiesNode))])
    }

    /// The way to every member of every map in it, maps before what is in them.
    var memberPaths: [DocumentPath] {
        switch self {
        case .null, .scalar: return []
        case .list(let elements):
            return elements.enumerated().flatMap { index, element in
                element.memberPaths.map { DocumentPath([.index(index)]).appending($0) }
            }
        case .map(let members):
            return members.flatMap { member in
                let path = DocumentPath([.key(member.key)])
                return [path] + member.value.memberPaths.map { path.appending($0) }
            }
        }
    }

    subscript(steps: ArraySlice<DocumentPath.Step>) -> Properties? {
        guard let step = steps.first else { return self }
        switch (self, step) {
        case (.list(let elements), .index(let index)):
            return elements.indices.contains(index) ? elements[index][steps.dropFirst()] : nil
        case (.map(let members), .key(let key, _)):
            return members.first { $0.key == key }?.value[steps.dropFirst()]
        case (.null, _), (.scalar, _), (.list, .key), (.map, .index): return nil
        }
    }

    /// The same with another value in a place that is there; nil removes the member.
    func replacing(_ steps: ArraySlice<DocumentPath.Step>, with value: Properties?) -> Properties? {
        guard let step = steps.first else { return value }
        switch (self, step) {
        case (.list(var elements), .index(let index)):
            if let changed = elements[index].replacing(steps.dropFirst(), with: value) { elements[index] = changed }
            return .list(elements)
        case (.map(var members), .key(let key, _)):
            guard let index = members.firstIndex(where: { $0.key == key }) else { return self }
            if let changed = members[index].value.replacing(steps.dropFirst(), with: value) {
                members[index].value = changed
            } else {
                members.remove(at: index)
            }
            return .map(members)
        case (.null, _), (.scalar, _), (.list, .key), (.map, .index): return self
        }
    }
}

extension ResourceAttribute {
    /// The envelope's word for it.
    var envelopeKey: String { self == .group ? "resource_group" : description }
}
