import Testing

@Suite struct QuantifierTests {
    @Test(arguments: [
        ("every x in a satisfies x is 1", #"{"a": [1, 1]}"#, "true"),
        ("every x in a satisfies x is 1", #"{"a": []}"#, "true"),
        ("every x in a satisfies x is 1", #"{"a": [1, 2]}"#, "false"),
        ("every x in a satisfies x is 1", #"{"a": [1, null]}"#, "absent"),
        ("every x in a satisfies x is 1", #"{"a": [null, 2]}"#, "false"),
        ("every x in a satisfies x is 1", "{}", "absent"),
        ("every x in a.b satisfies x is 1", "{}", "missing"),
        ("every x in a satisfies x is 1", #"{"a": 1}"#, "wrong type"),
        ("every x in a satisfies x is 1", #"{"a": {"p": 1, "q": null}}"#, "true"),
        ("every x in a satisfies x is 1", #"{"a": {"p": 1, "p": 1}}"#, "bad data"),
        ("every x in a is at least 1", #"{"a": [1, 2]}"#, "true"),
        ("not (every x in a satisfies x is 1)", #"{"a": [1, 2]}"#, "true"),
        ("not (every x in a satisfies x is 1)", #"{"a": [1, null]}"#, "absent"),
        ("every x in a where x.k is 1 satisfies x.v is 2", #"{"a": [{"k": 1, "v": 2}, {"k": 3}]}"#, "true"),
        ("every x in a where x.k is 1 satisfies x.v is 2", #"{"a": [{"k": 1, "v": 3}]}"#, "false"),
        ("every x in a where x.k is 1 satisfies x.v is 2", #"{"a": [{"v": 3}]}"#, "absent"),
        ("every x in a where x.k is 1 satisfies x.v is 2", #"{"a": [{"v": 2}]}"#, "true"),
        ("some x in a satisfies x is 1", #"{"a": [2, 1]}"#, "true"),
        ("some x in a satisfies x is 1", #"{"a": []}"#, "false"),
        ("some x in a satisfies x is 1", #"{"a": [2, null]}"#, "absent"),
        ("some x in a satisfies x is 1", "{}", "absent"),
        ("some x in a where x.k is 1 satisfies x.v is 2", #"{"a": [{"k": 1, "v": 2}]}"#, "true"),
        ("some x in a where x.k is 1 satisfies x.v is 2", #"{"a": [{"k": 2, "v": 2}, {"k": 1, "v": 1}]}"#, "false"),
        ("some x in a where x.k is 1 satisfies x.v is 2", #"{"a": [{"v": 2}]}"#, "absent"),
        ("some x in a where x.k is 1", #"{"a": [{"k": 1}]}"#, "true"),
        ("no x in a satisfies x is 1", #"{"a": [2]}"#, "true"),
        ("no x in a satisfies x is 1", #"{"a": [1]}"#, "false"),
        ("no x in a satisfies x is 1", #"{"a": [null]}"#, "absent"),
        ("no x in a where x.k is 1", #"{"a": [{"k": 2}]}"#, "true"),
        ("no x in a where x.k is 1 satisfies x.v is 2", #"{"a": [{"k": 1, "v": 2}]}"#, "false"),
        ("some x in a satisfies every y in x satisfies y is 1", #"{"a": [[2], [1, 1]]}"#, "true"),
        ("some x in a satisfies every y in x satisfies y is 1", #"{"a": [[2], [1, null]]}"#, "absent"),
        ("every x in a satisfies some y in x satisfies y is 1", #"{"a": [[1], [2, 1]]}"#, "true"),
        ("every x in a satisfies some y in x satisfies y is 1", #"{"a": [[1], [2], [null]]}"#, "false"),
        ("every x in a satisfies some y in x satisfies y is 1", #"{"a": [[1], [null]]}"#, "absent"),
    ])
    func folds(_ condition: String, _ json: String, _ expected: String) throws {
        #expect(try answer(condition, json) == expected)
    }

    @Test(arguments: [
        ("at least 2 x in a satisfies x is 1", #"{"a": [1, 1]}"#, "true"),
        ("at least 2 x in a satisfies x is 1", #"{"a": [1, 2]}"#, "false"),
        ("at least 2 x in a satisfies x is 1", #"{"a": [1, null]}"#, "absent"),
        ("at least 2 x in a satisfies x is 1", #"{"a": [1, null, 1]}"#, "true"),
        ("at least 2 x in a satisfies x is 1", #"{"a": [2, null]}"#, "false"),
        ("at least 2 x in a satisfies x is 1", "{}", "absent"),
        ("at least 0 x in a satisfies x is 1", "{}", "true"),
        ("at most 1 x in a satisfies x is 1", #"{"a": [1, 2]}"#, "true"),
        ("at most 1 x in a satisfies x is 1", #"{"a": [1, 1]}"#, "false"),
        ("at most 1 x in a satisfies x is 1", #"{"a": [1, null]}"#, "absent"),
        ("at most 1 x in a satisfies x is 1", #"{"a": [1, 1, null]}"#, "false"),
        ("at most 1 x in a satisfies x is 1", "{}", "absent"),
        ("exactly 1 x in a satisfies x is 1", #"{"a": [1, 2]}"#, "true"),
        ("exactly 1 x in a satisfies x is 1", #"{"a": [2]}"#, "false"),
        ("exactly 1 x in a satisfies x is 1", #"{"a": [1, 1]}"#, "false"),
        ("exactly 1 x in a satisfies x is 1", #"{"a": [1, null]}"#, "absent"),
        ("exactly 2 x in a satisfies x is 1", #"{"a": [null]}"#, "false"),
        ("exactly 0 x in a satisfies x is 1", "{}", "absent"),
        ("not (exactly 1 x in a satisfies x is 1)", #"{"a": [2]}"#, "true"),
        ("at least 1 x in a where x.k is 1 satisfies x.v is 2", #"{"a": [{"k": 1, "v": 2}, {"k": 2}]}"#, "true"),
        ("at least 2 x in a where x.k is 1", #"{"a": [{"k": 1}, {"k": 1}, {}]}"#, "true"),
        ("at least 2 x in a where x.k is 1", #"{"a": [{"k": 1}, {}]}"#, "absent"),
        ("at least 2 x in a, b satisfies x is 1", #"{"a": [1], "b": [1]}"#, "true"),
        ("at least 2 x in a, b satisfies x is 1", #"{"a": [1]}"#, "absent"),
        ("at least 1 x in a, b satisfies x is 1", #"{"a": [1]}"#, "true"),
        ("at most 1 x in a, b satisfies x is 1", #"{"a": [1, 1], "b": 3}"#, "false"),
        ("at most 1 x in a, b satisfies x is 1", #"{"a": [1], "b": 3}"#, "wrong type"),
        ("exactly 1 x in a, b satisfies x is 1", #"{"a": [1, null], "b": 3}"#, "absent, wrong type"),
    ])
    func counts(_ condition: String, _ json: String, _ expected: String) throws {
        #expect(try answer(condition, json) == expected)
    }

    @Test(arguments: [
        ("every x in a, b satisfies x is 1", #"{"a": [1], "b": {"k": 1}}"#, "true"),
        ("every x in a, b satisfies x is 1", #"{"a": [1], "b": [2]}"#, "false"),
        ("every x in a, b satisfies x is 1", #"{"b": [2]}"#, "false"),
        ("every x in a, b satisfies x is 1", #"{"b": [1]}"#, "absent"),
        ("every x in a, b default [] satisfies x is 1", #"{"a": [1]}"#, "true"),
        ("some x in a, b, c satisfies x is 1", #"{"a": [], "b": [2], "c": [3, 1]}"#, "true"),
        ("every i, x in a satisfies x is i", #"{"a": [0, 1, 2]}"#, "true"),
        ("every i, x in a, b satisfies x is i", #"{"a": [0, 1], "b": [0]}"#, "true"),
        ("every k, x in a satisfies x is k", #"{"a": {"p": "p", "q\"": "q\"", "z": null}}"#, "true"),
        ("some k, x in a satisfies k is \"p\" and x is 2", #"{"a": {"p": 2}}"#, "true"),
        ("every i, x in split(a, \",\") satisfies text(i) is x", #"{"a": "0,1,2"}"#, "true"),
        ("every x in [1, 2] satisfies a contains x", #"{"a": [2, 1]}"#, "true"),
        ("every x in [\"p\", \"q\"] satisfies a contains x", #"{"a": {"p": 1}}"#, "false"),
    ])
    func domains(_ condition: String, _ json: String, _ expected: String) throws {
        #expect(try answer(condition, json) == expected)
    }

    @Test(arguments: [
        ("count(kept) is 1", #"{"a": [{"k": 1}, {"k": 2}]}"#, "true"),
        ("count(kept) is 1", #"{"a": [{"k": 1}, {}]}"#, "unsettled"),
        ("kept is empty", #"{"a": [{"k": 1}, {}]}"#, "false"),
        ("kept is empty", #"{"a": [{"k": 2}, {}]}"#, "unsettled"),
        ("kept is empty", #"{"a": [{"k": 2}]}"#, "true"),
        ("kept is empty", "{}", "unsettled"),
        ("kept is present", "{}", "true"),
        ("kept is empty", #"{"a": 1}"#, "wrong type"),
        ("kept is empty", #"{"a": [1]}"#, "wrong type"),
        ("every x in kept satisfies x.v is 2", #"{"a": [{"k": 1, "v": 2}, {"k": 0}]}"#, "true"),
        ("every x in kept satisfies x.v is 2", #"{"a": [{"v": 2}]}"#, "unsettled"),
        ("\"10.0.0.0/8\" is within kept[*].c", #"{"a": [{"k": 1, "c": "10.0.0.0/8"}]}"#, "true"),
        ("first(kept).v is 2", #"{"a": [{"k": 1, "v": 2}]}"#, "true"),
    ])
    func listsThatAFilterMakes(_ condition: String, _ json: String, _ expected: String) throws {
        #expect(try answer(condition, json, before: "let kept = each x in a where x.k is 1") == expected)
    }

    @Test func aListOfEveryElementKeepsUnknownOnesAsTheyAre() throws {
        let items = "let all = each x in a, b"
        #expect(try answer("count(all) is 3", #"{"a": [1, 2], "b": {"k": 3}}"#, before: items) == "true")
        #expect(try answer("count(all) is 3", #"{"a": [1, null], "b": [3]}"#, before: items) == "missing")
        #expect(try answer("count(all) is 3", #"{"a": [1], "b": 3}"#, before: items) == "wrong type")
        #expect(try answer("count(all) is 3", #"{"a": [1]}"#, before: items) == "unsettled")
    }
}
