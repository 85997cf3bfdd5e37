import Foundation
import TestSupport

/// A folder of files that a test writes, gone with it.
final class ScratchFolder {
    let url: URL

    init(_ files: [String: String] = [:]) throws {
        url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (path, text) in files { try write(Data(text.utf8), to: path) }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ bytes: Data, to path: String) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
    }

    /// A folder of the project, under the same name.
    func copy(_ folder: String) throws {
        let target = url.appending(path: folder)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: ProjectFolder.root.appending(path: folder), to: target)
    }

    func link(_ path: String, to destination: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: url.appending(path: path).path, withDestinationPath: destination)
    }

    /// A file of `bytes` zeros that takes no room on the disk.
    func writeHole(_ path: String, bytes: Int) throws {
        try write(Data(), to: path)
        let handle = try FileHandle(forWritingTo: url.appending(path: path))
        try handle.truncate(atOffset: UInt64(bytes))
        try handle.close()
    }

    /// Where nothing says otherwise the default store is one in this folder, and not the machine's own.
    func run(_ command: String, environment: [String: String] = ["NO_COLOR": "1"]) throws -> NormaProcess.Result {
        let store = ["NORMA_DATABASE": url.appending(path: "default.sqlite").path]
        return try NormaProcess.run(command, in: url, environment: environment.merging(store) { given, _ in given })
    }
}
