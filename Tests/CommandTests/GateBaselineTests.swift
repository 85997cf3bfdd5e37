import Foundation
import TestSupport
import Testing

/// What a gate that counts only what is new, or what changed, says of the rest: it is there, in a line, and told from what counts.
@Suite struct GateBaselineTests {
    private static let clock = "--as-of 2026-11-01T00:00:00Z"
    private static let rule = "rule shut {\n  severity high\n  for demo.door\n  require open_for is 0\n}\n"
    private static let gate = "norma gate --attachment rules/attachments/a.yaml --inventory inventory \(clock)"

    private static func door(_ id: String, _ minutes: Int) -> String {
        "- { kind: demo.door, id: \(id), account: acc1, properties: { open_for: \(minutes) } }\n"
    }

    private func text(_ name: String, in folder: ScratchFolder) throws -> String {
        try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    }

    /// `front` is open in a recorded scan; then `side` is opened too.
    private func scanned() throws -> (folder: ScratchFolder, scan: String) {
        let folder = try DoorPack.folder(attachments: ["a": DoorPack.attachment("a", "")])
        let scan = try folder.run(
            "norma scan --attachment rules/attachments/a.yaml --inventory inventory \(Self.clock) --record --database s.sqlite"
        )
        let id = try #require(scan.standardOutput.firstMatch(of: /recorded as scan ([0-9a-f-]+)/)).1
        return (folder, String(id))
    }

    @Test func aRecordedScanIsABaseline() throws {
        let (folder, scan) = try scanned()
        let gate = "\(Self.gate) --baseline \(scan) --database s.sqlite"
        let same = try folder.run(gate)
        #expect(same.exitCode == 0, "\(same.output)")
        #expect(same.standardOutput.hasSuffix("1 evaluation passes, none fails (1 known from the baseline)\n"))
        #expect(
            same.standardOutput.contains(
                "known from the baseline (1)\n  fail  door_is_shut  medium  front (demo.door)  inventory/doors.yaml:1:")
        )
        // Where all of it is known nothing is drawn in full.
        #expect(!same.standardOutput.contains("┌─"), "\(same.standardOutput)")

        try folder.write(Data((DoorPack.inventory + Self.door("side", 1)).utf8), to: "inventory/doors.yaml")
        let more = try folder.run("\(gate) --report sarif=a.sarif")
        #expect(more.exitCode == 1)
        #expect(more.standardOutput.hasSuffix("1 evaluation fails: door_is_shut (1 known from the baseline)\n"))
        #expect(more.standardOutput.contains("known from the baseline (1)\n  fail  door_is_shut  medium  front"))
        #expect(more.standardOutput.contains("\nfail  door_is_shut  medium  side (demo.door)  new\n"))
        #expect(!more.standardOutput.contains("front (demo.door)  new"))
        let results = try text("a.sarif", in: folder).split(separator: "\"ruleId\"").dropFirst()
        let states = results.compactMap { result in
            result.firstMatch(of: /"fullyQualifiedName": "demo.door\/(\w+)"[^☃]*"baselineState": "(\w+)"/).map {
                "\($0.1) \($0.2)"
            }
        }
        #expect(states == ["front unchanged", "side new"])

