import RuleChecker
import RuleSyntax
import SourceText
import Testing

@Suite struct CheckerTests {
    private func rule(_ body: String, before: String = "") -> String {
        "\(before)\nrule r {\n  for demo.thing\n  \(body)\n}\n"
    }

    private func codes(_ text: String) throws -> [String] { try Check.diagnostics(of: text).map(\.kind.code) }

    @Test func everyIndependentErrorIsReportedOnce() throws {
        let found = try codes(
            """
            rule a {
              for demo.thing
              require protocol is tcp
              require cout(rules) is 0
              require enabled
            }
            rule a {
              require x is present
            }
            """)
        #expect(found == ["E1203", "E1205", "E1217", "E1201", "E1209"])
    }

    @Test func anErrorInALetDoesNotSpread() throws {
        #expect(try codes(rule("let x = cout(a)\n  require x is 3\n  require x.y is present")) == ["E1205"])
    }

    @Test func anErrorInADefineDoesNotSpread() throws {
        #expect(try codes(rule("require f(a)", before: "define f(x) = x is one of nothing")) == ["E1204"])
    }

    @Test func aDefinesTextIsReadWhereItStandsBesideAnAddress() throws {
        let text = rule(
            "require every c in cidrs satisfies anywhere(c)",
            before: "define anywhere(c: ip) = c is one of [\"0.0.0.0/0\", \"::/0\"]")
        #expect(try codes(text).isEmpty)
        #expect(try codes(text.replacing("::/0", with: "::/129")) == ["E1302"])
    }

    @Test func aDefaultMayBringThePropertyThatTheOtherBranchLacks() throws {
        func bucket(_ condition: String) -> String {
            "rule r {\n  for demo.bucket\n  require \(condition) if missing fail\n}"
        }
        #expect(try codes(bucket("(quota default hard_quota) is 3")).first != nil)
        #expect(try codes(bucket("quota default hard_quota is 3")).isEmpty)
        #expect(try codes(bucket("hard_quota default quota is 3")).isEmpty)
        #expect(try codes(bucket("quota default 3 is 3")) == ["E1401"])
        #expect(try codes(bucket("quota default kuota is 3")) == ["E1401", "E1401"])
        #expect(try codes(bucket("acl default \"none\" is one of [\"none\", \"public\"]")).isEmpty)
        #expect(try codes(bucket("acl default \"none\" is \"non\"")) == ["E1402"])
        #expect(try codes(bucket("acl default hard_quota is \"none\"")).isEmpty)
    }

    @Test func aPresenceTestAnswersForAnOptionalProperty() throws {
        func bucket(_ clause: String) -> String { "rule r {\n  for demo.bucket\n  \(clause)\n}" }
        #expect(try codes(bucket("require hard_quota is 3")) == ["W1403"])
        #expect(try codes(bucket("require hard_quota is present and hard_quota is 3")).isEmpty)
        #expect(try codes(bucket("require hard_quota default 3 is 3")).isEmpty)
        #expect(try codes(bucket("require hard_quota is 3 if unknown fail")).isEmpty)
        #expect(try codes(bucket("require hard_quota is a numeric")).isEmpty)
    }

