import ResourceDocuments
import SourceText

/// Reads a JSON or JSON Lines file to documents; what cannot be read is reported and left out.
enum DocumentFile {
    static func json(
        _ file: SourceFile, keys: KeyTable, limits: DocumentLimits
    ) -> (documents: [Document], diagnostics: [Diagnostic]) {
        do throws(DocumentError) {
            return ([try JSONParser.document(file, keys: keys, limits: limits)], [])
        } catch {
            if error.kind == .emptyText { return ([], []) }
            return ([], [error.diagnostic(in: file)])
        }
    }

    /// One document a line. A line that cannot be read does not touch the others.
    static func jsonLines(
        _ file: SourceFile, keys: KeyTable, limits: DocumentLimits
    ) -> (documents: [Document], diagnostics: [Diagnostic]) {
        var parser = JSONParser(keys: keys, limits: limits)
        var documents: [Document] = []
        var diagnostics: [Diagnostic] = []
        for span in file.text.withUnsafeBufferPointer({ Array(JSONLines($0)) }) {
            do throws(DocumentError) {
                documents.append(try parser.document(file, span: span))
            } catch {
                diagnostics.append(error.diagnostic(in: file, base: span.start))
            }
        }
        return (documents, diagnostics)
    }
}
