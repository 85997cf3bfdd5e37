import ResourceDocuments
import SourceText

/// Reads YAML for the tests.
enum YAMLReading {
    static func read(
        _ text: String, limits: DocumentLimits = .default
    ) -> (documents: [Document], diagnostics: [Diagnostic]) {
        YAMLReader.documents(SourceFile(name: "test.yaml", text: text), keys: KeyTable(), limits: limits)
    }

    static func codes(_ text: String) -> [String] { read(text).diagnostics.map(\.kind.code) }

    /// All documents as JSON, one behind the other; numbers as they stand on the tape.
    static func json(_ text: String) -> String {
        let (documents, diagnostics) = read(text)
        return (documents.map { json($0.root) } + diagnostics.map { "\($0.kind.code): \($0.message)" })
            .joined(separator: " ")
    }

    private static func json(_ node: DocumentNode) -> String {
        switch node.kind {
        case .null: "null"
        case .boolean: node.bool == true ? "true" : "false"
        case .number: node.number?.description ?? "?"
        case .string: JSONText.quoted(node.string ?? "?")
        case .list: "[" + node.elements.map(json).joined(separator: ",") + "]"
        case .map:
            "{" + node.entries.map { JSONText.quoted($0.key) + ":" + json($0.value) }.joined(separator: ",") + "}"
        case .undetermined: "?"
        }
    }
}
