import ResourceDocuments
import RuleMachine
import Testing

/// What rules of a family ask with constants of their own is answered by look-ups, not rule by rule.
@Suite struct LookUpTests {
    /// A rule for each number, which stands at `#` in the condition, and the next at `+`.
    private static func run(_ condition: String, _ numbers: Range<Int>) throws -> MachineRun {
        try MachineRun(
            numbers.map { number in
                let text = condition.replacing("#", with: "\(number)").replacing("+", with: "\(number + 1)")
                return "rule r\(number) { for demo.thing require \(text) }"
            }.joined(separator: "\n"))
    }

    private static func passing(_ outcomes: [RuleOutcome]) -> [Int] {
        outcomes.indices.filter { outcomes[$0].verdict == .pass }
    }

    // The first family of 600 rules asks for 257 texts.
    @Test(arguments: [
        ("a contains all of [\"t#\", \"t+\"]", #"{"a": ["t300", "t7", "t8", "t301", "t7"]}"#, [7, 300]),
        ("a contains any of [\"t#\", \"t+\"]", #"{"a": ["t300", "t7"]}"#, [6, 7, 299, 300]),
        ("a contains \"t#\"", #"{"a": ["x", "t599", "t0"]}"#, [0, 599]),
        (
            "a contains all of [\"t#\", \"u#\", \"v#\"]",
            #"{"a": {"t7": 1, "u7": 1, "v7": 1, "t8": 1, "u9": 1, "v8": 1}}"#, [7]
        ),
        ("a contains all of [\"t#\", \"t#\"]", #"{"a": ["t5"]}"#, [5]),
        ("a contains all of [\"t#\", \"x\"]", #"{"a": ["t5"]}"#, []),
    ])
    func anyNumberOfTextsIsLookedFor(_ condition: String, _ json: String, _ passing: [Int]) throws {
        let run = try Self.run(condition, 0..<600).run(on: json)
        #expect(Self.passing(run.outcomes) == passing)
        #expect(run.outcomes.allSatisfy { $0.verdict == .pass || $0.verdict == .fail })
        #expect(run.singleAnswers == 0)
    }

    @Test func whatIsNoTextIsAskedOfEachRule() throws {
        let run = try Self.run("a contains \"t#\"", 0..<300).run(on: #"{"a": ["t5", 1]}"#)
        #expect(run.singleAnswers == 300)
        #expect(Self.passing(run.outcomes) == [5])
        #expect(run.outcomes[6].words == "wrong type")
    }
}
