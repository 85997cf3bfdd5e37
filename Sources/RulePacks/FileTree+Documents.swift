package import ResourceDocuments
import RuleSyntax
package import SourceText

/// Reading where a file that cannot be had is one more diagnostic.
extension FileTree {
    /// nil where the file cannot be read, which is reported.
    ///
    /// - Parameter place: what names the file.
    package func source(
        _ path: String, within root: String? = nil, namedAt place: SourcePlace? = nil,
        _ diagnostics: inout [Diagnostic]
    ) -> SourceFile? {
        do throws(FileProblem) {
            return try read(path, within: root)
        } catch {
            diagnostics.append(.unreadableFile(error, at: place))
            return nil
        }
    }

    /// A rule file; nil where it cannot be read, or is no text; either is reported, and so is what is wrong with the text.
    ///
    /// - Parameter place: what names the file.
    func ruleFile(
        _ path: String, within root: String, namedAt place: SourcePlace?, _ diagnostics: inout [Diagnostic]
    ) -> RuleFile? {
        do throws(FileProblem) {
            let parsed = try parsed(path, within: root)
            diagnostics += parsed.diagnostics
            return parsed.file
        } catch {
            diagnostics.append(.unreadableFile(error, at: place))
            return nil
        }
    }

    /// nil where the file cannot be read, or is no JSON; either is reported.
    package func jsonDocument(
        _ path: String, within root: String? = nil, keys: KeyTable, _ diagnostics: inout [Diagnostic]
    ) -> Document? {
        source(path, within: root, &diagnostics).flatMap { Document.json($0, keys: keys, &diagnostics) }
    }
}

extension Document {
    /// nil where the text is no JSON, which is reported.
    package static func json(_ source: SourceFile, keys: KeyTable, _ diagnostics: inout [Diagnostic]) -> Document? {
        var parser = JSONParser(keys: keys)
        return json(source, by: &parser, &diagnostics)
    }

    /// As the other one, with a parser that knows the keys of what it read before.
    static func json(
        _ source: SourceFile, by parser: inout JSONParser, _ diagnostics: inout [Diagnostic]
    ) -> Document? {
        do throws(DocumentError) {
            return try parser.document(source)
        } catch {
            diagnostics.append(error.diagnostic(in: source))
            return nil
        }
    }
}
