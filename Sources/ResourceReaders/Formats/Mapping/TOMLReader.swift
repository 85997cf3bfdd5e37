package import ResourceDocuments
package import SourceText

/// Reads TOML 1.0.0 to a document. Dates and times are text, as they are written; so are `inf` and `nan`, which a document cannot hold as
/// numbers. Integers are exact. The first fault ends the reading.
package enum TOMLReader {
    package static func documents(
        _ file: SourceFile, keys: KeyTable
    ) -> (documents: [Document], diagnostics: [Diagnostic]) {
        var parser = TOMLParser(file.text)
        do throws(TOMLFault) {
            try parser.parse()
        } catch {
            let offset = min(error.offset, file.text.count)
            let place = SourcePlace(file, SourceSpan(offset, min(offset + 1, file.text.count)))
            return ([], [FormatDiagnostics.badTOML(error.problem, at: place)])
        }
        guard !parser.tree.isEmpty else { return ([], []) }
        var builder = DocumentBuilder(source: file, medium: .toml, keys: keys)
        parser.tree.write(TOMLTree.root, into: &builder)
        return (builder.finish().map { [$0] } ?? [], [])
    }

    /// Each from its `#` to the end of the line; up to a fault. O(text)
    static func comments(in file: SourceFile) -> [SourceSpan] {
        var parser = TOMLParser(file.text)
        try? parser.parse()
        return parser.scanner.comments
    }
}

/// Where the text is no TOML.
struct TOMLFault: Error {
    let problem: String
    let offset: Int

    init(_ problem: String, at offset: Int) {
        self.problem = problem
        self.offset = offset
    }
}

/// The values of a text while it is read: later lines add to tables of earlier ones.
struct TOMLTree {
    enum Content {
        case string(String)
        /// In JSON's grammar.
        case number(String)
        case boolean(Bool)
        case list([Int])
        case table
        /// `[[name]]`: a list of tables, one for each header.
        case tables([Int])
    }

    struct Member {
        let key: String
        let span: SourceSpan
        let value: Int
    }

    struct Node {
        var content: Content
        var span: SourceSpan
        /// Of a table, in order.
        var members: [Member] = []
        /// By key, the position in `members`.
        var positions: [String: Int] = [:]
        /// A header names it, or it is an inline table: nothing else may define it again.
        var isDefined = false
        /// An inline table, or one that dotted keys made: a header may not add to it.
        var isClosed = false
    }

    /// Tables inside each other; who walks a document may recurse.
    static let deepest = 128
    static let root = 0

    private(set) var nodes = [Node(content: .table, span: SourceSpan(0, 0))]

    var isEmpty: Bool { nodes[Self.root].members.isEmpty }

    mutating func add(_ content: Content, at span: SourceSpan) -> Int {
        nodes.append(Node(content: content, span: span))
        return nodes.count - 1
    }

    func member(_ key: String, of table: Int) -> Int? {
        nodes[table].positions[key].map { nodes[table].members[$0].value }
    }

    mutating func insert(_ value: Int, as key: TOMLKey, into table: Int) {
        nodes[table].positions[key.text] = nodes[table].members.count
        nodes[table].members.append(Member(key: key.text, span: key.span, value: value))
    }

    mutating func change(_ node: Int, _ body: (inout Node) -> Void) { body(&nodes[node]) }

    func write(_ index: Int, into builder: inout DocumentBuilder) {
        let node = nodes[index]
        switch node.content {
        case .string(let text): builder.string(text, at: node.span)
        case .number(let text): builder.number(text, at: node.span)
        case .boolean(let value): builder.bool(value, at: node.span)
        case .list(let elements), .tables(let elements):
            builder.beginList()
            for element in elements { write(element, into: &builder) }
            builder.endList(at: node.span)
        case .table:
            builder.beginMap()
            for member in node.members {
                builder.key(member.key, at: member.span)
                write(member.value, into: &builder)
            }
            builder.endMap(at: node.span)
        }
    }
}

/// One part of a dotted key.
struct TOMLKey {
    let text: String
    let span: SourceSpan
}
