import Foundation

/// One piece of work on a thread of its own.
///
/// Unchecked because of the lock: what changes is used under it alone.
final class SideTask<Value: Sendable>: @unchecked Sendable {
    private let lock = NSCondition()
    private var result: Value?

    init(_ work: @escaping @Sendable () -> Value) {
        let thread = Thread { [self] in
            let value = work()
            lock.withLock {
                result = value
                lock.broadcast()
            }
        }
        thread.stackSize = Self.stackSize
        thread.start()
    }

    /// What came of it, as soon as it is there.
    var value: Value {
        lock.withLock {
            while true {
                if let result { return result }
                lock.wait()
            }
        }
    }

    /// As the main thread has: documents and conditions nest.
    private static var stackSize: Int { 8 << 20 }
}

extension SideTask<Void> {
    /// Begins work, and gives what waits for its end.
    static func work(_ work: @escaping @Sendable () -> Void) -> () -> Void {
        let task = SideTask(work)
        return { task.value }
    }
}
