import Foundation
import Testing

/// `norma diff-rules` as a person runs it.
@Suite struct DiffRulesTests {
    private func compare(_ old: String, _ new: String, _ options: String = "") throws -> NormaProcess.Result {
        func rule(_ lines: String) -> String { "rule gate {\n  for demo.gate\n  \(lines)\n}\n" }
        return try ScratchFolder(["old.norma": rule(old), "new.norma": rule(new)])
            .run("norma diff-rules \(options) old.norma new.norma")
    }

    /// The resource lies on the bound, and has nothing that does not matter.
    @Test func aMovedBoundIsShownAtTheBound() throws {
        let result = try compare("require port is at least 1024", "require port is more than 1024")
        #expect(result.exitCode == 1)
        #expect(
            result.standardOutput.hasPrefix(
                """
                gate  pass → fail
                  { "kind": "demo.gate", "id": "example", "properties": { "port": 1024 } }
                  old: pass
                  new: fail at new.norma:3: 
                """.dropLast()), "\(result.output)")
    }

    @Test(arguments: [
        ("require every r in rules satisfies r.on is true", "require some r in rules satisfies r.on is true"),
        ("require host is \"a\" and mode is \"b\"", "require host is \"a\" or mode is \"b\""),
        (
            "forbid some r in rules where r.old is true satisfies r.port is 22",
            "forbid some r in rules satisfies r.port is 22"
        ),
        ("require name matches /^ab+c$/", "require name matches /ab+c/"),
        ("require port default 22 is 22", "require port is 22"),
        ("require a.b.c is 1 if missing fail", "require a.b.c is 1"),
        ("require count(list) is at most 2", "require count(list) is less than 2"),
        ("require cidr is within \"10.0.0.0/8\"", "require cidr is within \"10.0.0.0/16\""),
        ("require created is newer than 90d", "require created is newer than 30d"),
        (
            "require some o in resources of demo.lock where o.gate is this.id satisfies o.on is true",
            "require some o in resources of demo.lock satisfies o.on is true"
        ),
        ("param p: numeric = 5\n  require a is p", "param p: numeric = 6\n  require a is p"),
        ("when a is 1\n  require b is 1", "require b is 1"),
        ("require tags.team is present", "require tags is present"),
        ("require version(v) is at least \"1.2.0\"", "require version(v) is at least \"1.3.0\""),
        // Texts of just so many characters, lists, maps and resources of just so many elements.
        ("require length(name) is at least 2", "require length(name) is at least 3"),
        ("require length(name) is at least 12", "require length(name) is at least 13"),
        ("require length(name) is 50", "require length(name) is between 50 and 51"),
        ("require name matches /^[a-z]+$/ and length(name) is at most 63", "require name matches /^[a-z]{1,62}$/"),
        ("require count(list) is at least 4", "require count(list) is at least 5"),
        ("require count(list) is at most 50", "require count(list) is at most 51"),
        ("require count(keys(tags)) is at most 50", "require count(keys(tags)) is less than 50"),
        ("require count(split(name, \",\")) is at most 9", "require count(split(name, \",\")) is at most 10"),
        (
            "param most: numeric = 20\n  let on = each r in rules where r.on is true\n  require count(on) is at most most",
            "param most: numeric = 21\n  let on = each r in rules where r.on is true\n  require count(on) is at most most"
        ),
        (
            "require at least 30 r in rules satisfies r.on is true",
            "require at least 31 r in rules satisfies r.on is true"
        ),
        (
            "require count(resources of demo.lock) is at least 12",
            "require count(resources of demo.lock) is more than 12"
        ),
        ("require share is at least 0.5", "require share is more than 0.5"),
        ("require share is at least 0.5", "require share is at least 0.4"),
        // Between two whole numbers.
        ("require n is at least 10", "require n is more than 9"),
        ("require n is at most 5", "require n is less than 6"),
        ("require n is 1 or n is 2 or n is 3", "require n is between 1 and 3"),
        ("require n is at least 1", "require n is more than 0"),
        (
            "require every r in rules satisfies r.n is at least 10",
            "require every r in rules satisfies r.n is more than 9"
        ),
        ("require share is at least 0.25", "require share is more than 0.24"),
        // What is decided later.
        ("require key is undetermined or key is not empty", "require key is not empty"),
        ("forbid key is not undetermined and key is \"\"", "forbid key is \"\""),
        ("require key is present", "require key is present or key is undetermined"),
    ])
    func aDifferenceIsFound(_ old: String, _ new: String) throws {
        let result = try compare(old, new)
        #expect(result.exitCode == 1, "\(result.output)")
        #expect(result.standardOutput.contains(" → "), "\(result.output)")
        #expect(result.standardError == "")
    }

    /// What is easily taken for the same.
    @Test(arguments: [
        ("a is \"alpha\"", "lower(a) is \"alpha\""), ("a matches /^prod$/", "a matches /^prod$/i"),
        ("a is \"x\"", "trim(a) is \"x\""), ("@name is \"x\"", "lower(@name) is \"x\""),
        ("a starts with \"prod\"", "lower(a) starts with \"prod\""),
        ("lower(a) is \"k\"", "a is \"k\" or a is \"K\""), ("upper(a) is \"S\"", "a is \"s\" or a is \"S\""),
        ("upper(a) is \"I\"", "a is \"i\" or a is \"I\""), ("a matches /^k$/i", "a matches /^[kK]$/"),
        ("a matches /^\\d{12}$/", "a matches /^\\d{12,13}$/"), ("a matches /^[a-z]{3,4}$/", "a matches /^[a-z]{2,4}$/"),
        ("a matches /^abc$/", "a matches /^abc\\z/"), ("a matches /^[^x]+$/", "a matches /^[^xy]+$/"),
        ("a is 5", "number(a) is 5"), ("a is at least 5", "number(a) is at least 5"), ("a is \"v2\"", "a is \"v3\""),
        ("l is [\"x\", \"y\"]", "distinct(l) is [\"x\", \"y\"]"), ("count(l) is 2", "count(distinct(l)) is 2"),
        ("every x in l is \"a\"", "every x in list(l) is \"a\""), ("a is present", "a is not empty"),
        ("a overlaps \"10.0.0.0/24\"", "a overlaps \"10.0.0.0/23\""),
        ("a is within \"10.0.0.0/24\"", "a is within \"10.0.0.0/25\""),
        ("prefix_length(a) is at least 24", "prefix_length(a) is at least 25"),
        ("duration(a) is at most 1h", "duration(a) is at most 61m"),
        ("quantity(a) is at most \"1Gi\"", "quantity(a) is at most \"1G\""),
        ("timestamp(a) is older than as_of", "timestamp(a) is older than 1d"),
        ("a is like \"prod-?*\"", "a is like \"prod-*\""), ("a is like \"pr?d-*\"", "a is like \"pr*d-*\""),
        ("length(a) is at least 8", "length(trim(a)) is at least 8"),
        ("base64(a) is \"hi\"", "base64(a) is \"ho\""),
        // What a look-around names.
        ("a matches /^(?!test)[a-z]+$/", "a matches /^(?!tests)[a-z]+$/"),
        ("a matches /^(?!test)[a-z]{6}$/", "a matches /^(?!tests)[a-z]{6}$/"),
        ("a matches /^(?=test)[a-z]{6}$/", "a matches /^(?=tests)[a-z]{6}$/"),
        ("a matches /^[a-z]+(?<!old)$/", "a matches /^[a-z]+(?<!bold)$/"),
        ("a matches /^x/", "a matches /(?m)^x/"), ("xs[20] is \"a\"", "xs[21] is \"a\""),
        ("every k, v in tags satisfies k is \"owner\"", "every k, v in tags satisfies lower(k) is \"owner\""),
        ("some k in keys(tags) satisfies k is \"owner\"", "some k in keys(tags) satisfies k is \"Owner\""),
    ])
    func whatLiesBesideIsTried(_ old: String, _ new: String) throws {
        let result = try compare("require \(old)", "require \(new)")
        #expect(result.exitCode == 1, "\(old), \(new): \(result.output)")
    }

    /// How the two answer where they differ: that one of them lacks data is not all.
    @Test(arguments: [
        ("split(h, \".\")[2] is \"com\"", "last(split(h, \".\")) is \"com\"", "pass → fail"),
        ("split(h, \".\")[2] is \"com\"", "last(split(h, \".\")) is \"com\"", "fail → pass"),
        ("split(h, \":\")[4] is \"123456789012\"", "split(h, \":\")[5] is \"123456789012\"", "pass → fail"),
        ("l[1] is \"a\"", "last(l) is \"a\"", "pass → fail"),
        ("h matches /^prod/", "h matches /(?m)^prod/", "fail → pass"),
        ("h starts with \"prod\"", "h matches /^prod.*$/", "pass → fail"),
        ("h matches /^.*prod$/", "h ends with \"prod\"", "fail → pass"),
        ("count(rules[*].port) is 2", "count(distinct(rules[*].port)) is 2", "pass → fail"),
        ("json(p).n is 1", "yaml(p).n is 1", "unknown → pass"),
    ])
    func aDifferenceIsMoreThanMissingData(_ old: String, _ new: String, _ verdicts: String) throws {
        let result = try compare("require \(old)", "require \(new)")
        #expect(result.exitCode == 1, "\(old), \(new): \(result.output)")
        #expect(result.standardOutput.contains(verdicts), "\(old), \(new): \(result.output)")
    }

    /// Of a clause before it that is only unknown nothing is said in its place.
    @Test func theMessageIsOfTheClauseThatDecides() throws {
        let (old, new) = ("require a is 1\n  require b is 2", "require a is 1\n  require b is 3")
        let text = try compare(old, new).standardOutput
        #expect(text.contains("new: fail at new.norma:4: b is 2"), "\(text)")
        #expect(!text.contains(":4: a is"), "\(text)")
        let json = try compare(old, new, "--format json").standardOutput
        let root = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let differences = (root["rules"] as? [[String: Any]])?.first?["differences"] as? [[String: Any]] ?? []
        let sides = differences.flatMap { [$0["old"], $0["new"]] }.compactMap { $0 as? [String: Any] }
        let failing = sides.filter { $0["verdict"] as? String == "fail" }
        #expect(!failing.isEmpty)
        for side in failing where (side["clause"] as? [String: Any])?["line"] as? Int == 4 {
            #expect((side["message"] as? String)?.hasPrefix("b is ") == true, "\(json)")
        }
    }

    /// What a schema says is whole is not tried between two whole numbers.
    @Test(arguments: [("integer", 0), ("number", 1)]) func whatIsWholeStaysSo(_ type: String, _ exitCode: Int32) throws
    {
        func rule(_ lines: String) -> String { "rule gate {\n  for demo.gate\n  \(lines)\n}\n" }
        let folder = try ScratchFolder([
            "old.norma": rule("require n is at least 10"), "new.norma": rule("require n is more than 9"),
            "schemas/demo.gate.json": #"{"type": "object", "properties": {"n": {"type": "\#(type)"}}}"#,
        ])
        let result = try folder.run("norma diff-rules old.norma new.norma")
        #expect(result.exitCode == exitCode, "\(result.output)")
        #expect(result.standardOutput.contains("\"n\": 9.5") == (exitCode == 1), "\(result.output)")
    }

    /// Which values an attachment may set no verdict tells, as long as it sets none.
    @Test func anotherRangeOfAParameterIsTold() throws {
        func rule(_ most: Int) -> String {
            "param days \"Days\": numeric that is between 1 and \(most) = 7\n  require kept is at least days"
        }
        let other = try compare(rule(30), rule(90))
        #expect(
            other.standardOutput.contains("\n  what the rule says of itself differs: parameters\n"), "\(other.output)")
        #expect(try !compare(rule(30), rule(30)).standardOutput.contains("of itself"))
    }

    /// Two folders that have neither an id nor a name in common.
    @Test func theOneRuleOfEachSideIsHeldAgainstTheOther() throws {
        let folder = try ScratchFolder([
            "old/one.norma": "rule one { for demo.gate require a is 1 }\n",
            "new/two.norma": "rule two { for demo.gate require a is 2 }\n",
            "more/two.norma":
                "rule two { for demo.gate require a is 2 }\nrule three { for demo.gate require a is 3 }\n",
        ])
        let result = try folder.run("norma diff-rules old new")
        #expect(result.exitCode == 1)
        #expect(
            result.standardOutput.hasPrefix(
                "'one' is held against 'two': each is the one rule of its side\ntwo  "), "\(result.output)")
        let more = try folder.run("norma diff-rules old more")
        #expect(more.exitCode == 2)
        #expect(!more.standardOutput.contains("held against"), "\(more.output)")
    }

    /// A sign that looks like a K is shown by its number.
    @Test func whatLooksLikeALetterIsShownAsWhatItIs() throws {
        let result = try compare("require lower(a) is \"k\"", "require a is \"k\" or a is \"K\"")
        #expect(result.standardOutput.contains(#""properties": { "a": "\u212a" } }"#), "\(result.output)")
    }

    /// Only a proof says that there is none.
    @Test(arguments: [
        ("require a is 1 and b is 2", "require b is 2 and a is 1"),
        ("require not (a is 1)", "require a is not 1"),
        ("require every r in rules satisfies r.on is true", "forbid some r in rules satisfies not (r.on is true)"),
        ("require port is between 1 and 5", "require port is at least 1 and port is at most 5"),
        ("when a is 1\n  when b is 2\n  require c is 3", "when b is 2 and a is 1\n  require c is 3"),
        (
            "require some x in l satisfies x.p is 1 and x.q is 2",
            "require some y in l where y.q is 2 satisfies y.p is 1"
        ),
        ("require a contains any of [\"x\", \"y\"]", "require a contains \"y\" or a contains \"x\""),
    ])
    func whatIsProvedTheSameIsSaidToBe(_ old: String, _ new: String) throws {
        let result = try compare(old, new)
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(result.standardOutput == "gate  proved: both versions say the same of every resource\n")
        let json = try compare(old, new, "--format json").standardOutput
        #expect(json.contains("\"proved_same\": true"), "\(json)")
    }

    /// What no verdict tells of.
    @Test func whatARuleSaysOfItselfIsNamed() throws {
        let old = "severity high\n  title \"Shut\"\n  tags \"a\"\n  require a is 1 else \"shut it\""
        let new = "severity low\n  title \"Open\"\n  tags \"a\"\n  require a is 1 else \"open it\""
        let result = try compare(old, new)
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(
            result.standardOutput == """
                gate  proved: both versions say the same of every resource
                  what the rule says of itself differs: severity (high → low), title, messages

                """)
        let json = try compare(old, new, "--format json").standardOutput
        #expect(json.contains(/"metadata": \[\s*"severity",\s*"title",\s*"messages"\s*\]/), "\(json)")
        let other = try compare("severity high\n  require a is 1", "severity low\n  require a is 2")
        #expect(
            other.standardOutput.contains("\n  what the rule says of itself differs: severity (high → low)\n"),
            "\(other.output)")
        #expect(try !compare("require a is 1", "require a is 2").standardOutput.contains("of itself"))
    }

    /// The same text need not say the same.
    @Test func aProofLooksAtWhatNamesStandFor() throws {
        let define = ["define on(r) = r.on is true\n", "define on(r) = r.off is true\n"]
        let rules = define.map { "\($0)rule gate {\n  for demo.gate\n  require on(this) and a is 1\n}\n" }
        let defines = try ScratchFolder(["old.norma": rules[0], "new.norma": rules[1]])
            .run("norma diff-rules old.norma new.norma")
        #expect(defines.exitCode == 1, "\(defines.output)")
        let clause = "require some x in l satisfies x is 1"
        for (old, new) in [
            ("let l = this.a\n  \(clause)", "let l = this.b\n  \(clause)"),
            ("param p: numeric = 1\n  require a is p", "param p: numeric = 2\n  require a is p"),
            ("require a is 1 if missing fail", "require a is 1"),
        ] {
            let result = try compare(old, new)
            #expect(result.exitCode == 1, "\(result.output)")
        }
    }

    /// How many resources, what they showed of the clauses, and what was varied.
    @Test func whereThereIsNoneItIsSaidHowFarItWasLooked() throws {
        let size = "number(size) is at least 1"
        let result = try compare(
            "require name matches /^[a-z]{1,3}$/ and \(size)",
            "require name matches /^[a-z][a-z]?[a-z]?$/ and \(size)", "--samples 800")
        #expect(result.exitCode == 0, "\(result.output)")
        let lines = result.standardOutput.split(separator: "\n").map(String.init)
        #expect(lines.first == "gate  no difference in 800 resources, which is no proof that there is none")
        #expect(lines.contains("  clauses: each of 2 was seen true and false"), "\(lines)")
        #expect(
            lines.contains("  bounds: each of 2 was asked with the values right beside it, on both sides"), "\(lines)")
        #expect(
            lines.last?.contains(/^  varied, with so many values: name \([0-9]+\), size \([0-9]+\)$/) == true,
            "\(lines)")
    }

    @Test func whatCannotBeVariedIsNamed() throws {
        let result = try compare(
            "require @source is \"x\" and a is 1", "require @source is \"y\" and a is 1")
        #expect(result.standardOutput.hasSuffix("  not varied: @source\n"), "\(result.output)")
    }

    /// Beyond what is made, and behind what never holds, no difference is no answer.
    @Test(arguments: [
        ("require length(name) is at least 5000", "require length(name) is at least 5001", "'5000'", "'5001'"),
        (
            "require a is absent or count(list) is at least 200", "require a is absent or count(list) is at least 300",
            "'200'", "'300'"
        ),
        (
            "require at most 200 r in rules satisfies r.on is true",
            "require at most 201 r in rules satisfies r.on is true", "'at most 200 r in rules'",
            "'at most 201 r in rules'"
        ),
    ])
    func aBoundThatWasNotAskedIsNamed(_ old: String, _ new: String, _ first: String, _ second: String) throws {
        let result = try compare(old, new, "--samples 500")
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(
            result.standardOutput.contains(
                "  bounds: 0 of 2 were asked with the values right beside it, on both sides, not old.norma:3 \(first), new.norma:3 \(second)\n"
            ),
            "\(result.output)")
        let json = try compare(old, new, "--samples 500 --format json")
        #expect(json.standardOutput.contains("\"unseen_bounds\": [\n"), "\(json.output)")
    }

    /// Both sides of what it is held against: on the bound and right beside it.
    @Test(arguments: [
        "require length(name) is at least 4096", "require count(list) is at most 128",
        "require port is between 20 and 30",
        "require every r in rules satisfies r.share is less than 0.25", "require created is newer than 30d",
        "require exactly 17 r in rules satisfies r.on is true", "require version(v) is more than \"1.2.0\"",
        "param most: numeric = 40\n  require length(name) is at most most",
    ])
    func everyBoundWithinReachIsAsked(_ lines: String) throws {
        let result = try compare(lines, lines + " or 1 is 2")
        #expect(
            result.standardOutput.contains("was asked with the values right beside it, on both sides\n"),
            "\(result.output)")
    }

    /// A function of a template where the kind has some; of other kinds no document of Norma's own form can say so.
    @Test func whatIsDecidedLaterIsShownAsACaseCanHaveIt() throws {
        func rule(_ kind: String, _ lines: String) -> String { "rule gate {\n  for \(kind)\n  require \(lines)\n}\n" }
        let (old, new) = ("key is undetermined or key is \"x\"", "key is \"x\"")
        let folder = try ScratchFolder([
            "a.norma": rule("\"AWS::KMS::Key\"", old), "b.norma": rule("\"AWS::KMS::Key\"", new),
            "c.norma": rule("demo.gate", old), "d.norma": rule("demo.gate", new),
        ])
        let template = try folder.run("norma diff-rules a.norma b.norma")
        #expect(
            template.standardOutput.contains(#""properties": { "key": { "Ref": "later" } } }"#), "\(template.output)")
        let other = try folder.run("norma diff-rules c.norma d.norma")
        #expect(other.standardOutput.contains(#""properties": { "key": (decided later) } }"#), "\(other.output)")
        let json = try folder.run("norma diff-rules --format json c.norma d.norma")
        #expect(json.standardOutput.contains(#""key": "(decided later)""#), "\(json.output)")
    }

    /// What was not compared is not the same.
    @Test func whatCannotBeComparedIsNoAgreement() throws {
        func rule(_ name: String, _ lines: String) -> String { "rule \(name) {\n  for demo.gate\n  \(lines)\n}\n" }
        let port = "require port is 1"
        let folder = try ScratchFolder([
            "old/a.norma": rule("a", port), "new/b.norma": rule("b", port), "new/c.norma": rule("c", port),
            "more/a.norma": rule("a", port), "more/b.norma": rule("b", port),
            "p.norma": rule("a", "param p: numeric that is at least 5 that is at most 4\n  require port is at least p"),
            "q.norma": rule("a", "param p: numeric that is at least 5 that is at most 4\n  require port is at most p"),
        ])
        let apart = try folder.run("norma diff-rules old new")
        #expect(apart.exitCode == 2)
        #expect(
            apart.standardOutput.hasSuffix("no rule stands on both sides: nothing was compared\n"), "\(apart.output)")
        let unbound = try folder.run("norma diff-rules p.norma q.norma")
        #expect(unbound.exitCode == 2)
        #expect(unbound.standardOutput.contains("not compared"), "\(unbound.output)")
        for command in ["diff-rules old more", "diff-rules more old"] {
            let result = try folder.run("norma \(command)")
            #expect(result.exitCode == 1, "\(result.output)")
            #expect(result.standardOutput.contains("1 rule of the same text"), "\(result.output)")
        }
        #expect(try folder.run("norma diff-rules more more").exitCode == 0)
    }

    /// Both are asked at one instant, and so is whoever tries the resource again.
    @Test func whereAgesAreAskedTheInstantIsTold() throws {
        let (old, new) = ("require made is newer than 90d", "require made is not older than 90d")
        let text = try compare(old, new)
        #expect(
            text.standardOutput.contains("\"made\": \"2025-10-03T00:00:00Z\" } }\n  as of 2026-01-01T00:00:00Z\n"),
            "\(text.output)")
        #expect(try compare(old, new, "--format json").standardOutput.contains(#""as_of": "2026-01-01T00:00:00Z""#))
        let ageless = try compare("require port is 1", "require port is 2", "--format json")
        #expect(ageless.exitCode == 1 && ageless.standardOutput.contains(#""as_of": null"#), "\(ageless.output)")
    }

    @Test func kindsThatHaveToBeCollectedAreTold() throws {
        func asks(_ quantifier: String) -> String {
            "require \(quantifier) l in resources of demo.lock satisfies l.on is true"
        }
        let text = try compare(asks("some"), asks("every")).standardOutput
        #expect(text.contains("fail → pass\n") && text.contains("\n  collected: [demo.lock]\n"), "\(text)")
        let json = try compare(asks("some"), asks("every"), "--format json").standardOutput
        #expect(json.contains("\"demo.lock\"\n"), "\(json)")
    }

    /// Where nobody knows whether the rule applies, what asks is named.
    @Test func aConditionThatIsUnknownIsTold() throws {
        let result = try compare("when mode is \"b\"\n  require port is 1", "require port is 1")
        #expect(result.exitCode == 1)
        #expect(result.standardOutput.contains("old: unknown at old.norma:3: mode is missing"), "\(result.output)")
    }

    @Test func theSameSeedFindsTheSame() throws {
        let old = "require some r in rules satisfies r.on is true and r.port is between 20 and 30"
        let new = "require some r in rules satisfies r.on is true and r.port is between 21 and 30"
        let first = try compare(old, new, "--seed 9").standardOutput
        #expect(first == (try compare(old, new, "--seed 9").standardOutput))
        #expect(first.contains(" → "))
    }

    @Test func foldersArePairedByIdAndName() throws {
        func rule(_ name: String, _ id: String, _ port: Int) -> String {
            "rule \(name) {\n  id \"\(id)\"\n  for demo.gate\n  require port is \(port)\n}\n"
        }
        let folder = try ScratchFolder([
            "old/a.norma": rule("a", "one", 1), "new/renamed.norma": rule("renamed", "one", 2),
            "old/b.norma": rule("b", "two", 1), "new/b.norma": "# newly laid out\n" + rule("b", "two", 1),
            "old/gone.norma": rule("gone", "three", 1), "new/added.norma": rule("added", "four", 1),
        ])
        let result = try folder.run("norma diff-rules old new")
        #expect(result.exitCode == 1)
        #expect(result.standardOutput.contains("only in the old: gone"), "\(result.output)")
        #expect(result.standardOutput.contains("only in the new: added"), "\(result.output)")
        #expect(result.standardOutput.contains("renamed  pass → fail"), "\(result.output)")
        #expect(result.standardOutput.contains("1 rule of the same text"), "\(result.output)")
    }
}
