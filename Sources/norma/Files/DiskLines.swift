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
    ///
    /// - Parameter name: nil: the path.
    init?(_ path: String, named name: String? = nil) throws(FileProblem) {
        var information = stat()
        guard stat(path, &information) == 0 else { throw DiskFiles.problem(path, errno) }
        guard information.st_mode & S_IFMT == S_IFREG else { return nil }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DiskFiles.problem(path, errno) }
        FilesRead.shared.note(descriptor)
        self.name = name ?? path
        opened = Stamp(information)
    }

    /// A packed file, unpacked into one without a name, that is gone with this object: lines are read more than once, and memory does
    /// not hold them all.
    init(unpacking path: String, named name: String? = nil) throws(FileProblem) {
        let packed = UnpackedInput(try DescriptorInput(path))
        var template = Array("\(NSTemporaryDirectory())/norma-lines-XXXXXX".utf8CString)
        let scratch = mkstemp(&template)
        guard scratch >= 0 else { throw DiskFiles.problem(path, errno) }
        _ = fcntl(scratch, F_SETFD, FD_CLOEXEC)
        unlink(template)
        do throws(FileProblem) {
            try Self.copy(packed, to: scratch)
        } catch {
            close(scratch)
            throw error
        }
        var information = stat()
        fstat(scratch, &information)
        self.name = name ?? path
        descriptor = scratch
        opened = Stamp(information)
    }

    private static func copy(_ input: any ByteInput, to descriptor: Int32) throws(FileProblem) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 1)
        defer { buffer.deallocate() }
        while true {
            let count = try input.read(into: buffer)
            if count == 0 { return }
            var done = 0
            while done < count, let base = buffer.baseAddress {
                let written = write(descriptor, base + done, count - done)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else {
                    throw FileProblem(
                        input.name, .other("there is no room to unpack it: \(String(cString: strerror(errno)))"))
                }
                done += written
            }
        }
    }

    deinit { close(descriptor) }

    /// In bytes, when it was opened.
    var size: Int { opened.size }

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
