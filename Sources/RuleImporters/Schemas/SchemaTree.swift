import ResourceDocuments
import SourceText

/// The JSON of a schema that is being written: members in the order they were given.
indirect enum SchemaTree: Hashable {
    case flag(Bool)
    case number(String)
    case text(String)
    case list([SchemaTree])
    case map([Member])

    struct Member: Hashable {
        let key: String
        let value: SchemaTree

        init(_ key: String, _ value: SchemaTree) {
            self.key = key
            self.value = value
        }
    }

    /// Two spaces for each level; lists of scalars, and maps of one scalar, on one line.
    var text: String { text(indent: 0) + "\n" }

    private func text(indent: Int) -> String {
        let inner = String(repeating: "  ", count: indent + 1)
        let outer = String(repeating: "  ", count: indent)
        switch self {
        case .flag(let flag): return flag ? "true" : "false"
        case .number(let digits): return digits
        case .text(let text): return JSONText.quoted(text)
        case .list(let elements):
            if elements.allSatisfy(\.isScalar) {
                return "[" + elements.map { $0.text(indent: 0) }.joined(separator: ", ") + "]"
            }
            let lines = elements.map { inner + $0.text(indent: indent + 1) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
        case .map(let members):
            if members.isEmpty { return "{}" }
            if let only = members.first, members.count == 1, only.value.isScalar {
                return "{ \(JSONText.quoted(only.key)): \(only.value.text(indent: 0)) }"
            }
            let lines = members.map { inner + JSONText.quoted($0.key) + ": " + $0.value.text(indent: indent + 1) }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
        }
    }

    private var isScalar: Bool {
        switch self {
        case .flag, .number, .text: true
        case .list, .map: false
        }
    }
}
