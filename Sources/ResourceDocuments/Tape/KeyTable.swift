import Synchronization

/// The keys of maps, each with a small number: two keys are the same text when their ids are equal.
///
/// Ids are dense from 1, in the order the keys were first seen; 0 is no key. A program's keys come first, so a worker that
/// starts from `KeyTable(copying:)` of them gives every key that a rule asks for the id the rule knows. Ids from
/// different tables, or from before and after a `truncate`, must not be compared beyond the ids they were copied with;
/// a document does not need the table to tell the text of its keys.
///
/// Threads may share a table: a parse holds it from begin to end, so workers that want to run at once have one each.
package final class KeyTable: Sendable {
    private let storage: Mutex<KeyStorage>

    package init() { storage = Mutex(KeyStorage()) }

    /// A table of its own that starts with the keys and ids of `base`. O(keys).
    package init(copying base: KeyTable) {
        storage = Mutex(base.storage.withLock { $0.copy() })
    }

    package func intern(_ key: String) -> UInt32 {
        var key = key
        return key.withUTF8 { bytes in storage.withLock { $0.intern(copying: bytes) } }
    }

    package func intern(_ key: UnsafeBufferPointer<UInt8>) -> UInt32 {
        storage.withLock { $0.intern(copying: key) }
    }

    /// The empty text for an id that this table never gave.
    package func text(of id: UInt32) -> String { storage.withLock { $0.text(of: id) } }

    /// How many keys there are, which is also the largest id.
    package var count: Int { storage.withLock { $0.count } }

    /// Forgets every key after the first `count`, so that a long stream of documents does not fill the memory with
    /// keys that never come again. O(count).
    package func truncate(to count: Int) { storage.withLock { $0.truncate(to: count) } }

    /// Runs `body` with the table to itself.
    func withStorage<Result: Sendable, Failure: Error>(
        _ body: (inout KeyStorage) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try storage.withLock { (storage) throws(Failure) in try body(&storage) }
    }
}
