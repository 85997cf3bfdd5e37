import Foundation
import RulePacks

/// Bytes that come one after another, and can be read once.
protocol ByteInput: AnyObject {
    /// As the user gave it.
    var name: String { get }

    /// Fills a buffer as far as there is something to read, and waits where there is nothing; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileProblem) -> Int
}

/// A file, a pipe or a device.
final class DescriptorInput: ByteInput {
    let name: String
    private let descriptor: Int32

    init(_ path: String) throws(FileProblem) {
        name = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DiskFiles.problem(path, errno) }
        FilesRead.shared.note(descriptor)
    }

    private init(standard descriptor: Int32, name: String) {
        self.name = name
        self.descriptor = descriptor
    }

    static var standardInput: DescriptorInput { DescriptorInput(standard: STDIN_FILENO, name: "<stdin>") }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileProblem) -> Int {
        while true {
            let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            let code = errno
            if !DescriptorWait.isOver(after: code, on: descriptor, for: POLLIN) { throw DiskFiles.problem(name, code) }
        }
    }
}
