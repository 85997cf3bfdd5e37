import TestSupport

/// Writes rules over the properties that `GeneratedResource` gives: every predicate, quantifier and function, most of them
/// sensible, some of them asked of the wrong thing.
struct GeneratedRule {
    var random: SeededGenerator
    /// Chooses constants: rules that differ in its seed only are a family, wherever their constants are of the same kinds.
    var constants: SeededGenerator
    /// Variables over rows that are in scope, each with a number of its own.
    var rows: [String] = []
    private var variableCount = 0

    /// The text of one file with one rule `r`, for the kind `k.main`.
    static func text(seed: UInt64, constants: UInt64) -> String {
        var generator = GeneratedRule(
            random: SeededGenerator(seed: seed), constants: SeededGenerator(seed: seed &+ constants))
        return generator.file()
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &random)]
    }

    mutating func pickConstant(_ elements: [String]) -> String {
        elements[Int.random(in: elements.indices, using: &constants)]
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
            define modern(v: version) = v is at least "1.10"
            define lasting(d: duration) = d is more than 1h
            define small(q: quantity) = q is at most "500m"
            define finds(p: pattern, x) = x matches p
            define before(x: timestamp, y: timestamp) = x is less than y
            define names_it(o, x) = lower(o.ref) is x and o.on is true
            define near(o, r) = o.zone is r.s

            rule r {

            """
        text += parameters()
        text += "  for k.main\(chance(10) ? " where \(condition(1))" : "")\n"
        if chance(15) { text += "  when \(condition(1))\n" }
        text += "  let kept = each e in rows where \(rowTest("e"))\n  let depth = deep.x.y default 3\n"
        text += "  let found = each o in resources of k.other where \(join("o"))\n"
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

    /// Their defaults are their values.
    private mutating func parameters() -> String {
        """
          param p_limit: numeric = \(number())
          param p_ports: numeric_list = \(pickConstant(["[]", "[\(number())]", "[\(number()), \(number()), \(number())]"]))
          param p_word: string = \(string())
          param p_words: string_list = \(pickConstant(["[]", "[\(string())]", "[\(string()), \(string())]"]))
          param p_on: boolean = \(pickConstant(["true", "false"]))
          param p_any: general = \(pickConstant([number(), string(), "true", "[1, \"x\"]", "[]"]))
          param p_net: ip = \(pickConstant(["\"10.0.0.0/8\"", "\"::1\"", "\"192.168.1.0/24\""]))
          param p_nets: ip_list = \(pickConstant(["[]", "[\"10.0.0.0/9\", \"10.128.0.0/9\"]", "[\"::/0\", \"10.1.2.3\"]"]))
          param p_age: duration = \(pickConstant(["1h", "90d", "52w"]))
          param p_since: timestamp = \(pickConstant(["\"2025-06-01\"", "\"2025-12-01T00:00:00Z\""]))
          param p_version: version = \(pickConstant(["\"1.2\"", "\"1.10\"", "\"2.0.0\""]))
          param p_share: quantity = \(pickConstant(["\"500m\"", "\"2Gi\"", "3"]))
          param p_form: pattern = \(pattern())

        """
    }

    mutating func condition(_ depth: Int) -> String {
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
        if chance(15) {
            let filter = chance(30) ? " where \(rowQuestion(name))" : ""
            return "(\(quantifier) \(name) in rows\(filter) satisfies \(rowCondition(name)))"
        }
        if chance(45) {
            let sources = pick(["rows", "rows default []", "kept", "rows, kept", "more, rows default []", "rows[*]"])
            rows.append(name)
            defer { rows.removeLast() }
            let filter = chance(45) ? " where \(rowTest(name))" : ""
            let body = chance(50) ? rowTest(name) : condition(depth - 1)
            return "(\(quantifier) \(name) in \(sources)\(filter) satisfies \(body))"
        }
        switch Int.random(in: 0..<8, using: &random) {
        case 7:
            let asked = pick([
                "\(name) is one of this.wide", "wide contains \(name)", "\(name) is one of distinct(wide)",
                "\(name) is not one of this.wide",
                "\(name) is one of this.long and not (wide contains \(name))",
            ])
            return
                "(\(pick([quantifier, "at least 12", "at most 9", "exactly 10"])) \(name) in long satisfies \(asked))"
        case 6:
            return
                "(\(quantifier) \(name) in \(pick(["p_ports", "p_words", "p_nets, ips", "p_any"])) satisfies \(pick(["\(name) is a", "names contains \(name)", "\(name) is p_word", "wide(\(name))", "\(name) is s"])))"
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
        let join = join(name)
        switch Int.random(in: 0..<7, using: &random) {
        case 0: return "count(resources of \(kind)) \(numberPredicate())"
        case 1, 4:
            return
                "\(quantifier()) \(name) in resources of \(kind) where \(join) satisfies \(name).port \(numberPredicate())"
        case 2: return "\(quantifier()) \(name) in resources of \(kind) satisfies \(join) and \(name).on is true"
        case 5:
            let other = pick(["\(name).port is this.a", "\(name).on is this.flag", "\(name).zone is this.t"])
            return "\(quantifier()) \(name) in resources of \(kind) where \(join) satisfies \(other)"
        case 6:
            return pick(["count(found) \(numberPredicate())", "some e in found satisfies e.port \(numberPredicate())"])
        default: return "\(quantifier()) \(name) in resources of \(kind) satisfies \(name).@name \(textPredicate())"
        }
    }

    /// Which of other resources belong to the one under test.
    private mutating func join(_ name: String) -> String {
        let first = tie(name)
        let isEither = chance(25)
        let second = isEither ? chance(30) ? "(\(tie(name)) and \(name).on is true)" : tie(name) : ""
        let one = isEither ? "(\(first) or \(second))" : first
        return chance(20)
            ? "\(one) and \(name).\(pick(["on is this.flag", "zone is this.s", "port is at least 3"]))" : one
    }

    private mutating func tie(_ name: String) -> String {
        pick([
            "\(name).ref is @id", "\(name).ref is this.s", "\(name).@account is @account", "\(name).port is this.a",
            "\(name).zone is this.s", "lower(\(name).ref) is this.s", "\(name).ref default \"abc\" is this.s",
            "first(split(\(name).ref, \"-\")) is this.s", "\(name).ref is one of this.names",
            "names contains \(name).zone",
            "\(name).names contains this.s", "@id is one of \(name).names", "names_it(\(name), this.s)",
            "near(\(name), this)",
            "ip(\(name).cidr) is ip(this.ip)", "number(\(name).names[0]) is this.a", "p_words contains \(name).zone",
            "\(name).zone is \"abc\"",
        ])
    }

    /// What is asked of all rows at once: a member and a constant.
    private mutating func rowQuestion(_ row: String) -> String {
        switch Int.random(in: 0..<7, using: &random) {
        case 6: "\(row).cidr \(pick(["overlaps", "does not overlap"])) \(network())"
        case 0: "\(row).port is at least \(number())"
        case 1: "\(row).proto is one of [\(string()), \"all\"]"
        case 2: "\(row).on is \(pickConstant(["true", "false"]))"
        case 3: "\(row).limit is not \(number())"
        case 4: "\(row).cidr is within \(network())"
        default: "\(row).\(pick(["port", "proto"])) is present"
        }
    }

    /// Questions about one row, of which some are joined within others.
    private mutating func rowCondition(_ row: String) -> String {
        let (first, second, third) = (rowQuestion(row), rowQuestion(row), rowQuestion(row))
        return pick([
            "((\(first) and \(second)) or \(third))", "((\(first) or \(second)) and \(third))",
            "not (\(first) and (\(second) or \(third)))", "(\(first) or (\(second) and not (\(third))))",
        ])
    }

    mutating func rowTest(_ row: String) -> String {
        switch Int.random(in: 0..<13, using: &random) {
        case 0, 11: "\(row).port \(numberPredicate())"
        case 1: "\(row).proto is one of [\(string()), \"all\"]"
        case 2: "\(row).on is \(pickConstant(["true", "false"]))"
        case 3: "wide(\(row).cidr)"
        case 4: "\(chance(25) ? "a" : number()) is between \(row).port and \(row).limit default 500"
        case 5: "\(row).tags contains \(string())"
        case 6: "odd(port_of(\(row)), \(number()))"
        case 7:
            "\(row).\(pick(["port", "cidr", "tags", "gone", "proto"])) is \(pick(["present", "absent", "not present", "not empty", "empty", "undetermined", "not undetermined", "a numeric", "not a string"]))"
        case 8: "\(row).cidr is within \(chance(30) ? "this.ips" : network())"
        case 9: "\(row).proto \(textPredicate())"
        case 10: "count(\(row).tags[*]) \(numberPredicate())"
        default: "\(row).port is \(row).limit"
        }
    }
}
