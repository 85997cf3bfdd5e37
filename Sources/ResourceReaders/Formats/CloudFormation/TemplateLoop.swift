import ResourceDocuments

/// `"Fn::ForEach::NAME": [VARIABLE, COLLECTION, {KEY: VALUE}]`, a member of a map that stands for several (transform
/// `AWS::LanguageExtensions`).
struct TemplateLoop {
    let variable: String
    let values: [String]
    /// The map of what each turn writes.
    let body: DocumentCursor

    static func isLoop(_ key: String) -> Bool { key.hasPrefix("Fn::ForEach::") }

    /// nil where the arguments have another shape or the collection is not decided. The values stand in keys, so none may be a secret.
    init?(_ argument: DocumentCursor, by functions: TemplateEvaluator) {
        let arguments = argument.elements
        guard arguments.count == 3, let variable = arguments[0].string, !variable.isEmpty, arguments[2].kind == .map,
            let elements = functions.withoutSecrets.elements(of: arguments[1], nesting: 0)
        else { return nil }
        let values = elements.compactMap(\.text)
        guard values.count == elements.count else { return nil }
        self.variable = variable
        self.values = values
        body = arguments[2]
    }

    /// A text of the body with `${NAME}` as the variables have it, and `&{NAME}` with letters and digits alone.
    static func substitute(_ variables: [String: String], in text: String) -> String {
        guard !variables.isEmpty, text.contains("{") else { return text }
        var result = text
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) {
            result.replace("${\(name)}", with: value)
            result.replace("&{\(name)}", with: value.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
        }
        return result
    }
}
