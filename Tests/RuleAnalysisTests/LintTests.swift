import ResourceDocuments
import RuleChecker
import RulePacks
import RuleTesting
import RuleTracer
import SourceText
import Testing

@testable import RuleAnalysis

@Suite struct LintTests {
    private func findings(_ lines: String, kinds: String = "demo.gate") throws -> [LintFinding] {
        let (files, library) = try MemoryFiles.library("rule r {\n  for \(kinds)\n  \(lines)\n}\n")
        return RuleLinter(library, in: files, cases: nil).findings()
    }

    private func codes(_ lines: String, kinds: String = "demo.gate") throws -> [String] {
        try findings(lines, kinds: kinds).map(\.diagnostic.kind.code)
    }

    @Test(arguments: [
        "require a is \"x\" and a is \"y\"",
        "require a is at least 10 and a is less than 10",
        "require a is more than 1 and a is between 0.5 and 1",
        "require count(list) is less than 0",
        "require count(list) is more than 1 and count(list) is less than 2",
        "require a is present and a is absent",
        "require a is empty and a is \"x\"",
        "require a is a string and a is a boolean",
        "require a is true\n  when b is 1\n  when b is 2",
        "require a is one of [\"x\", \"y\"] and a is not one of [\"y\", \"x\"]",
        "require a starts with \"x\" and a does not start with \"x\"",
        "require a starts with \"x\" and a is \"y\"",
        "require a is \"x\" and (b is 1 or a is \"y\")",
        "require some e in list satisfies e.on is true and e.on is false",
        "forbid some e in list where e.on is true satisfies e.on is false",
        "when a is \"x\"\n  require a is \"y\"",
        "require a default \"x\" is \"y\" and a is absent",
        "require a is within \"10.1.0.0/16\" and a is not within \"10.0.0.0/8\"",
        "require a is within \"10.0.0.0/8\" and a overlaps \"192.168.0.0/16\"",
        "require a overlaps \"10.1.2.0/24\" and a does not overlap \"10.0.0.0/8\"",
        "require a is within [\"10.0.0.0/8\", \"192.168.0.0/16\"] and a overlaps \"172.16.0.0/12\"",
        "require a overlaps \"::/0\" and a is within \"0.0.0.0/0\"",
        "require ip(a) is within \"10.0.0.0/9\" and ip(a) is not within [\"10.0.0.0/10\", \"10.64.0.0/10\"]",
        "require a is newer than \"2026-01-01T00:00:00Z\" and a is older than \"2025-01-01T00:00:00Z\"",
        "require timestamp(a) is at least \"2026-01-01\" and timestamp(a) is less than \"2026-01-01\"",
        "require a is newer than 10d and a is older than 30d",
        "require a starts with \"a\" and a starts with \"b\"",
        "require a starts with any of [\"x\", \"y\"] and a starts with \"z\"",
        "require a ends with \".com\" and a ends with \".org\"",
        "require a is like \"prod-*\" and a starts with \"dev-\"",
        "require a matches /^prod-.*/ and a matches /^dev-/",
        "require a matches any of [/^prod-/, /^test-/] and a is like \"dev-*\"",
        "require a starts with \"prod-eu-\" and a does not start with \"prod-\"",
        "forbid some e in list where e starts with \"a\" satisfies e starts with \"b\"",
        // One place, however it is written.
        "require this.a is \"x\" and a is \"y\"",
        "let b = a\n  require b is \"x\" and a is \"y\"",
        "let v = version(a)\n  require v is less than \"1.2\" and v is more than \"2.0\"",
        "require version(a) is less than \"1.2\" and version(a) is more than \"2.0\"",
        "require version(a) is more than \"1.2-alpha\" and version(a) is less than \"1.2-alpha\"",
        "require version(a) is \"1.2\" and version(a) is not \"1.2.0\"",
        "require version(a) is at least version(\"2\") and version(a) is less than \"1.9\"",
        "require duration(a) is less than 1d and duration(a) is at least 24h",
        "require duration(a) is more than days(30) and duration(a) is less than 4w",
        "require quantity(a) is at most \"500Mi\" and quantity(a) is more than quantity(\"1Gi\")",
        "require quantity(a) is more than \"2Pi\" and quantity(a) is less than 1000",
        "require number(a) is less than 1 and number(a) is more than 2",
        "require text(a) is \"1\" and text(a) is \"2\"",
        "require lower(a) is \"X\"",
        "require lower(a) is \"x\" and lower(a) is \"y\"",
        "require lower(a) is \"x\" and a is \"Y\"",
        "require upper(trim(a)) is \"X\" and upper(trim(a)) is \"Y\"",
        "require upper(a) starts with \"x\"",
        "require trim(a) is \" x\"",
        "require trim(a) ends with \" \"",
        "require length(a) is more than 5 and a is \"x\"",
        "require prefix_length(a) is more than 128",
        "require a is absent and lower(a) is \"x\"",
        "require split(a, \".\")[0] is \"x\" and split(a, \".\")[0] is \"y\"",
        // Beside one other value, whatever that is.
        "param p: numeric = 5\n  require a is at least p and a is less than p",
        "param p: numeric = 5\n  require a is p and a is more than p",
        "param p: version = \"1.2\"\n  require a is at least p\n  require a is less than p",
        "param p: numeric = 5\n  param q: numeric = 9\n  require a is between p and q and a is more than q",
        "param p: duration = 30d\n  require a is older than p and a is newer than p",
        "require a is at least this.b and a is less than this.b",
        "require a is at most count(list) and a is more than count(list)",
        // Clauses beside one another.
        "require a is \"x\"\n  require a is \"y\"",
        "require a is \"x\"\n  forbid a is \"x\" or b is 1",
        "require version(a) is less than \"1.2\"\n  require version(a) is more than \"2.0\"",
        "require a is \"x\" or b is 1\n  require a is \"y\"\n  require b is 2",
        "when c is true\n  require a is 1 if missing fail\n  require a is 2 if unknown fail",
        "require a is \"x\" if missing pass\n  require a is \"y\"",
    ])
    func whatCanNeverHoldIsFound(_ lines: String) throws {
        #expect(try codes(lines) == ["W1601"], "\(lines)")
    }

