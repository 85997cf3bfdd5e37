import FuzzSupport
import ResourceDocuments
import ResourceReaders
import SourceText

/// Any bytes as a file of an inventory: the first byte names the file and so its text's form, the second says which reader is named. What cannot
/// be read is a located diagnostic, and every place of what is read lies inside the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: bytes, count: count)
    guard input.count > 2 else { return 0 }
    let names = ["f.json", "f.yaml", "f.jsonl", "Dockerfile", "f.toml", "f.ini"]
    let readers = ReaderChoice.names
    let text = Array(input.dropFirst(2))
    let file = SourceFile(name: names[Int(input[0]) % names.count], text: text)
    let choice = Int(input[1]) % (readers.count + 1)
    var reader = InventoryReader(
        choice: choice < readers.count ? ReaderChoice(named: readers[choice]) ?? .byContent : .byContent,
        limits: DocumentLimits(maximumBytes: 1 << 20, maximumDepth: 512, maximumNodes: 10_000))
    reader.read([file])
    let reading = reader.finish()
    for diagnostic in reading.diagnostics { _ = DiagnosticRenderer().render(diagnostic) }
    for resource in reading.inventory.resources {
        walk(resource.propertiesNode, resource, resource.propertiesPath, depth: 0)
        for path in resource.attributePaths.values { _ = resource.document.place(of: path) }
    }
    return 0
}

private func walk(_ node: DocumentNode, _ resource: Resource, _ path: DocumentPath, depth: Int) {
    guard depth < 6 else { return }
    if let place = resource.document.place(of: path) { precondition(place.span.end <= place.file.text.count) }
    for (index, element) in node.elements.prefix(6).enumerated() {
        walk(element, resource, path.appending(index: index), depth: depth + 1)
    }
    for (key, value) in node.entries.prefix(6) {
        walk(value, resource, path.appending(key: key), depth: depth + 1)
    }
}

@_cdecl("norma_fuzz_readers_main")
public func start(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    fuzz(count, arguments, with: fuzz)
}
