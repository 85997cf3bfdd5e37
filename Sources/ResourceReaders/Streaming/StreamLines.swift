import ResourceDocuments
package import SourceText

/// A line of a stream.
package struct StreamLine {
    /// With padding behind them.
    package let bytes: UnsafeBufferPointer<UInt8>
    package let span: SourceSpan
    /// In the stream, from 1.
    package let number: Int

    /// White space alone: nothing is said of it, and nothing is wrong. O(white space)
    package var isBlank: Bool { JSONLines.isBlank(UnsafeBufferPointer(rebasing: bytes[span.start..<span.end])) }
}

/// Every line of a chunk with its number, those of white space too: whoever counts answers counts lines.
package struct StreamLines: Sequence, IteratorProtocol {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    private var number: Int

    package init(of chunk: LineChunk) {
        bytes = chunk.bytes
        number = chunk.firstLine
    }

    package mutating func next() -> StreamLine? {
        guard offset < bytes.count else { return nil }
        let end = JSONLines.firstFeed(in: bytes, from: offset)
        defer {
            offset = end + 1
            number += 1
        }
        return StreamLine(bytes: bytes, span: SourceSpan(offset, end), number: number)
    }
}
