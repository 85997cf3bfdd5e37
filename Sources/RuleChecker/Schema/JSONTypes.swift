/// Types of values that a schema's `type` names (JSON Schema 2020-12, Validation, 6.1.1).
package struct JSONTypes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let array = JSONTypes(rawValue: 1)
    package static let boolean = JSONTypes(rawValue: 2)
    package static let integer = JSONTypes(rawValue: 4)
    package static let null = JSONTypes(rawValue: 8)
    package static let number = JSONTypes(rawValue: 16)
    package static let object = JSONTypes(rawValue: 32)
    package static let string = JSONTypes(rawValue: 64)

    private static let named: [(name: String, type: JSONTypes)] = [
        ("array", .array), ("boolean", .boolean), ("integer", .integer), ("null", .null), ("number", .number),
        ("object", .object), ("string", .string),
    ]

    static let allNames = named.map(\.name)

    /// nil for a name that JSON Schema does not have.
    init?(name: String) {
        guard let known = Self.named.first(where: { $0.name == name }) else { return nil }
        self = known.type
    }

    /// In alphabetical order.
    var names: [String] { Self.named.filter { contains($0.type) }.map(\.name) }
}
