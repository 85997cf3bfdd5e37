import Foundation
import TestSupport
import Testing

/// A resource that is left out with an error: what ranges over its kind does not pass without it.
@Suite struct RefusedResourceTests {
    private static let rules = """
        rule no_log {
          for demo.bucket
          require no l in resources of demo.log where l.bucket is @id
        }

        rule one_log {
          for demo.bucket
          require count(resources of demo.log) is at most 1
        }

        rule is_named {
          for demo.bucket
          require @id is present
        }

        """

    private static let log = #"{"kind": "demo.log", "id": "l", "properties": {"bucket": "other"}}"#

    private func folder(_ line: String) throws -> ScratchFolder {
        try ScratchFolder([
            "rules/r.norma": Self.rules,
            "inventory/b.yaml": "- { kind: demo.bucket, id: b, account: acc1, properties: {} }\n",
            "inventory/logs.ndjson": "\(Self.log)\n\(line)\n",
        ])
    }

    private func verdicts(_ folder: ScratchFolder) throws -> (verdicts: [String: String], messages: [String: String]) {
        let result = try folder.run("norma eval --rules rules --inventory inventory --format json")
        #expect(result.exitCode == 2, "\(result.output)")
        let object = try JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8)) as? [String: Any]
        let evaluations = try #require(object?["evaluations"] as? [[String: Any]])
        var verdicts: [String: String] = [:]
        var messages: [String: String] = [:]
        for evaluation in evaluations {
            let rule = try #require(evaluation["rule"] as? String)
            verdicts[rule] = evaluation["verdict"] as? String
            let findings = evaluation["findings"] as? [[String: Any]] ?? []
            messages[rule] = findings.first?["explanation"] as? String ?? findings.first?["message"] as? String
        }
        return (verdicts, messages)
    }

    @Test(arguments: [
        // A log, and what may be one.
        (#"{"kind": "demo.log", "id": 5, "properties": {"bucket": "b"}}"#, false),
        (#"{"kind": "demo.log", "id": "m", "properties": {"bucket": "b"}"#, false),
        (#"{"id": "m", "properties": {"bucket": "b"}}"#, false),
        ("\u{0}", false),
        (log, false),
        // Surely none.
        (#"{"kind": "demo.window", "id": 5, "properties": {"bucket": "b"}}"#, true),
    ])
    func whatRangesOverItDoesNotPass(_ line: String, _ passes: Bool) throws {
        let folder = try folder(line)
        let (verdicts, messages) = try verdicts(folder)
        let open = passes ? "pass" : "unknown"
        #expect(verdicts == ["no_log": open, "one_log": open, "is_named": "pass"])
        if passes { return }
        for rule in ["no_log", "one_log"] {
            #expect(
                messages[rule]?.contains(
                    "not all resources of demo.log could be read: one at inventory/logs.ndjson:2 is left out") == true,
                "\(messages)")
        }
        let gate = try folder.run("norma gate --rules rules --inventory inventory")
        #expect(
            gate.exitCode == 2 && gate.standardOutput.contains("2 evaluations are unknown: no_log"), "\(gate.output)")
    }

    /// What was read fails whatever the rest is.
    @Test func whatFailsWithoutItFails() throws {
        let folder = try folder(#"{"kind": "demo.log", "id": 5, "properties": {"bucket": "other"}}"#)
        try folder.write(
            Data((Self.log.replacing("other", with: "b") + "\n" + #"{"kind": "demo.log"}"# + "\n").utf8),
            to: "inventory/logs.ndjson")
        let (verdicts, _) = try verdicts(folder)
        #expect(verdicts == ["no_log": "fail", "one_log": "unknown", "is_named": "pass"])
    }

    @Test func aFileThatIsNotThereMayHoldAny() throws {
        let folder = try folder("")
        let result = try folder.run("norma gate --rules rules --inventory inventory more.yaml")
        #expect(result.exitCode == 2, "\(result.output)")
        #expect(result.standardOutput.contains("2 evaluations are unknown: no_log"), "\(result.output)")
    }

    @Test func aScanKnowsItToo() throws {
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("a", "")],
            files: [
                "rules/door_is_shut.norma":
                    "rule door_is_shut {\n  id \"door\"\n  for demo.door\n  require no k in resources of demo.key where k.door is @id\n}\n",
                "inventory/doors.yaml": "- { kind: demo.door, id: back, account: acc1, properties: { } }\n",
                "inventory/keys.yaml":
                    "- { kind: demo.key, id: k, properties: { door: front } }\n- { kind: demo.key, id: 5, properties: { door: back } }\n",
            ])
        let scan = try folder.run(
            "norma scan --attachment rules/attachments/a.yaml --inventory inventory --report csv=a.csv")
        #expect(scan.exitCode == 2, "\(scan.output)")
        let rows = try String(contentsOf: folder.url.appending(path: "a.csv"), encoding: .utf8)
        #expect(
            rows.contains("not all resources of demo.key could be read: one at inventory/keys.yaml:2 is left out"),
            "\(rows)")
        let run = try folder.run("norma run rules/attachments --inventory inventory --database r.sqlite")
        #expect(run.exitCode == 2, "\(run.output)")
    }
}
