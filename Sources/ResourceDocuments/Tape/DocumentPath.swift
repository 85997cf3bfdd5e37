import SourceText

/// The way from a document's root to one of its values.
package struct DocumentPath: Hashable, Sendable {
    package enum Step: Hashable, Sendable {
        /// A map's member; `occurrence` counts from 0 among the members with that key.
        case key(String, occurrence: Int = 0)
        case index(Int)
    }

    package var steps: [Step]

    package init(_ steps: [Step] = []) { self.steps = steps }

    package static let root = DocumentPath()

    package var isRoot: Bool { steps.isEmpty }

    package func appending(_ step: Step) -> DocumentPath { DocumentPath(steps + [step]) }
    package func appending(_ path: DocumentPath) -> DocumentPath { DocumentPath(steps + path.steps) }
    package func appending(key: String, occurrence: Int = 0) -> DocumentPath {
        appending(.key(key, occurrence: occurrence))
    }
    package func appending(index: Int) -> DocumentPath { appending(.index(index)) }

    package func hasPrefix(_ other: DocumentPath) -> Bool { steps.starts(with: other.steps) }

    /// The way to the innermost value that both lead through.
    package func commonPrefix(_ other: DocumentPath) -> DocumentPath {
        DocumentPath(zip(steps, other.steps).prefix { $0 == $1 }.map(\.0))
    }
}

extension DocumentPath: CustomStringConvertible {
    /// As a rule writes it: `rules[2].remote.cidr_block`; a key that is no name in quotes, `labels."app.kubernetes.io/name"`.
    package var description: String {
        if steps.count == 1, case .key(let key, _) = steps[0] { return Self.text(of: key) }
        var text: [UInt8] = []
        text.reserveCapacity(Self.usualLength)
        for step in steps {
            switch step {
            case .index(let index):
                text.append(UInt8(ascii: "["))
                text.append(decimal: index)
                text.append(UInt8(ascii: "]"))
            case .key(var key, _):
                if !text.isEmpty { text.append(UInt8(ascii: ".")) }
                guard Self.isName(key) else {
                    JSONText.append(quoted: key, to: &text)
                    continue
                }
                key.withUTF8 { text.append(contentsOf: $0) }
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// In bytes.
    private static let usualLength = 64

    private static func text(of key: String) -> String { isName(key) ? key : JSONText.quoted(key) }

    /// The grammar's NAME: letters, digits, `_`, and `-` inside; a letter first.
    private static func isName(_ key: String) -> Bool {
        var key = key
        return key.withUTF8 { key in
            guard let first = key.first, isLetter(first), key.last != UInt8(ascii: "-") else { return false }
            var previous: UInt8 = first
            for byte in key.dropFirst() {
                switch byte {
                case UInt8(ascii: "_"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
                case UInt8(ascii: "-"): if previous == byte { return false }
                default: if !isLetter(byte) { return false }
                }
                previous = byte
            }
            return true
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
