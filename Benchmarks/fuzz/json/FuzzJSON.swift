import FuzzSupport
import ResourceDocuments
import SourceText

/// Any bytes: a document or a located error, and every place of the document is inside the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = Array(UnsafeBufferPointer(start: bytes, count: count))
    let source = SourceFile(name: "fuzz.json", text: text)
    do throws(DocumentError) {
        let document = try JSONParser.document(source, keys: KeyTable())
        walk(document.root, DocumentPath(), depth: 0)
    } catch {
        _ = DiagnosticRenderer().render(error.diagnostic(in: source))
    }
    _ = YAMLReader.documents(source, keys: KeyTable())
    return 0
}

private func walk(_ node: DocumentNode, _ path: DocumentPath, depth: Int) {
    guard depth < 8 else { return }
    _ = node.value?.description
    if let place = node.document.place(of: path) { precondition(place.span.end <= place.file.text.count) }
    for (index, element) in node.elements.prefix(8).enumerated() {
        walk(element, path.appending(index: index), depth: depth + 1)
    }
    for (key, value) in node.entries.prefix(8) { walk(value, path.appending(key: key), depth: depth + 1) }
}

@_cdecl("norma_fuzz_json_main")
public func start(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    fuzz(count, arguments, with: fuzz)
}
