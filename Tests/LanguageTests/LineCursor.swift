import ResourceDocuments
import SourceText

/// Reads one line of a case from left to right.
struct LineCursor {
    private(set) var rest: Substring

    init(_ text: some StringProtocol) { rest = Substring(text) }

    mutating func skipSpace() { rest = rest.drop { $0 == " " } }

    var isAtEnd: Bool { rest.allSatisfy { $0 == " " } }

    /// Up to the next space.
    mutating func word() -> String {
        skipSpace()
        let word = rest.prefix { $0 != " " }
        rest = rest.dropFirst(word.count)
        return String(word)
    }

    /// Up to the first of `ends` that stands behind a space, or to the end of the line; without spaces around it.
    mutating func text(before ends: String...) -> String {
        skipSpace()
        var end = rest.startIndex
        while end < rest.endIndex, !ends.contains(where: { rest[end...].hasPrefix($0) }) {
            end = rest[end...].firstIndex(of: " ").map { rest.index(after: $0) } ?? rest.endIndex
        }
        let text = rest[..<end]
        rest = rest[end...]
        return String(text.reversed().drop { $0 == " " }.reversed())
    }

    mutating func consume(_ prefix: String) -> Bool {
        skipSpace()
        guard rest.hasPrefix(prefix) else { return false }
        rest = rest.dropFirst(prefix.count)
        return true
    }

    /// A JSON map, list or string, as it is written; nil where none begins or it does not end on the line.
    mutating func json() -> String? {
        skipSpace()
        var depth = 0
        var isInString = false
        var isEscaped = false
        for index in rest.indices {
            let character = rest[index]
            if isInString {
                if character == "\"", !isEscaped { isInString = false }
                isEscaped = character == "\\" && !isEscaped
            } else if character == "\"" {
                isInString = true
            } else if character == "{" || character == "[" {
                depth += 1
            } else if character == "}" || character == "]" {
                depth -= 1
            } else if depth == 0 {
                return nil
            }
            guard depth == 0, !isInString else { continue }
            let json = rest[...index]
            rest = rest[rest.index(after: index)...]
            return String(json)
        }
        return nil
    }

    /// What a JSON string says.
    mutating func string() -> String? {
        guard let json = json() else { return nil }
        return try? JSONParser.document(SourceFile(name: "expectation", text: json), keys: KeyTable()).root.string
    }
}
