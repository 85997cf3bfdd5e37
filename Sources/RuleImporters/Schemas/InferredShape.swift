import ResourceDocuments

/// What the values seen at one place have in common.
struct InferredShape {
    private var types: Set<String> = []
    private var properties: [String: InferredShape] = [:]
    /// How many maps were seen here, and how many members they had together.
    private var mapCount = 0
    private var memberCount = 0
    private var elements: [InferredShape] = []
    /// What every text so far reads as; nil when they have nothing in common.
    private var format: TextFormat?
    private var hasText = false

    /// What a text may read as, by names of JSON Schema's `format` that the checker understands.
    private enum TextFormat: String {
        case instant = "date-time"
        case address = "ip"

        init?(_ text: String) {
            if Instant(text) != nil {
                self = .instant
            } else if text.contains(where: { $0 == "." || $0 == ":" }), AddressRange(text) != nil {
                self = .address
            } else {
                return nil
            }
        }
    }

    /// A map with more distinct keys than this, each of them rare, has keys that are data: tags, labels.
    private static let manyKeys = 24

    mutating func add(_ value: DocumentNode) {
        switch value.kind {
        case .null: types.insert("null")
        case .undetermined: break
        case .boolean: types.insert("boolean")
        case .number: types.insert(value.numberText.map(Self.isInteger) ?? false ? "integer" : "number")
        case .string: add(text: value.string ?? "")
        case .list:
            types.insert("array")
            if elements.isEmpty { elements = [InferredShape()] }
            for element in value.elements { elements[0].add(element) }
        case .map:
            types.insert("object")
            mapCount += 1
            for (key, member) in value.entries {
                memberCount += 1
                properties[key, default: InferredShape()].add(member)
            }
        }
    }

    private static func isInteger(_ digits: String) -> Bool { !digits.contains { $0 == "." || $0 == "e" || $0 == "E" } }

    private mutating func add(text: String) {
        types.insert("string")
        let read = TextFormat(text)
        format = hasText ? (format == read ? format : nil) : read
        hasText = true
    }

    private mutating func merge(_ other: InferredShape) {
        types.formUnion(other.types)
        properties.merge(other.properties) { left, right in
            var merged = left
            merged.merge(right)
            return merged
        }
        mapCount += other.mapCount
        memberCount += other.memberCount
        if elements.isEmpty {
            elements = other.elements
        } else if let element = other.elements.first {
            elements[0].merge(element)
        }
        if other.hasText {
            format = hasText ? (format == other.format ? format : nil) : other.format
            hasText = true
        }
    }

    /// Whether the keys of these maps are data rather than names of properties.
    private var hasKeysOfItsOwn: Bool {
        properties.count > Self.manyKeys && memberCount * 3 < properties.count * mapCount
    }

    /// The schema's members, in a fixed order.
    var members: [SchemaTree.Member] {
        var members: [SchemaTree.Member] = []
        // An integer is a number: where both occur, the wider says all.
        let names = types.contains("number") ? types.subtracting(["integer"]) : types
        switch names.count {
        case 0: break
        case 1: members.append(SchemaTree.Member("type", .text(names.first ?? "")))
        default: members.append(SchemaTree.Member("type", .list(names.sorted().map { .text($0) })))
        }
        if hasText, let format { members.append(SchemaTree.Member("format", .text(format.rawValue))) }
        if types.contains("object") {
            if hasKeysOfItsOwn {
                var value = InferredShape()
                for (_, property) in properties.sorted(by: { $0.key < $1.key }) { value.merge(property) }
                members.append(SchemaTree.Member("additionalProperties", .map(value.members)))
            } else {
                let properties = properties.sorted { $0.key < $1.key }
                members.append(
                    SchemaTree.Member(
                        "properties", .map(properties.map { SchemaTree.Member($0.key, .map($0.value.members)) })))
            }
        }
        if let element = elements.first { members.append(SchemaTree.Member("items", .map(element.members))) }
        return members
    }
}
