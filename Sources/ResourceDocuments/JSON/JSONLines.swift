import CByteScan
package import SourceText

/// The lines of a JSON Lines text that hold anything, as spans; nothing is copied.
///
/// Lines end at LF; a CR before it is white space to the parser. A byte order mark in front of the first line belongs to it.
///
///     for span in JSONLines(bytes.buffer) {
///         let root = try parser.parse(UnsafeBufferPointer(rebasing: bytes.buffer[span.start..<span.end]))
///     }
///
/// A line may be parsed where it stands when the whole buffer is padded, as `PaddedBytes` is: what is behind a line
/// is the next one, and behind the last the padding.
package struct JSONLines: Sequence, IteratorProtocol {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset: Int
    private let end: Int

    /// The lines of `bytes`, or of the part of it in `range`, which should begin and end at lines.
    package init(_ bytes: UnsafeBufferPointer<UInt8>, in range: SourceSpan? = nil) {
        self.bytes = bytes
        end = Swift.min(Swift.max(range?.end ?? bytes.count, 0), bytes.count)
        offset = Swift.min(Swift.max(range?.start ?? 0, 0), end)
    }

    /// O(line).
    package mutating func next() -> SourceSpan? {
        while offset < end {
            let start = offset
            let stop = JSONLines.lineEnd(in: bytes, from: start, before: end)
            offset = stop + 1
            let line = UnsafeBufferPointer(rebasing: bytes[start..<stop])
            if !JSONLines.isBlank(line) { return SourceSpan(start, stop) }
        }
        return nil
    }

    private static func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, before end: Int) -> Int {
        guard let base = bytes.baseAddress else { return end }
        return start + cs_find(base + start, UInt8(ascii: "\n"), end - start)
    }
}

extension JSONLines {
    /// Whether a line holds white space alone. O(white space)
    package static func isBlank(_ line: UnsafeBufferPointer<UInt8>) -> Bool { line.allSatisfy(JSONFault.isSpace) }

    /// How many line feeds there are. O(bytes)
    package static func feedCount(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        var offset = lineEnd(in: bytes, from: 0, before: bytes.count)
        while offset < bytes.count {
            count += 1
            offset = lineEnd(in: bytes, from: offset + 1, before: bytes.count)
        }
        return count
    }

    /// Where the first line feed at or behind `start` stands; the end where there is none. O(line)
    package static func firstFeed(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        lineEnd(in: bytes, from: start, before: bytes.count)
    }

    /// Cuts `bytes` into parts of about `size` bytes that begin and end at lines, for workers to share.
    package static func chunks(of bytes: UnsafeBufferPointer<UInt8>, size: Int) -> [SourceSpan] {
        var chunks: [SourceSpan] = []
        var start = 0
        while start < bytes.count {
            let wanted = Swift.min(start + Swift.max(size, 1), bytes.count)
            let stop = wanted == bytes.count ? wanted : lineEnd(in: bytes, from: wanted - 1, before: bytes.count) + 1
            let end = Swift.min(stop, bytes.count)
            chunks.append(SourceSpan(start, end))
            start = end
        }
        return chunks
    }
}