        // What is mended is known no longer.
        try folder.write(Data(Self.door("front", 0).utf8), to: "inventory/doors.yaml")
        let mended = try folder.run(gate)
        #expect(mended.exitCode == 0 && !mended.output.contains("known from"), "\(mended.output)")
    }

    @Test func aScanThatIsNotThereIsNoBaseline() throws {
        let (folder, _) = try scanned()
        let result = try folder.run("\(Self.gate) --baseline 00000000 --database s.sqlite")
        #expect(result.exitCode == 2 && result.standardOutput.hasPrefix("gate undecidable, exit 2"), "\(result.output)")
    }

    @Test(arguments: [
        (#"{"format": "norma.evaluations", "format_version": "1.0", "evaluations": "x"}"#, "b.json"),
        (#"{"format": "norma.evaluations", "format_version": "9.0", "evaluations": []}"#, "b.json"),
        (#"{"format": "norma.evaluations","#, "b.json:1"),
    ])
    func whatIsNoReportIsNoBaseline(_ text: String, _ named: String) throws {
        let folder = try ScratchFolder(["r.norma": Self.rule, "doors.yaml": Self.door("front", 3), "b.json": text])
        let result = try folder.run("norma gate --rules r.norma --inventory doors.yaml --baseline b.json \(Self.clock)")
        #expect(result.exitCode == 2, "\(result.output)")
        #expect(result.standardOutput.hasPrefix("gate undecidable, exit 2: "), "\(result.output)")
        #expect(result.standardOutput.contains(named), "\(result.output)")
    }

    @Test func whatCountsIsToldFromTheRest() throws {
        let folder = try ScratchFolder(["r.norma": Self.rule, "doors.yaml": Self.door("front", 3)])
        let gate = "norma gate --rules r.norma --inventory doors.yaml \(Self.clock)"
        _ = try folder.run("norma eval --rules r.norma --inventory doors.yaml --report json=before.json \(Self.clock)")
        #expect(
            try folder.run(
                "git init -q -b main && git add -A && git -c user.name=a -c user.email=a@example.com commit -q -m x"
            )
            .exitCode == 0)
        try folder.write(Data((Self.door("front", 3) + Self.door("side", 9)).utf8), to: "doors.yaml")
        let known = "known from the baseline (1)\n  fail  shut  high  front (demo.door)  doors.yaml:1:"
        let untouched = "not changed since main (1)\n  fail  shut  high  front (demo.door)  doors.yaml:1:"
        let baseline = try folder.run("\(gate) --baseline before.json").standardOutput
        #expect(
            baseline.hasPrefix(known) && baseline.contains("\n\nfail  shut  high  side (demo.door)  new\n"),
            "\(baseline)")
        let since = try folder.run("\(gate) --since main").standardOutput
        #expect(
            since.hasPrefix(untouched)
                && since.contains("\n\nfail  shut  high  side (demo.door)  changed since main\n"), "\(since)")
        let both = try folder.run("\(gate) --since main --baseline before.json").standardOutput
        #expect(both.hasPrefix(untouched) && both.contains("side (demo.door)  new\n"), "\(both)")
        // A gate that compares nothing marks nothing.
        let plain = try folder.run(gate).standardOutput
        #expect(plain.contains("side (demo.door)\n") && !plain.contains("known from") && !plain.contains("changed"))
    }

    /// In annotations and in a comment what is known is behind what is new, and is no error.
    @Test func reportsOfPullRequestsTellThemApart() throws {
        let folder = try ScratchFolder(["r.norma": Self.rule, "doors.yaml": Self.door("front", 3)])
        _ = try folder.run("norma eval --rules r.norma --inventory doors.yaml --report json=before.json \(Self.clock)")
        try folder.write(Data((Self.door("front", 3) + Self.door("side", 9)).utf8), to: "doors.yaml")
        let result = try folder.run(
            "norma gate --rules r.norma --inventory doors.yaml --baseline before.json --format github --report markdown=a.md \(Self.clock)"
        )
        let annotations = result.standardOutput.split(separator: "\n")
        #expect(annotations.count == 3)
        #expect(
            annotations[0].hasPrefix("::error file=doors.yaml,line=2") && annotations[0].contains("title=fail%3A shut"))
        #expect(
            annotations[1].hasPrefix("::notice file=doors.yaml,line=1")
                && annotations[1].contains("title=known from the baseline%3A fail%3A shut"))
        let comment = try text("a.md", in: folder)
        #expect(comment.contains("### Open, new (1)\n\n- **fail** high `shut` on `side [acc1]`"), "\(comment)")
        #expect(
            comment.contains(
                "### Open, and let pass (1)\n\n- fail `shut` on `front [acc1]` (`demo.door`): `known from the baseline`"
            ),
            "\(comment)")
    }
}
