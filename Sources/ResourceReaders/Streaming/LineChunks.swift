import ResourceDocuments

/// Cuts a stream into chunks of whole lines: memory does not grow with the stream, and no byte is copied but those of a line that a
/// read cut in two. Several chunks may be at work while the next is filled.
///
///     var chunks = LineChunks()
///     let chunk = LineChunk()
///     while chunks.fill(chunk, reading: { read(descriptor, $0.baseAddress, $0.count) }) {
///         for span in JSONLines(chunk.bytes) { … }
///     }
package struct LineChunks {
    private let maximumLineBytes: Int
    /// The begin of the line that the last read cut in two; behind a line that was cut all that the read brought, whole lines too.
    private var rest: [UInt8] = []
    /// The number of the line that comes next, from 1; where reading failed, of the first that could not be read as a whole.
    package private(set) var line = 1
    private var isAtEnd = false

    /// How much of a line that is too long is kept, to show where it begins.
    private static let keptStart = 256

    /// - Parameter maximumLineBytes: a longer line is cut, so that no line exhausts the memory.
    package init(maximumLineBytes: Int = .max) { self.maximumLineBytes = max(maximumLineBytes, Self.keptStart) }

    /// Puts the next lines into a chunk; false at the end. As soon as a read brought a whole line, nothing more is waited for.
    ///
    /// - Parameter read: fills a buffer as far as there is something to read, and says with how many bytes; 0 at the end of the stream.
    package mutating func fill<Failure: Error>(
        _ chunk: LineChunk, reading read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) -> Bool {
        chunk.begin(with: rest, line: line)
        rest = []
        if let end = chunk.lastLineEnd(from: 0) {
            close(chunk, at: end)
            return true
        }
        while !isAtEnd {
            let start = chunk.count
            let room = chunk.room
            let added = min(max(try read(room), 0), room.count)
            chunk.take(added)
            if added == 0 {
                isAtEnd = true
            } else if chunk.isCut {
                // All of the line but its start goes.
                guard let end = chunk.firstLineEnd(from: start) else {
                    chunk.cut(to: start)
                    continue
                }
                chunk.remove(from: start, to: end - 1)
                close(chunk, at: start + 1)
                return true
            } else if let end = chunk.lastLineEnd(from: start) {
                close(chunk, at: end)
                return true
            } else if chunk.count > maximumLineBytes {
                chunk.cut(to: Self.keptStart)
            }
        }
        close(chunk, at: chunk.count)
        return chunk.count > 0
    }

    private mutating func close(_ chunk: LineChunk, at end: Int) {
        rest = chunk.close(at: end)
        line += JSONLines.feedCount(of: chunk.bytes)
    }
}
