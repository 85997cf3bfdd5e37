import Foundation
import TestSupport

/// The built command, run in the project's folder as a person would.
enum NormaProcess {
    struct Result {
        /// Standard output, then standard error.
        let output: String
        let exitCode: Int32
    }

    /// Where the tests' own build put the command.
    private static let folder = ProjectFolder.root.appending(path: ".build/debug")

    /// A command line as it would be typed, `norma …`.
    static func run(_ command: String, in directory: URL = ProjectFolder.root) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = directory
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] = "\(folder.path):\(environment["PATH"] ?? "")"
        environment["NO_COLOR"] = "1"
        process.environment = environment
        let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        // Through files, so that a long output cannot fill a pipe.
        let (outputFile, errorFile) = (scratch.appendingPathExtension("out"), scratch.appendingPathExtension("err"))
        for file in [outputFile, errorFile] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        defer { for file in [outputFile, errorFile] { try? FileManager.default.removeItem(at: file) } }
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
        process.waitUntilExit()
        let text = try [outputFile, errorFile].map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return Result(output: text.joined(), exitCode: process.terminationStatus)
    }
}