    @Test(arguments: [
        "require a is present or a is absent",
        "require a is not \"x\" or a is not \"y\"",
        "require a is at least 1 or a is less than 2",
        "require count(list) is at least 0",
        "require any {\n a is true\n b is 1\n a is false\n }",
        "when not (a is 1 and a is 2)\n  require b is 1",
        "require a is like \"*\"",
        "require a is like \"**\"",
        "require a matches /.*/",
        "require a matches /^[a-z]*/i",
        "require a starts with \"\"",
        "require version(a) is at least \"1.2\" or version(a) is less than \"1.2\"",
        "param p: numeric = 5\n  require a is at least p or a is less than p",
        "require lower(a) is not \"X\"",
    ])
    func whatIsNeverFalseIsFound(_ lines: String) throws {
        #expect(try codes(lines).allSatisfy { ["W1601", "W1602"].contains($0) } && !codes(lines).isEmpty, "\(lines)")
    }

    @Test(arguments: [
        "require a is at least 10\n  require a is at least 5",
        "require a is \"x\"\n  require a is one of [\"x\", \"y\"]",
        "require a is \"x\" and a is not \"y\"",
        "forbid a is one of [1, 2]\n  forbid a is 1",
        "require a is at least 5 or a is at least 10",
        "when a is true\n  when a is not false\n  require b is 1",
        "when a is true\n  require a is present",
        "when b is 1\n  when a is at least 5\n  require a is at least 4",
        "require every e in list satisfies e.on is true\n  require every e  in list\n    satisfies e.on is true",
        "require a is within \"10.1.0.0/16\"\n  require a is within \"10.0.0.0/8\"",
        "require a overlaps \"10.1.0.0/16\" and a overlaps \"10.0.0.0/8\"",
        "require a is older than 90d\n  require a is older than 30d",
        "require a is older than \"2025-01-01\" and a is older than \"2026-01-01\"",
        "require a starts with \"prod-eu-\" and a starts with \"prod-\"",
        "require a ends with \".com\" or a is like \"*.example.com\"",
        "require a matches /^arn:aws:s3/ and a matches /^arn:aws:/",
        "require version(a) is at least \"1.10\"\n  require version(a) is at least \"1.9\"",
        "require duration(a) is at most 1h and duration(a) is at most 1d",
        "require lower(a) is \"x\" and lower(a) is one of [\"x\", \"y\"]",
        // What a function makes of a value, and the value itself.
        "require length(pw) is at least 14\n  require pw is not \"\"",
        "require length(pw) is at least 14 and pw is not \"\"",
        "require pw is \"ab\"\n  require length(pw) is 2",
        "require lower(p) is \"https\"\n  require p is not \"HTTP\"",
        "require lower(trim(p)) is \"https\"\n  require p is not \" HTTP\"",
        "when count(rs) is at least 1\n  when rs is not empty\n  require b is 1",
        "let b = a\n  require b is at least 2\n  require this.a is at least 1",
        "param p: numeric = 5\n  require a is more than p and a is at least p",
    ])
    func whatSaysNothingNewIsFound(_ lines: String) throws {
        #expect(try codes(lines) == ["W1603"], "\(lines)")
    }

