package import SourceText

/// E14xx: kinds and their schemas.
extension Diagnostic {
    static func unknownProperty(
        _ name: String, of path: String, candidates: Set<String>, at place: SourcePlace
    ) -> Self {
        let near = Spelling.nearest(to: name, among: candidates)
        let owner = path.isEmpty || path == "this" ? "this kind" : "'\(path)'"
        let shown = 8
        let more = candidates.count > shown ? " and \(candidates.count - shown) more" : ""
        let known = candidates.sorted().prefix(shown).map { "'\($0)'" }.joined(separator: ", ") + more
        return Diagnostic(
            .unknownProperty, at: place, "\(owner) has no property '\(name)'",
            hint: near.map { "did you mean '\($0)'?" }
                ?? (candidates.isEmpty ? "its schema gives it no properties" : "its schema has \(known)"),
            replacement: near)
    }

    static func impossibleValue(_ text: String, possible: [String], at place: SourcePlace) -> Self {
        let near = Spelling.nearest(to: text, among: possible)
        let known = possible.map { "\"\($0)\"" }.joined(separator: ", ")
        return Diagnostic(
            .impossibleValue, at: place, "\"\(text)\" can never occur here",
            hint: near.map { "did you mean \"\($0)\"?" } ?? "the schema allows \(known)",
            replacement: near.map { "\"\($0)\"" })
    }

    /// What no caller of a define can give it, of what was found in its body; nil of any other fault.
    static func impossibleForCallers(_ found: Diagnostic, first call: SourcePlace) -> Self? {
        guard found.kind == .unknownProperty || found.kind == .impossibleValue else { return nil }
        return Diagnostic(
            .impossibleForCallers, at: found.primary?.place, "\(found.message), whoever calls the define",
            secondary: [Label(call, "called here")], hint: found.hint, replacement: found.replacement)
    }

    static func optionalProperty(_ path: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .optionalProperty, at: place, "'\(path)' may be missing, and then the answer is unknown",
            hint: "say what that means: 'if missing fail' on the clause, '\(path) is present and …', or 'default'")
    }

    static func unknownKind(_ kind: String, nearest: String, at place: SourcePlace) -> Self {
        Diagnostic(
            .unknownKind, at: place, "no schema is called '\(kind)'", hint: "did you mean '\(nearest)'?",
            replacement: nearest)
    }

    /// A property of a resource.
    ///
    /// - Parameter count: how often it stands in resources.
    package static func misspeltProperty(
        _ name: String, of owner: String, meant: String, count: Int, at place: SourcePlace?
    ) -> Self {
        Diagnostic(
            .misspeltProperty, at: place, "\(owner) has no property '\(name)'",
            label: count > 1 ? "here and \(count - 1) more times" : "", hint: "did you mean '\(meant)'?",
            replacement: meant)
    }

    package static func moreMisspeltProperties(_ count: Int) -> Self {
        Diagnostic(
            .misspeltProperty, at: nil,
            count == 1
                ? "one more property is none that its kind has"
                : "\(count) more properties are none that their kinds have",
            hint: "mend those above, and run again")
    }

    static func badSchemaKeyword(_ keyword: String, expected: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .badSchema, at: place, "'\(keyword)' of a schema is \(expected)",
            hint: "give it the shape that JSON Schema 2020-12 asks for")
    }

    /// - Parameter file: the file that a `$ref` names beside the definition.
    static func unknownSchemaDefinition(
        _ name: String, of file: String?, known: [String], at place: SourcePlace?
    ) -> Self {
        let near = Spelling.nearest(to: name, among: known)
        return Diagnostic(
            .badSchema, at: place, "\(file.map { "'\($0)'" } ?? "the schema") defines no '\(name)'",
            hint: near.map { "did you mean '\($0)'?" } ?? "add it under '$defs'")
    }

    static func unknownSchemaFile(_ name: String, known: [String], at place: SourcePlace?) -> Self {
        let near = Spelling.nearest(to: name, among: known)
        return Diagnostic(
            .badSchema, at: place, "there is no schema '\(name)' beside this one",
            hint: near.map { "did you mean '\($0)'?" } ?? "put the file into the pack's 'schemas/'")
    }

    static func circularSchema(at place: SourcePlace?) -> Self {
        Diagnostic(
            .badSchema, at: place, "this schema refers to itself in a circle, and says nothing",
            hint: "refer back only below 'properties', 'items' or 'additionalProperties'")
    }
}
