import TestSupport

/// Writes resources for generated rules, as JSON text: most values of the right type, some missing, null, of another type or
/// under a key that occurs twice.
struct GeneratedResource {
    private var random: SeededGenerator

    /// A resource in its envelope.
    static func text(kind: String, id: Int, seed: UInt64) -> String {
        var generator = GeneratedResource(random: SeededGenerator(seed: seed))
        return generator.envelope(kind, id)
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func pick(_ texts: [String]) -> String { texts[Int.random(in: texts.indices, using: &random)] }

    private mutating func envelope(_ kind: String, _ id: Int) -> String {
        var members = ["\"kind\": \"\(kind)\"", "\"id\": \"id\(id)\""]
        if chance(80) { members.append("\"name\": \(text())") }
        if chance(80) { members.append("\"account\": \"acc\(id % 3)\"") }
        if chance(60) { members.append("\"region\": \"eu\"") }
        if chance(60) { members.append("\"location\": \"x\"") }
        if chance(60) { members.append("\"resource_group\": \"abc\"") }
        if chance(60) { members.append("\"tags\": \(pick(["{\"env\": \"abc\"}", "[\"a\", \"b\"]"]))") }
        members.append("\"properties\": \(kind == "k.other" ? other(id) : properties())")
        return "{\(members.joined(separator: ", "))}"
    }

    private mutating func other(_ id: Int) -> String {
        object([
            ("ref", chance(70) ? "\"id\(id % 5)\"" : text()), ("port", chance(20) ? "\"22\"" : number()),
            ("on", pick(["true", "true", "false"])), ("zone", chance(60) ? "\"abc\"" : text()), ("cidr", address()),
            ("names", chance(80) ? list(3) { $0.chance(40) ? "\"id\(id % 7)\"" : $0.text() } : number()),
        ])
    }

    private mutating func properties() -> String {
        object([
            ("a", number()), ("b", number()), ("s", text()), ("t", pick(["\"22\"", "\"7.50\"", "\"a*\"", text()])),
            ("flag", pick(["true", "false"])), ("ip", address()), ("ips", list(3) { $0.address() }),
            (
                "time",
                pick(["\"2025-12-01T00:00:00Z\"", "\"2024-01-01T00:00:00+02:00\"", "\"2025-12-31\"", "\"soon\""])
            ),
            ("ver", pick(["\"1.2\"", "\"1.10.1\"", "\"v2.0.0-rc.1\"", "\"1.2.0\"", "\"1.9.3\"", "\"x\""])),
            ("q", pick(["\"250m\"", "\"1Gi\"", "3", "\"2G\"", "\"lots\""])),
            ("span", pick(["\"45m\"", "\"P1D\"", "\"1h30m\"", "\"?\""])),
            ("list", list(4) { $0.number() }), ("names", list(4) { $0.text() }), ("more", list(2) { $0.row() }),
            ("rows", list(4) { $0.row() }),
            ("map", object([("x", text()), ("y", text()), ("abc", number())])),
            ("deep", object([("x", object([("y", number())]))])),
            (
                "doc",
                pick(["\"{\\\"port\\\": 22, \\\"list\\\": [1]}\"", "\"{\\\"port\\\": null}\"", "\"port: 22\"", "\"[\""])
            ),
            ("code", pick(["\"MjI=\"", "\"YWJj\"", "\"!\""])), ("long", long()), ("wide", long()),
        ])
    }

    private mutating func row() -> String {
        object([
            ("port", number()), ("limit", number()), ("proto", text()), ("cidr", address()),
            ("on", pick(["true", "false"])),
            ("tags", list(2) { $0.text() }),
        ])
    }

    /// Of a value that is decided later.
    private mutating func name() -> String {
        pick(["t.one.id", "t.one.id", "t.two.id", "t.one[0].id", "t.one.arn", "x"])
    }

    /// Members that may be left out, be null, be something else, or stand twice.
    private mutating func object(_ members: [(String, String)]) -> String {
        var written: [String] = []
        for (key, value) in members {
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<4: continue
            case 4..<6: written.append("\"\(key)\": null")
            case 6..<9: written.append("\"\(key)\": \(pick(["7", "\"abc\"", "true", "[]", "{}", "[1, \"x\"]"]))")
            case 10:
                written.append("\"\(key)\": \"\(DecidedLater.prefix)\(chance(30) ? DecidedLater.doubt : "")\(name())\"")
            case 11: written.append("\"\(key)\": {\"\(DecidedLater.prefix)x\": \(chance(50) ? value : text())}")
            case 9: written += ["\"\(key)\": \(value)", "\"\(key)\": \(value)"]
            default: written.append("\"\(key)\": \(value)")
            }
        }
        return "{\(written.joined(separator: ", "))}"
    }

    private mutating func list(_ most: Int, _ element: (inout GeneratedResource) -> String) -> String {
        let elements = (0..<Int.random(in: 0...most, using: &random)).map { _ in chance(3) ? "null" : element(&self) }
        return "[\(elements.joined(separator: ", "))]"
    }

    /// So long that it is looked up.
    private mutating func long() -> String {
        let kind = pick(["numbers", "numbers", "texts", "all"])
        let elements = (0..<Int.random(in: 16...20, using: &random)).map { _ in
            if chance(1) { return "null" }
            return kind == "numbers" || (kind == "all" && chance(50)) ? number() : text()
        }
        return "[\(elements.joined(separator: ", "))]"
    }

    private mutating func number() -> String {
        pick([
            "0", "1", "2", "3", "7", "22", "22", "22.0", "22.5", "0.5", "442.75", "443", "9007199254740993", "1e3",
            "-1",
            "100000000000000000000",
        ])
    }

    private mutating func text() -> String {
        pick([
            "\"tcp\"", "\"all\"", "\"abc\"", "\"a-b\"", "\"x\"", "\"\"", "\"ABC\"", "\"\\u00fc\"", "\" abc \"",
            "\"abc-1\"",
        ])
    }

    private mutating func address() -> String {
        pick([
            "\"10.1.2.3\"", "\"10.0.0.0/9\"", "\"192.168.1.0/24\"", "\"0.0.0.0/0\"", "\"::1\"", "\"2001:db8::/32\"",
            "\"10.0.0.1-10.0.0.9\"", "\"nowhere\"",
        ])
    }
}
