import ResourceDocuments
import RuleTracer
import SourceText

/// A tree written as JSON, each member on a line of its own, with the line and column of everything in it. Counted while writing, apart from what
/// the product counts when it reads.
struct PlacedJSON {
    private(set) var text = ""
    /// Where a value begins.
    private(set) var values: [DocumentPath: SourcePosition] = [:]
    /// Where the key in front of it begins.
    private(set) var keys: [DocumentPath: SourcePosition] = [:]
    private var position = SourcePosition(line: 1, column: 1)

    init(_ tree: Properties) {
        write(tree, at: .root)
        write("\n")
    }

    /// Where something at this path of the properties, or of an attribute, may be said to be: at the value, or at the key in front of it. For the whole
    /// resource, at its id.
    func places(of path: ResourcePath) -> [SourcePosition] {
        let paths = path.isWhole ? [Self.properties, DocumentPath([.key("id")])] : [Self.path(path)]
        return paths.flatMap { [values[$0], keys[$0]].compactMap { $0 } }
    }

    /// The same of everything inside it too.
    func placesInside(_ path: ResourcePath) -> [SourcePosition] {
        let outer = Self.path(path)
        let inside = values.filter { $0.key.hasPrefix(outer) }.map(\.value)
        return places(of: path) + inside + keys.filter { $0.key.hasPrefix(outer) }.map(\.value)
    }

    private static let properties = DocumentPath([.key("properties")])

    private static func path(_ path: ResourcePath) -> DocumentPath {
        let attribute = path.attribute.map { DocumentPath([.key($0.envelopeKey)]) }
        return (attribute ?? properties).appending(path.path)
    }

    private mutating func write(_ tree: Properties, at path: DocumentPath) {
        values[path] = position
        switch tree {
        case .null: write("null")
        case .scalar(let scalar): write(scalar)
        case .list(let elements):
            write("[")
            for (index, element) in elements.enumerated() {
                if index > 0 { write(", ") }
                write(element, at: path.appending(index: index))
            }
            write("]")
        case .map(let members):
            write("{")
            for (index, member) in members.enumerated() {
                write(index > 0 ? ",\n" : "\n")
                write(String(repeating: " ", count: 2 * path.steps.count + 2))
                let inner = path.appending(key: member.key)
                keys[inner] = position
                write(JSONText.quoted(member.key) + ": ")
                write(member.value, at: inner)
            }
            write("}")
        }
    }

    private mutating func write(_ part: String) {
        text += part
        for character in part.unicodeScalars {
            position =
                character == "\n"
                ? SourcePosition(line: position.line + 1, column: 1)
                : SourcePosition(line: position.line, column: position.column + 1)
        }
    }
}
