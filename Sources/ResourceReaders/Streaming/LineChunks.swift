import ResourceDocuments

/// Whole lines of a stream, some at a time, in one buffer that is used again: memory does not grow with the stream, and no byte is
/// copied but those of a line that a read cut in two.
///
///     var chunks = LineChunks()
///     while let bytes = chunks.next(reading: { read(descriptor, $0.baseAddress, $0.count) }) {
///         for span in JSONLines(bytes) { … }
///     }
package struct LineChunks: ~Copyable {
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Bytes that were read, and how many of them were given.
    private var count = 0
    private var given = 0
    private var isAtEnd = false

    /// - Parameter size: what is asked of the stream at once, in bytes; a longer line makes the buffer grow.
    package init(size: Int = 1 << 20) {
        capacity = max(size, 1)
        storage = Self.allocate(capacity)
    }

    deinit { storage.deallocate() }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        let storage = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + PaddedBytes.padding)
        storage.initialize(repeating: 0, count: capacity + PaddedBytes.padding)
        return storage
    }

    /// The next lines, each with its line feed but the last of the stream, which may have none; nil at the end. They have padding
    /// behind them, and are good until the next call. As soon as a read brought a whole line, nothing more is waited for.
    ///
    /// - Parameter read: fills a buffer as far as there is something to read, and says with how many bytes; 0 at the end of the stream.
    package mutating func next<Failure: Error>(
        reading read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) -> UnsafeBufferPointer<UInt8>? {
        count -= given
        storage.update(from: storage + given, count: count)
        given = 0
        while !isAtEnd {
            if count == capacity { grow() }
            let room = UnsafeMutableRawBufferPointer(start: storage + count, count: capacity - count)
            let added = min(max(try read(room), 0), room.count)
            if added == 0 {
                isAtEnd = true
                break
            }
            let start = count
            count += added
            if let end = lastLineEnd(from: start) { return take(end) }
        }
        return count > 0 ? take(count) : nil
    }

    private mutating func take(_ end: Int) -> UnsafeBufferPointer<UInt8> {
        given = end
        return UnsafeBufferPointer(start: storage, count: end)
    }

    /// Behind the last line feed at or behind `start`.
    private func lastLineEnd(from start: Int) -> Int? {
        var index = count
        while index > start {
            index -= 1
            if storage[index] == UInt8(ascii: "\n") { return index + 1 }
        }
        return nil
    }

    private mutating func grow() {
        let grown = Self.allocate(capacity * 2)
        grown.update(from: storage, count: count)
        storage.deallocate()
        storage = grown
        capacity *= 2
    }
}
