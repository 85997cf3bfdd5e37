import ResourceDocuments
import ResourceReaders
import RuleChecker

/// Samples that differ from one in a single place: each place that rules read, with each value that their answers may turn on, with none, and
/// with what is written nearly so.
struct SampleSweep {
    private let shape: RuleShape

    init(_ shape: RuleShape) { self.shape = shape }

    /// Deeper than rules look nothing is changed.
    private static let maximumDepth = 8

    func samples(beside sample: Sample) -> [Sample] {
        var samples = resources(beside: sample.tested, shape.tested).map { Sample($0, others: sample.others) }
        for (index, other) in sample.others.enumerated() {
            var without = sample
            without.others.remove(at: index)
            samples.append(without)
            var twice = sample
            twice.others.append(other.named("other-\(sample.others.count + 1)"))
            samples.append(twice)
            guard let own = shape.others.first(where: { $0.kind.matches(other.kind) })?.shape else { continue }
            samples += resources(beside: other, own).map { changed in
                var one = sample
                one.others[index] = changed
                return one
            }
        }
        return samples
    }

    private func resources(beside resource: SampleResource, _ shape: ResourceShape) -> [SampleResource] {
        var resources: [SampleResource] = []
        for kind in shape.kindNames where kind != resource.kind {
            var other = resource
            other.kind = kind
            resources.append(other)
        }
        for attribute in ResourceAttribute.allCases {
            guard let place = shape.attributes[attribute] else { continue }
            for value in replacements(of: nil, place, 0) {
                guard let changed = resource.with(attribute, value) else { continue }
                resources.append(changed)
            }
        }
        return resources
            + inner(resource.properties, shape.properties, 0).map { properties in
                var other = resource
                other.properties = properties
                return other
            }
    }

    /// What can stand in the stead of a value; nil for nothing.
    private func replacements(of value: SampleValue?, _ shape: PropertyShape, _ depth: Int) -> [SampleValue?] {
        guard depth < Self.maximumDepth else { return [] }
        return values(of: shape) + inner(value, shape, depth).map(Optional.some)
    }

    private static let others: [SampleValue] = [
        .null, .text(""), .text(" "), .text("x"), .boolean(true), .boolean(false), .integer(0), .integer(1), .list([]),
        .map([]),
    ]
    /// More values than these are rarely put into lists.
    private static let mostInLists = 6

    private func values(of shape: PropertyShape) -> [SampleValue?] {
        let plain = (shape.values + shape.peers.flatMap(\.values)).prefix(Self.mostInLists)
        let lists = plain.flatMap { value -> [SampleValue] in [.list([value]), .list([value, value])] }
        let sized = shape.lengths.flatMap { size -> [SampleValue] in
            let text = String(repeating: "a", count: max(0, size - 1))
            return [.text(text + "a"), .text(text + " "), .text(" " + text)]
        }
        return [nil] + sized + (shape.values.isEmpty ? shape.typical : shape.values) + shape.implied + shape.beside
            + shape.peers.flatMap(\.values) + Self.others
            + lists
    }

    /// The value with one thing within it changed.
    private func inner(_ value: SampleValue?, _ shape: PropertyShape, _ depth: Int) -> [SampleValue] {
        var all: [SampleValue] = []
        let members = value?.members ?? []
        for (key, member) in shape.members {
            let own = members.first { $0.key == key }?.value
            all += replacements(of: own, member, depth + 1).map { .map(members.setting(key, $0)) }
        }
        if let keys = shape.keys {
            for key in (keys.values + keys.implied + keys.beside).compactMap(\.asText) {
                let element = shape.element?.values.first ?? .boolean(true)
                all += [.map(members.setting(key, element)), .map([SampleValue.Member(key, element)])]
            }
        }
        if let element = shape.element { all += lists(value, element, depth) + sized(element, shape.counts, depth) }
        if let content = shape.content {
            let documents =
                inner(nil, content, depth + 1).map(\.text)
                + (content.isLeaf ? values(of: content).compactMap { $0?.text } : [])
            all += documents.map(SampleValue.text)
            if shape.takesYAML { all += documents.map { .text($0.asYAML) } }
        }
        if let encoded = shape.encoded {
            all += replacements(of: nil, encoded, depth + 1).compactMap { $0?.asText.map { .text($0.inBase64) } }
        }
        if let pieces = shape.pieces {
            let element = pieces.list.elements()
            let drawn = lists(nil, element, depth) + sized(element, pieces.list.counts, depth)
            all += drawn.compactMap { list in
                list.elements.map { parts in
                    .text(parts.compactMap(\.asText).joined(separator: pieces.separator))
                }
            }
        }
        return all
    }

