import Foundation

/// Takes what workers have to say, in whatever order they are done, and writes it in the order of the input.
///
/// Unchecked because of the lock: what changes is used by the worker alone that has it.
final class OrderedOutput: @unchecked Sendable {
    private let lock = NSCondition()
    private let descriptor: Int32
    private let window: Int
    private var pending: [Int: [UInt8]] = [:]
    private var next = 0
    private var isWriting = false
    private var isClosed = false
    private var fault: Int32?

    /// How the writing stands.
    enum State {
        case open
        /// Nobody reads any more.
        case unread
        /// With a code of `errno`.
        case unwritable(Int32)
    }

    var state: State { lock.withLock { isClosed ? fault.map(State.unwritable) ?? .unread : .open } }

    /// - Parameter window: how many parts may wait for an earlier one; who is further ahead waits, so that memory stays flat.
    init(to descriptor: Int32 = STDOUT_FILENO, window: Int) {
        self.descriptor = descriptor
        self.window = window
    }

    /// Writes a part as soon as all before it are written, at once where they are; false when nobody reads any more.
    func put(_ bytes: [UInt8], at sequence: Int) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        while sequence >= next + window, !isClosed { lock.wait() }
        pending[sequence] = bytes
        // Whoever writes goes on with what came meanwhile.
        if isWriting { return !isClosed }
        isWriting = true
        while !isClosed, let bytes = pending.removeValue(forKey: next) {
            lock.unlock()
            let code = write(bytes)
            lock.lock()
            next += 1
            if let code {
                isClosed = true
                if code != EPIPE { fault = code }
            }
            lock.broadcast()
        }
        isWriting = false
        return !isClosed
    }

    /// - Returns: a code of `errno` where not all of it could be written.
    private func write(_ bytes: [UInt8]) -> Int32? {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count, let base = buffer.baseAddress {
                let count = Foundation.write(descriptor, base + done, buffer.count - done)
                if count < 0 {
                    let code = errno
                    if !DescriptorWait.isOver(after: code, on: descriptor, for: POLLOUT) { return code }
                    continue
                }
                done += count
            }
            return nil
        }
    }
}
