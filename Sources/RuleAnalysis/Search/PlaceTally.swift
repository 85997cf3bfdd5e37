import ResourceDocuments
import ResourceReaders
import RuleChecker

/// Which values samples had at each place that rules read.
struct PlaceTally {
    private let shape: RuleShape
    private var values: [String: Set<SampleValue?>] = [:]

    /// More are not told apart.
    private static let maximumValues = 500
    private static let maximumDepth = 8

    init(_ shape: RuleShape) { self.shape = shape }

    mutating func add(_ sample: Sample) {
        add(sample.tested, shape.tested, "")
        for other in sample.others {
            guard let (kind, own) = shape.others.first(where: { $0.kind.matches(other.kind) }) else { continue }
            add(other, own, "\(kind.text): ")
        }
    }

    /// In the order in which rules read them.
    var counts: [PlaceCount] {
        (places(of: shape.tested, "") + shape.others.flatMap { places(of: $0.shape, "\($0.kind.text): ") })
            .map { place in
                let count = values[place]?.count ?? 0
                return PlaceCount(place: place, values: count, isMore: count == Self.maximumValues)
            }
    }

    // MARK: Samples

    private mutating func add(_ resource: SampleResource, _ shape: ResourceShape, _ prefix: String) {
        for (attribute, _) in shape.attributes {
            let value: SampleValue? =
                switch attribute {
                case .id: .text(resource.id)
                case .kind: .text(resource.kind)
                case .source: nil
                case .name, .account, .region, .location, .group, .tags:
                    resource.attributes.first { $0.key == attribute.envelopeKey }?.value
                }
            note("\(prefix)@\(attribute)", value)
        }
        add(resource.properties, shape.properties, prefix, 0)
    }

    private mutating func add(_ value: SampleValue?, _ shape: PropertyShape, _ path: String, _ depth: Int) {
        guard depth < Self.maximumDepth else { return }
        if depth > 0 { note(path, value) }
        for (key, member) in shape.members {
            guard case .map(let members)? = value else { continue }
            add(members.first { $0.key == key }?.value, member, Self.path(path, key), depth + 1)
        }
        guard let element = shape.element else { return }
        switch value {
        case .list(let elements): for inner in elements { add(inner, element, "\(path)[*]", depth + 1) }
        case .map(let members): for member in members { add(member.value, element, "\(path)[*]", depth + 1) }
        case .null, .boolean, .number, .text, .undetermined, nil: return
        }
    }

    private mutating func note(_ place: String, _ value: SampleValue?) {
        if values[place, default: []].count < Self.maximumValues { values[place, default: []].insert(value) }
    }

    // MARK: Places

    private func places(of shape: ResourceShape, _ prefix: String) -> [String] {
        ResourceAttribute.allCases.filter { shape.attributes[$0] != nil }.map { "\(prefix)@\($0)" }
            + places(of: shape.properties, prefix, 0)
    }

    private func places(of shape: PropertyShape, _ path: String, _ depth: Int) -> [String] {
        guard depth < Self.maximumDepth else { return [] }
        return (depth > 0 ? [path] : [])
            + shape.members.flatMap { places(of: $0.shape, Self.path(path, $0.key), depth + 1) }
            + (shape.element.map { places(of: $0, "\(path)[*]", depth + 1) } ?? [])
    }

    private static func path(_ path: String, _ key: String) -> String {
        path.isEmpty || path.hasSuffix(" ") ? path + key : "\(path).\(key)"
    }
}

/// A place that rules read, and how many values they were asked about there, none among them.
package struct PlaceCount: Sendable {
    package let place: String
    package let values: Int
    /// Whether there were more, which nobody counted.
    package let isMore: Bool
}
