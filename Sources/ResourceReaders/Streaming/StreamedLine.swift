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

    /// What a line says that is longer than the limit.
    ///
    /// - Parameter start: its first bytes.
    package static func tooLong(
        _ start: UnsafeBufferPointer<UInt8>, number: Int, of name: String, limits: DocumentLimits
    ) -> Diagnostic {
        let begin = SourceFile(name: name, text: Array(start), firstLine: number)
        return DocumentError.tooLarge(limit: limits.maximumBytes, at: SourcePlace(begin, .empty(at: 0)))
    }

    /// Whether functions of a template may stand in the properties of a resource of a kind: `ResourceStream` does not know them.
    package static func mayHoldFunctions(kind: UnsafeBufferPointer<UInt8>) -> Bool {
        kind.contains(UInt8(ascii: ":")) && TemplateFunctions.mayStand(in: String(decoding: kind, as: UTF8.self))
    }
}
