import Foundation
import ResourceReaders
import RulePacks
import Synchronization

/// A JSON Lines file of this machine, held open so that it is the same file each time it is read.
final class DiskLines: LineSource {
    let name: String
    private let descriptor: Int32
    private let opened: Stamp
    private let hasFailed = Atomic(false)

    /// What changes when somebody writes to a file.
    private struct Stamp: Hashable {
        let size: Int
        let seconds: Int
        let nanoseconds: Int

        init(_ information: stat) {
            size = Int(information.st_size)
            #if canImport(Darwin)
            let time = information.st_mtimespec
            #else
            let time = information.st_mtim
            #endif
            seconds = time.tv_sec
            nanoseconds = time.tv_nsec
        }
    }

    /// nil for what can be read only once: a pipe or a device.
    init?(_ path: String) throws(FileProblem) {
        var information = stat()
        guard stat(path, &information) == 0 else { throw DiskFiles.problem(path, errno) }
        guard information.st_mode & S_IFMT == S_IFREG else { return nil }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DiskFiles.problem(path, errno) }
        name = path
        opened = Stamp(information)
    }

    deinit { close(descriptor) }

    func bytes(at offset: Int, count: Int) -> [UInt8]? {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let base = buffer.baseAddress {
                let got = pread(descriptor, base + filled, count - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                if got <= 0 { return }
                filled += got
            }
        }
        if failed { hasFailed.store(true, ordering: .relaxed) }
        return failed ? nil : bytes
    }

    var hasChanged: Bool {
        var information = stat()
        return hasFailed.load(ordering: .relaxed) || fstat(descriptor, &information) != 0
            || Stamp(information) != opened
    }
}