    /// What differs for some resource, or may, is left alone.
    @Test(arguments: [
        "require a is present and a is \"x\"",
        // Of what is missing the second is false, and not unknown.
        "require a is \"x\"\n  require a is present",
        "require a is \"x\" and a is present",
        // Of an empty list, or an empty text, the second is false, and the first unknown.
        "require length(pw) is at least 14\n  require pw is not empty",
        "require count(rs) is at least 1\n  require rs is not empty",
        "require lower(p) is \"http\"\n  require p is not \"HTTP\"",
        "require length(pw) is at least 1\n  require pw is not \"x\"",
        "require length(pw default \"xx\") is at least 2\n  require pw is not \"y\"",
        "require a is at least 5\n  require a is at least 10",
        // What either makes of missing data differs.
        "require a is at least 5 if missing pass\n  require a is at least 5",
        "require a is at least 5\n  require a is at least 5 if missing fail",
        "require a is at least 5 if missing fail\n  require a is at least 5 if unknown fail",
        "require a is 1\n  require b is 1",
        "require a is one of [\"x\", \"y\"]\n  require a is one of [\"y\", \"z\"]",
        "require a is more than 0.1 and a is less than 0.2",
        "require a is like \"x*\" and a is like \"*y\"",
        "require a matches /^x/i and a matches /^X/",
        "require a matches /^x./ and a matches /^y?z/",
        "require a matches /^x|^y/ and a starts with \"y\"",
        "require a matches /^x/ and a matches /y$/",
        "require a starts with \"x\" and a does not start with \"xy\"",
        "require a contains \"x\" and a contains \"y\"",
        "require some e in list satisfies e is 1\n  require some e in list satisfies e is 2",
        "require every e in list satisfies e.a is 1\n  require some e in list satisfies e.a is 1",
        "require a.b default 1 is 1\n  require a is present",
        "param p: numeric = 5\n  require a is at least p and a is at most p",
        "param p: numeric = 5\n  param q: numeric = 4\n  require a is at least p and a is at most q",
        "param p: numeric = 5\n  param q: numeric = 4\n  require a is at least p and a is less than q",
        "param p: numeric = 5\n  require a is at least p and b is less than p",
        "param p: numeric = 5\n  require a is more than p or a is less than p",
        // Two texts may be the same, and have no order.
        "require a is this.b or a is less than this.b",
        "require a is one of [\"x\"] if missing fail\n  require a is present",
        "let kept = each e in list where e.on is true\n  require kept is not empty and count(kept) is at least 1",
        "require @region is \"x\" or @region is \"y\"",
        "require this.id is @id and this.id is present",
        "require a.b is absent or a.b is \"x\"",
        "require a is not 1 and a is not 2",
        "require none { a is 1 a is 2 }",
        "require a is within \"10.0.0.0/8\" and a is within \"10.1.0.0/16\"",
        // A range or a list may have addresses of both.
        "require a overlaps \"10.0.0.0/8\" and a overlaps \"192.168.0.0/16\"",
        "require a is not within \"10.0.0.0/8\" and a overlaps \"10.0.0.0/8\"",
        "require a is newer than 30d and a is older than 10d",
        // It depends on the day.
        "require a is older than 30d and a is newer than \"2026-01-01\"",
        "require a starts with \"a\" and a ends with \"b\" and a is like \"a*b\"",
        "require a starts with \"prod-\" and a starts with \"prod-eu-\"",
        "require a.b is undetermined and a.b is present",
        "require version(a) is at least \"1.2\" and version(a) is less than \"1.2.0.1\"",
        "require version(a) is more than \"1.2-alpha\" and version(a) is less than \"1.2\"",
        "require version(a) is more than \"1.2_1530\" and version(a) is less than \"1.2_1530.1\"",
        "require duration(a) is more than 1s and duration(a) is less than 2s",
        "require quantity(a) is more than \"1Gi\" and quantity(a) is less than \"2Gi\"",
        "require quantity(a) is more than 0.1 and quantity(a) is less than \"101m\"",
        "require lower(a) is \"x\" and a is \"X\"",
        "require lower(a) is \"x\" and upper(a) is \"X\"",
        "require trim(a) is \"x y\"",
        "require trim(a) starts with \"x \"",
        "require length(a) is 1 and a is \"x\"",
        "require text(a) is \"1\" and a is 1",
        "require version(a) is at least \"1.2\" and a is \"v2\"",
        "require number(a) is 5 and a is \"5\"",
        "require prefix_length(a) is at least 24",
        "require a matches /^.*$/",
        "require a matches /.+/",
        "require a is \"x\" or b is 1\n  require a is \"y\"",
        // Where it is missing both pass.
        "require a is \"x\" if missing pass\n  require a is \"y\" if missing pass",
        "require a is \"x\"\n  require b is \"y\"",
        "let kept = each e in list where e.on is true\n  require kept[0].a is \"x\" or kept[0].a is \"y\"",
    ])
    func whatMayDifferIsLeftAlone(_ lines: String) throws {
        #expect(try findings(lines).map(\.diagnostic.message) == [], "\(lines)")
    }

