package import SourceText

/// Reads YAML: the usual forms straight from the bytes, whatever else a text holds through libyaml, which Yams brings; the meaning by
/// the core schema of YAML 1.2.2 (10.3).
///
/// What is plain (`YAMLCoreSchema`): `null true false`, numbers with all their digits; everything else is text, `on`, `no`, `1_000`,
/// `0777`, `1:30` and dates too, and so is whatever stands in quotes. Tags of the core schema are honoured.
///
/// Aliases stand for what they name, merge keys (`<<`) for the members they bring. Keys are scalars, and become their text;
/// a key that occurs twice is an error. Several documents give several; one without content gives none, and so does a text of
/// comments alone. A byte order mark in front is skipped.
package enum YAMLReader {
    /// The documents that could be read, and what is wrong with the others. A fault of the syntax ends the text.
    ///
    /// O(text + values); what aliases multiply is counted before it is made, and above `limits` refused.
    package static func documents(
        _ source: SourceFile, keys: KeyTable, limits: DocumentLimits = .default, shortTags: YAMLShortTags = .none
    ) -> (documents: [Document], diagnostics: [Diagnostic]) {
        if let fault = YAMLText.fault(in: source, limits: limits) { return ([], [fault]) }
        if let documents = PlainYAMLParser.documents(source, keys: keys, limits: limits) { return (documents, []) }
        return composedDocuments(source, keys: keys, limits: limits, shortTags: shortTags)
    }

    /// The documents of a text that `YAMLText.fault` finds nothing in, through libyaml.
    package static func composedDocuments(
        _ source: SourceFile, keys: KeyTable, limits: DocumentLimits = .default, shortTags: YAMLShortTags = .none
    ) -> (documents: [Document], diagnostics: [Diagnostic]) {
        var documents: [Document] = []
        var diagnostics: [Diagnostic] = []
        source.text.withUnsafeBufferPointer { text in
            var events = YAMLEventReader(text)
            do throws(YAMLSyntaxFault) {
                while try events.findDocument() {
                    var composer = YAMLComposer(source: source, keys: keys, limits: limits)
                    let tree = try composer.compose(&events)
                    diagnostics += composer.diagnostics
                    if composer.hasExceededLimits { continue }
                    var builder = YAMLDocumentBuilder(tree, source: source, keys: keys, shortTags: shortTags)
                    let document = builder.document()
                    diagnostics += builder.diagnostics
                    if composer.diagnostics.isEmpty, builder.diagnostics.isEmpty, let document {
                        documents.append(document)
                    }
                }
            } catch {
                diagnostics.append(error.diagnostic(in: source))
            }
        }
        return (documents, diagnostics)
    }
}
