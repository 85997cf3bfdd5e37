import Foundation
import Testing

/// What is wrong with an envelope is the same wrong in a stream and in an inventory: told with one code and the same words at one place, and judged in neither.
@Suite struct StreamFaultTests {
    private static func thing(_ members: String) -> String {
        #"{"kind": "demo.thing", "id": "a", \#(members), "properties": {"size": 12}}"#
    }

    private static let faulty: [(line: String, code: String)] = [
        (thing(#""account": 1"#), "E2202"),
        (thing(#""name": ["a"]"#), "E2202"),
        (thing(#""tags": "env:prod""#), "E2202"),
        (thing(#""tags": [1]"#), "E2202"),
        (thing(#""resource_group": {"crn": "x"}"#), "E2202"),
        (thing(#""resource_group": {"id": "a", "id": "b"}"#), "E2202"),
        (thing(#""region": "x", "region": "y""#), "E2202"),
        (thing(#""account": "acc\u0000x""#), "E2214"),
        (#"{"kind": "demo.thing", "id": "a\u0000", "properties": {"size": 12}}"#, "E2214"),
        (#"{"kind": "demo\u0000.thing", "id": "a", "properties": {"size": 12}}"#, "E2214"),
        (#"{"kind": "demo.thing", "id": "", "properties": {"size": 12}}"#, "E2202"),
        (#"{"kind": "demo.thing", "id": "a", "properties": [12]}"#, "E2202"),
        (#"{"kind": "demo.thing", "properties": {"size": 12}}"#, "E2201"),
        (#"{"kind": "demo.thing", "id": "a", "properties": {"size": 12}"#, "E2014"),
    ]

    @Test(arguments: faulty)
    func aFaultyEnvelopeIsJudgedInNeither(_ line: String, _ code: String) throws {
        let folder = try ScratchFolder(["r.norma": StreamCommandTests.rules, "in.ndjson": "\n\(line)\n"])
        let stream = try folder.run("norma eval --stream --rules r.norma --inventory in.ndjson")
        let answer = try Self.object(stream.standardOutput.split(separator: "\n").last.map(String.init) ?? "")
        #expect(answer["verdicts"] == nil && stream.exitCode == 2, "\(stream.output)")
        let said = Self.faults(of: answer)
        #expect(said.count == 1 && said.first?.hasPrefix("\(code) ") == true, "\(said)")

        let eval = try folder.run("norma eval --rules r.norma --inventory in.ndjson --format json")
        let report = try Self.object(eval.standardOutput)
        #expect((report["evaluations"] as? [Any])?.isEmpty == true && eval.exitCode == 2, "\(eval.output)")
        #expect(Self.faults(of: report) == said)
    }

    /// However the line is longer than what is read at once.
    @Test(arguments: [2_000, 400_000])
    func aLineThatIsTooLongIsToldWhereItBegins(_ size: Int) throws {
        let line = Self.thing(#""name": "\#(String(repeating: "x", count: size))""#)
        let folder = try ScratchFolder(["r.norma": StreamCommandTests.rules, "in.ndjson": "\n  \(line)\n"])
        let options = "--max-document-bytes 1024 --rules r.norma --inventory in.ndjson"
        let stream = try folder.run("norma eval --stream \(options)")
        let answer = try Self.object(stream.standardOutput.split(separator: "\n").last.map(String.init) ?? "")
        #expect(Self.faults(of: answer) == ["E2025 the text is larger than 1024 bytes at 2:1"])
        let report = try Self.object(try folder.run("norma eval \(options) --format json").standardOutput)
        #expect(Self.faults(of: report) == Self.faults(of: answer))
    }

    private static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
    }

    /// Code, words and place of each.
    private static func faults(of report: [String: Any]) -> [String] {
        (report["diagnostics"] as? [[String: Any]] ?? []).map { fault in
            let place = fault["place"] as? [String: Any]
            let words = [fault["code"], fault["message"]].map { $0 as? String ?? "" }.joined(separator: " ")
            return "\(words) at \(place?["line"] as? Int ?? 0):\(place?["column"] as? Int ?? 0)"
        }
    }
}
