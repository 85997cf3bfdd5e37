import ResourceDocuments
import RuleChecker

/// What rules read at one place of a resource: which members, whether elements, and the values that their answers turn on.
final class PropertyShape {
    /// In the order in which they were first read.
    private(set) var members: [(key: String, shape: PropertyShape)] = []
    private(set) var element: PropertyShape?
    /// Whether its elements are asked for with their keys, as a map has them.
    var hasKeys = false
    /// The keys themselves, where they are asked about.
    private(set) var keys: PropertyShape?
    /// The document that its text holds.
    private(set) var content: PropertyShape?
    /// Whether that document may be written as YAML, which not all JSON readers take.
    var takesYAML = false
    /// The text that its text is the base64 of.
    private(set) var encoded: PropertyShape?
    /// The pieces of its text, and what stands between them.
    private(set) var pieces: (separator: String, list: PropertyShape)?
    private(set) var values: [SampleValue] = []
    /// What is written nearly like one of them, or lies beside it.
    private(set) var beside: [SampleValue] = []
    /// What it may be read as, where rules name no value of it: a day, a number, a version.
    private(set) var typical: [SampleValue] = []
    /// How many characters, and how many elements, answers turn on.
    private(set) var lengths: [Int] = []
    private(set) var counts: [Int] = []
    /// Whether a function reads it that takes text alone: what is asked of a number is asked of its text.
    var readsText = false { didSet { if readsText, !oldValue { values.forEach(addAsText) } } }
    /// Whether its text is asked about in other letters.
    var foldsCase = false
    /// What it is compared with: places that take the same values.
    private(set) var peers: [PropertyShape] = []
    private let schema: SchemaView
    private var indexes: [String: Int] = [:]
    private var known: Set<SampleValue> = []
    private var knownBeside: Set<SampleValue> = []

    init(schema: SchemaView = .unknown) {
        self.schema = schema
        for value in schema.values ?? [] { add(SampleValue(value)) }
    }

    /// Of the schemas that speak of this place.
    var type: ValueType { schema.type }

    /// Whether a number may stand here that is no whole one.
    var takesFractions: Bool { !schema.isWhole }

    var isLeaf: Bool {
        members.isEmpty && element == nil && content == nil && encoded == nil && pieces == nil
    }

    func member(_ key: String) -> PropertyShape {
        if let index = indexes[key] { return members[index].shape }
        let shape = PropertyShape(schema: schema.member(key) ?? .unknown)
        indexes[key] = members.count
        members.append((key, shape))
        return shape
    }

    func elements() -> PropertyShape {
        if let element { return element }
        let shape = PropertyShape(schema: schema.elements)
        element = shape
        return shape
    }

    func decoded() -> PropertyShape {
        if let content { return content }
        let shape = PropertyShape()
        content = shape
        return shape
    }

    func decodedText() -> PropertyShape {
        if let encoded { return encoded }
        let shape = PropertyShape()
        encoded = shape
        return shape
    }

    /// A list of its keys, which stands nowhere.
    func listOfKeys() -> PropertyShape {
        let list = PropertyShape()
        list.element = keyShape()
        return list
    }

    /// A list of its members as `{key, value}`, which stands nowhere.
    func listOfEntries() -> PropertyShape {
        let entry = PropertyShape()
        for (name, shape) in [("key", keyShape()), ("value", elements())] {
            entry.indexes[name] = entry.members.count
            entry.members.append((name, shape))
        }
        let list = PropertyShape()
        list.element = entry
        return list
    }

    func keyShape() -> PropertyShape {
        hasKeys = true
        if let keys { return keys }
        let shape = PropertyShape()
        keys = shape
        return shape
    }

    func split(by separator: String) -> PropertyShape {
        if let pieces { return pieces.list }
        let list = PropertyShape()
        pieces = (separator, list)
        return list
    }

    func add(_ value: SampleValue) {
        if values.count < Self.maximumValues, known.insert(value).inserted { values.append(value) }
        if readsText { addAsText(value) }
    }

    private func addAsText(_ value: SampleValue) {
        guard case .number = value, let text = value.asText.map(SampleValue.text) else { return }
        if values.count < Self.maximumValues, known.insert(text).inserted { values.append(text) }
    }

    func add(typical value: SampleValue) {
        // Of other texts most read as nothing.
        if readsText { add(value) } else if !typical.contains(value) { typical.append(value) }
    }

    func add(beside value: SampleValue) {
        if beside.count < Self.maximumBeside, !known.contains(value), knownBeside.insert(value).inserted {
            beside.append(value)
        }
    }

    /// A list of a thousand ports is tried by its first.
    private static let maximumValues = 60
    private static let maximumBeside = 200

    func add(length: Int) { if !lengths.contains(length) { lengths.append(length) } }

    func add(count: Int) { if !counts.contains(count) { counts.append(count) } }

    func connect(with other: PropertyShape) {
        guard self !== other, !peers.contains(where: { $0 === other }) else { return }
        peers.append(other)
        other.peers.append(self)
    }
}

/// What rules read of the resources of a kind.
final class ResourceShape {
    let kinds: [KindPattern]
    let properties: PropertyShape
    private(set) var attributes: [ResourceAttribute: PropertyShape] = [:]
    /// How many of them answers turn on.
    private(set) var counts: [Int] = []

    init(kinds: [KindPattern], schemas: KindSchemas) {
        self.kinds = kinds
        properties = PropertyShape(schema: schemas.view(of: kinds))
    }

    func attribute(_ attribute: ResourceAttribute) -> PropertyShape {
        if let shape = attributes[attribute] { return shape }
        let shape = PropertyShape()
        attributes[attribute] = shape
        return shape
    }

    func add(count: Int) { if !counts.contains(count) { counts.append(count) } }

    /// A kind that the patterns take in.
    var kindNames: [String] {
        kinds.map { $0.text.split(separator: "*", omittingEmptySubsequences: false).joined(separator: "x") }
    }
}
