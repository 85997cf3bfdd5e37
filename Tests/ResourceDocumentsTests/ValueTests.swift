import ResourceDocuments
import Testing

@Suite struct ValueTests {
    @Test func textIsBareAloneAndQuotedInside() throws {
        let address = Value.address(try #require(AddressRange("10.0.0.0/8")))
        let version = Value.version(try #require(VersionNumber("1.31.4_1530")))
        let instant = Value.instant(try #require(Instant("2026-01-01")))
        #expect(Value.string("1.2").description == "1.2")
        #expect(Value.string("1.2").quoted == "\"1.2\"")
        #expect(
            Value.list([.string("1.2"), .number(ExactNumber(3)), .boolean(true)]).description == "[\"1.2\", 3, true]")
        #expect(address.description == "10.0.0.0/8")
        #expect(Value.list([address, version]).description == "[\"10.0.0.0/8\", \"1.31.4_1530\"]")
        #expect(instant.description == "2026-01-01T00:00:00Z")
        #expect(Value.map([MapEntry(key: "a b", value: .list([]))]).description == "{\"a b\": []}")
        #expect(Value.span(try #require(TimeSpan("90d"))).description == "90d")
        #expect(Value.pattern(try Pattern("^a", caseInsensitive: true)).description == "/^a/i")
    }

    /// Nothing in a value steers a terminal or turns the line that shows it.
    @Test(arguments: [
        ("\u{1B}[31mred", "␛[31mred", "\\u001b[31mred"), ("a\nb\tc\r", "a␊b␉c␍", "a\\nb\\tc\\r"),
        ("\u{0}", "␀", "\\u0000"),
        ("\u{7F}", "␡", "\\u007f"), ("\u{9B}2J", "‹U+009B›2J", "\\u009b2J"), ("a\u{202E}b", "a‹U+202E›b", "a\\u202eb"),
        ("\u{2028}", "‹U+2028›", "\\u2028"), ("\u{E0001}", "‹U+E0001›", "\\udb40\\udc01"),
        ("é 日本 😀", "é 日本 😀", "é 日本 😀"),
    ])
    func controlCharactersAreShown(_ text: String, _ bare: String, _ quoted: String) {
        #expect(Value.string(text).description == bare)
        #expect(Value.string(text).quoted == "\"\(quoted)\"")
        #expect(Value.map([MapEntry(key: text, value: .boolean(true))]).description == "{\"\(quoted)\": true}")
    }

    @Test func quotesAreEscapedInsideQuotes() {
        #expect(Value.string("say \"\\\"").quoted == "\"say \\\"\\\\\\\"\"")
        #expect(Value.string("say \"\\\"").description == "say \"\\\"")
    }

    @Test func textIsEqualByScalars() {
        #expect(Value.string("é") != Value.string("e\u{301}"))
        #expect(Value.string("é") == Value.string("\u{E9}"))
        #expect(MapEntry(key: "é", value: .boolean(true)) != MapEntry(key: "e\u{301}", value: .boolean(true)))
    }

    @Test func mapsAreEqualInAnyOrder() {
        let one = Value.map([MapEntry(key: "a", value: .boolean(true)), MapEntry(key: "b", value: .list([]))])
        let other = Value.map([MapEntry(key: "b", value: .list([])), MapEntry(key: "a", value: .boolean(true))])
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        #expect(one != .map([MapEntry(key: "a", value: .boolean(true))]))
    }

    @Test func kindsDiffer() throws {
        #expect(Value.string("1") != .number(ExactNumber(1)))
        #expect(Value.number(try #require(ExactNumber("1.0"))) == .number(ExactNumber(1)))
        #expect(Value.list([]) != .map([]))
        #expect(Value.list([.boolean(true), .boolean(false)]) != .list([.boolean(false), .boolean(true)]))
    }
}

@Suite struct Base64Tests {
    /// RFC 4648, 10, and both alphabets.
    @Test(arguments: [
        ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
        ("Zm9vYmFy", "foobar"),
        ("Zg", "f"), ("Zm8", "fo"), ("w7_Dvg", "ÿþ"), ("w7/Dvg==", "ÿþ"), ("PDw/Pz8+Pg==", "<<???>>"),
        ("PDw_Pz8-Pg", "<<???>>"),
    ])
    func isDecoded(_ text: String, _ decoded: String) { #expect(Base64.decode(text) == Array(decoded.utf8)) }

    @Test(arguments: [
        "Z", "Zg=", "Zg===", "=", "==", "====", "Zm8==", "Zm9v=", "Zm9v====", "Zm 9v", "Zm9v\n", "Zh==", "Zm9=", "Z=g=",
        "Zm9*", "é",
    ])
    func isNotBase64(_ text: String) { #expect(Base64.decode(text) == nil) }
}
