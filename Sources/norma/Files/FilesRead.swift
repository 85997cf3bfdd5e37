import Foundation
import Synchronization

/// The files that the command has read, by what they are and not by what they are called: no report takes the place of one.
final class FilesRead: Sendable {
    static let shared = FilesRead()

    /// In a list: every command notes some, few ask for one, and a set would cost each start the look-up of its conformances.
    private struct Identity {
        let device: UInt64
        let number: UInt64

        /// nil of what is no regular file: a pipe or a terminal is read and written.
        init?(_ information: stat) {
            guard information.st_mode & S_IFMT == S_IFREG else { return nil }
            device = UInt64(truncatingIfNeeded: information.st_dev)
            number = UInt64(truncatingIfNeeded: information.st_ino)
        }

        func isSame(as other: Identity) -> Bool { device == other.device && number == other.number }
    }

    private let known = Mutex<[Identity]>([])

    /// - Parameter descriptor: of a file that is open.
    func note(_ descriptor: Int32) {
        var information = stat()
        if fstat(descriptor, &information) == 0 { note(information) }
    }

    /// What somebody else opens: a store.
    func note(fileAt path: String) {
        var information = stat()
        if stat(path, &information) == 0 { note(information) }
    }

    private func note(_ information: stat) {
        guard let identity = Identity(information) else { return }
        known.withLock { $0.append(identity) }
    }

    /// Throws a `CommandFailure` where a report would take the place of one of them. O(files)
    func verify(_ path: String) throws {
        var information = stat()
        guard stat(path, &information) == 0, let identity = Identity(information),
            known.withLock({ $0.contains { $0.isSame(as: identity) } })
        else { return }
        throw CommandFailure(.overwrittenInput(path))
    }
}
