import TestSupport

/// Writes rules over the properties that `GeneratedResource` gives: every predicate, quantifier and function, most of them
/// sensible, some of them asked of the wrong thing.
struct GeneratedRule {
    private var random: SeededGenerator
    /// Variables over rows that are in scope, each with a number of its own.
    private var rows: [String] = []
    private var variableCount = 0

    /// The text of one file with one rule `r`, for the kind `k.main`.
    static func text(seed: UInt64) -> String {
        var generator = GeneratedRule(random: SeededGenerator(seed: seed))
        return generator.file()
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &random)]
    }

    private mutating func variable() -> String {
        variableCount += 1
        return "v\(variableCount)"
    }

    private mutating func file() -> String {
        var text = """
            define wide(c: ip) = c is within ["10.0.0.0/8", "::/1"] or c overlaps "192.168.0.0/16"
            define port_of(x) = x.port default 22
            define same(left: ip_list, right: ip_list) = left is right
            define either(x, y) = x default y
            define odd(x, limit) = x is more than limit and not (x is 7)

            rule r {
              for k.main

            """
        if chance(15) { text += "  when \(condition(1))\n" }
        text += "  let kept = each e in rows where \(rowTest("e"))\n  let depth = deep.x.y default 3\n"
        for _ in 0..<(chance(25) ? 2 : 1) {
            rows = []
            let fallback = pick(["", "", "", " if missing fail", " if missing pass", " if unknown fail"])
            // Often one more test, joined so that the clause holds more often: else most rules would fail.
            let isRequired = chance(50)
            let more = chance(45) ? " \(isRequired ? "or" : "and") \(test())" : ""
            let clause = "\(isRequired ? "require" : "forbid") (\(condition(3))\(more))"
            text += "  \(clause)\(fallback)\n"
        }
        return text + "  require depth is at least 0 or count(kept) is at least 0 if missing pass\n}\n"
    }

    private mutating func condition(_ depth: Int) -> String {
        guard depth > 0, chance(70) else { return test() }
        switch Int.random(in: 0..<9, using: &random) {
        case 0: return "(\(condition(depth - 1)) and \(condition(depth - 1)))"
        case 1: return "(\(condition(depth - 1)) or \(condition(depth - 1)) or \(condition(depth - 1)))"
        case 2: return "not (\(condition(depth - 1)))"
        case 3: return "\(pick(["all", "any", "none"])) { \(condition(depth - 1)) \(condition(depth - 1)) }"
        case 4, 5: return quantified(depth)
        case 6: return "(\(inventory(depth)))"
        default: return test()
        }
    }

    private mutating func quantifier() -> String {
        pick([
            "every", "some", "some", "no", "exactly 1", "at least 1", "at least 2", "at most 1", "at most 0",
            "exactly 0",
        ])
    }

    private mutating func quantified(_ depth: Int) -> String {
        let name = variable()
        let quantifier = quantifier()
        if chance(45) {
            let sources = pick(["rows", "rows default []", "kept", "rows, kept", "more, rows default []", "rows[*]"])
            rows.append(name)
            defer { rows.removeLast() }
            let filter = chance(45) ? " where \(rowTest(name))" : ""
            let body = chance(50) ? rowTest(name) : condition(depth - 1)
            return "(\(quantifier) \(name) in \(sources)\(filter) satisfies \(body))"
        }
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
            return
                "(\(quantifier) \(name) in \(pick(["list", "list default []", "rows[*].port", "list, [1, 2]"])) \(numberPredicate()))"
        case 1:
            return
                "(\(quantifier) \(name) in \(pick(["names", "keys(map)", "split(s, \"-\")", "distinct(names)", "rows[*].tags[*]"])) \(textPredicate()))"
        case 2:
            return
                "(\(quantifier) \(name) in ips satisfies \(pick(["ip(\(name)) is within \"10.0.0.0/8\"", "wide(\(name))", "prefix_length(\(name)) is at least 16"])))"
        case 3: return "(\(quantifier) k\(name), \(name) in map satisfies \(name) is \(string()) or k\(name) is \"x\")"
        case 4:
            return
                "(\(quantifier) i\(name), \(name) in list satisfies i\(name) is less than 2 and \(name) \(numberPredicate()))"
        default:
            return
                "(\(quantifier) \(name) in entries(map) satisfies \(name).key is \"x\" and \(name).value \(textPredicate()))"
        }
    }

    private mutating func inventory(_ depth: Int) -> String {
        let name = variable()
        let kind = pick(["k.other", "k.other", "k.other", "k.none", "\"k.*\""])
        let join = pick(["\(name).ref is @id", "\(name).ref is s", "\(name).@account is @account", "\(name).port is a"])
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return "count(resources of \(kind)) \(numberPredicate())"
        case 1:
            return
                "\(quantifier()) \(name) in resources of \(kind) where \(join) satisfies \(name).port \(numberPredicate())"
        case 2: return "\(quantifier()) \(name) in resources of \(kind) satisfies \(join) and \(name).on is true"
        default: return "\(quantifier()) \(name) in resources of \(kind) satisfies \(name).@name \(textPredicate())"
        }
    }

    private mutating func rowTest(_ row: String) -> String {
        switch Int.random(in: 0..<11, using: &random) {
        case 0: "\(row).port \(numberPredicate())"
        case 1: "\(row).proto is one of [\"tcp\", \"all\"]"
        case 2: "\(row).on is \(pick(["true", "false"]))"
        case 3: "wide(\(row).cidr)"
        case 4: "\(pick(["a", "22", "443", "7"])) is between \(row).port and \(row).limit default 500"
        case 5: "\(row).tags contains \(string())"
        case 6: "odd(port_of(\(row)), \(number()))"
        case 7:
            "\(row).\(pick(["port", "cidr", "tags", "gone", "proto"])) is \(pick(["present", "absent", "not present", "not empty", "empty", "a numeric", "not a string"]))"
        case 8: "\(row).cidr is within \(pick(["\"10.0.0.0/8\"", "this.ips", "[\"10.0.0.0/9\", \"10.128.0.0/9\"]"]))"
        case 9: "\(row).proto \(textPredicate())"
        default: "\(row).port is \(row).limit"
        }
    }

    private mutating func test() -> String {
        if let row = rows.last, chance(40) { return rowTest(row) }
        switch Int.random(in: 0..<19, using: &random) {
        case 15: return "same(ips, [\"10.0.0.0/8\", \"::1\"]) or same(\(pick(["ips", "rows[*].cidr"])), this.ips)"
        case 16:
            return
                "\(textual()) \(pick(["is like t", "is like either(t, s)", "matches s", "matches map.x", "ends with t", "starts with names[0]"]))"
        case 17:
            return
                "\(pick(["timestamp(time) is at most as_of", "as_of is more than timestamp(time)", "time is older than as_of"]))"
        case 18:
            return
                "\(pick(["count(rows[*].port default a)", "count(rows[*].gone default list)", "either(a, b)", "either(gone, list[0])"])) \(numberPredicate())"
        case 0, 1: return "\(numeric()) \(numberPredicate())"
        case 2, 3: return "\(textual()) \(textPredicate())"
        case 4: return "flag is \(pick(["true", "false", "not true"]))"
        case 5:
            return
                "\(pick(["a", "deep.x.y", "gone", "rows", "names", "ip", "map", "deep.q.z", "flag"])) is \(pick(["present", "absent", "a string", "a numeric", "a list", "a map", "an ip", "a boolean", "a string_list", "a timestamp", "a version", "a general", "not a quantity", "a numeric_list", "an ip_list", "a duration"]))"
        case 6: return "\(pick(["names", "s", "map", "list", "rows", "kept"])) is \(pick(["empty", "not empty"]))"
        case 7:
            return
                "\(pick(["ip", "ips", "rows[*].cidr"])) \(pick(["is within", "is not within", "overlaps", "does not overlap"])) \(pick(["\"10.0.0.0/8\"", "[\"10.0.0.0/8\", \"192.168.0.0/16\"]", "this.ips", "\"::/0\""]))"
        case 8:
            return
                "time is \(pick(["older than", "newer than", "not older than"])) \(pick(["90d", "days(30)", "timestamp(\"2025-06-01T00:00:00Z\")", "1h"]))"
        case 9:
            return
                "version(ver) is \(pick(["at least", "less than", "not"])) \(pick(["\"1.2\"", "\"1.10.1\"", "\"2\""]))"
        case 10:
            return
                "\(pick(["names", "s", "map", "distinct(names)"])) \(pick(["contains", "does not contain"])) \(pick(["", "all of ", "any of "]).isEmpty ? string() : "any of [\(string()), \(string())]")"
        case 11:
            return
                "\(pick(["names", "list", "rows[*].port", "map", "ips"])) is \(pick(["not ", ""]))\(pick(["this.names", "this.list", "this.more", "this.ips"]))"
        case 12:
            return
                "quantity(q) is \(pick(["at most", "more than"])) quantity(\(pick(["\"500m\"", "\"2Gi\"", "\"1\""])))"
        case 13:
            return
                "\(pick(["json(doc).port", "json(doc).list[0]", "yaml(doc).port", "number(base64(code))"])) \(numberPredicate())"
        default: return "duration(span) is \(pick(["at least", "less than"])) \(pick(["1h", "30m", "2d"]))"
        }
    }

    private mutating func numeric() -> String {
        pick([
            "a", "b", "deep.x.y", "depth", "count(names)", "count(rows)", "count(kept)", "length(s)", "number(t)",
            "number(t default \"7\")",
            "list[0]", "list[1] default 5", "first(list)", "last(list) default 9", "a default b", "gone default a",
            "count(map)", "map[s]", "count(rows[*].tags)",
            "prefix_length(ip)", "count(rows[*].tags[*] default [])", "first(rows[*].port default 3)",
        ])
    }

    private mutating func textual() -> String {
        pick([
            "s", "t", "lower(s)", "upper(t)", "trim(s)", "text(a)", "names[0]", "map.x", "map.\"y\"", "@name", "@id",
            "@region", "first(split(s, \"-\"))",
            "last(names)", "text(flag)", "base64(code)", "first(keys(map))", "first(values(map))", "s default t",
            "@tags.env",
        ])
    }

    private mutating func number() -> String {
        pick(["0", "1", "2", "3", "7", "22", "22.5", "443", "9007199254740993", "1e3", "-1"])
    }

    private mutating func string() -> String {
        pick(["\"tcp\"", "\"abc\"", "\"a-b\"", "\"x\"", "\"\"", "\"ABC\"", "\"ü\""])
    }

    private mutating func numberPredicate() -> String {
        switch Int.random(in: 0..<7, using: &random) {
        case 0: "is \(number())"
        case 1: "is not \(number())"
        case 2: "is one of [\(number()), \(number()), \(number())]"
        case 3: "is between \(number()) and \(number())"
        case 4: "is \(pick(["at least", "at most", "more than", "less than"])) \(pick(["this.a", "this.b"]))"
        default: "is \(pick(["at least", "at most", "more than", "less than", "not at least"])) \(number())"
        }
    }

    private mutating func textPredicate() -> String {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: "is \(string())"
        case 1: "is not \(string())"
        case 2: "is \(pick(["", "not "]))one of [\(string()), \(string()), \(string())]"
        case 3: "matches \(pick(["/^a/", "/b$/i", "/[0-9]+/", "any of [/x/, /^abc$/]"]))"
        case 4: "is \(pick(["", "not "]))like \(pick(["\"a*\"", "\"?b*\"", "\"*\""]))"
        case 5: "\(pick(["starts", "ends"])) with \(pick(["\"a\"", "any of [\"t\", \"c\"]"]))"
        case 6: "\(pick(["contains", "does not contain"])) \(string())"
        case 7: "is \(pick(["this.s", "this.t", "this.names[0]"]))"
        case 8: "is one of \(pick(["this.names", "keys(map)"]))"
        default: "is \(pick(["present", "empty", "not empty", "absent"]))"
        }
    }
}
