package import ResourceDocuments
import SourceText

/// A value of a document that a search makes, changes and shows.
package indirect enum SampleValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(ExactNumber)
    case text(String)
    case list([SampleValue])
    case map([Member])
    /// A value that is decided later, by its name.
    case undetermined(String, mayBeNothing: Bool)

    package struct Member: Hashable, Sendable {
        package var key: String
        package var value: SampleValue

        package init(_ key: String, _ value: SampleValue) {
            self.key = key
            self.value = value
        }
    }

    /// As a document can hold it: what JSON has no form for as the text that reads as it.
    init(_ value: Value) {
        switch value {
        case .boolean(let flag): self = .boolean(flag)
        case .number(let number): self = .number(number)
        case .string(let text): self = .text(text)
        case .list(let elements): self = .list(elements.map(SampleValue.init))
        case .map(let entries): self = .map(entries.map { Member($0.key, SampleValue($0.value)) })
        case .address(let range): self = .text(range.description)
        case .instant(let instant): self = .text(instant.description)
        case .span(let span): self = .text(span.description)
        case .version(let version): self = .text(version.description)
        case .pattern(let pattern): self = .text(pattern.text)
        }
    }

    package init(_ node: DocumentNode) {
        switch node.kind {
        case .null: self = .null
        case .undetermined:
            // The function of a template is read as one again.
            if let function = node.written {
                self.init(function)
                return
            }
            self = .undetermined(node.undeterminedName ?? "", mayBeNothing: node.mayBeNothing)
        case .boolean: self = .boolean(node.bool ?? false)
        case .number: self = node.number.map(SampleValue.number) ?? .null
        case .string: self = .text(node.string ?? "")
        case .list: self = .list(node.elements.map { SampleValue($0) })
        case .map: self = .map(node.entries.map { Member($0.key, SampleValue($0.value)) })
        }
    }

    static func integer(_ value: Int64) -> SampleValue { .number(ExactNumber(value)) }

    /// How many values it is made of, itself included.
    var size: Int {
        switch self {
        case .null, .boolean, .number, .text, .undetermined: 1
        case .list(let elements): elements.reduce(1) { $0 + $1.size }
        case .map(let members): members.reduce(1) { $0 + $1.value.size }
        }
    }

    /// As JSON, on one line; what is decided later, of which JSON knows nothing, as it is said.
    package var text: String {
        switch self {
        case .null: "null"
        case .boolean(let flag): flag ? "true" : "false"
        case .number(let number): number.description
        case .text(let text): Self.quoted(text)
        case .list(let elements): "[\(elements.map(\.text).joined(separator: ", "))]"
        case .map(let members):
            members.isEmpty
                ? "{}"
                : "{ \(members.map { "\(JSONText.quoted($0.key)): \($0.value.text)" }.joined(separator: ", ")) }"
        case .undetermined(_, let mayBeNothing): Self.words(mayBeNothing: mayBeNothing)
        }
    }

    /// What it is where text alone can stand: as a key, as a piece of a text, within base64. Nil of what no text is.
    var asText: String? {
        switch self {
        case .boolean, .number: text
        case .text(let text): text
        case .null, .list, .map, .undetermined: nil
        }
    }

    /// The sign of Kelvin looks like a K: it is written by its number.
    private static func quoted(_ text: String) -> String {
        let quoted = JSONText.quoted(text)
        guard quoted.unicodeScalars.contains("\u{212A}") else { return quoted }
        return quoted.unicodeScalars.map { $0 == "\u{212A}" ? "\\u212a" : String($0) }.joined()
    }

    package static func words(mayBeNothing: Bool) -> String {
        mayBeNothing ? "(decided later, perhaps to be nothing)" : "(decided later)"
    }

    /// With functions of a template in the stead of what is decided later.
    func withFunctions() -> SampleValue {
        switch self {
        case .null, .boolean, .number, .text: self
        case .list(let elements): .list(elements.map { $0.withFunctions() })
        case .map(let members): .map(members.map { Member($0.key, $0.value.withFunctions()) })
        case .undetermined(let name, mayBeNothing: false): .map([Member("Ref", .text(name))])
        case .undetermined(let name, mayBeNothing: true):
            .map([
                Member("Fn::If", .list([.text(name), .text("alpha"), .map([Member("Ref", .text("AWS::NoValue"))])]))
            ])
        }
    }

    func write(to builder: inout DocumentBuilder) {
        switch self {
        case .null: builder.null()
        case .boolean(let flag): builder.bool(flag)
        case .number(let number): builder.number(number.description)
        case .text(let text): builder.string(text)
        case .list(let elements):
            builder.beginList()
            for element in elements { element.write(to: &builder) }
            builder.endList()
        case .map(let members):
            builder.beginMap()
            for member in members {
                builder.key(member.key)
                member.value.write(to: &builder)
            }
            builder.endMap()
        case .undetermined(let name, let mayBeNothing): builder.undetermined(name, mayBeNothing: mayBeNothing)
        }
    }
}

// MARK: Equality

extension SampleValue {
    /// Text by Unicode scalars, as rules compare it: `String` takes the sign of Kelvin for a K.
    package static func == (left: SampleValue, right: SampleValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let left), .boolean(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
        case (.list(let left), .list(let right)): left == right
        case (.map(let left), .map(let right)): left == right
        case (.undetermined(let left, let leftMay), .undetermined(let right, let rightMay)):
            left == right && leftMay == rightMay
        case (_, _): false
        }
    }
}

extension SampleValue.Member {
    package static func == (left: Self, right: Self) -> Bool {
        left.key.utf8.elementsEqual(right.key.utf8) && left.value == right.value
    }
}
