import Foundation
import TestSupport

/// `norma eval --stream` as another program runs it: a line goes in, and its answer is waited for.
final class StreamProcess {
    private let process: Process
    /// Holds the files as long as the process may read them.
    private let folder: ScratchFolder
    private let input = Pipe()
    private let output = Pipe()
    private var held = Data()

    init(_ command: String, in folder: ScratchFolder) throws {
        self.folder = folder
        process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "exec \(command)"]
        process.currentDirectoryURL = folder.url
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] =
            "\(ProjectFolder.root.appending(path: ".build/debug").path):\(environment["PATH"] ?? "")"
        process.environment = environment
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    func send(_ text: String) throws { try input.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }

    /// The next line that was answered; nil where none comes within five minutes.
    func answer() -> String? {
        while true {
            if let end = held.firstIndex(of: UInt8(ascii: "\n")) {
                defer { held = held[(end + 1)...] }
                return String(decoding: held[held.startIndex..<end], as: UTF8.self)
            }
            var waited = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waited, 1, 300_000) > 0 else { return nil }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            held += more
        }
    }

    /// The most memory that the process ever had, in kilobytes.
    func peakMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) } ?? 0
    }

    /// Ends the stream and waits for the process.
    func close() throws -> Int32 {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
