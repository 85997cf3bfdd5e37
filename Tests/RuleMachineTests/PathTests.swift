import Testing

/// Steps, `[*]` and `default`.
@Suite struct PathTests {
    @Test(arguments: [
        ("a.b.c is 1", #"{"a": {"b": {"c": 1}}}"#, "true"),
        ("a.b.c is 1", #"{"a": {"b": {}}}"#, "absent"),
        ("a.b.c is 1", #"{"a": {}}"#, "missing"),
        ("a.b is 1", #"{"a": [1]}"#, "wrong type"),
        ("a.b.c is 1", #"{"a": "x"}"#, "wrong type"),
        ("a.\"b c\" is 1", #"{"a": {"b c": 1}}"#, "true"),
        ("a[\"b\"] is 1", #"{"a": {"b": 1}}"#, "true"),
        ("a[\"b\"] is 1", #"{"a": [1]}"#, "wrong type"),
        ("a[this.b] is 1", #"{"a": {"x": 1}, "b": "x"}"#, "true"),
        ("a[this.b] is 1", #"{"a": {"x": 1}, "b": "y"}"#, "absent"),
        ("a[this.b] is 1", #"{"a": {"x": 1, "x": 1}, "b": "x"}"#, "bad data"),
        ("a[this.b] is 1", #"{"a": {"x": 1}}"#, "missing"),
        ("a[0] is 1", #"{"a": [1, 2]}"#, "true"),
        ("a[1].x is 1", #"{"a": [0, {"x": 1}]}"#, "true"),
        ("a[2] is 1", #"{"a": [1, 2]}"#, "absent"),
        ("a[-1] is 1", #"{"a": [1, 2]}"#, "absent"),
        ("a[this.i] is 1", #"{"a": [1], "i": 0.0}"#, "true"),
        ("a[this.i] is 1", #"{"a": [1], "i": 0.5}"#, "bad data"),
        ("a[this.i] is 1", #"{"a": [1], "i": 1e30}"#, "absent"),
        ("a[this.i] is 1", #"{"a": [1], "i": true}"#, "wrong type"),
        ("a[0] is 1", #"{"a": {"0": 1}}"#, "wrong type"),
        ("a[0] is 1", #"{"a": [null]}"#, "absent"),
        ("a[0].b is 1", #"{"a": [null]}"#, "missing"),
        ("a is 1", #"{"b": {}, "a": 1, "c": {}}"#, "true"),
    ])
    func steps(_ condition: String, _ json: String, _ expected: String) throws {
        #expect(try answer(condition, json) == expected)
    }

    @Test(arguments: [
        ("count(a[*].b) is 2", #"{"a": [{"b": 1}, {"b": 2}]}"#, "true"),
        ("count(a[*].b) is 2", #"{"a": [{"b": 1}, {}]}"#, "missing"),
        ("count(a[*]) is 2", #"{"a": {"x": 1, "y": 2, "z": null}}"#, "true"),
        ("count(a[*]) is 2", #"{"a": [1, null]}"#, "missing"),
        ("count(a[*].b[*]) is 3", #"{"a": [{"b": [1, 2]}, {"b": {"x": 3}}]}"#, "true"),
        ("count(a[*].b[*]) is 3", #"{"a": [{"b": [1, 2]}, {"b": 3}]}"#, "wrong type"),
        ("count(a[*].b[*].c) is 2", #"{"a": [{"b": [{"c": 1}]}, {"b": [{"c": 2}]}]}"#, "true"),
        ("count(a[*]) is 2", "{}", "missing"),
        ("count(a.b[*]) is 2", #"{"a": 1}"#, "wrong type"),
        ("count(a[*]) is 2", #"{"a": 1}"#, "wrong type"),
        ("count(a[*]) is 2", #"{"a": {"x": 1, "x": 2}}"#, "bad data"),
        ("a[*] is present", "{}", "false"),
        ("a.b[*] is present", "{}", "false"),
        ("a[*].b is present", #"{"a": []}"#, "true"),
        ("some x in a[*].b satisfies x is 2", #"{"a": [{"b": 1}, {}, {"b": 2}]}"#, "true"),
        ("some x in a[*].b satisfies x is 3", #"{"a": [{"b": 1}, {}, {"b": 2}]}"#, "absent"),
        ("every x in a[*].b.c satisfies x is 2", #"{"a": [{"b": {"c": 2}}, {}]}"#, "missing"),
        ("a[*].b contains 2", #"{"a": [{"b": 1}, {"b": 2}]}"#, "true"),
        ("a[*].b[0] contains 2", #"{"a": [{"b": [2]}, {"b": []}]}"#, "true"),
    ])
    func branches(_ condition: String, _ json: String, _ expected: String) throws {
        #expect(try answer(condition, json) == expected)
    }

    @Test(arguments: [
        ("(a default 1) is 1", "{}", "true"),
        ("a default 1 is 1", #"{"a": 2}"#, "false"),
        ("a default 1 is 1", #"{"a": null}"#, "true"),
        ("a.b default 1 is 1", "{}", "missing"),
        ("a.b default 1 is 1", #"{"a": {}}"#, "true"),
        ("a.b default 1 is 1", #"{"a": 3}"#, "wrong type"),
        ("a.b default this.c is 1", #"{"c": 1}"#, "true"),
        ("a.b default this.c is 1", #"{"a": 3, "c": 1}"#, "wrong type"),
        ("a.b default this.c is 1", "{}", "absent"),
        ("a.b default this.c default 1 is 1", "{}", "true"),
        ("a default [] is empty", "{}", "true"),
        ("a[*].b default 0 contains 0", #"{"a": [{"b": 1}, {}]}"#, "true"),
        ("count(a[*].b default []) is 1", #"{"a": [{"b": 1}, {}]}"#, "true"),
        ("count(a[*].b.c default []) is 1", #"{"a": [{"b": {"c": 1}}, {"b": {}}]}"#, "true"),
        ("count(a[*].b.c default []) is 1", #"{"a": [{"b": {"c": 1}}, {}]}"#, "missing"),
        ("count(a[*].b default []) is 0", "{}", "true"),
        ("count(a.c[*].b default []) is 0", "{}", "missing"),
        ("a[*].b.c default this.d contains 7", #"{"a": [{"b": {"c": 1}}, {}], "d": 7}"#, "true"),
        ("count(a[*].b default this.d) is 2", #"{"a": [{"b": 1}, {}], "d": [7, 8]}"#, "true"),
        ("count(a[*].b default this.d) is 2", #"{"a": [{"b": 1}, {}]}"#, "missing"),
        ("count(a[*].b default this.d) is 2", #"{"d": [7, 8]}"#, "true"),
    ])
    func defaults(_ condition: String, _ json: String, _ expected: String) throws {
        let bare = condition.hasPrefix("(") ? "a default 1 is 1" : condition
        #expect(try answer(bare, json) == expected)
    }
}
