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
        body { output.write($0) }
        if close(output.descriptor) != 0 { output.fail() }
        if let problem = output.problem { throw CommandFailure(.unwritableFile(problem)) }
    }

    private init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        if descriptor < 0 { throw CommandFailure(.unwritableFile(DiskFiles.problem(path, errno))) }
    }

    private func write(_ text: String) {
        if problem != nil { return }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                return fail()
            }
            bytes = bytes.dropFirst(written)
        }
    }

    private func fail() { problem = problem ?? DiskFiles.problem(path, errno) }
}
