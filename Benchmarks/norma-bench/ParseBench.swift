import ResourceDocuments
import ResourceReaders
import SourceText

/// The parser alone.
enum ParseBench {
    /// How many lines of a text hold a document.
    static func documents(in text: [UInt8]) -> Int {
        let bytes = PaddedBytes(copying: text)
        var parser = JSONParser(keys: KeyTable(), limits: .default)
        var count = 0
        let buffer = bytes.buffer
        for span in JSONLines(buffer) {
            if (try? parser.parse(UnsafeBufferPointer(rebasing: buffer[span.start..<span.end]))) != nil { count += 1 }
        }
        return count
    }
}
