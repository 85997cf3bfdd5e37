/// The tests of a generated rule: a subject and a predicate that mostly suits it.
extension GeneratedRule {
    mutating func test() -> String {
        if let row = rows.last, chance(40) { return rowTest(row) }
        switch Int.random(in: 0..<21, using: &random) {
        case 0, 1, 2: return "\(numeric()) \(numberPredicate())"
        case 3, 4, 5: return "\(textual()) \(textPredicate())"
        case 6: return "flag is \(pick(["true", "false", "not true", "p_on"]))"
        case 7: return "\(attribute()) \(textPredicate())"
        case 8, 9: return presenceTest()
        case 10, 20: return typeTest()
        case 11: return "\(pick(["names", "s", "map", "list", "rows", "kept"])) is \(pick(["empty", "not empty"]))"
        case 12: return addressTest()
        case 13: return timeTest()
        case 14: return containsTest()
        case 15: return equalityTest()
        case 16: return patternTest()
        case 17: return readingTest()
        case 18: return defineTest()
        default: return branchTest()
        }
    }

    private mutating func presenceTest() -> String {
        let subject = pick([
            "a", "deep.x.y", "gone", "rows", "ip", "deep.q.z", "names[0]", "@name", "@source", "list[1]", "number(t)",
            "ip(ip)", "version(ver)",
        ])
        return "\(subject) is \(pick(["present", "not present", "absent"]))"
    }

    private mutating func typeTest() -> String {
        let likely = [
            ("a", "a numeric"), ("s", "a string"), ("flag", "a boolean"), ("ip", "an ip"), ("ips", "an ip_list"),
            ("time", "a timestamp"), ("ver", "a version"), ("q", "a quantity"), ("span", "a duration"),
            ("list", "a numeric_list"), ("names", "a string_list"), ("map", "a map"), ("rows", "a list"),
            ("gone", "a general"), ("t", "a pattern"),
        ]
        let subject = pick(likely)
        let type = chance(50) ? subject.1 : pick(likely).1
        return "\(subject.0) is \(chance(20) ? "not " : "")\(type)"
    }

    private mutating func addressTest() -> String {
        let subject = pick(["ip", "ips", "rows[*].cidr"])
        let predicate = pick(["is within", "is not within", "overlaps", "does not overlap"])
        let operand =
            chance(55) ? (chance(50) ? network() : networks()) : pick(["this.ips", "this.ip", "p_net", "p_nets"])
        return "\(subject) \(predicate) \(operand)"
    }

    private mutating func timeTest() -> String {
        if chance(30) {
            return pick([
                "timestamp(time) is at most as_of", "as_of is more than timestamp(time)", "time is older than as_of",
            ])
        }
        let age = pick([
            span(), span(), "days(30)", "days(a)", "timestamp(\"2025-06-01T00:00:00Z\")", "p_age", "p_since",
        ])
        return "time is \(pick(["older than", "newer than", "not older than"])) \(age)"
    }

    private mutating func containsTest() -> String {
        let subject = pick(["names", "s", "map", "distinct(names)"])
        let predicate = pick(["contains", "does not contain"])
        switch Int.random(in: 0..<4, using: &random) {
        case 3: return "\(pick(["list", "rows[*].port"])) \(predicate) \(chance(50) ? number() : decimal())"
        case 0: return "\(subject) \(predicate) \(string())"
        case 1: return "\(subject) \(predicate) \(pick(["all of", "any of"])) [\(string()), \(string())]"
        default:
            let amount = pick(["all of", "any of", ""])
            return "\(subject) \(predicate) \(amount) \(pick(["this.names", amount.isEmpty ? "p_word" : "p_words"]))"
        }
    }

    private mutating func equalityTest() -> String {
        if chance(30) {
            let other = pick(["this.ips", "distinct(ips)", "[\"10.0.0.0/8\", \"::1\"]"])
            return "same(\(pick(["ips", "rows[*].cidr"])), \(other))"
        }
        if chance(20) { return "\(pick(["a", "s", "list", "flag"])) is \(pick(["p_any", "not p_any"]))" }
        let subject = pick(["names", "list", "rows[*].port", "map", "ips"])
        return
            "\(subject) is \(chance(50) ? "not " : "")\(pick(["this.names", "this.list", "this.more", "this.ips"]))"
    }

