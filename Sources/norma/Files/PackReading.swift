import Compliance
import Foundation
import ResourceDocuments
import SourceText

/// Reads what packs hold beside their rules on a thread of its own, while the rules are read and checked.
///
/// Unchecked because of the lock: what changes is used under it alone.
final class PackReading: @unchecked Sendable {
    struct Contents: Sendable {
        let pack: PackContents
        let attachments: (attachments: [Attachment], diagnostics: [Diagnostic])

        fileprivate init(of folder: String) {
            let keys = KeyTable()
            pack = PackContents(of: folder, disk: DiskFiles(), keys: keys)
            attachments = PackContents.attachments(of: folder, disk: DiskFiles(), keys: keys)
        }
    }

    private let lock = NSCondition()
    private var begun: Set<String> = []
    /// In the order in which they were asked for.
    private var waiting: [String] = []
    private var isReading = false
    private var read: [String: Contents] = [:]

    /// Begins to read those packs that it has not begun before, in their order.
    func begin(_ packs: [String]) {
        let isIdle = lock.withLock {
            waiting += packs.filter { begun.insert($0).inserted }
            defer { isReading = isReading || !waiting.isEmpty }
            return !isReading && !waiting.isEmpty
        }
        guard isIdle else { return }
        let thread = Thread { [self] in readAll() }
        thread.stackSize = Self.stackSize
        thread.start()
    }

    private func readAll() {
        while let pack = next() {
            let contents = Contents(of: pack)
            lock.withLock {
                read[pack] = contents
                lock.broadcast()
            }
        }
    }

    private func next() -> String? {
        lock.withLock {
            isReading = !waiting.isEmpty
            return isReading ? waiting.removeFirst() : nil
        }
    }

    /// What a pack holds, as soon as it is read.
    func contents(of pack: String) -> Contents {
        begin([pack])
        return lock.withLock {
            while true {
                if let contents = read[pack] { return contents }
                lock.wait()
            }
        }
    }

    /// As the main thread has: documents nest.
    private static let stackSize = 8 << 20
}
