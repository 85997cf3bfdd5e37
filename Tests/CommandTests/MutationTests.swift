import Foundation
import Testing

/// `norma test --mutate` as a person runs it.
@Suite struct MutationTests {
    private static let rule = "rule gate {\n  for demo.gate\n  require port is at least 1024 and open is false\n}\n"

    private func run(_ cases: [(Int, Bool, String)], survivors: String = "") throws -> NormaProcess.Result {
        let entries = cases.map { port, open, verdict in
            """
              - name: \(port) \(open)
                resource: { kind: demo.gate, id: a, properties: { port: \(port), open: \(open) } }
                expect: { gate: \(verdict) }

            """
        }.joined()
        return try ScratchFolder([
            "gate.norma": Self.rule, "gate.cases.yaml": "rules: gate.norma\n\(survivors)cases:\n\(entries)",
        ]).run("norma test --mutate gate.norma")
    }

    private static let whole = [(1024, false, "pass"), (1023, false, "fail"), (1024, true, "fail")]

    @Test func casesThatTestEverythingNoticeEveryMutant() throws {
        let result = try run(Self.whole)
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(
            result.standardOutput == """
                3 passed, 0 failed
                gate  9 of 9 mutants noticed
                1 rule, 9 of 9 mutants noticed, 0 with a reason, 0 left

                """, "\(result.output)")
    }

