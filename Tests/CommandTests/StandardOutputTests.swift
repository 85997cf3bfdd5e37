import Foundation
import TestSupport
import Testing

/// Half a report must not look like a whole one, wherever it is sent.
@Suite struct StandardOutputTests {
    private static let commands = [
        "norma check rules", "norma profile list --pack rules", "norma --help",
        "norma scan --attachment rules/attachments/a.yaml --inventory inventory --as-of 2026-01-31T10:00:00Z",
        "norma scan --attachment rules/attachments/a.yaml --inventory inventory --as-of 2026-01-31T10:00:00Z --format json",
        "norma eval --rules rules --inventory inventory --as-of 2026-01-31T10:00:00Z --format csv",
    ]

    private func folder() throws -> ScratchFolder {
        try DoorPack.folder(attachments: ["a": DoorPack.attachment("prod")])
    }

    @Test(arguments: commands)
    func aFullDiskIsAnError(_ command: String) throws {
        let result = try folder().run("\(command) >/dev/full")
        #expect(result.exitCode == 2, "\(result.output)")
        #expect(
            result.standardError.contains("error[E5023]: standard output cannot be written: No space left on device"),
            "\(result.output)")
    }

    @Test func soIsThatOfAStream() throws {
        let folder = try folder()
        try folder.write(Data(#"{"kind":"x.y","id":"a","properties":{}}"#.utf8), to: "l.ndjson")
        try folder.write(Data("rule r {\n  title \"t\"\n  for x.y\n  require a is 1\n}\n".utf8), to: "r.norma")
        let result = try folder.run("norma eval --stream --rules r.norma --inventory l.ndjson >/dev/full")
        #expect(result.exitCode == 2, "\(result.output)")
        #expect(result.standardError.contains("E5023"), "\(result.output)")
    }

    /// Who closes a pipe has read what it wanted.
    @Test func aReaderThatGoesAwayIsNoError() throws {
        let result = try folder().run("norma profile list --pack rules | true; norma eval --help | head -n 1")
        #expect(result.standardError == "", "\(result.output)")
        #expect(result.standardOutput.hasPrefix("OVERVIEW"))
    }
}
