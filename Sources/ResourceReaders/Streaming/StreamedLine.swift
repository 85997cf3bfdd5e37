package import ResourceDocuments
package import SourceText

/// One line of a JSON Lines text as a document of its own: for a line that is no plain envelope, and for a resource of
/// which something is to be told.
package enum StreamedLine {
    /// The resource on a line, nil where there is none, and what is wrong with it.
    ///
    /// - Parameters:
    ///   - line: the bytes of the line alone.
    ///   - number: the line's number in its file, from 1.
    ///   - isKnown: the line was read before, and its unknown fields are not reported again.
    package static func read(
        _ line: UnsafeBufferPointer<UInt8>, number: Int, of name: String, keys: KeyTable,
        limits: DocumentLimits = .default, isKnown: Bool = false
    ) -> (resource: Resource?, diagnostics: [Diagnostic]) {
        let file = SourceFile(name: name, text: Array(line), firstLine: number)
        let (documents, faults) = DocumentFile.json(file, keys: keys, limits: limits)
        guard let document = documents.first else { return (nil, faults) }
        return SingleResource.read(document, isKnown: isKnown)
    }
}
