import Foundation
import RulePacks

/// A file that is written in pieces.
final class FileOutput {
    private let path: String
    private let descriptor: Int32
    private var problem: FileProblem?

    /// Writes what `body` hands on. Throws a `CommandFailure` where it cannot be written to its end.
    static func write(to path: String, _ body: (@escaping (String) -> Void) -> Void) throws {
        let output = try FileOutput(path)
        body { output.write(Array($0.utf8)) }
        if close(output.descriptor) != 0 { output.fail() }
        if let problem = output.problem { throw CommandFailure(.unwritableFile(problem)) }
    }

    /// Writes all of it. Throws a `CommandFailure` where it cannot be.
    static func write(to path: String, bytes: [UInt8]) throws {
        let output = try FileOutput(path)
        output.write(bytes)
        if close(output.descriptor) != 0 { output.fail() }
        if let problem = output.problem { throw CommandFailure(.unwritableFile(problem)) }
    }

    /// Throws a `CommandFailure` where a file of this path could not be written now. Makes and changes nothing.
    static func verify(_ path: String) throws {
        var status = stat()
        var code: Int32 = 0
        if stat(path, &status) == 0 {
            code = status.st_mode & S_IFMT == S_IFDIR ? EISDIR : access(path, W_OK) == 0 ? 0 : errno
        } else if errno == ENOENT {
            code = access(PathText.folder(of: path), W_OK | X_OK) == 0 ? 0 : errno
        } else {
            code = errno
        }
        if code != 0 { throw CommandFailure(.unwritableFile(problem(path, code))) }
    }

    /// A folder that is a file is another mistake than one that is not there. Where the folder is there (it may be one of the system's own that
    /// takes no file, or hold a link that leads nowhere) the system's words have to do.
    private static func problem(_ path: String, _ code: Int32) -> FileProblem {
        switch code {
        case ENOTDIR: FileProblem(PathText.folder(of: path), .isNotFolder)
        case ENOENT where access(PathText.folder(of: path), F_OK) == 0:
            FileProblem(path, .other(String(cString: strerror(code))))
        default: DiskFiles.problem(path, code)
        }
    }

    private init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        if descriptor < 0 { throw CommandFailure(.unwritableFile(Self.problem(path, errno))) }
    }

    private func write(_ content: [UInt8]) {
        if problem != nil { return }
        var bytes = content[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                if DescriptorWait.isOver(after: errno, on: descriptor, for: POLLOUT) { continue }
                return fail()
            }
            bytes = bytes.dropFirst(written)
        }
    }

    private func fail() { problem = problem ?? Self.problem(path, errno) }
}
