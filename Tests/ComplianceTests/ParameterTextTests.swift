import Compliance
import ResourceDocuments
import RulePacks
import RuleSyntax
import Testing

/// Every spelling in which a client may send a value. Texts are YAML, as in an attachment.
@Suite struct ParameterTextTests {
    private func read(_ yaml: String, as type: TypeName) throws -> Value? {
        let document = try ExampleWorld.document("value: \(yaml)\n")
        return document.root["value"]?.value.flatMap { try? ParameterText.value($0, as: type).get() }
    }

    private static func number(_ text: String) -> Value {
        ExactNumber(text).map { .number($0) } ?? .string("no number")
    }
    private static func list(_ texts: String...) -> Value { .list(texts.map { .string($0) }) }

    @Test(arguments: [
        (#""22""#, "22"), ("22", "22"), (#""7200""#, "7200"), (#"" 22 ""#, "22"), (#""-1.50""#, "-1.5"),
        (#""9007199254740993""#, "9007199254740993"), (#""1e3""#, "1000"),
    ])
    func numericIsANumberOrItsText(_ text: String, _ number: String) throws {
        #expect(try read(text, as: .numeric) == Self.number(number))
    }

    @Test(arguments: [
        #""""#, #""twenty""#, #""22 ports""#, #""0x16""#, #""022""#, #""[22]""#, "[22]", "true", "{a: 1}",
    ])
    func otherTextIsNoNumber(_ text: String) throws {
        #expect(try read(text, as: .numeric) == nil)
    }

    @Test(arguments: [
        ##""[\"1.2\",\"1.3\"]""##, ##""[\"1.2\", \"1.3\"]""##, #""['1.2', '1.3']""#, #""['1.2','1.3']""#,
        #""[ \"1.2\" , '1.3' ]""#, #"['1.2', "1.3"]"#, #"'["1.2", "1.3"]'"#, #""  ['1.2', '1.3']\n""#,
    ])
    func stringListIsAListOrItsText(_ text: String) throws {
        #expect(try read(text, as: .stringList) == Self.list("1.2", "1.3"))
    }

    @Test(arguments: [
        (#""[]""#, Value.list([])), ("[]", .list([])), (#""['Default']""#, list("Default")),
        (#""['Update the parameter']""#, list("Update the parameter")), (#""['it\\'s']""#, list("it's")),
        (#""[\"it's\"]""#, list("it's")), (#""['a \"b\" c']""#, list("a \"b\" c")), (#""['[', ']']""#, list("[", "]")),
        (#""['caf\\xe9', '\\u20ac']""#, list("café", "€")), (#""['a, b']""#, list("a, b")),
    ])
    func quotesAndBracketsInsideAreText(_ text: String, _ value: Value) throws {
        #expect(try read(text, as: .stringList) == value)
    }

    @Test(arguments: [
        #""1.2""#, #""[1.2, 1.3]""#, #""['1.2', '1.3'""#, #""['1.2' '1.3']""#, #""['1.2', ]""#, #""['1.2]""#,
        #""['1.2'] x""#,
        "[1.2, 1.3]", "1.2", #""{'a': 'b'}""#, #""[None]""#, #""[['a']]""#, #""[us-south, eu-de]""#, #""""#,
    ])
    func otherTextIsNoListOfText(_ text: String) throws {
        #expect(try read(text, as: .stringList) == nil)
    }

    @Test func ipListHoldsAddresses() throws {
        let expected = ["10.0.0.0/8", "::1"].compactMap { AddressRange($0).map { Value.address($0) } }
        #expect(try read(#""['10.0.0.0/8', '::1']""#, as: .ipList) == .list(expected))
        #expect(try read(#"["10.0.0.0/8", "::1"]"#, as: .ipList) == .list(expected))
        #expect(try read(#""['10.0.0.0/33']""#, as: .ipList) == nil)
        #expect(try read(#""['Update the parameter']""#, as: .ipList) == nil)
    }

    @Test func numericListHoldsNumbers() throws {
        let expected = Value.list([Self.number("2"), Self.number("3")])
        for text in [#""['2', '3']""#, #""[2, 3]""#, "[2, 3]", #"["2", 3]"#] {
            #expect(try read(text, as: .numericList) == expected)
        }
        #expect(try read(#""['two']""#, as: .numericList) == nil)
    }

    @Test(arguments: [
        ("true", true), (#""true""#, true), (#""True""#, true), ("false", false), (#""False""#, false),
    ])
    func booleanIsAFlagOrItsText(_ text: String, _ flag: Bool) throws {
        #expect(try read(text, as: .boolean) == .boolean(flag))
    }

    @Test(arguments: [#""yes""#, #""1""#, "1", #""TRUE ish""#])
    func otherTextIsNoFlag(_ text: String) throws {
        #expect(try read(text, as: .boolean) == nil)
    }

    /// A version in quotes stays text; a number is not silently made text, for 1.20 would be 1.2.
    @Test func stringIsTextAlone() throws {
        #expect(try read(#""1.3""#, as: .string) == .string("1.3"))
        #expect(try read(#""['1.3']""#, as: .string) == .string("['1.3']"))
        #expect(try read("1.3", as: .string) == nil)
        #expect(try read("[a]", as: .string) == nil)
    }

    @Test func generalIsNeverReadFromText() throws {
        #expect(try read(#""22""#, as: .general) == .string("22"))
        #expect(try read(#""['a']""#, as: .general) == .string("['a']"))
        #expect(try read("22", as: .general) == Self.number("22"))
        #expect(try read("[a, 1]", as: .general) == .list([.string("a"), Self.number("1")]))
    }

    @Test func scalarTypesReadTheirText() throws {
        #expect(
            try read(#""2026-01-01T00:00:00Z""#, as: .timestamp) == Instant("2026-01-01T00:00:00Z").map { .instant($0) }
        )
        #expect(try read(#""90d""#, as: .duration) == TimeSpan("90d").map { .span($0) })
        #expect(try read(#""10.0.0.0/8""#, as: .ip) == AddressRange("10.0.0.0/8").map { .address($0) })
        #expect(try read(#""1.2.3""#, as: .version) == VersionNumber("1.2.3").map { .version($0) })
        #expect(try read("1.2", as: .version) == VersionNumber("1.2").map { .version($0) })
        #expect(try read(#""500m""#, as: .quantity) == Self.number("0.5"))
        #expect(try read("2", as: .quantity) == Self.number("2"))
        for type in [TypeName.timestamp, .duration, .ip, .version, .quantity] {
            #expect(try read(#""nonsense!""#, as: type) == nil)
        }
    }

    @Test func patternsAreCompiled() throws {
        guard case .pattern? = try read(#""^a+$""#, as: .pattern) else {
            Issue.record("'^a+$' is a pattern")
            return
        }
        #expect(try read(#""(""#, as: .pattern) == nil)
    }

    @Test func mapsAndListsReadTheirText() throws {
        let map = Value.map([MapEntry(key: "a", value: Self.number("1"))])
        for text in ["{a: 1}", #""{\"a\": 1}""#, #""{'a': 1}""#] { #expect(try read(text, as: .map) == map) }
        #expect(try read(#""['a', 1, True]""#, as: .list) == .list([.string("a"), Self.number("1"), .boolean(true)]))
        #expect(try read(#""a""#, as: .list) == nil)
        #expect(try read("[]", as: .map) == nil)
    }

    /// What is proposed for text that is no list reads as one.
    @Test(arguments: [
        ("abc", TypeName.numericList, "[1, 2]"), ("22", .numericList, "[22]"), ("1.3", .stringList, "[\"1.3\"]"),
        ("10.0.0.1", .ipList, "[\"10.0.0.1\"]"), ("abc", .ipList, "[\"10.0.0.0/8\", \"192.168.1.1\"]"),
        ("['a'", .stringList, "[\"a\", \"b\"]"), ("abc", .list, "[\"abc\"]"),
    ])
    func whatIsProposedReadsAsTheType(_ text: String, _ type: TypeName, _ written: String) throws {
        guard case .failure(let fault) = ParameterText.value(.string(text), as: type) else {
            Issue.record("\(text)")
            return
        }
        #expect(fault.hint == "write it as \(written)")
        #expect(throws: Never.self) { try ParameterText.value(.string(written), as: type).get() }
    }
}
