import ResourceDocuments

/// A value while a rule is traced: what it is, or why that is not known, and where it comes from.
struct TracedValue: Sendable {
    enum Content: Sendable {
        indirect case unknown(Unknown)
        case boolean(Bool)
        case number(ExactNumber)
        case text(String)
        case list(TracedList.Storage)
        case map(TracedMap.Storage)
        indirect case address(AddressRange)
        case instant(Instant)
        case span(TimeSpan)
        indirect case version(VersionNumber)
        indirect case pattern(Pattern)
        /// A variable over `resources of`: it has attributes, and is a map of its properties wherever a value is due.
        case resource(TracedResource)
    }

    var content: Content
    var origin: Origin

    init(_ content: Content, _ origin: Origin) {
        self.content = content
        self.origin = origin
    }

    /// A constant.
    init(constant value: Value, _ origin: Origin) {
        self.origin = origin
        content =
            switch value {
            case .boolean(let value): .boolean(value)
            case .number(let number): .number(number)
            case .string(let text): .text(text)
            case .list(let elements): .list(.constant(elements))
            case .map(let entries): .map(.constant(entries))
            case .address(let range): .address(range)
            case .instant(let instant): .instant(instant)
            case .span(let span): .span(span)
            case .version(let version): .version(version)
            case .pattern(let pattern): .pattern(pattern)
            }
    }

    /// A part of a document; lists and maps are read when they are asked.
    init(_ node: DocumentNode, _ origin: Origin) {
        self.origin = origin
        switch node.kind {
        case .null: content = .unknown(Unknown(.absent, .null, at: origin.location))
        case .undetermined:
            content = .unknown(Unknown(decidedLater: node, at: origin.location))
        case .boolean: content = .boolean(node.bool ?? false)
        case .number:
            if let number = node.number {
                content = .number(number)
            } else {
                let text = node.numberText ?? ""
                content = .unknown(
                    Unknown(.badData, .badData(text: text, wanted: "a number in range"), at: origin.location))
            }
        case .string: content = .text(node.string ?? "")
        case .list: content = .list(.document(node))
        case .map: content = .map(.document(node))
        }
    }

    static func unknown(_ unknown: Unknown, _ origin: Origin = .rule) -> TracedValue {
        TracedValue(.unknown(unknown), origin)
    }

    /// A list that a path, a `let … each` or a function made.
    static func derivedList(_ elements: [TracedValue], _ origin: Origin) -> TracedValue {
        TracedValue(.list(.derived(elements)), origin)
    }

    var unknown: Unknown? { if case .unknown(let unknown) = content { unknown } else { nil } }

    /// The list, or nil of any other value.
    var list: TracedList? { if case .list(let list) = content { TracedList(list, origin) } else { nil } }

    /// The map, or a resource's properties; nil of any other value.
    var map: TracedMap? {
        switch content {
        case .map(let map): return TracedMap(map, origin)
        case .resource: return asValue.map
        case .unknown, .boolean, .number, .text, .list, .address, .instant, .span, .version, .pattern: return nil
        }
    }

    var text: String? { if case .text(let text) = content { text } else { nil } }
    var number: ExactNumber? { if case .number(let number) = content { number } else { nil } }

    /// A value that is neither a list nor a map.
    var scalar: Value? {
        switch content {
        case .boolean(let value): .boolean(value)
        case .number(let number): .number(number)
        case .text(let text): .string(text)
        case .address(let range): .address(range)
        case .instant(let instant): .instant(instant)
        case .span(let span): .span(span)
        case .version(let version): .version(version)
        case .pattern(let pattern): .pattern(pattern)
        case .unknown, .list, .map, .resource: nil
        }
    }

    /// Of a resource that cannot be said without a look at its properties.
    private var isKnown: Bool {
        switch content {
        case .unknown, .resource: false
        case .boolean, .number, .text, .list, .map, .address, .instant, .span, .version, .pattern: true
        }
    }

    var isUnknown: Bool { if case .unknown = content { true } else { false } }

    /// A resource as its properties; anything else as it is.
    var asValue: TracedValue {
        guard case .resource(let resource) = content else { return self }
        let node = resource.resource.propertiesNode
        if case .rule = origin { return TracedValue(node, .rule) }
        return TracedValue(node, .at(.properties(resource)))
    }

    /// The same where nobody asks for its place, nor for that of any part of it: every step of a way is an object, and takes longer to make than
    /// most tests take to answer.
    var placeless: TracedValue {
        switch origin {
        case .rule, .parameter: self
        case .at, .inside, .from, .key, .standIn: TracedValue(content, .rule)
        }
    }

    /// Unknown, because another kind of value is due.
    func wrongType(wanted: String) -> Unknown {
        if let unknown = asValue.unknown { return unknown }
        let found = kind?.words ?? ""
        return Unknown(
            .wrongType, .wrongType(found: found, text: ValueText.quoted(self), wanted: wanted), at: origin.location)
    }

    /// Unknown, because text or a number does not read as what is due.
    func badData(wanted: String) -> Unknown {
        Unknown(.badData, .badData(text: ValueText.quoted(self), wanted: wanted), at: origin.location)
    }

    /// The union of what is not known of two; nil when both are known.
    static func unknown(among first: TracedValue, _ second: TracedValue) -> Unknown? {
        if first.isKnown, second.isKnown { return nil }
        guard let unknown = first.asValue.unknown else { return second.asValue.unknown }
        return second.asValue.unknown.map(unknown.union) ?? unknown
    }
}

/// The kinds of values that Meaning.md tells apart.
enum ValueKind: Sendable {
    case boolean, number, text, list, map, address, instant, span, version, pattern

    /// `a string`
    var words: String {
        switch self {
        case .boolean: "a boolean"
        case .number: "a number"
        case .text: "a string"
        case .list: "a list"
        case .map: "a map"
        case .address: "an address"
        case .instant: "a timestamp"
        case .span: "a duration"
        case .version: "a version"
        case .pattern: "a pattern"
        }
    }
}

extension TracedValue {
    /// nil of what is not known.
    var kind: ValueKind? {
        switch content {
        case .unknown: nil
        case .boolean: .boolean
        case .number: .number
        case .text: .text
        case .list: .list
        case .map: .map
        case .resource: asValue.unknown == nil ? .map : nil
        case .address: .address
        case .instant: .instant
        case .span: .span
        case .version: .version
        case .pattern: .pattern
        }
    }
}
