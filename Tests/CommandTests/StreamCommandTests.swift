import Foundation
import TestSupport
import Testing

/// `norma eval --stream`: an answer for each line, in order, before the next line has to be there.
@Suite struct StreamCommandTests {
    static let rules = """
        rule size_is_small {
          title "Things are small"
          severity low
          for demo.thing
          require size is at most 10 else "it is {size} large"
        }

        rule has_owner {
          title "Things have an owner"
          severity low
          for demo.thing where @id is not "free"
          require owner is present
        }

        """

    static func line(_ id: String, size: String = "1", kind: String = "demo.thing") -> String {
        #"{"kind": "\#(kind)", "id": "\#(id)", "properties": {"size": \#(size), "owner": "me"}}"# + "\n"
    }

    private static func folder(_ lines: String = "") throws -> ScratchFolder {
        try ScratchFolder(["r.norma": rules, "in.ndjson": lines])
    }

    /// Lines of every sort, as a seed has them.
    static func mixture(_ count: Int, seed: UInt64) -> String {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            switch Int.random(in: 0..<12, using: &random) {
            case 0: "{\"kind\": \"demo.thing\", \"id\": \"\(number)\"\n"
            case 1: "\n"
            case 2: line("\(number)", kind: "other.thing")
            case 3: #"{"kind": "demo.thing", "id": "\#(number)", "colour": "red", "properties": {}}"# + "\n"
            default: line("\(number)", size: "\(Int.random(in: 0..<20, using: &random))")
            }
        }.joined()
    }

    // MARK: What a line says

    @Test func eachLineHasTheVerdictsOfTheRulesThatApply() throws {
        let lines =
            Self.line("a") + Self.line("free", size: "11") + Self.line("b", size: "\"big\"")
            + Self.line("c", kind: "other.thing")
        let result = try Self.folder(lines).run("norma eval --stream --rules r.norma < in.ndjson")
        #expect(
            result.standardOutput == """
                {"line":1,"kind":"demo.thing","id":"a","verdicts":{"size_is_small":"pass","has_owner":"pass"}}
                {"line":2,"kind":"demo.thing","id":"free","verdicts":{"size_is_small":"fail"}}
                {"line":3,"kind":"demo.thing","id":"b","verdicts":{"size_is_small":"unknown","has_owner":"pass"},\
                "causes":{"size_is_small":["wrong type"]}}
                {"line":4,"kind":"other.thing","id":"c","verdicts":{}}

                """)
        #expect(result.standardError == "" && result.exitCode == 1)
    }

    @Test func filesAreNamedInEachOfTheirLines() throws {
        let folder = try ScratchFolder([
            "r.norma": Self.rules, "in/a.ndjson": Self.line("1"), "in/b.jsonl": "\n" + Self.line("2"),
        ])
        let result = try folder.run("norma eval --stream --rules r.norma --inventory in")
        #expect(
            result.standardOutput == """
                {"line":1,"file":"in/a.ndjson","kind":"demo.thing","id":"1","verdicts":{"size_is_small":"pass","has_owner":"pass"}}
                {"line":1,"file":"in/b.jsonl"}
                {"line":2,"file":"in/b.jsonl","kind":"demo.thing","id":"2","verdicts":{"size_is_small":"pass","has_owner":"pass"}}

                """)
        #expect(result.exitCode == 0)
    }

    @Test func aLineThatHoldsNoResourceSaysWhatIsWrongAndIsNoEnd() throws {
        let lines = Self.line("a") + "{\"kind\": \"demo.thing\",\n\n" + "{\"kind\": \"demo.thing\"}\n" + Self.line("b")
        let result = try Self.folder(lines).run("norma eval --stream --rules r.norma < in.ndjson")
        let answers = try Self.objects(result.standardOutput)
        #expect(answers.map { $0["line"] as? Int } == [1, 2, 3, 4, 5])
        #expect(answers.map { $0["verdicts"] != nil } == [true, false, false, false, true])
        #expect(answers[2].count == 1)
        let diagnostics = answers.map { ($0["diagnostics"] as? [[String: Any]])?.first ?? [:] }
        #expect((diagnostics[1]["code"] as? String)?.hasPrefix("E20") == true)
        #expect((diagnostics[3]["message"] as? String)?.contains("no 'id'") == true)
        for (position, line) in [(1, 2), (3, 4)] {
            let place = diagnostics[position]["place"] as? [String: Any]
            #expect(place?["line"] as? Int == line && place?["file"] as? String == "<stdin>")
            #expect((diagnostics[position]["hint"] as? String)?.isEmpty == false)
        }
        #expect(result.exitCode == 2)
    }

    /// What a folder holds beside JSON Lines would be judged by nobody.
    @Test func aFolderWithOtherFilesIsNoStream() throws {
        let folder = try ScratchFolder([
            "r.norma": Self.rules, "fold/b.ndjson": Self.line("a"), "fold/y.yaml": "- { kind: demo.thing, id: y }\n",
        ])
        let result = try folder.run("norma eval --stream --rules r.norma --inventory fold")
        #expect(result.exitCode == 2)
        #expect(result.standardOutput.isEmpty)
        #expect(result.standardError.contains("'fold' holds 'fold/y.yaml', which a stream does not read"))
        try folder.write(Data("{}".utf8), to: "fold/z.json")
        let more = try folder.run("norma eval --stream --rules r.norma --inventory fold --inventory fold/b.ndjson")
        #expect(more.standardError.contains("'fold' holds 'fold/y.yaml' and 1 more"), "\(more.output)")
        #expect(try folder.run("norma eval --stream --rules r.norma --inventory fold/b.ndjson").exitCode != 2)
    }

    @Test func textOfAResourceIsEscaped() throws {
        let id = "a\\\"b\\u000a\\u001bé🙂"
        let result = try Self.folder(Self.line(id)).run("norma eval --stream --rules r.norma < in.ndjson")
        #expect(try Self.objects(result.standardOutput)[0]["id"] as? String == "a\"b\n\u{1b}é🙂")
        #expect(!result.standardOutput.contains("\u{1b}"))
    }

    /// What a stream says of resources is what `norma eval` says of the same file.
    @Test func findingsAreThoseOfEval() throws {
        let lines = (0..<40).map { Self.line("\($0)", size: $0 % 3 == 0 ? "\($0)" : "null") }.joined()
        try Self.expectTheSameFindings(Self.folder(lines), evaluations: 80)
    }

    /// What a stream has looked for once, because the rule before it found something there too.
    @Test func findingsAtOnePlaceAreThoseOfEval() throws {
        let asked = [
            "forbid some r in rules where r.open is true satisfies r.port is less than 1000",
            "forbid some r in rules where r.open is true satisfies r.port is less than 100",
            "forbid some r in rules satisfies r.port is less than 100",
            "forbid some r in rules satisfies r.open is true",
            "require every r in rules satisfies r.name is present if missing fail",
            "require every r in rules satisfies r.owner is \"a\" if missing fail",
            "require every r in rules satisfies r.owner is \"b\" if missing fail",
            "require rules[0].port is 5 and rules[0].owner is \"a\" if missing fail", "require json(text)[1].a is 1",
            "require json(text)[1].a is 2", "require owner is present", "require owner is \"a\" if missing fail",
        ]
        let rules = asked.enumerated().map { "rule r\($0) {\n  for demo.thing\n  \($1)\n}\n" }.joined()
        let elements = [
            #"{"name":"x","open":true,"port":22}"#, #"{"open":true,"port":80}"#,
            #"{"name":"y","open":true,"port":443}"#,
            #"{"open":true,"port":80,"owner":"c"}"#,
        ]
        let lines = (0..<16).map { chosen in
            let held = elements.indices.filter { chosen >> $0 & 1 == 1 }.map { elements[$0] }.joined(separator: ",")
            return #"{"kind":"demo.thing","id":"\#(chosen)","properties":{"rules":[\#(held)],"text":"[{},{\"a\":3}]"}}"#
                + "\n"
        }
        let folder = try ScratchFolder(["r.norma": rules, "in.ndjson": lines.joined()])
        try Self.expectTheSameFindings(folder, evaluations: 16 * asked.count, failingOnce: false)
    }

    private static func expectTheSameFindings(
        _ folder: ScratchFolder, evaluations count: Int, failingOnce: Bool = true
    ) throws {
        let streamed = try Self.objects(
            folder.run("norma eval --stream --explain --rules r.norma --inventory in.ndjson").standardOutput)
        let whole = try #require(
            try Self.objects(
                folder.run("norma eval --format json --rules r.norma --inventory in.ndjson | tr -d '\\n'")
                    .standardOutput
            ).first)
        let evaluations = try #require(whole["evaluations"] as? [[String: Any]])
        #expect(evaluations.count == count)
        for evaluation in evaluations {
            let rule = try #require(evaluation["rule"] as? String)
            let answer = try #require(streamed.first { $0["id"] as? String == evaluation["resource"] as? String })
            let verdict = (answer["verdicts"] as? [String: String])?[rule]
            #expect(verdict == evaluation["verdict"] as? String)
            let findings = (answer["findings"] as? [String: Any])?[rule] as? NSArray ?? []
            #expect(findings == evaluation["findings"] as? NSArray)
            #expect((answer["causes"] as? [String: [String]])?[rule] ?? [] == evaluation["causes"] as? [String])
            if verdict == "fail", failingOnce { #expect(findings.count == 1) }
        }
    }

    static func objects(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    // MARK: The worker's contract

    @Test(arguments: [1, 2])
    func aLineIsAnsweredBeforeTheNextIsSent(_ jobs: Int) throws {
        let stream = try StreamProcess("norma eval --stream --jobs \(jobs) --rules r.norma", in: Self.folder())
        for number in 1...5 {
            try stream.send(number == 3 ? "{}\n" : Self.line("\(number)"))
            let answer = try #require(stream.answer())
            #expect(answer.hasPrefix("{\"line\":\(number),"))
            #expect(answer.contains("verdicts") == (number != 3))
        }
        // A line that comes in two parts is answered when it is whole.
        let line = Self.line("6")
        try stream.send(String(line.prefix(20)))
        try stream.send(String(line.dropFirst(20)))
        #expect(stream.answer()?.hasPrefix("{\"line\":6,") == true)
        #expect(try stream.close() == 2)
    }

    @Test func memoryDoesNotGrowWithTheStream() throws {
        let stream = try StreamProcess("norma eval --stream --explain --jobs 2 --rules r.norma", in: Self.folder())
        var peaks: [Int] = []
        for round in 0..<5 {
            for part in 0..<10 {
                let start = round * 4_000 + part * 400
                try stream.send((start..<start + 400).map { Self.line("thing-\($0)", size: "\($0 % 12)") }.joined())
                for _ in 0..<400 { _ = try #require(stream.answer()) }
            }
            peaks.append(try stream.peakMemory())
        }
        #expect(try stream.close() == 1)
        #expect(peaks[0] > 0 && peaks[4] - peaks[1] < 4_096, "\(peaks) kB")
    }

    @Test func whatComesOutDoesNotDependOnTheWorkers() throws {
        let folder = try Self.folder(Self.mixture(6_000, seed: 5))
        let results = try [1, 2, 7].map {
            try folder.run("norma eval --stream --explain --jobs \($0) --rules r.norma --inventory in.ndjson")
        }
        let lines = results[0].standardOutput.split(separator: "\n")
        #expect(lines.count > 5_000)
        #expect(try Self.objects(results[0].standardOutput).compactMap { $0["line"] as? Int }.isAscending)
        // The field that no envelope has is told once, where it is first.
        #expect(results[0].standardError.components(separatedBy: "colour").count == 3, "\(results[0].standardError)")
        for result in results.dropFirst() {
            #expect(result.standardOutput == results[0].standardOutput)
            #expect(result.standardError == results[0].standardError)
            #expect(result.exitCode == 2)
        }
    }

    @Test func aReaderThatGoesAwayEndsTheStreamQuietly() throws {
        let folder = try Self.folder(Self.mixture(3_000, seed: 6))
        for trap in ["", "trap '' PIPE; "] {
            let result = try folder.run(
                "\(trap)norma eval --stream --rules r.norma < in.ndjson 2> errors | head -n 1; cat errors")
            #expect(result.output.split(separator: "\n").count == 1, "\(result.output.suffix(400))")
        }
    }

    // MARK: What is refused

    @Test(arguments: [
        ("--kind demo.thing", "--kind does not go with --stream: each line is"),
        ("--format sarif", "--format does not go with --stream, which writes a line of JSON"),
        ("--status fail", "--status does not go with --stream"), ("--jobs 0", "--jobs is a number of workers"),
        ("--masks nowhere.yaml", "E1501"), ("--inventory nowhere", "E1501"),
    ])
    func anOptionThatCannotBeHeldIsRefused(_ option: String, _ words: String) throws {
        let result = try Self.folder().run("norma eval --stream --rules r.norma \(option) < /dev/null")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains(words), "\(result.output)")
    }

    @Test func aRuleThatSeesOtherResourcesIsRefusedWithItsPlace() throws {
        let folder = try ScratchFolder([
            "r.norma":
                "rule r {\n  for demo.thing\n  require some o in resources of demo.owner satisfies o.id is this.owner\n}\n"
        ])
        let result = try folder.run("norma eval --stream --rules r.norma < /dev/null")
        #expect(result.exitCode == 2 && result.standardOutput == "")
        #expect(result.standardError.contains("E5016") && result.standardError.contains("r.norma:1:6"))
        #expect(result.standardError.contains("demo.owner"))
    }

    @Test func aStreamThatNoRuleJudgesIsNoSuccess() throws {
        for lines in ["", Self.line("a", kind: "demo.thin")] {
            let result = try Self.folder(lines).run("norma eval --stream --rules r.norma < in.ndjson")
            #expect(result.exitCode == 2 && result.standardError.contains("W5011"), "\(result.output)")
        }
    }

    @Test func aLineLongerThanTheLimitIsRefusedAndTheNextIsJudged() throws {
        let long = Self.line(String(repeating: "x", count: 5_000))
        let result = try Self.folder(long + Self.line("a")).run(
            "norma eval --stream --max-document-bytes 1000 --rules r.norma < in.ndjson")
        let answers = try Self.objects(result.standardOutput)
        #expect(answers.map { $0["diagnostics"] != nil } == [true, false])
        #expect(answers[1]["line"] as? Int == 2 && result.exitCode == 2)
    }
}

extension [Int] {
    fileprivate var isAscending: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}
