import ResourceDocuments
package import SourceText

/// The kinds of diagnostics that reading a record of one sort can bring about; each sort of file has its own codes.
package struct RecordFaults: Sendable {
    /// A field that the record does not have: an error in files that decide something, a warning in an inventory.
    package let unknownField: DiagnosticKind
    package let missingField: DiagnosticKind
    /// A field whose value is of another shape.
    package let wrongShape: DiagnosticKind

    package init(unknownField: DiagnosticKind, missingField: DiagnosticKind, wrongShape: DiagnosticKind) {
        self.unknownField = unknownField
        self.missingField = missingField
        self.wrongShape = wrongShape
    }

    package func unknown(_ field: String, of record: Record, known: [String], at place: SourcePlace?) -> Diagnostic {
        let nearest = Spelling.nearest(to: field, among: known)
        return Diagnostic(
            unknownField, at: place, "\(record.subject) has no field '\(field)'",
            hint: nearest.map { "did you mean '\($0)'?" }
                ?? "remove it; the fields are \(known.joined(separator: ", "))",
            replacement: nearest)
    }

    package func missing(_ field: String, of record: Record) -> Diagnostic {
        Diagnostic(
            missingField, at: record.start, "\(record.subject) has no '\(field)'", hint: "add '\(field)'")
    }

    package func twice(_ field: String, of record: Record, at place: SourcePlace?) -> Diagnostic {
        Diagnostic(
            wrongShape, at: place, "'\(field)' is given twice in \(record.subject)", hint: "remove one of them")
    }

    package func shape(_ value: PlacedNode, of field: String, wanted: String) -> Diagnostic {
        let quotable = wanted == "text" && (value.node.kind == .number || value.node.kind == .boolean)
        return Diagnostic(
            wrongShape, at: value.place, "'\(field)' must be \(wanted), not \(value.kindName)",
            hint: quotable ? "put it in quotes" : "write \(wanted)")
    }

    package func empty(_ value: PlacedNode, of field: String) -> Diagnostic {
        Diagnostic(wrongShape, at: value.place, "'\(field)' is empty", hint: "give it a value")
    }

    package func word(_ value: PlacedNode, _ text: String, of field: String, among words: [String]) -> Diagnostic {
        let nearest = Spelling.nearest(to: text, among: words)
        return Diagnostic(
            wrongShape, at: value.place, "'\(text)' is not a value of '\(field)'",
            hint: nearest.map { "did you mean '\($0)'?" } ?? "it is one of \(words.joined(separator: ", "))",
            replacement: nearest)
    }
}
