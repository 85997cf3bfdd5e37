import ResourceDocuments
import SourceText
import Testing

/// What YAML text means, decision by decision.
@Suite struct YAMLMeaningTests {
    @Test(arguments: ["null", "Null", "NULL", "~", "", "!!null null", "!!null"])
    func isNull(_ text: String) { #expect(YAMLReading.json("a: \(text)\n") == #"{"a":null}"#) }

    @Test(arguments: [
        ("true", "true"), ("True", "true"), ("TRUE", "true"), ("false", "false"), ("False", "false"),
        ("FALSE", "false"), ("!!bool true", "true"),
        ("!!bool 'false'", "false"),
    ])
    func isBoolean(_ text: String, _ json: String) { #expect(YAMLReading.json("a: \(text)") == "{\"a\":\(json)}") }

    @Test(arguments: [
        ("0", "0"), ("12", "12"), ("-7", "-7"), ("+7", "7"), ("1.10", "1.1"), ("1.", "1"), (".5", "0.5"),
        ("-.5", "-0.5"), ("1e3", "1000"),
        ("1.5E-2", "0.015"), ("1.e2", "100"), ("0.5", "0.5"), ("9007199254740993", "9007199254740993"),
        ("123456789012345678901234567890", "123456789012345678901234567890"), ("0x1F", "31"),
        ("0xffffffffffffffffffff", "1208925819614629174706175"),
        ("0o17", "15"), ("!!int 12", "12"), ("!!int '12'", "12"), ("!!float 1", "1"), ("!!int 0x10", "16"), ("-0", "0"),
    ])
    func isNumber(_ text: String, _ json: String) { #expect(YAMLReading.json("a: \(text)") == "{\"a\":\(json)}") }

    /// What YAML 1.1 or another language would take for something else, and what quotes and tags say is text.
    @Test(arguments: [
        "on", "off", "yes", "no", "Yes", "y", "n", "tRUE", "nULL", "1_000", "0777", "007", "00", "-01", "01.5", "1:30",
        "190:20:30", "2026-01-01",
        "2026-01-01T00:00:00Z", "0x", "0xG", "0o8", "0b101", "+0x1F", "-0x1F", "1e", "1e+", "e5", ".", "+", "..5",
        "1.2.3", "1.31.4_1530", "10.0.0.0/8",
        "::1", "=", "nan", "inf", "012345678901", "1,5", "५", "12ab", "+.5.",
    ])
    func isText(_ text: String) { #expect(YAMLReading.json("a: \(text)") == "{\"a\":\(JSONText.quoted(text))}") }

    @Test(arguments: [
        ("'12'", "12"), ("\"true\"", "true"), ("'null'", "null"), ("!!str 12", "12"), ("!!str", ""), ("! 12", "12"),
        ("'it''s'", "it's"),
        ("\"a\\tb\\u00e9\\x41\"", "a\tbéA"), ("\"\\U0001F600\"", "😀"),
    ])
    func isTextByQuotesOrTag(_ text: String, _ value: String) {
        #expect(YAMLReading.json("a: \(text)") == "{\"a\":\(JSONText.quoted(value))}")
    }

    @Test func blockScalarsKeepTheirLines() {
        #expect(
            YAMLReading.json("a: |\n  x\n  y\nb: >\n  x\n  y\nc: |-\n  12\nd: |+\n  z\n\n")
                == #"{"a":"x\ny\n","b":"x y\n","c":"12","d":"z\n\n"}"#)
    }

    @Test func plainTextGoesOverLines() {
        #expect(YAMLReading.json("a: one\n  two\n\n  three # not\nb: x#y\n") == #"{"a":"one two\nthree","b":"x#y"}"#)
    }

    @Test func collections() {
        #expect(YAMLReading.json("- 1\n- - 2\n  - x: 3\n- []\n- {}\n") == #"[1,[2,{"x":3}],[],{}]"#)
        #expect(YAMLReading.json("{a: [1, 'x', {b: c}], \"d\": e, f}") == #"{"a":[1,"x",{"b":"c"}],"d":"e","f":null}"#)
        #expect(YAMLReading.json("a:\n- 1\n- 2\nb: !!seq [!!map {}]\n") == #"{"a":[1,2],"b":[{}]}"#)
    }

    /// JSON is YAML.
    @Test func jsonReads() {
        #expect(
            YAMLReading.json(#"{"a": [1, 2.50, "x\n\/", null, true], "b": {"c": -1e2}}"#)
                == #"{"a":[1,2.5,"x\n/",null,true],"b":{"c":-100}}"#)
    }

    @Test(arguments: [
        ("", ""), (" \n", ""), ("# only a comment\n", ""), ("---\n", ""), ("---\n---\n", ""), ("--- ~\n", "null"),
        ("---\na: 1\n---\nb: 2\n", #"{"a":1} {"b":2}"#),
        ("a: 1\n...\n# end\n", #"{"a":1}"#), ("a: 1\n---\n", #"{"a":1}"#), ("%YAML 1.2\n---\na\n", #""a""#),
        ("--- ''\n", "\"\""), ("\u{FEFF}a: 1\n", #"{"a":1}"#),
        ("\u{FEFF}", ""), ("42", "42"), ("a: 1\r\nb: 2\r\n", #"{"a":1,"b":2}"#),
    ])
    func documents(_ text: String, _ json: String) { #expect(YAMLReading.json(text) == json) }

    @Test func keysAreText() {
        #expect(
            YAMLReading.json("1: a\n1.10: b\ntrue: c\nnull: d\n0x10: e\n'q': f\n.inf: g\n")
                == #"{"1":"a","1.10":"b","true":"c","null":"d","0x10":"e","q":"f",".inf":"g"}"#)
        #expect(YAMLReading.json("? a\n: 1\n? |\n  long\n: 2\n") == #"{"a":1,"long\n":2}"#)
    }

    @Test func aliasesStandForWhatTheyName() {
        #expect(
            YAMLReading.json("a: &x [1, &y two]\nb: *x\nc: {d: *y}\n*y : 3\n")
                == #"{"a":[1,"two"],"b":[1,"two"],"c":{"d":"two"},"two":3}"#)
        #expect(YAMLReading.json("a: &x 1\nb: &x 2\nc: *x\n") == #"{"a":1,"b":2,"c":2}"#)
        #expect(YAMLReading.json("a: &x\nb: *x\n") == #"{"a":null,"b":null}"#)
        #expect(YAMLReading.codes("a: &x 1\n---\nb: *x\n") == ["E2117"])
    }

    @Test func mergeKeysBringMembers() {
        let bases = "- &a {x: 1, y: 2}\n- &b {y: 3, z: 4}\n"
        #expect(YAMLReading.json(bases + "- {<<: *a, y: 0}\n") == #"[{"x":1,"y":2},{"y":3,"z":4},{"y":0,"x":1}]"#)
        #expect(YAMLReading.json(bases + "- <<: [*a, *b]\n") == #"[{"x":1,"y":2},{"y":3,"z":4},{"x":1,"y":2,"z":4}]"#)
        #expect(
            YAMLReading.json(bases + "- {w: 5, <<: {<<: *b, x: 6}}\n")
                == #"[{"x":1,"y":2},{"y":3,"z":4},{"w":5,"x":6,"y":3,"z":4}]"#)
        #expect(YAMLReading.json("a: {'<<': 1}\n") == #"{"a":{"<<":1}}"#)
        #expect(YAMLReading.json("a: {!!merge '<<': {b: 1}}\n") == #"{"a":{"b":1}}"#)
    }

    @Test func canonicalEquivalentsAreDifferentKeys() {
        #expect(YAMLReading.json("é: 1\ne\u{301}: 2\n") == "{\"é\":1,\"e\u{301}\":2}")
    }
}
