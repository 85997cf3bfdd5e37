import ResourceDocuments
import RuleChecker

/// Makes and changes samples of what rules read.
struct SampleMaker {
    private let shape: RuleShape
    var random: SplitMix
    /// Lists within long ones are short.
    private var isInLongList = false

    init(_ shape: RuleShape, random: SplitMix) {
        self.shape = shape
        self.random = random
    }

    /// Deeper than rules look nothing is made.
    private static let maximumDepth = 12

    // MARK: New samples

    mutating func sample() -> Sample {
        var others: [SampleResource] = []
        var sizes: [(ResourceShape, Int)] = []
        for (_, shape) in shape.others {
            if let size = size(among: shape.counts) { sizes.append((shape, size)) }
            for _ in 0..<(random.chance(70) ? 1 : Int(random.next() % 3)) {
                others.append(resource(of: shape, id: "other-\(others.count + 1)"))
            }
        }
        var sample = Sample(resource(of: shape.tested, id: "example"), others: others)
        for (shape, size) in sizes { resize(&sample, to: size, shape) }
        return sample
    }

    private mutating func resource(of shape: ResourceShape, id: String) -> SampleResource {
        let kind = shape.kindNames.randomElement(using: &random) ?? "example"
        var resource = SampleResource(
            kind: kind, id: id, properties: value(of: shape.properties, depth: 0, isRoot: true))
        for attribute in ResourceAttribute.allCases { change(attribute, of: &resource, shape) }
        return resource
    }

    /// Gives an attribute that rules read another value.
    private mutating func change(
        _ attribute: ResourceAttribute, of resource: inout SampleResource, _ shape: ResourceShape
    ) {
        guard let place = shape.attributes[attribute] else { return }
        switch attribute {
        case .kind, .source: return
        case .id: if case .text(let id) = text(of: place), !id.isEmpty, random.chance(60) { resource.id = id }
        case .name, .account, .region, .location, .group:
            setAttribute(attribute, of: &resource, to: random.chance(90) ? text(of: place) : nil)
        case .tags:
            setAttribute(
                attribute, of: &resource, to: random.chance(90) ? value(of: place, depth: 0) : nil)
        }
    }

    private func setAttribute(
        _ attribute: ResourceAttribute, of resource: inout SampleResource, to value: SampleValue?
    ) {
        resource.attributes.removeAll { $0.key == attribute.envelopeKey }
        if let value { resource.attributes.append(SampleValue.Member(attribute.envelopeKey, value)) }
    }

    private mutating func text(of place: PropertyShape) -> SampleValue {
        .text(value(of: place, depth: 0).asText ?? "alpha")
    }

    // MARK: Values

    mutating func value(of shape: PropertyShape, depth: Int, isRoot: Bool = false) -> SampleValue {
        guard depth < Self.maximumDepth else { return .null }
        if !isRoot, random.chance(3) { return odd() }
        if !isRoot, shape.isLeaf || random.chance(shape.values.isEmpty ? 0 : 30) { return leaf(of: shape) }
        if let content = shape.content, random.chance(90) {
            let text = value(of: content, depth: depth + 1, isRoot: true).text
            return .text(shape.takesYAML && random.chance(30) ? text.asYAML : text)
        }
        if let encoded = shape.encoded, random.chance(90),
            let text = value(of: encoded, depth: depth + 1).asText
        {
            return .text(text.inBase64)
        }
        if let pieces = shape.pieces, random.chance(90) {
            guard case .list(let parts) = value(of: pieces.list, depth: depth + 1) else {
                return .text("")
            }
            return .text(parts.compactMap(\.asText).joined(separator: pieces.separator))
        }
        if let element = shape.element, shape.members.isEmpty || random.chance(50), !isRoot || shape.members.isEmpty {
            let elements =
                size(among: shape.counts).map { resized([], to: $0, element, depth) }
                ?? (0..<(random.chance(60) ? 1 : Int(random.next() % 4))).map { _ in
                    value(of: element, depth: depth + 1)
                }
            guard isRoot || (shape.hasKeys && shape.type != .list(.any) && random.chance(60)) || shape.type == .map
            else { return .list(elements) }
            return .map(elements.enumerated().map { SampleValue.Member(key($0.offset, of: shape), $0.element) })
        }
        return .map(
            shape.members.compactMap { key, member in
                random.chance(85) ? SampleValue.Member(key, value(of: member, depth: depth + 1)) : nil
            })
    }

