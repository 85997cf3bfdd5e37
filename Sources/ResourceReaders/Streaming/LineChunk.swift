import ResourceDocuments

/// Some whole lines of a stream, in one buffer that is filled again and again.
package final class LineChunk {
    /// In front of the lines there is nothing, behind them what a read brought of the next line.
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0
    private var end = 0
    /// The number of the first line in its stream, from 1.
    package private(set) var firstLine = 1
    /// The chunk is the start of one line that is longer than the limit; its rest is left out.
    package private(set) var isCut = false

    /// - Parameter size: what is asked of the stream at once, in bytes, so that a chunk stays in the cache; a longer line makes the
    ///   buffer grow.
    package init(size: Int = 1 << 18) {
        capacity = max(size, 1)
        storage = Self.allocate(capacity)
    }

    deinit { storage.deallocate() }

    /// What nothing was read into is not written either, so that it takes no memory: a long line needs its own bytes and not twice as many.
    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        let storage = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + PaddedBytes.padding)
        (storage + capacity).initialize(repeating: 0, count: PaddedBytes.padding)
        return storage
    }

    /// The lines, each with its line feed but the last of the stream, which may have none. They have padding behind them, and are
    /// good until the chunk is filled again.
    package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: storage, count: end) }
}

// Invariant: 0 <= end <= count <= capacity, and `storage` has `capacity` bytes, of which `count` were written, and the padding.
extension LineChunk {
    func begin(with rest: [UInt8], line: Int) {
        while capacity < rest.count { grow() }
        rest.withUnsafeBufferPointer { bytes in
            if let base = bytes.baseAddress { storage.update(from: base, count: bytes.count) }
        }
        count = rest.count
        end = 0
        firstLine = line
        isCut = false
    }

    /// Where the next read may write.
    var room: UnsafeMutableRawBufferPointer {
        if count == capacity { grow() }
        return UnsafeMutableRawBufferPointer(start: storage + count, count: capacity - count)
    }

    func take(_ added: Int) { count += added }

    /// Ends the lines at `end`; what is behind it is given back.
    func close(at end: Int) -> [UInt8] {
        self.end = end
        return Array(UnsafeBufferPointer(start: storage + end, count: count - end))
    }

    /// Leaves the first bytes of what was read alone.
    func cut(to length: Int) {
        isCut = true
        count = min(count, length)
    }

    /// Leaves out what was read from `start` to `stop`.
    func remove(from start: Int, to stop: Int) {
        (storage + start).update(from: storage + stop, count: count - stop)
        count -= stop - start
    }

    /// Behind the last line feed at or behind `start`.
    func lastLineEnd(from start: Int) -> Int? {
        var index = count
        while index > start {
            index -= 1
            if storage[index] == UInt8(ascii: "\n") { return index + 1 }
        }
        return nil
    }

    /// Behind the first line feed at or behind `start`.
    func firstLineEnd(from start: Int) -> Int? {
        let feed = JSONLines.firstFeed(in: UnsafeBufferPointer(start: storage, count: count), from: start)
        return feed < count ? feed + 1 : nil
    }

    private func grow() {
        let grown = Self.allocate(capacity * 2)
        grown.update(from: storage, count: count)
        storage.deallocate()
        storage = grown
        capacity *= 2
    }
}
