import Foundation
import ResourceDocuments
import RulePacks
import RuleTesting
import SourceText
import Synchronization
import Testing

@testable import norma

@Suite struct TestWatchTests {
    /// Files and their stamps, which count how often something was written.
    private final class Files: FileTree {
        private struct State {
            var texts: [String: String] = [:]
            var writings = 0
            var written: [String: Int] = [:]
            /// When the latest name came or went.
            var listed = 0
            var afterReading: [String: @Sendable (Files) -> Void] = [:]
        }

        private let state = Mutex(State())

        init(_ texts: [String: String]) { for (path, text) in texts { write(text, to: path) } }

        func write(_ text: String?, to path: String) {
            state.withLock { state in
                state.writings += 1
                state.written[path] = state.writings
                if (state.texts[path] == nil) != (text == nil) { state.listed = state.writings }
                state.texts[path] = text
            }
        }

        /// Happens once, between the reading of a file and whatever comes then.
        func after(readingOf path: String, _ change: @escaping @Sendable (Files) -> Void) {
            state.withLock { $0.afterReading[path] = change }
        }

        func stamp(of path: String) -> FileStamp? {
            let isThere = exists(path)
            return state.withLock { state in
                guard isThere else { return nil }
                let writing = state.texts[path] == nil ? state.listed : state.written[path] ?? 0
                return FileStamp(seconds: writing, nanoseconds: 0, size: 0, node: 0)
            }
        }

        func read(_ path: String, within root: String?) throws(FileProblem) -> SourceFile {
            let (text, change) = state.withLock { ($0.texts[path], $0.afterReading.removeValue(forKey: path)) }
            change?(self)
            guard let text else { throw FileProblem(path, .notFound) }
            return SourceFile(name: path, text: text)
        }

        func files(below folder: String) -> FolderListing {
            FolderListing(files: state.withLock { $0.texts.keys.filter { PathText.isInside($0, folder) }.sorted() })
        }

        func isFolder(_ path: String) -> Bool { state.withLock { $0.texts[path] == nil } && exists(path) }
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
    private func ran(_ files: Files, _ steps: [(Files) -> Void]) -> [[String]] {
        var rest = steps[...]
        var runs: [[String]] = []
        var watch = TestWatch(["."], in: files, dependencies: [:], stamp: { files.stamp(of: $0) })
        watch.run {
            guard let step = rest.popFirst() else { return false }
            step(files)
            return true
        } report: { suite, changed, gone in
            runs.append(
                gone.map { "gone \($0)" } + changed.filter { $0.hasSuffix(".cases.yaml") && !gone.isEmpty }
                    + suite.files.map { "\($0.file.source.name) \($0.results.filter(\.passed).count)" }
                    + (gone.isEmpty ? [] : suite.diagnostics.map(\.message)))
        }
        return runs
    }

    @Test func onlyWhatAChangedFileTouchesRunsAgain() {
        let files = Files([
            "a.norma": Self.rule("a", 1), "a.cases.yaml": Self.cases("a"), "b.norma": Self.rule("b", 1),
            "b.cases.yaml": Self.cases("b"), "notes.txt": "x",
        ])
        let runs = ran(
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

    /// A file that changes while it is read, the first time and later.
    @Test func aChangeWhileItRunsIsSeen() {
        for path in ["a.norma", "a.cases.yaml"] {
            let files = Files(["a.norma": Self.rule("a", 2), "a.cases.yaml": Self.cases("a")])
            let other = path == "a.norma" ? Self.rule("a", 1) : Self.cases("a").replacing("port: 1", with: "port: 2")
            files.after(readingOf: path) { $0.write(other, to: path) }
            let runs = ran(
                files,
                [
                    { _ in }, { _ in },
                    { files in
                        files.write(Self.rule("a", 3), to: "a.norma")
                        files.after(readingOf: "a.norma") {
                            $0.write(Self.rule("a", path == "a.norma" ? 1 : 2), to: "a.norma")
                        }
                    }, { _ in }, { _ in },
                ])
            #expect(
                runs == [["a.cases.yaml 0"], ["a.cases.yaml 1"], ["a.cases.yaml 0"], ["a.cases.yaml 1"]], "\(path)")
        }
    }

    /// A case file that is taken away or has another name is told of, and so is the last one.
    @Test func whatIsGoneIsToldOf() {
        let files = Files([
            "a.norma": Self.rule("a", 1), "a.cases.yaml": Self.cases("a"), "b.norma": Self.rule("b", 1),
            "b.cases.yaml": Self.cases("b"),
        ])
        let runs = ran(
            files,
            [
                { $0.write(nil, to: "b.cases.yaml") }, { _ in },
                {
                    $0.write(nil, to: "a.cases.yaml")
                    $0.write(Self.cases("a"), to: "c.cases.yaml")
                },
                { $0.write(nil, to: "c.cases.yaml") }, { _ in },
                { $0.write(Self.cases("b"), to: "b.cases.yaml") },
            ])
        #expect(
            runs == [
                ["a.cases.yaml 1", "b.cases.yaml 1"], ["gone b.cases.yaml"], ["gone a.cases.yaml", "c.cases.yaml 1"],
                ["gone c.cases.yaml", "no case file stands at or below '.'"], ["b.cases.yaml 1"],
            ])
    }

    /// A folder without a case is told of once.
    @Test func nothingToRunIsSaidOnce() {
        let files = Files(["notes.txt": "x"])
        let runs = ran(
            files,
            [
                { _ in }, { _ in },
                {
                    $0.write(Self.rule("a", 1), to: "a.norma")
                    $0.write(Self.cases("a"), to: "a.cases.yaml")
                },
            ])
        #expect(runs == [[], ["a.cases.yaml 1"]])
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
        try FileManager.default.removeItem(at: folder.url.appending(path: "a.cases.yaml"))
        #expect(said("gone: a.cases.yaml"))
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    }
}