    private mutating func key(_ index: Int, of shape: PropertyShape) -> String {
        let texts = (shape.keys?.values ?? []).compactMap(\.asText)
        // A map has no key twice.
        guard texts.indices.contains(index), random.chance(70) else { return "key\(index + 1)" }
        return texts[index]
    }

    private mutating func leaf(of shape: PropertyShape) -> SampleValue {
        if let length = shape.lengths.randomElement(using: &random), random.chance(50) {
            return .text(text(of: shape, length: length))
        }
        if !shape.peers.isEmpty, random.chance(50) {
            let shared = shape.peers.flatMap(\.values) + [.text("alpha"), .text("beta"), .text("example")]
            if let value = shared.randomElement(using: &random) { return value }
        }
        if !shape.values.isEmpty, random.chance(90), let value = shape.values.randomElement(using: &random) {
            return value
        }
        if shape.values.isEmpty, !shape.typical.isEmpty, random.chance(80),
            let value = shape.typical.randomElement(using: &random)
        {
            return value
        }
        return typical(of: shape.type)
    }

    private mutating func typical(of type: ValueType) -> SampleValue {
        switch type {
        case .boolean: return .boolean(random.chance(50))
        case .numeric: return .integer(Int64(random.next() % 100))
        case .string: return random.chance(50) ? .text("alpha") : .text("beta")
        case .list(let element): return random.chance(30) ? .list([]) : .list([typical(of: element)])
        case .map, .resource: return .map([])
        case .quantity: return .text("1")
        case .timestamp: return .text("2020-01-01T00:00:00Z")
        case .duration: return .text("1d")
        case .version: return .text("1.0.0")
        case .ip: return .text("10.0.0.1")
        case .pattern: return .text("a+")
        case .any:
            let values: [SampleValue] = [
                .boolean(true), .boolean(false), .text("alpha"), .text("beta"), .integer(1), .list([]), .map([]),
            ]
            return values.randomElement(using: &random) ?? .null
        }
    }

    /// What nobody expects at a place.
    private mutating func odd() -> SampleValue {
        let values: [SampleValue] = [.null, .text(""), .integer(0), .boolean(false), .list([]), .map([])]
        return values.randomElement(using: &random) ?? .null
    }

    // MARK: Changes

    /// The sample with a few things in it made anew.
    mutating func changed(_ sample: Sample) -> Sample {
        var sample = sample
        for _ in 0..<(1 + Int(random.next() % 3)) {
            if !shape.others.isEmpty, random.chance(30) {
                changeOthers(of: &sample)
            } else {
                change(&sample.tested, shape.tested)
            }
        }
        return sample
    }

    private mutating func changeOthers(of sample: inout Sample) {
        guard let (_, shape) = shape.others.randomElement(using: &random) else { return }
        let index = sample.others.indices.randomElement(using: &random)
        if let size = size(among: shape.counts) {
            resize(&sample, to: size, shape)
        } else if let index, random.chance(30) {
            sample.others.remove(at: index)
        } else if let index, random.chance(80) {
            let kind = sample.others[index].kind
            let own = self.shape.others.first { $0.kind.matches(kind) }?.shape ?? shape
            change(&sample.others[index], own)
        } else if sample.others.count < 6 {
            sample.others.append(resource(of: shape, id: Self.unusedID(in: sample)))
        }
    }

    private mutating func change(_ resource: inout SampleResource, _ shape: ResourceShape) {
        if !shape.attributes.isEmpty, random.chance(25) {
            for attribute in ResourceAttribute.allCases { change(attribute, of: &resource, shape) }
        } else if let kind = shape.kindNames.randomElement(using: &random), random.chance(5) {
            resource.kind = kind
        } else {
            resource.properties = changed(resource.properties, shape.properties, depth: 0)
        }
    }

