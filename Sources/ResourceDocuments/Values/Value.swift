import SourceText

/// A known value: a rule's literal, a parameter, a part of a document, the result of a function.
package indirect enum Value: Sendable {
    case boolean(Bool)
    case number(ExactNumber)
    case string(String)
    case list([Value])
    case map([MapEntry])
    case address(AddressRange)
    case instant(Instant)
    case span(TimeSpan)
    case version(VersionNumber)
    case pattern(Pattern)
}

/// A member of a map; members keep the order of the text.
package struct MapEntry: Sendable {
    package var key: String
    package var value: Value

    package init(key: String, value: Value) {
        self.key = key
        self.value = value
    }
}

extension Value: Hashable {
    /// Text by Unicode scalars, where `String` would compare canonical equivalents; maps whatever the order of their
    /// members; all else by value. Values of different kinds differ.
    package static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.boolean(let left), .boolean(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        case (.list(let left), .list(let right)): left == right
        case (.map(let left), .map(let right)): left == right || sorted(left) == sorted(right)
        case (.address(let left), .address(let right)): left == right
        case (.instant(let left), .instant(let right)): left == right
        case (.span(let left), .span(let right)): left == right
        case (.version(let left), .version(let right)): left == right
        case (.pattern(let left), .pattern(let right)): left == right
        case (.boolean, _), (.number, _), (.string, _), (.list, _), (.map, _), (.address, _), (.instant, _), (.span, _),
            (.version, _), (.pattern, _):
            false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .boolean(let value): hasher.combine(value)
        case .number(let number): hasher.combine(number)
        case .string(let text): hasher.combine(text)
        case .list(let elements): hasher.combine(elements)
        case .map(let entries): hasher.combine(Self.sorted(entries))
        case .address(let range): hasher.combine(range)
        case .instant(let instant): hasher.combine(instant)
        case .span(let span): hasher.combine(span)
        case .version(let version): hasher.combine(version)
        case .pattern(let pattern): hasher.combine(pattern)
        }
    }

    private static func sorted(_ entries: [MapEntry]) -> [MapEntry] {
        entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}

extension MapEntry: Hashable {
    package static func == (left: MapEntry, right: MapEntry) -> Bool {
        left.key.utf8.elementsEqual(right.key.utf8) && left.value == right.value
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(value)
    }
}

extension Value: CustomStringConvertible {
    /// As a message prints it: text bare, but in quotes inside lists and maps. Control characters, and those that turn the
    /// direction of a line, are made visible, so that a message cannot carry terminal sequences.
    package var description: String {
        switch self {
        case .string(let text): VisibleText.line(text)
        case .address(let range): range.description
        case .instant(let instant): instant.description
        case .version(let version): version.description
        case .boolean, .number, .list, .map, .span, .pattern: quoted
        }
    }

    /// As `description`, but what a rule writes as a string stands in quotes.
    package var quoted: String {
        switch self {
        case .boolean(let value): value ? "true" : "false"
        case .number(let number): number.description
        case .string(let text): JSONText.quoted(text)
        case .list(let elements): "[\(elements.map(\.quoted).joined(separator: ", "))]"
        case .map(let entries):
            "{\(entries.map { "\(JSONText.quoted($0.key)): \($0.value.quoted)" }.joined(separator: ", "))}"
        case .address(let range): "\"\(range)\""
        case .instant(let instant): "\"\(instant)\""
        case .span(let span): span.description
        case .version(let version): "\"\(version)\""
        case .pattern(let pattern): pattern.description
        }
    }
}
