package import SourceText

/// Diagnostics alone, as JSON: `{diagnostics: […]}`.
package enum DiagnosticsJSONReport {
    package static func render(_ diagnostics: [Diagnostic]) -> String {
        var writer = JSONWriter()
        writer.object { writer in writer.member("diagnostics", diagnostics: diagnostics) }
        return writer.text + "\n"
    }
}
