import Foundation

/// Another program, run once with something on its standard input and no longer than it may.
enum BoundedProcess {
    struct Result {
        /// nil: it was ended because its time was over.
        let status: Int32?
        /// Its beginning.
        let standardOutput: String
        /// Its beginning.
        let standardError: String
    }

    /// As much of each output is kept, in bytes.
    static let outputLimit = 1 << 16
    /// Between asking a program to end and ending it, in seconds.
    private static let grace = 2.0

    /// - Parameters:
    ///   - input: through a file that nobody else can read, so that neither side waits for the other.
    ///   - environment: nil: this program's own.
    ///   - seconds: after which it is ended.
    ///   - limit: how much of each output is kept, in bytes.
    static func run(
        _ program: URL, _ arguments: [String], input: String, environment: [String: String]? = nil, seconds: Double,
        keeping limit: Int = outputLimit
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "norma-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["in", "out", "err"].map { folder.appending(path: $0) }
        try Data(input.utf8).write(to: files[0])
        for file in files.dropFirst() { try Data().write(to: file) }

        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        if let environment { process.environment = environment }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        let isInTime = ended.wait(timeout: .now() + seconds) == .success
        if !isInTime {
            process.terminate()
            if ended.wait(timeout: .now() + grace) != .success {
                kill(process.processIdentifier, SIGKILL)
                ended.wait()
            }
        }
        return Result(
            status: isInTime ? process.terminationStatus : nil, standardOutput: try beginning(of: files[1], limit),
            standardError: try beginning(of: files[2], limit))
    }

    private static func beginning(of file: URL, _ limit: Int) throws -> String {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        return String(decoding: try handle.read(upToCount: limit) ?? Data(), as: UTF8.self)
    }

    /// The program that a name stands for: a path as it is, else the first in PATH; nil where there is none.
    static func find(_ name: String, path: String? = ProcessInfo.processInfo.environment["PATH"]) -> URL? {
        let candidates =
            name.contains("/") ? [name] : (path ?? "").split(separator: ":").map { "\($0)/\(name)" }
        return candidates.first { access($0, X_OK) == 0 && !DiskFiles().isFolder($0) }.map { URL(filePath: $0) }
    }
}
