import ResourceDocuments
package import SourceText

/// A line of a stream that holds anything.
package struct StreamLine {
    /// With padding behind them.
    package let bytes: UnsafeBufferPointer<UInt8>
    package let span: SourceSpan
    /// In the stream, from 1: lines of white space count too.
    package let number: Int
}

/// The lines of a chunk that hold anything, with their numbers.
package struct StreamLines: Sequence, IteratorProtocol {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var lines: JSONLines
    private var number: Int
    /// Where the line before ended.
    private var end = 0

    package init(of chunk: LineChunk) {
        bytes = chunk.bytes
        lines = JSONLines(bytes)
        number = chunk.firstLine
    }

    package mutating func next() -> StreamLine? {
        guard let span = lines.next() else { return nil }
        for byte in bytes[end..<span.start] where byte == UInt8(ascii: "\n") { number += 1 }
        end = span.end
        return StreamLine(bytes: bytes, span: span, number: number)
    }
}
