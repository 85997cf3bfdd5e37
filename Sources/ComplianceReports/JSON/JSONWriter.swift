package import ResourceDocuments
import SourceText

/// The key of a member.
package enum JSONKey: ExpressibleByStringLiteral, Sendable {
    /// A report's own word: ASCII, without a quote or a backslash, so that it stands in JSON as it is.
    case word(StaticString)
    case text(String)

    package init(stringLiteral word: StaticString) { self = .word(word) }
}

/// Writes JSON as it goes: members in the order they are given, two spaces for each level, nothing held but text.
///
///     var writer = JSONWriter(to: { print($0, terminator: "") })
///     writer.object { writer in
///         writer.member("score", 93)
///         writer.member("controls", array: controls) { writer, control in writer.string(control.name) }
///     }
///     writer.finish()
package struct JSONWriter {
    /// Takes the text in pieces, each of whole characters; without it everything stays in `bytes`.
    private let output: ((String) -> Void)?
    /// What was written and not handed on.
    package private(set) var bytes: [UInt8]
    private var depth = 0
    /// Whether the innermost container has something in it.
    private var hasElements = false
    /// A member's key was just written, so that its value stands behind it.
    private var isAfterKey = false
    let layout: Layout

    package enum Layout: Sendable {
        /// Two spaces for each level.
        case indented
        case oneLine
        /// One line without a space that JSON does not need.
        case tight
    }

    /// In bytes: each piece costs a call, and a report may be larger than memory.
    private static let pieceSize = 1 << 16

    /// - Parameter output: takes the text in pieces; nil: `text` holds all of it.
    package init(to output: ((String) -> Void)? = nil, layout: Layout = .indented) {
        self.output = output
        self.layout = layout
        bytes = []
    }

    /// Writes behind what is there, which is nothing to it.
    init(behind bytes: consuming [UInt8], layout: Layout) {
        output = nil
        self.layout = layout
        self.bytes = bytes
    }

    /// The text that was not handed on; whole, without an output, once the outermost value has ended.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Behind the outermost value: ends its line.
    package mutating func finish() {
        bytes.append(UInt8(ascii: "\n"))
        flush()
    }

    /// A report of one list: `{name: […]}` with an object for each element.
    static func report<Element>(
        _ name: JSONKey, of elements: [Element], _ members: (inout JSONWriter, Element) -> Void
    ) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member(name, array: elements) { writer, element in writer.object { members(&$0, element) } }
        }
        return writer.text + "\n"
    }

    // MARK: Values

    package mutating func string(_ value: String) {
        separate()
        JSONText.append(quoted: value, to: &bytes)
    }
    package mutating func integer(_ value: Int) {
        separate()
        bytes.append(decimal: value)
    }
    package mutating func flag(_ value: Bool) { scalar(value ? "true" : "false") }
    package mutating func null() { scalar("null") }

    package mutating func object(_ members: (inout JSONWriter) -> Void) {
        container(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
    }
    package mutating func array(_ elements: (inout JSONWriter) -> Void) {
        container(UInt8(ascii: "["), UInt8(ascii: "]"), elements)
    }

    /// A value of the rule language: a number as it is, what JSON has no form for as text.
    package mutating func value(_ value: Value) {
        switch value {
        case .boolean(let flag): self.flag(flag)
        case .number(let number): scalar(number.description)
        case .string(let text): string(text)
        case .list(let elements): array { writer in for element in elements { writer.value(element) } }
        case .map(let entries):
            object { writer in for entry in entries { writer.member(.text(entry.key)) { $0.value(entry.value) } } }
        case .address(let range): string(range.description)
        case .instant(let instant): string(instant.description)
        case .span(let span): string(span.description)
        case .version(let version): string(version.description)
        case .pattern(let pattern): string(pattern.description)
        }
    }

    // MARK: Members

    package mutating func member(_ key: JSONKey, _ value: (inout JSONWriter) -> Void) {
        write(key)
        value(&self)
    }

    private mutating func write(_ key: JSONKey) {
        if layout != .indented, case .word(let word) = key { return write(word) }
        separate()
        switch key {
        case .word(let word):
            bytes.append(UInt8(ascii: "\""))
            append(word)
            bytes.append(UInt8(ascii: "\""))
        case .text(let text): JSONText.append(quoted: text, to: &bytes)
        }
        bytes.append(UInt8(ascii: ":"))
        if layout != .tight { bytes.append(UInt8(ascii: " ")) }
        isAfterKey = true
    }

    /// On one line, with what stands before and behind it, at once.
    private mutating func write(_ word: StaticString) {
        let name = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: name.count + 5) { text in
            var end = 0
            if hasElements {
                text[0] = UInt8(ascii: ",")
                end = 1
            }
            text[end] = UInt8(ascii: "\"")
            end = text[(end + 1)...].update(fromContentsOf: name)
            text[end] = UInt8(ascii: "\"")
            text[end + 1] = UInt8(ascii: ":")
            text[end + 2] = UInt8(ascii: " ")
            end += layout == .tight ? 2 : 3
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[..<end]))
        }
        hasElements = true
        isAfterKey = true
    }

    package mutating func member(_ key: JSONKey, _ value: String) { member(key) { $0.string(value) } }
    package mutating func member(_ key: JSONKey, _ value: Int) { member(key) { $0.integer(value) } }
    package mutating func member(_ key: JSONKey, _ value: Bool) { member(key) { $0.flag(value) } }
    /// null for nil: the key is always there.
    package mutating func member(_ key: JSONKey, _ value: String?) {
        member(key) { writer in if let value { writer.string(value) } else { writer.null() } }
    }
    package mutating func member(_ key: JSONKey, _ value: Int?) {
        member(key) { writer in if let value { writer.integer(value) } else { writer.null() } }
    }
    package mutating func member<Element>(
        _ key: JSONKey, array elements: some Sequence<Element>, _ write: (inout JSONWriter, Element) -> Void
    ) {
        member(key) { writer in writer.array { writer in for element in elements { write(&writer, element) } } }
    }
    package mutating func member(_ key: JSONKey, _ values: [String]) {
        member(key, array: values) { writer, value in writer.string(value) }
    }

    /// Members as a writer of the same layout wrote them, on one line.
    mutating func written(_ members: [UInt8]) {
        separate()
        bytes.append(contentsOf: members)
    }

    // MARK: Layout

    mutating func scalar(_ value: String) {
        separate()
        bytes.append(contentsOf: value.utf8)
    }

    private mutating func container(
        _ opening: UInt8, _ closing: UInt8, _ body: (inout JSONWriter) -> Void
    ) {
        separate()
        bytes.append(opening)
        depth += 1
        hasElements = false
        body(&self)
        depth -= 1
        if hasElements { breakLine() }
        bytes.append(closing)
        hasElements = true
        if bytes.count >= Self.pieceSize { flush() }
    }

    /// What stands before a value or a key: nothing behind a key, else a comma and a new line.
    private mutating func separate() {
        if isAfterKey {
            isAfterKey = false
            return
        }
        if hasElements { bytes.append(UInt8(ascii: ",")) }
        if depth > 0 { breakLine() }
        hasElements = true
    }

    private mutating func breakLine() {
        guard layout == .indented else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    // MARK: Bytes

    private mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func flush() {
        guard let output, !bytes.isEmpty else { return }
        output(text)
        bytes.removeAll(keepingCapacity: true)
    }
}