    /// An object of Kubernetes says its kind in a property too.
    @Test(arguments: [
        ("k8s.Pod where kind is \"Deployment\"", ["W1604"]),
        ("k8s.apps.Deployment where lower(kind) is \"pod\"", ["W1604"]),
        ("k8s.Pod, k8s.apps.Deployment where this.kind is one of [\"Job\", \"CronJob\"]", ["W1604"]),
        ("k8s.Pod, k8s.apps.Deployment where kind is \"Deployment\"", ["W1604"]),
        ("k8s.Pod where kind is \"Pod\" and b is present", ["W1602"]),
        ("k8s.apps.Deployment where kind is \"Deployment\" or b is present", ["W1602"]),
        ("\"k8s.*\" where kind is \"Deployment\"", []),
        ("demo.gate where kind is \"Deployment\"", []),
        ("k8s.Pod where metadata.kind is \"Deployment\"", []),
    ])
    func aKindOfKubernetesIsKnown(_ kinds: String, _ expected: [String]) throws {
        #expect(try codes("require a is 1", kinds: kinds) == expected, "\(kinds)")
    }

    @Test func aWhereThatExcludesItsOwnKind() throws {
        #expect(try codes("require a is 1", kinds: "demo.gate where @kind is \"demo.door\"") == ["W1604"])
        #expect(try codes("require a is 1", kinds: "demo.gate, demo.door where @kind is \"demo.door\"") == ["W1604"])
        #expect(try codes("require a is 1", kinds: "\"demo.*\" where @kind is \"demo.door\"") == [])
        for kinds in [
            "\"demo.*\" where @kind is \"other.door\"", "\"demo.*\" where @kind starts with \"other.\"",
            "\"*.door\" where @kind ends with \".gate\"",
            "\"demo.*\", x.y where @kind is one of [\"other.door\", \"z\"]",
            "demo.gate where lower(@kind) is \"demo.door\"", "\"demo.*\" where @kind is like \"other.*\" and a is 1",
        ] {
            #expect(try codes("require a is 1", kinds: kinds) == ["W1604"], "\(kinds)")
        }
        for kinds in [
            "\"demo.*\" where @kind starts with \"demo.d\"", "\"demo.*\" where @kind starts with \"de\"",
            "\"*.door\" where @kind ends with \"x.door\"", "\"*.y\", x.y where @kind is one of [\"x.y\", \"z\"]",
            "\"demo.*\" where lower(@kind) is \"demo.door\"", "\"*\" where @kind is \"other.door\"",
        ] {
            #expect(try codes("require a is 1", kinds: kinds) == [], "\(kinds)")
        }
    }

