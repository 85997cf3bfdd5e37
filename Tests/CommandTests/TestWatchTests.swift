import Foundation
import ResourceDocuments
import RulePacks
import RuleTesting
import SourceText
import Synchronization
import Testing

@testable import norma

@Suite struct TestWatchTests {
    /// Files and their stamps, which a test moves on by hand.
    private final class Files: FileTree {
        private let texts: Mutex<[String: String]>

        init(_ texts: [String: String]) { self.texts = Mutex(texts) }

        func write(_ text: String?, to path: String) { texts.withLock { $0[path] = text } }
        func text(of path: String) -> String? { texts.withLock { $0[path] } }

        func read(_ path: String, within root: String?) throws(FileProblem) -> SourceFile {
            guard let text = text(of: path) else { throw FileProblem(path, .notFound) }
            return SourceFile(name: path, text: text)
        }

        func files(below folder: String) -> FolderListing {
            FolderListing(files: texts.withLock { $0.keys.filter { PathText.isInside($0, folder) }.sorted() })
        }

        func isFolder(_ path: String) -> Bool { text(of: path) == nil && exists(path) }
        func exists(_ path: String) -> Bool { !files(below: path).files.isEmpty }
    }

    private static func rule(_ name: String, _ port: Int) -> String {
        "rule \(name) {\n  for demo.gate\n  require port is \(port)\n}\n"
    }

    private static func cases(_ name: String) -> String {
        """
        rules: \(name).norma
        cases:
          - { name: one, resource: { kind: demo.gate, id: a, properties: { port: 1 } }, expect: { \(name): pass } }
        """
    }

    /// What ran, step by step: each step changes files, and then the watch looks.
    private func ran(_ files: Files, _ steps: [(Files) -> Void]) throws -> [[String]] {
        let folder = try ScratchFolder()
        // Stamps are those of real files, which follow what the steps write.
        var rest = steps[...]
        var version = 0
        var versions: [String: Int] = [:]
        var texts: [String: String] = [:]
        func stamp(_ path: String) -> FileStamp? {
            let text = files.text(of: path) ?? (files.isFolder(path) ? files.files(below: path).files.joined() : nil)
            guard let text else { return nil }
            if texts[path] != text {
                version += 1
                texts[path] = text
                versions[path] = version
            }
            let name = "\(abs(path.hashValue))-\(versions[path] ?? 0)"
            if !FileManager.default.fileExists(atPath: folder.url.appending(path: name).path) {
                try? folder.write(Data(text.utf8), to: name)
            }
            return FileStamp(of: folder.url.appending(path: name).path)
        }
        var runs: [[String]] = []
        var watch = TestWatch(["."], in: files, dependencies: [:], stamp: stamp)
        watch.run {
            guard let step = rest.popFirst() else { return false }
            step(files)
            return true
        } report: { suite, _ in
            runs.append(suite.files.map { "\($0.file.source.name) \($0.results.filter(\.passed).count)" })
        }
        return runs
    }

    @Test func onlyWhatAChangedFileTouchesRunsAgain() throws {
        let files = Files([
            "a.norma": Self.rule("a", 1), "a.cases.yaml": Self.cases("a"), "b.norma": Self.rule("b", 1),
            "b.cases.yaml": Self.cases("b"), "notes.txt": "x",
        ])
        let runs = try ran(
            files,
            [
                { _ in }, { $0.write(Self.rule("a", 2), to: "a.norma") }, { $0.write("y", to: "notes.txt") },
                { $0.write(Self.cases("b") + "\n", to: "b.cases.yaml") },
                {
                    $0.write(Self.rule("c", 1), to: "c.norma")
                    $0.write(Self.cases("c"), to: "c.cases.yaml")
                },
                { $0.write(Self.rule("a", 1), to: "a.norma") },
            ])
        #expect(
            runs == [
                ["a.cases.yaml 1", "b.cases.yaml 1"], ["a.cases.yaml 0"], ["b.cases.yaml 1"], ["c.cases.yaml 1"],
                ["a.cases.yaml 1"],
            ])
    }

    /// A person at a terminal: a change is answered, and Ctrl-C is no fault.
    @Test func theCommandAnswersAChangeAndEndsWithCtrlC() throws {
        let folder = try ScratchFolder(["a.norma": Self.rule("a", 1), "a.cases.yaml": Self.cases("a")])
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "exec norma test --watch . > out 2>&1"]
        process.currentDirectoryURL = folder.url
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] = "\(NormaProcess.folder.path):\(environment["PATH"] ?? "")"
        process.environment = environment
        try process.run()
        defer { if process.isRunning { process.terminate() } }
        func said(_ text: String) -> Bool {
            for _ in 0..<2_400 where process.isRunning {
                let out = (try? String(contentsOf: folder.url.appending(path: "out"), encoding: .utf8)) ?? ""
                if out.contains(text) { return true }
                Thread.sleep(forTimeInterval: 0.05)
            }
            return false
        }
        #expect(said("1 passed, 0 failed"))
        try folder.write(Data(Self.rule("a", 23).utf8), to: "a.norma")
        #expect(said("changed: a.norma"))
        #expect(said("0 passed, 1 failed"))
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    }
}
