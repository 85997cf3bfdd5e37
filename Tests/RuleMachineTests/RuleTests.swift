import ResourceDocuments
import RuleMachine
import Testing

/// What a rule makes of its conditions: applicability, clauses, bindings, defines.
@Suite struct RuleTests {
    private func outcome(_ items: String, _ json: String, defines: String = "") throws -> String {
        try #require(try MachineRun("\(defines)\nrule r {\n  \(items)\n}\n").outcomes(on: json).first).words
    }

    @Test(arguments: [
        ("for demo.thing where a is 1\n require b is 1", #"{"a": 2}"#, "not applicable"),
        ("for demo.thing where a is 1\n require b is 1", #"{"a": 1, "b": 1}"#, "true"),
        ("for demo.thing where a is 1\n require b is 1", #"{"b": 2}"#, "absent"),
        ("for demo.thing\n when a is 1\n when c is 1\n require b is 1", #"{"a": 1, "c": 2}"#, "not applicable"),
        ("for demo.thing\n when a is 1\n when c is 1\n require b is 1", #"{"c": 2}"#, "not applicable"),
        ("for demo.thing\n when a is 1\n when c.d is 1\n require b is 1", #"{"b": 2}"#, "absent, missing"),
        ("for demo.thing\n when a is 1 or c is 1\n require b is 1", #"{"a": 1, "b": 1}"#, "true"),
        ("for demo.thing\n require a is 1\n require b is 1", #"{"a": 1, "b": 1}"#, "true"),
        ("for demo.thing\n require a is 1\n require b is 1", #"{"b": 2}"#, "false"),
        ("for demo.thing\n require a is 1\n require b is 1", #"{"b": 1}"#, "absent"),
        ("for demo.thing\n require a is 1\n require b is 1", #"{"a": "x"}"#, "absent, wrong type"),
        ("for demo.thing\n forbid a is 1", #"{"a": 1}"#, "false"),
        ("for demo.thing\n forbid a is 1", #"{"a": 2}"#, "true"),
        ("for demo.thing\n forbid a is 1", "{}", "absent"),
        ("for demo.thing\n forbid a is 1 and b is 1", #"{"a": 1}"#, "absent"),
        ("for demo.thing\n forbid a is 1 and b is 1", #"{"a": 2}"#, "true"),
        ("for demo.thing\n require a is 1 if missing pass", "{}", "true"),
        ("for demo.thing\n require a.b is 1 if missing fail", "{}", "false"),
        ("for demo.thing\n require a is 1 if missing unknown", "{}", "absent"),
        ("for demo.thing\n require a is 1 if missing pass", #"{"a": "x"}"#, "wrong type"),
        ("for demo.thing\n require a is 1 and b is 1 if missing pass", #"{"a": "x"}"#, "absent, wrong type"),
        ("for demo.thing\n require a is 1 if unknown fail", #"{"a": "x"}"#, "false"),
        ("for demo.thing\n require a is 1 if unknown fail", "{}", "false"),
        ("for demo.thing\n require a is 1 if missing pass\n require b is 1", "{}", "absent"),
        ("for demo.thing\n require some x in a satisfies x is 1\n require b is 1", #"{"a": [null], "b": 1}"#, "absent"),
    ])
    func verdicts(_ items: String, _ json: String, _ expected: String) throws {
        #expect(try outcome(items, json) == expected)
    }

    @Test func aBindingServesEveryConditionThatReadsIt() throws {
        let items = """
            for demo.thing
              let x = lower(this.x)
              let parts = split(x, "-")
              let unread = number(x)
              when first(parts) is "p"
              let end = last(parts)
              require end is "q"
              require every p in parts satisfies p is not "z"
            """
        #expect(try outcome(items, #"{"x": "P-Q"}"#) == "true")
        #expect(try outcome(items, #"{"x": "P-R"}"#) == "false")
        #expect(try outcome(items, #"{"x": "P-z-Q"}"#) == "false")
        #expect(try outcome(items, #"{"x": "R"}"#) == "not applicable")
        #expect(try outcome(items, "{}") == "missing")
    }

    @Test func aDefineSeesItsFormals() throws {
        let defines = """
            define wide(c: ip) = c is one of ["0.0.0.0/0", "::/0"]
            define port_of(r) = r.port default 22
            define open(r, port: numeric) = wide(r.cidr) and port is between port_of(r) and r.to default 65535
            define any_open(rs) = some x in rs satisfies open(x, 22)
            """
        let items = "for demo.thing\n forbid any_open(rules)"
        #expect(try outcome(items, #"{"rules": [{"cidr": "0.0.0.0/0"}]}"#, defines: defines) == "false")
        #expect(try outcome(items, #"{"rules": [{"cidr": "0.0.0.0/0", "port": 23}]}"#, defines: defines) == "true")
        #expect(try outcome(items, #"{"rules": [{"cidr": "0.0.0.0/0", "to": 21}]}"#, defines: defines) == "true")
        #expect(try outcome(items, #"{"rules": [{"cidr": "::/0"}, {}]}"#, defines: defines) == "false")
        #expect(try outcome(items, #"{"rules": [{"cidr": "10.0.0.0/8"}, {}]}"#, defines: defines) == "absent")
        #expect(
            try outcome("for demo.thing\n require not any_open(rules)", #"{"rules": []}"#, defines: defines) == "true")
    }

    @Test func parametersAreConstants() throws {
        let items = """
            for demo.thing
              param ports: numeric_list = [22, 3389]
              param limit: numeric = 3
              param cidrs: ip_list = ["10.0.0.0/8", "192.168.0.0/16"]
              require every r in rules satisfies r.port is one of ports and r.cidr is within cidrs
              require count(rules) is at most limit
            """
        #expect(try outcome(items, #"{"rules": [{"port": 22, "cidr": "10.1.0.0/16"}]}"#) == "true")
        #expect(try outcome(items, #"{"rules": [{"port": 80, "cidr": "10.1.0.0/16"}]}"#) == "false")
        #expect(try outcome(items, #"{"rules": [{"port": 22, "cidr": "0.0.0.0/0"}]}"#) == "false")
        #expect(try outcome(items, #"{"rules": [{"port": 22, "cidr": "10.1.0.0/16"}, 1, 2, 3]}"#) == "false")
    }

    @Test func aParameterOfAnyTypeMayHoldAMap() throws {
        let shape = Value.map([
            MapEntry(key: "x", value: .number(ExactNumber(1))),
            MapEntry(key: "list", value: .list([.string("p"), .boolean(true), .map([])])),
        ])
        let text =
            "rule r {\n for demo.thing\n param shape: general\n require a is shape and shape.x is 1 and CONDITION\n}"
        let same = #"{"a": {"list": ["p", true, {}], "x": 1.0, "y": null}}"#
        for condition in [
            "count(shape) is 2", "shape.list[0] is \"p\"", "keys(shape) contains \"list\"", "shape[\"x\"] is 1",
        ] {
            let run = try MachineRun(text.replacing("CONDITION", with: condition), parameters: ["shape": shape])
            #expect(try run.answer(on: same) == "true", "\(condition)")
            #expect(try run.answer(on: #"{"a": {"x": 1}}"#) == "false")
        }
    }

    @Test func attributesStandBesideTheProperties() throws {
        #expect(try answer("@id is \"thing-1\" and @kind is \"demo.thing\"", "{}") == "true")
        #expect(try answer("this.@id is this.id", #"{"id": "thing-1"}"#) == "true")
        #expect(try answer("@region is \"eu\"", "{}") == "absent")
        let defines = "define named(r, id) = r.@id is id and r.x is 1"
        #expect(try answer("named(this, \"thing-1\")", #"{"x": 1}"#, defines: defines) == "true")
        #expect(try answer("@tags contains \"x\"", "{}") == "absent")
    }

    @Test func aProgramHoldsTheRulesOfItsKindInTheirOrder() throws {
        let run = try MachineRun(
            """
            rule a { for demo.thing require x is 1 }
            rule b { for demo.other require x is 1 }
            rule c { for "demo.*" require x is 2 }
            rule d { for demo.thing where y is 1 require x is 1 }
            """)
        let outcomes = try run.outcomes(on: #"{"x": 1}"#)
        #expect(outcomes.map(\.ruleIndex) == [0, 2, 3])
        #expect(outcomes.map(\.words) == ["true", "false", "absent"])
        let other = try run.outcomes(on: try run.resource(#"{"x": 2}"#, kind: "demo.other"))
        #expect(other.map(\.ruleIndex) == [1, 2])
        #expect(other.map(\.words) == ["false", "true"])
        #expect(try run.outcomes(on: try run.resource("{}", kind: "other")).isEmpty)
        #expect(run.library.program(forKind: "demo.p").wordCount < run.library.program(forKind: "demo.thing").wordCount)
    }

    @Test func oneMachineRunsManyResources() throws {
        let run = try MachineRun(requiring: "every x in rules satisfies lower(x.name) is one of [\"p\", \"q\"]")
        var machine = VirtualMachine(
            library: run.library, inventory: nil, asOf: try #require(Instant(MachineRun.instant)))
        for round in 0..<200 {
            // Members move, so the position cache is wrong as often as right.
            let name = round % 3 == 0 ? "x" : "P"
            let padding = (0..<round % 5).map { #""f\#($0)": 0, "# }.joined()
            let resource = try run.resource(#"{\#(padding)"rules": [{\#(padding)"name": "\#(name)"}]}"#)
            let outcome = machine.outcome(ofRule: 0, on: resource)
            #expect(outcome?.words == (round % 3 == 0 ? "false" : "true"))
        }
        let other = try run.resource("{}", kind: "other")
        let elsewhere = machine.outcome(ofRule: 0, on: other)
        #expect(elsewhere?.verdict == .notApplicable)
        let leftOut = machine.outcome(ofRule: 1, on: other)
        #expect(leftOut == nil)
    }
}
