/// Bytes that are never changed after they were made, with readable zeros behind them.
///
/// The parser and the machine load sixteen and thirty-two bytes at a time; with the padding they need not ask how
/// many are left.
///
/// Unchecked because of the pointer. It is written by the initialisers alone, and freed with the object.
package final class PaddedBytes: @unchecked Sendable {
    /// Readable bytes past the end of every buffer that is parsed.
    package static let padding = 32

    package let count: Int
    private let storage: UnsafeMutableRawPointer

    /// O(n).
    package convenience init(copying bytes: UnsafeBufferPointer<UInt8>) {
        self.init(count: bytes.count) { target in
            target.copyMemory(from: UnsafeRawBufferPointer(bytes))
            return bytes.count
        }
    }

    /// O(n).
    package convenience init(copying bytes: [UInt8]) {
        self.init(count: bytes.count) { target in
            target.copyBytes(from: bytes)
            return bytes.count
        }
    }

    /// Room for `count` bytes, which `fill` writes and says how many it wrote; they become the count. So that a
    /// file can be read in place.
    package init<Failure: Error>(
        count: Int, fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) {
        let capacity = max(count, 0)
        storage = .allocate(byteCount: capacity + Self.padding, alignment: 16)
        do {
            let filled = try fill(UnsafeMutableRawBufferPointer(start: storage, count: capacity))
            self.count = min(max(filled, 0), capacity)
        } catch {
            storage.deallocate()
            throw error
        }
        (storage + self.count).initializeMemory(as: UInt8.self, repeating: 0, count: Self.padding)
    }

    deinit { storage.deallocate() }

    /// Valid as long as this object lives.
    package var pointer: UnsafePointer<UInt8> { UnsafePointer(storage.assumingMemoryBound(to: UInt8.self)) }

    /// Valid as long as this object lives.
    package var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: pointer, count: count) }
}
