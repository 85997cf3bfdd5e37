/// A kind's schema as text for `schemas/KIND.json`.
package struct WrittenSchema: Sendable {
    package let kind: String
    package let text: String

    /// - Parameters:
    ///   - source: where the schema comes from: it stands in the file, so that a reader can look there.
    ///   - definitions: by name, in the order in which they are to stand.
    init(
        kind: String, title: String?, source: String, root: [SchemaTree.Member],
        definitions: [SchemaTree.Member] = []
    ) {
        self.kind = kind
        var members = [
            SchemaTree.Member("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
            SchemaTree.Member("$id", .text("urn:norma:schema:\(kind)")),
        ]
        if let title { members.append(SchemaTree.Member("title", .text(title))) }
        members.append(SchemaTree.Member("$comment", .text(source)))
        members += root
        if !definitions.isEmpty { members.append(SchemaTree.Member("$defs", .map(definitions))) }
        text = SchemaTree.map(members).text
    }

    /// The file's name in a pack's `schemas/`: a kind's slash is `%2F` there, so that every kind is one file of that folder.
    package var fileName: String { kind.replacing("%", with: "%25").replacing("/", with: "%2F") + ".json" }
}
