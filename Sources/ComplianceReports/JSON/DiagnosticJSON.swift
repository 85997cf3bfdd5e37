package import SourceText

extension JSONWriter {
    /// `{code, severity, message, hint, replacement, place, related: [{place, label}]}`
    package mutating func diagnostic(_ diagnostic: Diagnostic) {
        object { writer in
            writer.member("code", diagnostic.kind.code)
            writer.member("severity", diagnostic.severity.rawValue)
            writer.member("message", diagnostic.message)
            writer.member("hint", diagnostic.hint)
            writer.member("replacement", diagnostic.replacement)
            writer.member("place", diagnostic.primary?.place)
            writer.member("related", array: diagnostic.secondary) { writer, label in
                writer.object { writer in
                    writer.member("place", label.place)
                    writer.member("label", label.text)
                }
            }
        }
    }

    package mutating func member(_ key: JSONKey, diagnostics: [Diagnostic]) {
        member(key, array: diagnostics) { writer, diagnostic in writer.diagnostic(diagnostic) }
    }

    /// `{file, line, column, end_line, end_column}`, counted from 1, the end behind the last character; null for nil.
    package mutating func member(_ key: JSONKey, _ place: SourcePlace?) {
        member(key) { writer in
            guard let place else { return writer.null() }
            let (start, end) = place.positions
            writer.object { writer in
                writer.member("file", place.file.name)
                writer.member("line", start.line)
                writer.member("column", start.column)
                writer.member("end_line", end.line)
                writer.member("end_column", end.column)
            }
        }
    }
}