    // MARK: Witnesses

    /// Each finding's resource is one on which the rule says what the finding says it does.
    @Test(arguments: [
        "require a is \"x\" and a is \"y\"", "require some e in list satisfies e.on is true and e.on is false",
        "require a is at least 10\n  require a is at least 5", "require a is not \"x\" or a is not \"y\"",
        "when a is 1\n  when a is 2\n  require b is 1",
    ])
    func aWitnessWasEvaluated(_ lines: String) throws {
        let (_, library) = try MemoryFiles.library("rule r {\n  for demo.gate\n  \(lines)\n}\n")
        let bound = try #require(ParameterBinder.bind(library.rules[0]).rule)
        for finding in try findings(lines) {
            let witness = try #require(finding.witness)
            let judge = SampleJudge(bound, keys: KeyTable(), asOf: .caseDefault)
            #expect(judge.verdict(witness.sample) == witness.verdict)
            #expect(witness.sample.tested.kind == "demo.gate")
        }
    }

    /// An empty list lies within every range, so two that have nothing in common do not rule one another out altogether.
    @Test func rangesApartAreLeftToTheEmptyList() throws {
        let lines = "require a is within \"10.0.0.0/8\" and a is within \"192.168.0.0/16\""
        let found = try #require(try findings(lines).first)
        #expect(found.diagnostic.kind.code == "W1601")
        #expect(found.diagnostic.message.hasSuffix("together with what stands before it, but of an empty list"))
        #expect(found.witness?.verdict == .fail)
        let (_, library) = try MemoryFiles.library("rule r {\n  for demo.gate\n  \(lines)\n}\n")
        let judge = SampleJudge(
            try #require(ParameterBinder.bind(library.rules[0]).rule), keys: KeyTable(), asOf: .caseDefault)
        let empty = SampleValue.map([SampleValue.Member("a", .list([]))])
        #expect(judge.verdict(Sample(SampleResource(kind: "demo.gate", id: "x", properties: empty))) == .pass)
    }

    /// The earlier clause passes where the later one fails; where neither can fail, it is unknown.
    @Test func clausesApartAreShownWhereOnePasses() throws {
        let found = try #require(try findings("require a is \"x\"\n  require a is \"y\"").first)
        #expect(found.diagnostic.message == "the clause can never pass together with an earlier one")
        #expect(found.witness?.verdict == .fail)
        #expect(found.witness?.sample.tested.properties.text == #"{ "a": "x" }"#)
        // What nothing passes by itself rules nothing else out.
        let three = try findings("require lower(a) is \"X\"\n  require b is 1\n  require b is 2")
        #expect(three.map(\.diagnostic.primary?.place.position.line) == [3, 5])
        let weaker = try #require(try findings("require a is absent and lower(a) is \"x\"").first)
        #expect(weaker.witness?.caption == "the other holds, and it is unknown")
        #expect(weaker.witness?.verdict == .unknown)
    }

    /// Of a resource of which neither holds nothing is seen.
    @Test(arguments: [
        "require port is less than 1000 and port is at least 1024",
        "require every e in list where e.port is less than 1000 satisfies e.port is at least 1024",
        "when port is less than 1000\n  require port is at least 1024",
    ])
    func aContradictionIsShownWhereTheOtherHolds(_ lines: String) throws {
        let witness = try #require(try findings(lines).first?.witness)
        #expect(witness.caption == "the other holds, and it is false")
        let ports = witness.sample.tested.properties.text.split { !$0.isNumber }.compactMap { Int($0) }
        #expect(!ports.isEmpty && ports.allSatisfy { $0 < 1000 }, "\(witness.sample.lines)")
    }

    @Test func equalRulesGiveEqualFindings() throws {
        let lines = "require a is \"x\" and a is \"y\"\n  require some e in list satisfies e is 1 or e is not 1"
        let first = try findings(lines).map { $0.witness?.sample.lines ?? [] }
        #expect(first == (try findings(lines).map { $0.witness?.sample.lines ?? [] }))
        #expect(first.count == 2)
    }
}
