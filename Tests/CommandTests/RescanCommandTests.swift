import Foundation
import TestSupport
import Testing

/// Second scans by the built command: what they take over, and that they say so.
@Suite struct RescanCommandTests {
    private static func scan(_ words: String = "") -> String {
        "norma scan --attachment rules/attachments/a.yaml --inventory inventory --record --database s.sqlite "
            + "--as-of 2026-01-31T10:00:00Z \(words)"
    }

    private func folder() throws -> ScratchFolder {
        try DoorPack.folder(attachments: ["a": DoorPack.attachment("prod")])
    }

    private func reused(_ command: String, _ folder: ScratchFolder) throws -> [Int] {
        let result = try folder.run(command)
        try #require(result.exitCode == 0, "\(result.output)")
        return result.standardOutput.matches(of: /"evaluations_reused": (\d+)/).compactMap { Int($0.1) }
    }

    @Test func aSecondScanSaysWhatItDidNotMakeAgain() throws {
        let folder = try folder()
        #expect(try reused(Self.scan("--format json"), folder) == [0])
        #expect(try reused(Self.scan("--format json"), folder) == [2])
        #expect(try reused(Self.scan("--format json --fresh"), folder) == [0])
        let text = try folder.run(Self.scan())
        #expect(
            text.output.contains(" 0 evaluations run, 2 taken over from the last scan, applied 2 times"),
            "\(text.output)")
        // One door of the two.
        let changed = DoorPack.inventory.replacing("open_for: 0", with: "open_for: 1")
        try Data(changed.utf8).write(to: folder.url.appending(path: "inventory/doors.yaml"))
        #expect(try reused(Self.scan("--format json"), folder) == [1])
        let ids = try folder.run("norma history --database s.sqlite --format json").standardOutput
            .matches(of: /"id": "([0-9a-f]{8})/).map(\.1)
        let difference = try folder.run("norma diff \(ids[1]) \(ids[0]) --database s.sqlite").output
        #expect(difference.contains("new failures") && difference.contains("back"), "\(difference)")
    }

    /// A call may lead to another define while every text stays as it is: what `use` names is in none of them.
    @Test func aCallThatLeadsElsewhereIsAnotherRule() throws {
        let rule = """
            use "lib/c.norma" as c
            use "lib/x.norma" as aa
            rule door_is_shut {
              id "door"
              for demo.door
              require c.g(this) and aa.f(this)
            }

            """
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod")],
            files: [
                "rules/lib/x.norma": "define f(r) = r.open_for is less than 2\n",
                "rules/lib/y.norma": "define f(r) = r.open_for is at least 2\n",
                "rules/lib/c.norma":
                    "use \"x.norma\" as x\nuse \"y.norma\" as y\ndefine g(r) = x.f(r) or y.f(r)\n",
                "rules/door_is_shut.norma": rule,
            ])
        func failures(_ words: String = "") throws -> [String] {
            let output = try folder.run(Self.scan("--format json \(words)")).standardOutput
            let results = /"resource": "(front|back)".*?"verdict": "(pass|fail)"/.dotMatchesNewlines()
            return output.matches(of: results).filter { $0.2 == "fail" }.map { String($0.1) }
        }
        let first = try failures()
        try Data(rule.replacing("x.norma\" as aa", with: "y.norma\" as aa").utf8)
            .write(to: folder.url.appending(path: "rules/door_is_shut.norma"))
        let second = try failures()
        #expect(second != first)
        #expect(try second == failures("--fresh"))
    }

    @Test func aRunSaysItToo() throws {
        let folder = try folder()
        func run(_ words: String) -> String {
            "norma run rules/attachments --inventory inventory --database s.sqlite \(words)"
        }
        #expect(try reused(run("--format json"), folder) == [0])
        #expect(try reused(run("--format json"), folder) == [2])
        #expect(try folder.run(run("")).output.contains("2 of 2 evaluations reused"))
        #expect(try !folder.run(run("--fresh")).output.contains("reused"))
    }

    @Test func withoutAStoreEverythingIsFresh() throws {
        let result = try folder().run(
            "norma scan --attachment rules/attachments/a.yaml --inventory inventory --fresh")
        #expect(result.exitCode == 2)
        #expect(result.output.contains("--fresh wants --record"), "\(result.output)")
    }
}
