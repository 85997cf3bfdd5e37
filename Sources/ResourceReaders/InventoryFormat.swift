package import SourceText

/// What a file of an inventory is written in.
package enum InventoryFormat: Hashable, Sendable {
    case json
    /// One JSON document a line.
    case jsonLines
    case yaml
    case dockerfile
    case toml
    case ini

    /// How the names of files end that a folder's inventory takes in.
    package static let fileEndings =
        [".json", ".yaml", ".yml", "Dockerfile", ".dockerfile", "Containerfile"] + lineEndings + packedLineEndings
    /// The same of files with a resource a line.
    package static let lineEndings = [".ndjson", ".jsonl"]
    /// The same where such a file is packed.
    package static let packedLineEndings = lineEndings.flatMap { ending in packedEndings.map { ending + $0 } }
    /// How the names of packed files end, whatever is packed.
    package static let packedEndings = [".gz", ".zst"]
    /// The same of files that only a mapping says the resources of.
    package static let mappedFileEndings = [".toml", ".ini"]

    /// By the name's ending, and where that says JSON or nothing, by the text: text whose first line ends one object and
    /// whose next line begins another is no JSON document, so it is JSON Lines.
    package init(of file: SourceFile) {
        let name = file.name.split(separator: "/").last ?? ""
        if Self.packedLineEndings.contains(where: name.hasSuffix) {
            self = .jsonLines
            return
        }
        if Self.isDockerfile(name) {
            self = .dockerfile
            return
        }
        switch name.lastIndex(of: ".").map({ name[name.index(after: $0)...].lowercased() }) {
        case "ndjson", "jsonl": self = .jsonLines
        case "yaml", "yml": self = .yaml
        case "toml": self = .toml
        case "ini": self = .ini
        case "json": self = Self.startsLines(file.text) ? .jsonLines : .json
        case .some, .none:
            switch file.text.first(where: { !Self.isSpace($0) }) {
            case UInt8(ascii: "{"), UInt8(ascii: "["): self = Self.startsLines(file.text) ? .jsonLines : .json
            case .some, .none: self = .yaml
            }
        }
    }

    /// `Dockerfile`, `web.Dockerfile`, `web.dockerfile`, and `Dockerfile.web` unless that ends as JSON or YAML does.
    private static func isDockerfile(_ name: Substring) -> Bool {
        let plain = ["Dockerfile", "Containerfile"]
        if plain.contains(where: { name == $0 || name.hasSuffix(".\($0)") }) || name.hasSuffix(".dockerfile") {
            return true
        }
        return plain.contains { name.hasPrefix("\($0).") } && !fileEndings.contains { name.hasSuffix($0) }
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
