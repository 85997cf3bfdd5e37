import ResourceDocuments
import RuleChecker
import RuleCompiler
import RuleMachine
import RuleSyntax
import RuleTracer
import SourceText
import Testing

/// "Decided later" of Meaning.md, asked of both evaluators.
@Suite struct DecidedLaterTests {
    /// `?NAME` is a value that is decided later; a group beside the bucket allows `?t.one.id` and is called so.
    @Test(arguments: [
        // It is there.
        ("a is present", #"{"a": "?t.one.id"}"#, "pass"),
        ("a is absent", #"{"a": "?t.one.id"}"#, "fail"),
        ("a.b is present", #"{"a": "?t.one.id"}"#, "unknown (undetermined)"),
        ("lower(a) is present", #"{"a": "?t.one.id"}"#, "unknown (undetermined)"),
        // It is itself, and no other.
        ("a is this.b", #"{"a": "?t.one.id", "b": "?t.one.id"}"#, "pass"),
        ("a is not this.b", #"{"a": "?t.one.id", "b": "?t.two.id"}"#, "pass"),
        ("a is this.b", #"{"a": "?t.one.id", "b": "?t.one.arn"}"#, "unknown (undetermined)"),
        ("a is this.b", #"{"a": "?something", "b": "?something"}"#, "pass"),
        ("a is this.b", #"{"a": "?something", "b": "?otherwise"}"#, "unknown (undetermined)"),
        ("a is this.b", #"{"a": "?t.one.id", "b": "t.one.id"}"#, "unknown (undetermined)"),
        ("a is this.b", #"{"a": "?t.one.id"}"#, "unknown (missing, undetermined)"),
        (#"a is "x""#, #"{"a": "?t.one.id"}"#, "unknown (undetermined)"),
        // In lists and maps.
        ("a is this.b", #"{"a": ["?t.one.id", 1], "b": ["?t.one.id", 1]}"#, "pass"),
        ("a is this.b", #"{"a": {"x": "?t.one.id"}, "b": {"x": "?t.two.id"}}"#, "fail"),
        ("a is one of this.b", #"{"a": "?t.one.id", "b": ["?t.two.id", "?t.one.id"]}"#, "pass"),
        ("a is one of this.b", #"{"a": "?t.one.id", "b": ["?t.two.id"]}"#, "fail"),
        ("a is one of this.b", #"{"a": "?t.one.id", "b": ["?t.two.id", "x"]}"#, "unknown (undetermined)"),
        ("a is one of this.b", #"{"a": "?t.one.id", "b": []}"#, "fail"),
        ("b contains this.a", #"{"a": "?t.one.id", "b": ["x", "?t.one.id"]}"#, "pass"),
        ("b contains this.a", #"{"a": "?t.one.id", "b": "text"}"#, "unknown (undetermined)"),
        ("some x in b satisfies x is this.a", #"{"a": "?t.one.id", "b": ["x", "?t.one.id"]}"#, "pass"),
        ("first(b) is this.a", #"{"a": "?t.one.id", "b": ["?t.one.id"]}"#, "pass"),
        ("a default c is this.b", #"{"c": "?t.one.id", "b": "?t.one.id"}"#, "pass"),
        ("some x in b[*].c satisfies x is this.a", #"{"a": "?t.one.id", "b": [{"c": "?t.one.id"}]}"#, "pass"),
        // A function has its member, and is nothing else.
        ("a.Ref is \"x\"", #"{"a": {"?Ref": "x"}}"#, "pass"),
        (#"a["Ref"] is "x""#, #"{"a": {"?Ref": "x"}}"#, "pass"),
        ("a.Ref is present", #"{"a": {"?Ref": null}}"#, "fail"),
        ("a.b is present", #"{"a": {"?Ref": "x"}}"#, "unknown (undetermined)"),
        ("a is present", #"{"a": {"?Ref": "x"}}"#, "pass"),
        ("a is present", #"{"a": {"?If": ["C", null]}}"#, "unknown (undetermined)"),
        ("a is absent", #"{"a": {"?If": ["C", null]}}"#, "unknown (undetermined)"),
        ("a is empty", #"{"a": {"?Ref": "x"}}"#, "unknown (undetermined)"),
        ("a is a map", #"{"a": {"?Ref": "x"}}"#, "pass"),
        ("a is a string", #"{"a": {"?Ref": "x"}}"#, "fail"),
        ("a is a string_list", #"{"a": ["x", {"?Ref": "x"}]}"#, "fail"),
        ("a is a string_list", #"{"a": ["x", "?t.one.id"]}"#, "unknown (undetermined)"),
        ("a contains \"Ref\"", #"{"a": {"?Ref": "x"}}"#, "unknown (undetermined)"),
        ("count(a) is 1", #"{"a": {"?Ref": "x"}}"#, "unknown (undetermined)"),
        ("no x in a satisfies x is \"y\"", #"{"a": {"?Ref": "x"}}"#, "unknown (undetermined)"),
        ("a is this.b", #"{"a": {"?Ref": "x"}, "b": {"?Ref": "x"}}"#, "pass"),
        ("a is this.b", #"{"a": {"?Ref": "x"}, "b": {"?Ref": "y"}}"#, "unknown (undetermined)"),
        ("a is this.b", #"{"a": {"?Ref": "x"}, "b": {"Ref": "x"}}"#, "unknown (undetermined)"),
        ("a.Ref[0].Ref is 1", #"{"a": {"?Ref": [{"?Ref": 1}]}}"#, "pass"),
        ("some g in resources of k.other where g.size is this.a", #"{"a": {"?Ref": "x"}}"#, "unknown (undetermined)"),
        // At both sides of a join.
        (
            "some g in resources of k.other where g.bucket is this.a satisfies g.open is false", #"{"a": "?t.one.id"}"#,
            "pass"
        ),
        ("some g in resources of k.other where g.bucket is this.a", #"{"a": "?t.two.id"}"#, "fail"),
        ("some g in resources of k.other where g.bucket is this.a", #"{"a": "logs"}"#, "unknown (undetermined)"),
    ])
    func isWhatItsNameSays(_ condition: String, _ properties: String, _ expected: String) throws {
        let text = "rule r {\n  for k.main\n  require \(condition)\n}"
        let parsed = Parser.parse(SourceFile(name: "r.norma", text: text))
        let checked = Checker.check([RuleModule(file: parsed.file)])
        #expect((parsed.diagnostics + checked.diagnostics).map(\.message) == [])
        let rule = BoundRule(rule: try #require(checked.rules.first), parameters: [])
        let keys = KeyTable()
        let library = ProgramCompiler.compile([rule], keys: keys).library
        let resource = try #require(Self.resource("k.main", properties, keys))
        let other = try #require(
            Self.resource("k.other", #"{"bucket": "?t.one.id", "open": false, "size": {"?Ref": "x"}}"#, keys))
        let inventory = Inventory(resources: [resource, other])
        var machine = VirtualMachine(
            library: library, inventory: IndexedInventory(inventory), asOf: GeneratedPairs.asOf)
        let decided = machine.outcome(ofRule: 0, on: resource)
        let outcome = try #require(decided)
        let tracer = Tracer(rule: rule, resource: resource, inventory: inventory, asOf: GeneratedPairs.asOf)
        #expect(Self.describe(outcome.verdict, outcome.causes) == expected, "the machine")
        #expect(Self.describe(tracer.verdict().verdict, tracer.verdict().causes) == expected, "the tracer")
        #expect(tracer.trace().findings.isEmpty == (expected == "pass"))
        for finding in tracer.trace().findings {
            #expect(!finding.explanation.contains(" is missing") || expected.contains("missing"))
        }
    }

    /// In no empty list; whether in another, nobody knows.
    @Test func eachRuleOfAFamilySaysWhatItSaysAlone() throws {
        let text = ["[]", "[1]", "[2, 3]"].enumerated().map { index, list in
            "rule r\(index) { for k.main require a is one of \(list) }\n"
        }.joined()
        let rules = Checker.check([RuleModule(file: Parser.parse(SourceFile(name: "r.norma", text: text)).file)]).rules
        let keys = KeyTable()
        let library = ProgramCompiler.compile(rules.map { BoundRule(rule: $0, parameters: []) }, keys: keys).library
        #expect(library.families.map(\.members.count) == [3])
        let resource = try #require(Self.resource("k.main", #"{"a": "?t.one.id"}"#, keys))
        var machine = VirtualMachine(
            library: library, inventory: IndexedInventory(Inventory(resources: [resource])), asOf: GeneratedPairs.asOf)
        machine.run(library.program(forKind: "k.main"), on: resource.frame)
        let outcomes = machine.outcomes.map { Self.describe($0.verdict, $0.causes) }
        #expect(outcomes == ["fail", "unknown (undetermined)", "unknown (undetermined)"])
    }

    private static func resource(_ kind: String, _ properties: String, _ keys: KeyTable) -> Resource? {
        let marked = properties.replacing("\"?", with: "\"\(DecidedLater.prefix)")
        let text = "{\"kind\": \"\(kind)\", \"id\": \"\(kind)\", \"properties\": \(marked)}"
        return DecidedLater.resource(SourceFile(name: "\(kind).json", text: text), keys: keys)
    }

    private static func describe(_ verdict: Verdict, _ causes: UnknownCauses) -> String {
        causes.isEmpty ? verdict.rawValue : "\(verdict.rawValue) (\(causes))"
    }
}
