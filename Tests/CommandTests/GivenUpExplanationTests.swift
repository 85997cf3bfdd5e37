import Foundation
import TestSupport
import Testing

/// A rule that is decided quickly, and of which it would take long to tell why: the verdict is the same from each command, and each says so.
@Suite struct GivenUpExplanationTests {
    private static let words = "it fails, and to tell where takes more steps on this resource than are spent on it"

    /// Two hundred elements, each asked in a text of 3 MB.
    private static func folder() throws -> ScratchFolder {
        let elements = (0..<199).map { #"{"s": "Q\#($0)"}"# } + [#"{"s": "ab,"}"#]
        let text = String(repeating: "AB,", count: 1_000_000)
        let line =
            #"{"kind": "k.a", "id": "1", "properties": {"l": [\#(elements.joined(separator: ","))], "big": "\#(text)"}}"#
        return try ScratchFolder([
            "r.norma":
                "rule found {\n  title \"t\"\n  severity low\n  for k.a\n  forbid some x in l satisfies lower(this.big) starts with x.s\n}\n",
            "in.ndjson": line + "\n",
        ])
    }

    @Test func everyCommandSaysTheMachinesVerdict() throws {
        let folder = try Self.folder()
        let stream = try folder.run("norma eval --stream --explain --rules r.norma < in.ndjson")
        #expect(stream.output.contains(#""verdicts":{"found":"fail"}"#), "\(stream.output.prefix(500))")
        #expect(stream.output.contains(#""explanation":"\#(Self.words)""#), "\(stream.output.prefix(500))")
        let clock = "--as-of 2026-11-01T00:00:00Z"
        let text = try folder.run("norma eval --rules r.norma --inventory in.ndjson \(clock)")
        #expect(text.exitCode == 1 && text.output.contains("\n  \(Self.words)\n"), "\(text.output)")
        #expect(text.output.contains("0 pass, 1 fail, 0 unknown"))
        let json = try folder.run("norma eval --rules r.norma --inventory in.ndjson --format json \(clock)")
        #expect(json.output.contains(#""verdict": "fail""#) && json.output.contains(Self.words), "\(json.output)")
        let explained = try folder.run("norma explain found 1 --rules r.norma --inventory in.ndjson \(clock)")
        #expect(explained.exitCode == 1 && explained.output.contains("  fail: \(Self.words)\n"), "\(explained.output)")
    }
}
