import ResourceDocuments
import RuleCompiler
import RuleMachine
import SourceText
import Testing

@Suite struct LimitTests {
    @Test func aRuleThatIsTooLargeIsLeftOut() throws {
        for kind in DiagnosticKind.compilerKinds {
            let wrong = try MachineRun(kind.wrong)
            #expect(wrong.diagnostics.map(\.kind.code) == [kind.code])
            #expect(wrong.library.fragments.isEmpty)
            #expect(wrong.diagnostics.first?.primary?.place.text == "r")
            #expect(try wrong.outcomes(on: "{}").isEmpty)
            let right = try MachineRun(kind.right)
            #expect(right.diagnostics.isEmpty)
        }
    }

    @Test func otherRulesRunBesideOneThatWasLeftOut() throws {
        let lets = (0..<300).map { "  let v\($0) = number(p\($0))\n  require v\($0) is 1\n" }.joined()
        let run = try MachineRun(
            "rule large {\n  for demo.thing\n\(lets)}\nrule small { for demo.thing require a is 1 }")
        #expect(run.diagnostics.map(\.kind.code) == ["E1230"])
        let outcomes = try run.outcomes(on: #"{"a": 1}"#)
        #expect(outcomes.map(\.ruleIndex) == [1])
        #expect(outcomes.map(\.words) == ["true"])
    }

    @Test func aRuleWithoutFuelIsUnknown() throws {
        let condition = "every x in a satisfies every y in a satisfies some z in a satisfies z is x"
        let list = "[\((0..<60).map(String.init).joined(separator: ","))]"
        var run = try MachineRun(
            "rule r { for demo.thing require \(condition) }\nrule s { for demo.thing require count(a) is 60 }")
        #expect(try run.outcomes(on: #"{"a": \#(list)}"#).map(\.words) == ["true", "true"])
        run.limits = MachineLimits(maximumFuel: 1_000, ordinaryFuel: 100)
        #expect(try run.outcomes(on: #"{"a": \#(list)}"#).map(\.words) == ["budget", "true"])
    }

    @Test func theStaticCostGrantsMoreThanTheOrdinaryFuel() throws {
        let list = "[\((0..<60).map(String.init).joined(separator: ","))]"
        var run = try MachineRun(requiring: "every x in a satisfies every y in a satisfies y is at least 0")
        run.limits = MachineLimits(maximumFuel: 50_000_000, ordinaryFuel: 10)
        #expect(try run.answer(on: #"{"a": \#(list)}"#) == "true")
    }

    @Test func deepAndLongValuesDoNotStopTheMachine() throws {
        let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
        #expect(try answer("a is this.b", #"{"a": \#(deep), "b": \#(deep)}"#) == "true")
        let long = String(repeating: "a", count: 100_000)
        #expect(try answer("a contains this.b", #"{"a": "\#(long)", "b": "\#(long.dropFirst(50_000))b"}"#) == "false")
        #expect(try answer("a contains this.b", #"{"a": "\#(long)b", "b": "\#(long.dropFirst(50_000))b"}"#) == "true")
        let list = "[\((0..<20_000).map(String.init).joined(separator: ","))]"
        #expect(try answer("count(distinct(a)) is 20000", #"{"a": \#(list)}"#) == "true")
    }

    /// Each function of a text takes as many steps as the text is long, which no tree shows.
    @Test(arguments: [
        "lower(trim(upper(a))) contains \"zz\"", "no x in l satisfies upper(this.a) contains x",
        "count(split(lower(a), \"b\")) is 100001",
    ])
    func oneLongTextLeavesFuelToItsRule(_ condition: String) throws {
        let text = String(repeating: "AB", count: 100_000) + "zz"
        var run = try MachineRun(requiring: condition)
        run.limits = MachineLimits(maximumFuel: 50_000_000, ordinaryFuel: 10)
        #expect(try run.answer(on: #"{"a": "\#(text)", "l": ["q1", "q2", "q3", "q4", "q5", "q6"]}"#) == "true")
    }
}
