import Foundation
import TestSupport

/// The built command, run in the project's folder as a person would.
enum NormaProcess {
    struct Result {
        let standardOutput: String
        let standardError: String
        let exitCode: Int32

        var output: String { standardOutput + standardError }
    }

    /// Where the tests' own build put the command.
    static let folder = ProjectFolder.root.appending(path: ".build/debug")

    /// A command line as it would be typed, `norma …`.
    static func run(
        _ command: String, in directory: URL = ProjectFolder.root,
        environment added: [String: String] = ["NO_COLOR": "1"]
    ) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = directory
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] = "\(folder.path):\(environment["PATH"] ?? "")"
        environment["NO_COLOR"] = nil
        let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        // The machine's own store, if it has one, is nothing to a test.
        environment["NORMA_DATABASE"] = nil
        environment["XDG_DATA_HOME"] = scratch.appendingPathExtension("data").path
        process.environment = environment.merging(added) { $1 }
        // Through files, so that a long output cannot fill a pipe.
        let files = ["out", "err"].map { scratch.appendingPathExtension($0) }
        for file in files { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        process.waitUntilExit()
        let text = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return Result(standardOutput: text[0], standardError: text[1], exitCode: process.terminationStatus)
    }

    /// Starts the command, and lets it run by itself.
    static func start(
        _ command: String, in directory: URL, environment added: [String: String] = [:]
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "exec \(command) >/dev/null 2>&1"]
        process.currentDirectoryURL = directory
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] = "\(folder.path):\(environment["PATH"] ?? "")"
        process.environment = environment.merging(added) { $1 }
        try process.run()
        return process
    }

    /// Starts the command and ends its process with SIGKILL so many seconds after `isDue` first holds.
    ///
    /// - Returns: whether that ended it; else it was done before.
    static func runAndKill(
        _ command: String, in directory: URL, after delay: Double, isDue: () -> Bool = { true }
    ) throws -> Bool {
        let process = try start(command, in: directory)
        while process.isRunning, !isDue() { Thread.sleep(forTimeInterval: 0.002) }
        let end = Date(timeIntervalSinceNow: delay)
        while process.isRunning, Date() < end {
            Thread.sleep(forTimeInterval: min(0.01, max(end.timeIntervalSinceNow, 0)))
        }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
    }
}
