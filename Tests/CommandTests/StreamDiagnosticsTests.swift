import Foundation
import Testing

/// What `norma eval --stream` tells beside its answers, and masks: as `norma eval` has them of the same lines.
@Suite struct StreamDiagnosticsTests {
    private static let schema = #"{"properties": {"size": {"type": "number"}, "owner": {"type": "string"}}}"#

    /// Whichever was taken, the other may have been meant: as `norma eval` has it of a file.
    @Test(arguments: [
        ("properties", #"{"kind":"demo.thing","id":"a","properties":{"size":1},"properties":{"size":99}}"#),
        ("id", #"{"kind":"demo.thing","id":"a","properties":{"size":1},"id":"b"}"#),
        ("id", #"{"kind":"demo.thing","id":"a","resource_group":{"id":"x","id":"y"},"properties":{"size":1}}"#),
        ("kind", #"{"kind":"demo.other","id":"a","properties":{"size":1},"kind":"demo.thing"}"#),
    ])
    func aFieldThatIsGivenTwiceIsAFault(_ field: String, _ line: String) throws {
        let folder = try ScratchFolder(["r.norma": StreamCommandTests.rules, "in.ndjson": line + "\n"])
        for command in ["--stream", "--stream --explain"] {
            let result = try folder.run("norma eval \(command) --rules r.norma < in.ndjson")
            #expect(result.exitCode == 2)
            #expect(result.standardOutput.hasPrefix(#"{"line":1,"diagnostics":[{"code":"E2202""#), "\(result.output)")
            #expect(
                result.standardOutput.contains("'\(field)' is given twice")
                    && !result.standardOutput.contains("verdicts"))
        }
        #expect(
            try folder.run("norma eval --rules r.norma --inventory in.ndjson").standardError.contains("error[E2202]"))
    }

    /// What other readers take does not go with a stream.
    @Test func aCureIsOneThatGoes() throws {
        let folder = try ScratchFolder(["r.norma": StreamCommandTests.rules, "in.ndjson": "{}\n{\"id\": \"a\"}\n"])
        let result = try folder.run("norma eval --stream --rules r.norma < in.ndjson")
        #expect(result.standardOutput.contains(#""hint":"add 'kind', 'id' and 'properties'""#), "\(result.output)")
        #expect(
            result.standardOutput.contains(#""hint":"add 'kind' and 'properties'""#)
                && !result.standardOutput.contains("--"))
    }

    // MARK: Masks

    private static let masks = """
        masks:
          - rule: size_is_small
            resource: big
            justification: it shrinks in March
            author: ann@example.com
          - resource: huge
            kind: demo.thing
            account: acc1
            id: whole
            justification: it is taken down
            author: ann@example.com
          - rule: size_is_small
            resource: small
            justification: it may grow
            author: ann@example.com

        """

    private static func thing(_ id: String, _ size: Int, account: String? = nil) -> String {
        let account = account.map { #", "account": "\#($0)""# } ?? ""
        return #"{"kind": "demo.thing", "id": "\#(id)"\#(account), "properties": {"size": \#(size)}}"# + "\n"
    }

    private static func masked() throws -> ScratchFolder {
        try ScratchFolder([
            "r.norma": StreamCommandTests.rules, "m.yaml": masks,
            "in.ndjson": thing("big", 11) + thing("huge", 12, account: "acc1") + thing("huge", 13, account: "acc2")
                + thing("small", 1),
        ])
    }

    @Test func masksLieOnTheResultsTheyName() throws {
        let result = try Self.masked().run("norma eval --stream --rules r.norma --masks m.yaml < in.ndjson")
        #expect(
            result.standardOutput == """
                {"line":1,"kind":"demo.thing","id":"big","verdicts":{"size_is_small":"masked","has_owner":"fail"},\
                "beneath":{"size_is_small":"fail"},"masks":{"size_is_small":"m.yaml:2"}}
                {"line":2,"account":"acc1","kind":"demo.thing","id":"huge","verdicts":{"size_is_small":"masked","has_owner":"masked"},\
                "beneath":{"size_is_small":"fail","has_owner":"fail"},"masks":{"size_is_small":"whole","has_owner":"whole"}}
                {"line":3,"account":"acc2","kind":"demo.thing","id":"huge","verdicts":{"size_is_small":"fail","has_owner":"fail"}}
                {"line":4,"kind":"demo.thing","id":"small","verdicts":{"size_is_small":"masked","has_owner":"fail"},\
                "beneath":{"size_is_small":"pass"},"masks":{"size_is_small":"m.yaml:12"}}

                """)
        #expect(result.standardError.contains("W4155") && result.standardError.contains("m.yaml:12:5"))
        #expect(result.exitCode == 1)
    }

    @Test func masksAreThoseOfEval() throws {
        let folder = try Self.masked()
        let streamed = try StreamCommandTests.objects(
            folder.run("norma eval --stream --rules r.norma --masks m.yaml --inventory in.ndjson").standardOutput)
        let json = try folder.run(
            "norma eval --format json --rules r.norma --masks m.yaml --inventory in.ndjson | tr -d '\\n'")
        let whole = try #require(try StreamCommandTests.objects(json.standardOutput).first)
        let evaluations = try #require(whole["evaluations"] as? [[String: Any]])
        #expect(evaluations.count == 8)
        for evaluation in evaluations {
            let rule = try #require(evaluation["rule"] as? String)
            let line = try #require(
                streamed.first {
                    $0["id"] as? String == evaluation["resource"] as? String
                        && $0["account"] as? String == evaluation["account"] as? String
                })
            func ofRule(_ key: String) -> String? { (line[key] as? [String: String])?[rule] }
            #expect(ofRule("verdicts") == evaluation["verdict"] as? String)
            #expect(ofRule("beneath") == evaluation["beneath"] as? String)
            #expect(ofRule("masks") == (evaluation["mask"] as? [String: Any])?["id"] as? String)
        }
    }

    @Test func whatIsMaskedFailsNothing() throws {
        let folder = try ScratchFolder([
            "r.norma": StreamCommandTests.rules, "in.ndjson": Self.thing("big", 11),
            "m.yaml":
                "masks:\n  - resource: big\n    category: mitigated\n    justification: it shrinks\n    author: ann@example.com\n",
        ])
        #expect(try folder.run("norma eval --stream --rules r.norma < in.ndjson").exitCode == 1)
        let result = try folder.run("norma eval --stream --rules r.norma --masks m.yaml < in.ndjson")
        #expect(result.exitCode == 0 && result.standardError == "")
    }

    // MARK: Slips

    @Test func misspeltPropertiesAndKindsAreToldAsEvalTellsThem() throws {
        let lines = (1...300).map { number in
            switch number {
            case 7: #"{"kind": "demo.thing", "id": "7", "properties": {"szie": 3}}"# + "\n"
            case 9, 11: #"{"kind": "demo.things", "id": "\#(number)", "properties": {"size": 3}}"# + "\n"
            default: Self.thing("\(number)", 3)
            }
        }
        let folder = try ScratchFolder([
            "pack/r.norma": StreamCommandTests.rules, "pack/schemas/demo.thing.json": Self.schema,
            "in.ndjson": lines.joined(),
        ])
        let whole = try folder.run("norma eval --rules pack --inventory in.ndjson")
        #expect(whole.standardError.contains("W1407") && whole.standardError.contains("in.ndjson:7:"))
        #expect(whole.standardError.contains("W5025") && whole.standardError.contains("in.ndjson:9:"))
        for jobs in 1...3 {
            let streamed = try folder.run(
                "norma eval --stream --jobs \(jobs) --rules pack --inventory in.ndjson")
            #expect(streamed.standardError == whole.standardError)
        }
    }

    // MARK: Chunks

    /// However the lines come and however many workers there are, the answers have the same bytes.
    @Test(arguments: [(13, 2), (509, 3), (4_096, 1), (70_001, 2), (70_001, 5)])
    func whatComesOutDoesNotDependOnHowItComesIn(_ block: Int, _ jobs: Int) throws {
        var lines = StreamCommandTests.mixture(5_000, seed: UInt64(block))
        // A line that is longer than a chunk, and a last one without its line feed.
        lines += StreamCommandTests.line(String(repeating: "é", count: 200_000), size: "11")
        lines += StreamCommandTests.mixture(500, seed: 1) + #"{"kind": "demo.thing", "id": "last", "properties": {}}"#
        let folder = try ScratchFolder(["r.norma": StreamCommandTests.rules, "in.ndjson": lines])
        let norma = "norma eval --stream --explain --rules r.norma"
        let whole = try folder.run("\(norma) --jobs 1 < in.ndjson")
        let parts = try folder.run("dd bs=\(block) status=none < in.ndjson | \(norma) --jobs \(jobs)")
        #expect(whole.standardOutput.split(separator: "\n").count > 4_500)
        #expect(parts.standardOutput == whole.standardOutput)
        #expect(parts.standardError == whole.standardError)
        #expect(whole.exitCode == 2)
    }
}