    @Test func aParameterMayHaveThePropertysNameWhereTheRuleSaysThis() throws {
        let rule = """
            rule r {
              for demo.bucket
              param hard_quota: numeric = 3
              require this.hard_quota is hard_quota if missing fail
            }
            """
        #expect(try codes(rule).isEmpty)
        #expect(
            try codes(rule.replacing("this.hard_quota is hard_quota", with: "acl is text(hard_quota)")) == ["E1213"])
    }

    @Test(arguments: [
        ("require a is present", "2"),
        ("require every r in rules satisfies r.port is 22", "5 + 4·|rules|"),
        ("require every r in rules satisfies some p in r.ports satisfies p is 22", nil),
    ])
    func costIsAFunctionOfTheListsARuleRangesOver(_ body: String, _ expected: String?) throws {
        let rule = try #require(try Check.run(rule(body)).rules.first)
        #expect(rule.cost.degree == (body.contains("some") ? 2 : body.contains("every") ? 1 : 0))
        #expect(rule.cost.steps(listBound: 0) > 0)
        #expect(rule.cost.steps(listBound: 1_000_000_000_000) >= rule.cost.steps(listBound: 10))
    }

    @Test func definesThatMultiplyAreRefused() throws {
        var defines = "define f0(x) = x is present\n"
        for level in 1...24 { defines += "define f\(level)(x) = f\(level - 1)(x) and f\(level - 1)(x)\n" }
        #expect(try codes(rule("require f24(a)", before: defines)) == ["E1221"])
    }

    @Test func theInventoryKindsOfADefineBelongToTheRule() throws {
        let text = rule(
            "require guarded(@id)",
            before: "define guarded(id) = some g in resources of is.guard satisfies g.target is id")
        let rule = try #require(try Check.run(text).rules.first)
        #expect(rule.inventoryKinds.map(\.text) == ["is.guard"])
    }

    @Test func theViewOfAValueIsThatOfTheCallThatGivesIt() throws {
        func bucket(_ condition: String) -> String {
            "define itself(x) = x\nrule r {\n  for demo.bucket\n  require \(condition) if missing fail\n}"
        }
        #expect(try codes(bucket("itself(this).acl is \"public\"")).isEmpty)
        #expect(try codes(bucket("itself(itself(this)).alc is \"public\"")) == ["E1401"])
        #expect(try codes(bucket("itself(acl) is \"pubic\"")) == ["E1402"])
        #expect(try codes(bucket("itself(\"pubic\") is this.acl")).isEmpty)
    }

    /// Whoever uses the file from elsewhere may pass what these callers do not.
    @Test func aDefineIsHeldToItsCallersOnlyInAFileThatWasNamed() throws {
        let schema = try #require(try Check.schema(KindSchemas.exampleSchema).schema)
        func module(_ text: String, imports: [RuleModule.Import] = [], isNamed: Bool = true) -> RuleModule {
            let file = Parser.parse(SourceFile(name: "example.norma", text: text)).file
            return RuleModule(file: file, imports: imports, isNamed: isNamed)
        }
        let rule = "rule r {\n  for demo.bucket\n  forbid public(this) if missing fail\n}"
        for isNamed in [true, false] {
            let used = module("define public(b) = b.alc is \"public\"", isNamed: isNamed)
            let user = module(
                "use \"example.norma\"\n" + rule, imports: [RuleModule.Import(alias: nil, module: 0)])
            let found = Checker.check([used, user], schemas: KindSchemas([schema])).diagnostics
            #expect(found.map(\.kind.code) == (isNamed ? ["W1406"] : []))
        }
    }

    @Test func nothingIsSaidOfADefineWhoseCallersMayBeUnseen() throws {
        let text = """
            define public(b) = b.alc is "public"
            rule r {
              for demo.bucket
              forbid public(this) if missing fail
            }
            """
        #expect(try codes(text) == ["W1406"])
        #expect(try codes(text + "\nrule s {\n  for demo.bucket\n  forbid public(\n}\n").contains("W1406") == false)
        #expect(try codes(text + "\ndefine other(b) = b is nothing").contains("W1406") == false)
    }

    /// Every define calls the one before it twice, with what it was given and with another list of it: all of that is
    /// asked for a bounded number of times.
    @Test(.timeLimit(.minutes(1))) func definesThatMultiplyTheirArgumentsAreLookedAtBoundedly() throws {
        var text = "define f0(x) = x\n"
        for level in 1...99 {
            text += "define f\(level)(x) = f\(level - 1)(list(x)) default f\(level - 1)(distinct(list(x)))\n"
        }
        text +=
            "rule r {\n  for demo.bucket\n  require f9(this) is present\n  forbid f99(acl) is \"a\" if missing fail\n}\n"
        #expect(Set(try codes(text)) == ["E1221"])
    }

    @Test(arguments: [true, false])
    func callsNestAHundredDeep(_ callersFirst: Bool) throws {
        func chain(_ depth: Int) -> String {
            let defines = (1..<depth).map { "define f\($0)(x) = f\($0 - 1)(x)\n" }
            let lines = ["define f0(x) = x is present\n"] + defines
            return rule("require f\(depth - 1)(a)", before: (callersFirst ? lines.reversed() : lines).joined())
        }
        #expect(try codes(chain(100)).isEmpty)
        #expect(try codes(chain(101)) == ["E1221"])
        #expect(try codes(chain(20_000)) == ["E1221"])
    }
}
