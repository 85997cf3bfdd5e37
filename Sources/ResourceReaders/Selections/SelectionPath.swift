/// Where the resources stand in a provider's response: `zones[*]`, `result.items`, `data[0].groups`, `[*]`.
///
///     path = [ step { "." name | "[" ( "*" | index | string ) "]" } ] ;
///
/// A name is any run of characters without `.` and `[`. The empty path is the whole document. Where the path ends at
/// a list, each of its elements is a resource, so `zones` and `zones[*]` select the same.
package struct SelectionPath: Hashable, Sendable, CustomStringConvertible {
    package enum Step: Hashable, Sendable {
        case member(String)
        case index(Int)
        /// Every element of a list, every member's value of a map.
        case all
    }

    package let steps: [Step]
    package let description: String

    /// A fault at a character of the path, counted from 0.
    package struct Fault: Error, Hashable {
        package let offset: Int
        package let message: String
    }

    package init(_ text: String) throws(Fault) {
        description = text
        var parser = SelectionPathParser(text)
        steps = try parser.parse()
    }
}

private struct SelectionPathParser {
    private let characters: [Character]
    private var index = 0

    init(_ text: String) { characters = Array(text) }

    private func fault(_ message: String) -> SelectionPath.Fault {
        SelectionPath.Fault(offset: index, message: message)
    }

    mutating func parse() throws(SelectionPath.Fault) -> [SelectionPath.Step] {
        var steps: [SelectionPath.Step] = []
        while index < characters.count {
            if characters[index] == "[" {
                steps.append(try parseBrackets())
                continue
            }
            if !steps.isEmpty {
                guard characters[index] == "." else { throw fault("a '.' or a '[' is due here") }
                index += 1
            }
            steps.append(try parseName())
        }
        return steps
    }

    private mutating func parseName() throws(SelectionPath.Fault) -> SelectionPath.Step {
        let start = index
        while index < characters.count, characters[index] != ".", characters[index] != "[" { index += 1 }
        guard index > start else { throw fault("a name is due here") }
        return .member(String(characters[start..<index]))
    }

    private mutating func parseBrackets() throws(SelectionPath.Fault) -> SelectionPath.Step {
        let opening = index
        guard let closing = characters[index...].firstIndex(of: "]") else { throw fault("this '[' is never closed") }
        let inside = characters[(opening + 1)..<closing]
        index = closing + 1
        if inside.elementsEqual("*") { return .all }
        if inside.count >= 2, let quote = inside.first, quote == "\"" || quote == "'", inside.last == quote {
            return .member(String(inside.dropFirst().dropLast()))
        }
        if let number = Int(String(inside)), number >= 0 { return .index(number) }
        index = opening + 1
        throw fault("'*', a number or a quoted name is due here")
    }
}
