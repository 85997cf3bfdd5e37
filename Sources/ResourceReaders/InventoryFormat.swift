package import SourceText

/// What a file of an inventory is written in.
package enum InventoryFormat: Hashable, Sendable {
    case json
    /// One JSON document a line.
    case jsonLines
    case yaml

    /// The endings of files that a folder's inventory takes in.
    package static let fileEndings = ["json", "ndjson", "jsonl", "yaml", "yml"]

    /// By the name's ending, and where that says JSON or nothing, by the text: text whose first line ends one object and
    /// whose next line begins another is no JSON document, so it is JSON Lines.
    package init(of file: SourceFile) {
        let name = file.name.split(separator: "/").last ?? ""
        switch name.lastIndex(of: ".").map({ name[name.index(after: $0)...].lowercased() }) {
        case "ndjson", "jsonl": self = .jsonLines
        case "yaml", "yml": self = .yaml
        case "json": self = Self.startsLines(file.text) ? .jsonLines : .json
        case .some, .none:
            switch file.text.first(where: { !Self.isSpace($0) }) {
            case UInt8(ascii: "{"), UInt8(ascii: "["): self = Self.startsLines(file.text) ? .jsonLines : .json
            case .some, .none: self = .yaml
            }
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private static func startsLines(_ text: [UInt8]) -> Bool {
        guard let start = text.firstIndex(where: { !isSpace($0) }), text[start] == UInt8(ascii: "{"),
            let end = text[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }),
            text[start..<end].last(where: { !isSpace($0) }) == UInt8(ascii: "}")
        else { return false }
        return text[end...].first(where: { !isSpace($0) }) == UInt8(ascii: "{")
    }
}
