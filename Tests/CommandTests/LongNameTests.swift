import Foundation
import Testing

/// A resource may be called anything, at any length: a line of many shows both ends of it, and what programs read all of it.
@Suite struct LongNameTests {
    private static let long = "first-" + String(repeating: "x", count: 3_000) + "-last"
    /// 200 characters, an ellipsis and 99.
    private static let cut =
        "first-" + String(repeating: "x", count: 194) + "…" + String(repeating: "x", count: 94) + "-last"

    private func report(_ format: String, id: String) throws -> String {
        let folder = try ScratchFolder([
            "r.norma": "rule shut {\n  for demo.door\n  require open_for is 0\n}\n",
            // The source line that an excerpt shows is another than the one with the name.
            "doors.yaml": "- kind: demo.door\n  id: \(id)\n  name: \(Self.long)\n  properties:\n    open_for: 3\n",
        ])
        let result = try folder.run(
            "norma eval --rules r.norma --inventory doors.yaml --format \(format) --as-of 2026-11-01T00:00:00Z")
        #expect(result.exitCode == 1, "\(result.output)")
        return result.standardOutput
    }

    @Test(arguments: [
        ("text", "\(cut) (demo.door/i-1)\n"), ("junit", #"name="\#(cut) [i-1] (demo.door)""#),
        ("github", "::\(cut) [i-1]: "), ("gitlab", "\(cut) [i-1]: "),
    ])
    func aLineShowsBothEnds(_ format: String, _ expected: String) throws {
        let text = try report(format, id: "i-1")
        #expect(text.contains(expected), "\(text.prefix(2_000))")
        #expect(!text.contains(Self.long))
    }

    @Test func anIdIsCutAsWell() throws {
        let text = try report("text", id: "\(Self.long)2")
        let id = "first-" + String(repeating: "x", count: 194) + "…" + String(repeating: "x", count: 93) + "-last2"
        #expect(text.contains("\(Self.cut) (demo.door/\(id))\n"), "\(text.prefix(2_000))")
    }

    @Test(arguments: ["json", "ndjson", "csv", "sarif", "html"]) func programsReadAllOfIt(_ format: String) throws {
        #expect(try report(format, id: "i-1").contains(Self.long))
    }
}