    private mutating func changed(_ value: SampleValue, _ shape: PropertyShape, depth: Int) -> SampleValue {
        guard depth == 0 || random.chance(75) else { return self.value(of: shape, depth: depth) }
        switch value {
        case .map(var members):
            let known = shape.members.map(\.key)
            if let index = members.indices.randomElement(using: &random), random.chance(75) {
                let key = members[index].key
                let inner = known.contains(key) ? shape.member(key) : shape.element
                if random.chance(10) {
                    members.remove(at: index)
                } else if let inner {
                    members[index].value = changed(members[index].value, inner, depth: depth + 1)
                }
                return .map(members)
            }
            let lacking = known.filter { key in !members.contains { $0.key == key } }
            if let key = lacking.randomElement(using: &random) {
                members.append(SampleValue.Member(key, self.value(of: shape.member(key), depth: depth + 1)))
            }
            return .map(members)
        case .list(var elements):
            guard let element = shape.element else { return self.value(of: shape, depth: depth) }
            if let size = size(among: shape.counts) { return .list(resized(elements, to: size, element, depth)) }
            guard let index = elements.indices.randomElement(using: &random), random.chance(75) else {
                return .list(elements + [self.value(of: element, depth: depth + 1)])
            }
            if random.chance(20) {
                elements.remove(at: index)
            } else {
                elements[index] = changed(elements[index], element, depth: depth + 1)
            }
            return .list(elements)
        case .null, .boolean, .number, .text, .undetermined:
            return depth == 0 ? self.value(of: shape, depth: 0, isRoot: true) : self.value(of: shape, depth: depth)
        }
    }

    // MARK: Sizes

    /// One of the sizes that answers turn on; nil for any.
    private mutating func size(among sizes: [Int]) -> Int? {
        guard !isInLongList, let size = sizes.randomElement(using: &random), random.chance(50) else { return nil }
        return size
    }

    private static let longList = 8

    /// What is asked of each of them holds of most that are alike, so that the number of those of which it holds is met.
    private mutating func resized(
        _ elements: [SampleValue], to size: Int, _ shape: PropertyShape, _ depth: Int
    ) -> [SampleValue] {
        let isOutermost = !isInLongList
        isInLongList = isInLongList || size > Self.longList
        defer { if isOutermost { isInLongList = false } }
        var resized = Array(elements.prefix(size))
        let areAlike = random.chance(70)
        while resized.count < size {
            let known = areAlike ? resized.randomElement(using: &random) : nil
            resized.append(known ?? value(of: shape, depth: depth + 1))
        }
        return resized
    }

    /// So many other resources of the kind, those that are new like those that are there.
    private mutating func resize(_ sample: inout Sample, to size: Int, _ shape: ResourceShape) {
        func isOwn(_ resource: SampleResource) -> Bool { shape.kinds.contains { $0.matches(resource.kind) } }
        var count = sample.others.count(where: isOwn)
        while count > size, let last = sample.others.lastIndex(where: isOwn) {
            sample.others.remove(at: last)
            count -= 1
        }
        let areAlike = random.chance(70)
        while count < size {
            let id = Self.unusedID(in: sample)
            let known = areAlike ? sample.others.filter(isOwn).randomElement(using: &random) : nil
            var new = known ?? resource(of: shape, id: id)
            new.id = id
            sample.others.append(new)
            count += 1
        }
    }

    private static func unusedID(in sample: Sample) -> String {
        let used = Set(sample.others.map(\.id))
        var number = sample.others.count + 1
        while used.contains("other-\(number)") { number += 1 }
        return "other-\(number)"
    }

    /// A text that the place takes, made longer or shorter.
    private mutating func text(of shape: PropertyShape, length: Int) -> String {
        let texts = shape.values.compactMap { if case .text(let text) = $0, !text.isEmpty { text } else { nil } }
        let scalars = Array((texts.randomElement(using: &random) ?? "a").unicodeScalars)
        var text = String.UnicodeScalarView()
        for index in 0..<length { text.append(scalars[min(index, scalars.count - 1)]) }
        return String(text)
    }
}