    /// Lists as long as rules ask for, with each value at one of the last places of some that are alike.
    private func sized(_ element: PropertyShape, _ counts: [Int], _ depth: Int) -> [SampleValue] {
        let values = replacements(of: nil, element, depth + 1).compactMap(\.self)
        return counts.filter { (2...Self.longestSizedList).contains($0) }.flatMap { count in
            // A long one takes the time of many short ones.
            let isLong = count > Self.longestOfAll
            return values.prefix(isLong ? Self.mostInLongLists : Self.mostInSizedLists).flatMap { one in
                (isLong ? [count - 1] : [count - 1, count - 2]).map { place in
                    SampleValue.list((0..<count).map { $0 == place ? one : .text("x") })
                }
            }
        }
    }

    private static let mostInSizedLists = 12
    private static let mostInLongLists = 5
    private static let longestOfAll = 18
    private static let longestSizedList = 129

    /// Lists of none, one and several, of the same and of different ones.
    private func lists(_ value: SampleValue?, _ element: PropertyShape, _ depth: Int) -> [SampleValue] {
        let own = value?.elements ?? []
        let changed = replacements(of: own.first, element, depth + 1).compactMap(\.self)
        let pair = changed.prefix(2)
        return [.list([]), .list(own + own), .list(own.reversed()), .list(Array(pair)), .list(pair.reversed())]
            + changed.flatMap { one -> [SampleValue] in
                [.list([one]), .list([one] + own.dropFirst()), .list(own + [one]), .list([one, one])]
            }
    }
}

extension SampleResource {
    fileprivate func named(_ id: String) -> SampleResource {
        var other = self
        other.id = id
        return other
    }

    /// nil of what no resource has.
    fileprivate func with(_ attribute: ResourceAttribute, _ value: SampleValue?) -> SampleResource? {
        var other = self
        switch attribute {
        case .kind, .source: return nil
        case .id:
            guard case .text(let id)? = value, !id.isEmpty else { return nil }
            other.id = id
        case .name, .account, .region, .location, .group, .tags:
            other.attributes.removeAll { $0.key == attribute.envelopeKey }
            if let value { other.attributes.append(SampleValue.Member(attribute.envelopeKey, value)) }
        }
        return other
    }
}

extension SampleValue {
    fileprivate var members: [Member]? { if case .map(let members) = self { members } else { nil } }
    fileprivate var elements: [SampleValue]? { if case .list(let elements) = self { elements } else { nil } }
}

extension [SampleValue.Member] {
    fileprivate func setting(_ key: String, _ value: SampleValue?) -> Self {
        var members = self
        let index = members.firstIndex { $0.key == key }
        if let index {
            if let value { members[index].value = value } else { members.remove(at: index) }
        } else if let value {
            members.append(SampleValue.Member(key, value))
        }
        return members
    }
}

extension String {
    /// Of a JSON text: the same in YAML, and no longer JSON.
    var asYAML: String { "---\n\(self)" }

    /// RFC 4648, 4
    var inBase64: String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let bytes = Array(utf8)
        return stride(from: 0, to: bytes.count, by: 3).reduce(into: "") { text, start in
            let part = bytes[start..<min(start + 3, bytes.count)]
            let bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            for place in 0...part.count { text.append(letters[bits >> (18 - 6 * place) & 63]) }
            text += String(repeating: "=", count: 3 - part.count)
        }
    }
}