    private mutating func patternTest() -> String {
        let predicate = pick([
            "is like this.t", "is like either(this.t, this.s)", "matches this.s", "matches this.map.x",
            "matches any of this.names", "ends with this.t", "starts with this.names[0]",
            "starts with any of this.names", "ends with any of this.names",
        ])
        // The beginning of a text is seldom its end too.
        if chance(20) {
            return pick([
                "s starts with first(split(this.s, \"-\"))", "s ends with last(split(this.s, \"-\"))",
            ])
        }
        return "\(textual()) \(predicate)"
    }

    /// Text that is read as something else.
    private mutating func readingTest() -> String {
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            "version(ver) is \(pick(["at least", "less than", "not"])) \(version())"
        case 1:
            "quantity(q) is \(pick(["at most", "more than"])) \(pickConstant(["\"500m\"", "\"2Gi\"", "\"1\"", "3", "\"250m\"", "p_share"]))"
        case 2: "duration(span) is \(pick(["at least", "less than"])) \(span())"
        default:
            "\(pick(["json(doc).port", "json(doc).list[0]", "yaml(doc).port", "number(base64(code))"])) \(numberPredicate())"
        }
    }

    private mutating func defineTest() -> String {
        pick([
            "modern(ver)", "modern(s)", "lasting(span)", "small(q)", "finds(s, t)", "finds(\"^a\", names[0])",
            "before(time, \(instant()))", "before(\(instant()), time)",
        ])
    }

    /// Paths with branches, and defaults that answer for some of them.
    private mutating func branchTest() -> String {
        let subject = pick([
            "count(rows[*].port default a)", "count(rows[*].gone default list)", "count(rows[*].tags.x default a)",
            "count(rows[*].tags[*] default [])", "first(rows[*].port default 3)", "either(a, b)",
            "either(gone, list[0])", "count(rows[*].tags)",
        ])
        return "\(subject) \(numberPredicate())"
    }

    // MARK: Subjects

    private mutating func numeric() -> String {
        pick([
            "a", "b", "deep.x.y", "depth", "count(names)", "count(rows)", "count(kept)", "length(s)", "number(t)",
            "number(t default \"7\")", "list[0]", "list[1] default 5", "first(list)", "last(list) default 9",
            "a default b", "gone default a", "gone.x default a", "deep.x.y default b", "count(map)", "map[s]",
            "count(list(names))", "first(list(a))", "prefix_length(ip)",
        ])
    }

    private mutating func textual() -> String {
        pick([
            "s", "t", "lower(s)", "upper(s)", "upper(t)", "trim(s)", "text(a)", "names[0]", "map.x", "map.\"y\"",
            "first(split(s, \"-\"))", "last(names)", "text(flag)", "base64(code)", "first(keys(map))",
            "first(values(map))", "s default t", "map.x.z default s", "@tags.env",
        ])
    }

    private mutating func attribute() -> String {
        pick(["@id", "@kind", "@name", "@account", "@region", "@location", "@group", "@source"])
    }

    // MARK: Operands

    mutating func number() -> String {
        pickConstant(["0", "1", "2", "3", "7", "22", "22", "22.5", "443", "9007199254740993", "1e3", "-1"])
    }

    mutating func string() -> String {
        pickConstant(["\"tcp\"", "\"abc\"", "\"a-b\"", "\"x\"", "\"\"", "\"ABC\"", "\"ü\"", "\"eu\"", "\"id1\""])
    }

    mutating func network() -> String {
        pickConstant([
            "\"10.0.0.0/8\"", "[\"10.0.0.0/8\", \"192.168.0.0/16\"]", "[\"10.0.0.0/9\", \"10.128.0.0/9\"]", "\"::/0\"",
            "[\"10.1.0.0/16\", \"::1\"]", "\"10.1.2.3\"",
        ])
    }

    /// Lists of addresses only, so that rules with them are a family wherever lists may stand.
    private mutating func networks() -> String {
        pickConstant([
            "[\"10.0.0.0/9\", \"10.128.0.0/9\"]", "[\"10.0.0.0/8\", \"192.168.0.0/16\"]", "[\"0.0.0.0/0\", \"::/1\"]",
            "[\"10.1.2.3\", \"10.0.0.8-10.0.0.30\"]", "[\"2001:db8:1::/48\", \"::/127\"]",
            "[\"128.0.0.0/1\", \"8000::/1\"]",
        ])
    }

    /// None of them a whole number: those are asked by other instructions.
    private mutating func decimal() -> String {
        pickConstant(["0.5", "2.5", "6.999", "22.5", "22.0001", "442.75", "-0.5", "9007199254740992.5"])
    }

    private mutating func version() -> String {
        pickConstant(["\"1.2\"", "\"1.10.1\"", "\"2\"", "\"1.9\"", "\"2.0.0-rc.1\"", "\"v1.2.1\"", "p_version"])
    }

    private mutating func span() -> String { pickConstant(["1h", "90m", "45m", "1d", "31d", "90d", "104w", "p_age"]) }

    private mutating func instant() -> String {
        pickConstant([
            "\"2025-12-31\"", "\"2024-06-01\"", "\"2023-12-31T22:00:00Z\"", "\"2025-12-01T01:00:00+01:00\"",
            "\"2025-12-01T00:00:00.5Z\"",
        ])
    }

    private mutating func patterns() -> String {
        pickConstant(["[/x/, /^abc$/]", "[/^a/, /-1$/]", "[/B$/i]", "[/(?i)^ab/, /\u{fc}|[^a-z]/, /^..$/]"])
    }

    mutating func pattern() -> String {
        pickConstant([
            "/^a/", "/b$/i", "/[0-9]+/", "/B$/i", "/^(tcp|all)$/", "/^[a-z]+(-[a-z]+)*$/", "/x|^$/", "/a.c/", "/bc/",
            "/-[1b]$/", "/^ab?c$/", "/\u{fc}/", "/^.b?c?$/", "/(?i)AB/",
            "/\\bab/", "/b\\B/", "/a(?=b)/", "/(?<!a)b/", "/(.)\\1/", "/[a-z]++1/", "/a(?i:B)c/", "/b(?!c)|1$/",
            "/\\bx\\b|\u{fc}\\b/",
        ])
    }

    private mutating func edge() -> String {
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1: string()
        case 2, 3: "this.t"
        case 4, 5: "any of this.names"
        default: "any of [\(string()), \"c\"]"
        }
    }

    mutating func numberPredicate() -> String {
        switch Int.random(in: 0..<11, using: &random) {
        case 9: "is \(pick(["at least", "at most", "more than", "less than", "not less than"])) \(decimal())"
        case 10: "is \(pick([decimal(), "not \(decimal())", "one of [\(decimal()), \(decimal())]"]))"
        case 8: pick(["is one of p_ports", "is not one of p_ports", "is at most p_limit", "is p_limit", "is p_any"])
        case 0: "is \(number())"
        case 1: "is not \(number())"
        case 2: "is one of [\(number()), \(number()), \(number())]"
        case 3: "is between \(number()) and \(number())"
        case 4: "is \(pick(["at least", "at most", "more than", "less than"])) \(pick(["this.a", "this.b"]))"
        default: "is \(pick(["at least", "at most", "more than", "less than", "not at least"])) \(number())"
        }
    }

    mutating func textPredicate() -> String {
        switch Int.random(in: 0..<11, using: &random) {
        case 10:
            pick([
                "is one of p_words", "is not one of p_words", "is p_word", "matches p_form", "contains p_word",
                "starts with p_word", "ends with any of p_words", "is like p_word",
            ])
        case 0: "is \(string())"
        case 1: "is not \(string())"
        case 2: "is \(pick(["", "not "]))one of [\(string()), \(string()), \(string())]"
        case 3: "matches \(chance(30) ? "any of \(patterns())" : pattern())"
        case 4: "is \(pick(["", "not "]))like \(pickConstant(["\"a*\"", "\"?b*\"", "\"*\"", "\"*c\""]))"
        case 5: "\(pick(["starts", "ends"])) with \(edge())"
        case 6: "\(pick(["contains", "does not contain"])) \(string())"
        case 7: "is \(pick(["this.s", "this.t", "this.names[0]"]))"
        case 8: "is one of \(pick(["this.names", "keys(map)"]))"
        default: "is \(pick(["present", "empty", "not empty", "absent", "undetermined"]))"
        }
    }
}
