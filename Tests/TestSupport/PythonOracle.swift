import Foundation

/// Python's standard library, asked about many values in one run.
package enum PythonOracle {
    package struct Failure: Error {
        package let status: Int32
    }

    /// One line of output for each line of input. Nil, said loudly, where there is no Python.
    package static func answers(to questions: [String], script: String) throws -> [String]? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        // Through a file: a pipe for both directions would need a thread for one.
        let input = FileManager.default.temporaryDirectory.appending(path: "norma-\(UUID().uuidString)")
        try Data((questions.joined(separator: "\n") + "\n").utf8).write(to: input)
        defer { try? FileManager.default.removeItem(at: input) }
        let output = Pipe()
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        if process.terminationStatus == 127 {
            print("SKIPPED: python3 is not here, so nothing was compared with it")
            return nil
        }
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
    }
}
