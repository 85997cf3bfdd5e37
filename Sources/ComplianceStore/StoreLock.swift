import Foundation
import ResourceDocuments
import SourceText

/// What one process does at a time: a scan of an attachment, the sending to a destination, the making of the store.
///
/// It is the kernel's lock on a file beside the store, held until the process lets go or ends, however it ends: nothing of a dead
/// process is left to be taken over, and no clock decides who is dead. Like SQLite's own locks it is for the processes of one machine.
package final class StoreLock: Sendable {
    package enum Name: Sendable {
        case scanning(attachment: String)
        case sending(destination: String)

        /// Of its file: names may hold anything.
        fileprivate func file(_ key: DigestKey) -> String {
            let (verb, name) =
                switch self {
                case .scanning(let attachment): ("scan", attachment)
                case .sending(let destination): ("send", destination)
                }
            return "\(verb)-\(HexadecimalText.text(key.digest(of: name).bytes))"
        }
    }

    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit {
        // A program that is just being started has the descriptor, and with it the lock, until it runs.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Of the locks of a store: whatever a link to it is called, they are the same.
    static func folder(beside path: String) -> String {
        "\(URL(fileURLWithPath: path).resolvingSymlinksInPath().path)-locks"
    }

    /// nil where another holds it.
    ///
    /// - Parameter path: the store's.
    static func take(_ file: String, beside path: String) throws(StoreProblem) -> StoreLock? {
        let folder = folder(beside: path)
        func inaccessible() -> StoreProblem {
            .unlockable(path: folder, reason: String(cString: strerror(errno)))
        }
        if mkdir(folder, 0o755) != 0, errno != EEXIST { throw inaccessible() }
        // Programs that this process starts must not hold it on.
        let descriptor = open("\(folder)/\(file)", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw inaccessible() }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            let isHeld = errno == EWOULDBLOCK
            let problem = inaccessible()
            close(descriptor)
            if isHeld { return nil }
            throw problem
        }
        return StoreLock(descriptor: descriptor)
    }
}

extension ScanStore {
    /// nil where another holds it.
    package func lock(_ name: StoreLock.Name) throws(StoreProblem) -> StoreLock? {
        try StoreLock.take(name.file(key), beside: path)
    }
}