    /// A case that fails notices nothing, and it is said that no mutant was tried.
    @Test func whereACaseFailsNoMutantIsTried() throws {
        let result = try run([(1024, false, "fail")])
        #expect(result.exitCode == 1, "\(result.output)")
        #expect(
            result.standardOutput.hasSuffix(
                "0 passed, 1 failed\nno mutant was tried: a rule has to pass its cases first\n"), "\(result.output)")
    }

    /// Without a case on the bound nobody notices that the bound has moved; the resource that would tell lies on it.
    @Test func whatNoCaseNoticesIsListedWithAResourceThatTellsItApart() throws {
        let result = try run([(2000, false, "pass"), (1023, false, "fail"), (1024, true, "fail")])
        #expect(result.exitCode == 1)
        #expect(
            result.standardOutput.contains(
                "  gate.norma:3: port is at least 1024: 'more than' for 'at least'\n    told apart by\n"),
            "\(result.output)")
        #expect(result.standardOutput.contains(#""port": 1024"#), "\(result.output)")
        #expect(result.standardOutput.hasSuffix("1 rule, 8 of 9 mutants noticed, 0 with a reason, 1 left\n"))
    }

    /// A part that no other clause, and no other part, stands in for: what tells it apart differs in two places from every case.
    @Test func twoPlacesTogetherTellAMutantApart() throws {
        let rule = """
            define open(r) = r.cidr is one of ["0.0.0.0/0", "::/0"]
            rule gate {
              param ports: numeric_list = [22, 3389]
              param age: duration = 90d
              for demo.gate where state is "on"
              when rules is present
              let ins = each r in rules where r.dir is "in"
              forbid some r in ins satisfies open(r) and r.port is one of ports
              require created is newer than age if missing fail
              require any { owner is present  team default "none" is not "none" }
              require count(ins) is at most 3
            }

            """
        let rules = "[ { dir: in, port: 443, cidr: 0.0.0.0/0 } ]"
        let cases = """
            rules: gate.norma
            defaults:
              as_of: 2026-01-01T00:00:00Z
              resource: { kind: demo.gate, id: s, properties: { state: "on", owner: a, created: "2025-12-01", rules: \(rules) } }
            cases:
              - { name: ok, expect: { gate: pass } }
              - { name: open, patch: { rules: [ { dir: in, port: 22, cidr: "::/0" } ] }, expect: { gate: fail } }
              - { name: old, patch: { created: "2025-01-01" }, expect: { gate: fail } }

            """
        let result = try ScratchFolder(["gate.norma": rule, "gate.cases.yaml": cases])
            .run("norma test --mutate gate.norma")
        let told = result.standardOutput.split(
            separator:
                "team default \"none\" is not \"none\": left out\n    told apart, as of 2026-01-01T00:00:00Z, by\n")
        #expect(told.count == 2, "\(result.output)")
        let shown = told.last?.prefix { $0 != "\n" } ?? ""
        #expect(shown.contains("\"team\":") && !shown.contains("owner"), "\(result.output)")
    }

    @Test func kindsThatHaveToBeCollectedAreTold() throws {
        let rule =
            "rule gate {\n  for demo.gate\n  require some l in resources of demo.lock satisfies l.on is true\n}\n"
        let cases = """
            rules: gate.norma
            cases:
              - name: locked
                resources: [ { kind: demo.gate, id: g, properties: {} }, { kind: demo.lock, id: l, properties: { on: true } } ]
                expect: { gate: pass }

            """
        let result = try ScratchFolder(["gate.norma": rule, "gate.cases.yaml": cases])
            .run("norma test --mutate gate.norma")
        #expect(
            result.standardOutput.contains("told apart, with collected: [demo.lock], by\n"), "\(result.output)")
    }

    /// A case far below the bound does not hold it: somebody might loosen it.
    @Test func aBoundThatIsLoosenedIsNoticedByTheValueBeneathIt() throws {
        let result = try run([(1024, false, "pass"), (22, false, "fail"), (1024, true, "fail")])
        #expect(result.exitCode == 1)
        #expect(
            result.standardOutput.contains(
                "  gate.norma:3: port is at least 1024: the bound one lower\n    told apart by\n"),
            "\(result.output)")
        #expect(result.standardOutput.contains(#""port": 1023"#), "\(result.output)")
        #expect(result.standardOutput.hasSuffix("1 rule, 8 of 9 mutants noticed, 0 with a reason, 1 left\n"))
    }

    /// What is written twice is changed twice, though both changes have one name.
    @Test func whatIsWrittenTwiceHasToBeTestedTwice() throws {
        let rule = """
            rule gate {
              for demo.gate
              forbid side is "north" and open is true
              forbid side is "south" and open is true
            }

            """
        func entry(_ side: String, _ open: Bool, _ verdict: String) -> String {
            let resource = "{ kind: demo.gate, id: a, properties: { side: \(side), open: \(open) } }"
            return "  - { name: \(side) \(open), resource: \(resource), expect: { gate: \(verdict) } }\n"
        }
        func run(_ entries: [String]) throws -> NormaProcess.Result {
            let cases = "rules: gate.norma\ncases:\n\(entries.joined())"
            return try ScratchFolder(["gate.norma": rule, "gate.cases.yaml": cases])
                .run("norma test --mutate gate.norma")
        }
        let others = [
            entry("north", true, "fail"), entry("north", false, "pass"), entry("south", true, "fail"),
            entry("west", true, "pass"),
        ]
        let result = try run(others)
        #expect(result.exitCode == 1)
        #expect(result.standardOutput.contains("  gate.norma:4: open is true: left out\n"), "\(result.output)")
        #expect(!result.standardOutput.contains("  gate.norma:3:"), "\(result.output)")
        #expect(try run(others + [entry("south", false, "pass")]).exitCode == 0)
    }

    @Test func aSurvivorMayLiveForAReason() throws {
        let survivors = """
            survivors:
              - rule: gate
                mutant: "port is at least 1024: 'more than' for 'at least'"
                reason: nobody uses 1024

            """
        let result = try run(
            [(2000, false, "pass"), (1023, false, "fail"), (1024, true, "fail")], survivors: survivors)
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(result.standardOutput.contains("    lives: nobody uses 1024"), "\(result.output)")
        // Once a case notices it, the reason is one too many.
        let idle = try run(Self.whole, survivors: survivors)
        #expect(idle.exitCode == 1)
        #expect(idle.standardOutput.contains("gate.cases.yaml:3: no such mutant survives"), "\(idle.output)")
    }

    @Test func aSurvivorWithoutAReasonIsAFault() throws {
        let result = try run(Self.whole, survivors: "survivors:\n  - { rule: gate, mutant: \"x\" }\n")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("E3003"), "\(result.output)")
    }

    /// Nothing notices what is changed in a rule that no case asks about.
    @Test func aRuleWithoutCasesIsNotPassedOver() throws {
        let cases = """
            rules: gate.norma
            cases:
              - { name: shut, resource: { kind: demo.gate, id: a, properties: { open: false } }, expect: { gate: pass } }
              - { name: open, resource: { kind: demo.gate, id: a, properties: { open: true } }, expect: { gate: fail } }

            """
        func rule(_ name: String) -> String { "rule \(name) {\n  for demo.gate\n  require open is false\n}\n" }
        let folder = try ScratchFolder([
            "one/gate.norma": rule("gate") + rule("other"), "one/gate.cases.yaml": cases,
            "two/gate.norma": rule("gate"), "two/gate.cases.yaml": cases, "two/alone.norma": rule("alone"),
            "two/shared.norma": "define is_shut(g) = g is false\n",
        ])
        let within = try folder.run("norma test --mutate one")
        #expect(within.exitCode == 1)
        #expect(
            within.standardOutput.contains("other  no case asks about this rule (one/gate.norma:5)\n"),
            "\(within.output)")
        #expect(within.standardOutput.hasSuffix(", 0 left, 1 untested\n"), "\(within.output)")
        let beside = try folder.run("norma test --mutate two")
        #expect(beside.exitCode == 1)
        #expect(
            beside.standardOutput.contains("alone  no case asks about this rule (two/alone.norma:1)\n"),
            "\(beside.output)")
        #expect(try folder.run("norma test --mutate two/gate.norma").exitCode == 0)
        let covered = try folder.run("norma test --coverage two")
        #expect(covered.exitCode == 0)
        #expect(
            covered.standardOutput.hasPrefix(
                "alone  0 of 3 outcomes seen\n  two/alone.norma:1: no case asks about this rule\n"),
            "\(covered.output)")
    }

    /// Without either the last line says so, of folders, and the exit code is that of the cases.
    @Test func rulesWithoutCasesAreCounted() throws {
        func rule(_ name: String) -> String { "rule \(name) {\n  for demo.gate\n  require open is false\n}\n" }
        let cases = """
            rules: gate.norma
            cases:
              - { name: shut, resource: { kind: demo.gate, id: a, properties: { open: false } }, expect: { gate: pass } }

            """
        let folder = try ScratchFolder([
            "one/gate.norma": rule("gate") + rule("other"), "one/gate.cases.yaml": cases,
            "two/gate.norma": rule("gate"), "two/gate.cases.yaml": cases, "two/a.norma": rule("a") + rule("b"),
            "two/c.norma": rule("c"), "two/d.norma": rule("d"),
            "two/shared.norma": "define is_shut(g) = g is false\n",
            "three/gate.norma": rule("gate"), "three/gate.cases.yaml": cases,
        ])
        let one = try folder.run("norma test one")
        #expect(one.exitCode == 0)
        #expect(one.standardOutput == "1 passed, 0 failed\n1 rule that no case asks about: other (one/gate.norma:5)\n")
        let two = try folder.run("norma test two")
        #expect(two.exitCode == 0 && two.standardError.isEmpty, "\(two.output)")
        #expect(
            two.standardOutput == """
                1 passed, 0 failed
                4 rules that no case asks about: a (two/a.norma:1), b (two/a.norma:5), c (two/c.norma:1) and 1 more

                """)
        #expect(try folder.run("norma test three").standardOutput == "1 passed, 0 failed\n")
        #expect(try folder.run("norma test one/gate.norma").standardOutput == "1 passed, 0 failed\n")
        let json = try folder.run("norma test --format json one").standardOutput
        #expect(json.contains(#""rule": "other","#), "\(json)")
    }

    @Test func aFaultOfARuleIsToldOnce() throws {
        let folder = try ScratchFolder([
            "rules/gate.norma": "rule gate {\n  for demo.gate\n  require open == false\n}\n",
            "rules/gate.cases.yaml":
                "rules: gate.norma\ncases:\n  - { name: a, resource: { kind: demo.gate, id: a, properties: {} }, expect: { gate: unknown } }\n",
            "rules/other.norma": "rule other {\n  for demo.gate\n  require open != false\n}\n",
        ])
        for option in ["--coverage", "--mutate"] {
            let result = try folder.run("norma test \(option) rules")
            #expect(result.exitCode == 2)
            #expect(result.standardError.hasSuffix("2 errors\n"), "\(result.output)")
        }
    }

    /// Two packs may have rules of one name: each is told of by its own cases.
    @Test func rulesOfOneNameAreKeptApart() throws {
        func cases(_ low: String) -> String {
            """
            rules: gate.norma
            cases:
              - { name: high, resource: { kind: demo.gate, id: a, properties: { port: 1024 } }, expect: { gate: pass } }
            \(low)

            """
        }
        let low =
            "  - { name: low, resource: { kind: demo.gate, id: a, properties: { port: 1023 } }, expect: { gate: fail } }"
        let rule = "rule gate {\n  for demo.gate\n  require port is at least 1024\n}\n"
        let folder = try ScratchFolder([
            "a/gate.norma": rule, "a/gate.cases.yaml": cases(low), "b/gate.norma": rule, "b/gate.cases.yaml": cases(""),
        ])
        let covered = try folder.run("norma test --coverage a b")
        #expect(
            covered.standardOutput.hasPrefix(
                """
                gate  2 of 3 outcomes seen
                  a/gate.norma:3: the condition was never unknown
                gate  1 of 3 outcomes seen
                  b/gate.norma:3: the condition was never false
                  b/gate.norma:3: the condition was never unknown
                """), "\(covered.output)")
        let mutated = try folder.run("norma test --mutate a b")
        #expect(mutated.exitCode == 1)
        #expect(mutated.standardOutput.contains("gate  4 of 4 mutants noticed\ngate  "), "\(mutated.output)")
    }

    /// A sample of the library: `make mutants` does all of it.
    @Test(arguments: ["internet-svcs/cis_tls_version", "internet-svcs/cis_waf_enabled", "is/security_group_ssh"])
    func bundledRulesAreTestedInEveryPart(_ rule: String) throws {
        let result = try NormaProcess.run("norma test --mutate rules/\(rule).norma")
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(result.standardOutput.contains(", 0 left"), "\(result.output)")
    }
}
