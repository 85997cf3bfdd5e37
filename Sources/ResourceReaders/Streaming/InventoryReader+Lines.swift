import ResourceDocuments
import SourceText

extension InventoryReader {
    /// Reads a JSON Lines file of which only those resources are kept that must be in memory; of the others, where they stand.
    mutating func read(_ source: any LineSource) {
        let start = SourceFile(name: source.name, text: source.bytes(at: 0, count: Self.longestSignature) ?? [])
        if let fault = UnreadFormats.fault(in: start) {
            diagnostics.report(fault)
            return
        }
        let file = rows.append(source)
        var stream = ResourceStream(of: source.name, keys: KeyTable(copying: keys), limits: limits)
        var envelopes = EnvelopeReader()
        var isEmpty = true
        LineScanner(source, maximumLineBytes: limits.maximumBytes).scan { line, place in
            isEmpty = false
            switch line {
            case .oversized(let start):
                let begin = SourceFile(name: source.name, text: start, firstLine: place.number)
                let beginning = SourcePlace(begin, .empty(at: 0))
                diagnostics.report(DocumentError.tooLarge(limit: limits.maximumBytes, at: beginning))
            case .text(let bytes, let span):
                if let frame = stream.frame(of: bytes, at: span), take(frame, at: place, of: file) {
                    if stream.hasNewFields {
                        _ = Self.document(bytes, span, place, source, keys, limits).documents.first.map {
                            envelopes.read(PlacedNode($0), into: &diagnostics)
                        }
                    }
                } else {
                    let (documents, faults) = Self.document(bytes, span, place, source, keys, limits)
                    diagnostics.report(faults)
                    for document in documents { readResources(of: document, envelopes: &envelopes) }
                }
            }
        }
        if isEmpty, !source.hasChanged {
            diagnostics.report(InventoryDiagnostics.emptyFile(SourceFile(name: source.name, text: "")))
        }
    }

    /// Of a format that is not read, in bytes.
    private static let longestSignature = 4

    /// Whether the resource on a line may stay there: not one that rules range over, none in which functions may stand, and none
    /// that was there before, of which its document tells.
    private mutating func take(_ frame: ResourceFrame, at place: LinePlace, of file: Int) -> Bool {
        let view = frame.view
        func text(_ word: TapeWord) -> String? {
            word == .null ? nil : String(decoding: view.bytes(of: word), as: UTF8.self)
        }
        guard let kind = text(frame.attributes.kind), let id = text(frame.attributes.id), !isHeld(kind),
            !TemplateFunctions.mayStand(in: kind)
        else {
            return false
        }
        let account = text(frame.attributes.account)
        guard isNew(account: account, kind: kind, id: id, place: nil) else { return false }
        rows.append(
            place, of: file, kind: kind, account: account ?? "", group: text(frame.attributes.group) ?? "")
        return true
    }

    private static func document(
        _ bytes: UnsafeBufferPointer<UInt8>, _ span: SourceSpan, _ place: LinePlace, _ source: any LineSource,
        _ keys: KeyTable, _ limits: DocumentLimits
    ) -> (documents: [Document], diagnostics: [Diagnostic]) {
        let text = Array(bytes[span.start..<span.end])
        return DocumentFile.json(
            SourceFile(name: source.name, text: text, firstLine: place.number), keys: keys, limits: limits)
    }
}
