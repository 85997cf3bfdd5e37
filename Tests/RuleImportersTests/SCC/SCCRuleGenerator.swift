import RuleImporters
import SourceText
import TestSupport

/// Rules as SCC's clients might send them, from a seed: every operator and form, awkward names, mangled values.
struct SCCRuleGenerator {
    private var random: SeededGenerator
    private var parameters: [(name: String, type: String)] = []
    private var references: [String] = []
    private var depth = 0

    static func rule(seed: UInt64) -> String {
        var generator = SCCRuleGenerator(random: SeededGenerator(seed: seed))
        return generator.rule()
    }

    private init(random: SeededGenerator) { self.random = random }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func one<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    private mutating func some<Element>(_ elements: [Element], _ counts: ClosedRange<Int>) -> [Element] {
        Array(elements.shuffled(using: &random).prefix(Int.random(in: counts, using: &random)))
    }

    private static func quoted(_ text: String) -> String { JSONText.quoted(text) }
    private static func list(_ texts: [String]) -> String { "[\(texts.joined(separator: ", "))]" }

    // MARK: Rules

    private mutating func rule() -> String {
        let types = ["string", "numeric", "general", "boolean", "string_list", "ip_list", "timestamp"]
        let names = [
            "location", "limit", "allowed", "ssh-port", "value", "bucket", "tags", "list", "element", "id", "title",
            "for",
            "resource", "number", "Upper", "x_1",
        ]
        parameters = some(names, 0...4).map { ($0, one(types)) }
        var fields = ["\"description\": \(Self.quoted(one(Self.descriptions)))"]
        if chance(60) { fields.append("\"id\": \"rule-\(Int.random(in: 0...9, using: &random))\"") }
        if chance(50) { fields.append("\"version\": \"1.0.\(Int.random(in: 0...9, using: &random))\"") }
        if chance(50) { fields.append("\"type\": \"\(one(["user_defined", "system_defined"]))\"") }
        if chance(40) {
            fields.append("\"labels\": \(Self.list(some(["a", "b \\\"c\\\"", "d"], 0...3).map { "\"\($0)\"" }))")
        }
        fields.append("\"target\": \(target(named: "the-rule"))")
        fields.append("\"required_config\": \(condition())")
        let declared = parameters.map { parameter in
            let display = chance(50) ? ", \"display_name\": \"Name\"" : ""
            let description = chance(50) ? ", \"description\": \"What {it} is\"" : ""
            return "{\"name\": \"\(parameter.name)\", \"type\": \"\(parameter.type)\"\(display)\(description)}"
        }
        if !declared.isEmpty { fields.append("\"import\": {\"parameters\": \(Self.list(declared))}") }
        return "{\(fields.shuffled(using: &random).joined(separator: ",\n "))}"
    }

    private static let descriptions = [
        "Check whether buckets are private", "Größe & co: 100 %", "123 go", "ensure {this} \"holds\"", "…",
        "A rule whose description is much longer than the name of any rule should ever be, and goes on",
        "Two\nlines", "rule", " padded ", "# a comment\n\n# and more", "tab\tand \\ backslash", "{x} {{y}} ${z}",
        "🔒 locked",
    ]

    private mutating func target(named reference: String) -> String {
        let (service, kind) = one([
            ("cloud-object-storage", "bucket"), ("is.vpc", "instance"), ("kms", "key"), ("is.vpn", "connection"),
            ("iam-identity", "accountsettings"), ("atracker", "target"), ("event-notifications", "instance"),
            ("a.b", "c"), ("a", "b.c"), ("a.b", "instance"), ("cos", "x.instance"), ("é", "ü-1/2"),
        ])
        var fields = ["\"service_name\": \"\(service)\"", "\"resource_kind\": \"\(kind)\""]
        if chance(50) {
            fields.append("\"ref\": \"\(reference)\"")
            references.append(reference)
        }
        let attributes = (0..<one([0, 0, 1, 2])).map { _ in test(property: "name") }
        if !attributes.isEmpty { fields.append("\"additional_target_attributes\": \(Self.list(attributes))") }
        return "{\(fields.joined(separator: ", "))}"
    }

    // MARK: Conditions

    private mutating func condition() -> String {
        depth += 1
        defer { depth -= 1 }
        let description = chance(20) ? "\"description\": \(Self.quoted(one(Self.descriptions))), " : ""
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<3 where depth < 4, 3..<4 where depth == 1:
            let conditions = (0..<one([1, 2, 2, 3])).map { _ in condition() }
            return "{\(description)\"\(one(["and", "or"]))\": \(Self.list(conditions))}"
        case 4..<6 where depth < 4:
            let outer = references
            defer { references = outer }
            let target = target(named: one(["inner", "bucket", "in", "a b", "key_\(depth)"]))
            let quantifier = one(["any", "all", "any_ifexists", "all_ifexists"])
            return "{\(description)\"\(quantifier)\": {\"target\": \(target), \"required_config\": \(condition())}}"
        default:
            return "{\(description)\(test(property: "property").dropFirst())"
        }
    }

    private static let properties = [
        "location", "hard_quota", "firewall.allowed_ip", "firewall", "value", "in", "a", "x.is.y", "weird name", "tags",
        "user-tags", "type", "limit", "0", "activity.x", "resources", "this", "require", "list", "a.b.c.d.e.f", "Ünder",
        "as_of",
        "with \"quotes\"", "c\\d", "default", "every", "x-", "_x", "9lives.y", "@id", "is.present", "any", "none",
    ]

    private mutating func test(property field: String) -> String {
        let comparison = one(SCCOperator.allCases)
        let value = value(comparison, isAttribute: field == "name").map { ", \"value\": \($0)" } ?? ""
        let property = Self.quoted(one(Self.properties))
        return "{\"\(field)\": \(property), \"operator\": \"\(comparison.rawValue)\"\(value)}"
    }

    private mutating func value(_ comparison: SCCOperator, isAttribute: Bool) -> String? {
        let fitting = parameters.filter { Self.fits($0.type, comparison) }
        if comparison.operandForm == .nothing { return chance(20) ? "\"\"" : nil }
        if chance(25), !fitting.isEmpty { return "\"${\(one(fitting).name)}\"" }
        if chance(15), let reference = references.last {
            return "\"${\(reference)}.\(one(["bucket_name", "other.name", "p"]))\""
        }
        switch comparison.operandForm {
        case .nothing: return nil
        case .texts:
            let isPattern = comparison == .stringMatch || comparison == .stringNotMatch
            let texts = some(
                [
                    "us-*", "us-south", "a?c", "with \\\"quotes\\\"", "é", "{x}", "5", "a,b", " ", "it's", "{{", "true",
                    "null", "#",
                ],
                isAttribute && isPattern ? 1...1 : 1...3)
            return list(texts)
        case .textList: return list(some(["env:prod", "a b", "x", "ü", "5", "*", "{a}"], 1...3))
        case .addresses:
            return list(some(["10.0.0.0/8", "192.168.1.1", "fe80::/10", "0.0.0.0/0", "10.0.0.0-10.0.0.9"], 1...3))
        case .numbers:
            return list(some(["0", "-5", "3.5", "1e3", "10995116277760", "9007199254740993", "0.1", "1E-2"], 1...3))
        case .number: return one(["0", "\"22\"", "-1.5", "365", "1e2", "\"7\"", "99999", "0.25"])
        }
    }

    /// A list in one of the forms that clients send.
    private mutating func list(_ texts: [String]) -> String {
        let quoted = texts.map { "\"\($0)\"" }
        if texts.count == 1, chance(50) { return quoted[0] }
        if texts.contains(where: { $0.contains("\\") }) { return Self.list(quoted) }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return Self.list(texts.map { "\"\\\"\($0)\\\"\"" })
        case 1: return Self.quoted("[\(texts.map { "'\($0)'" }.joined(separator: ", "))]")
        default: return Self.list(quoted)
        }
    }

    private static func fits(_ type: String, _ comparison: SCCOperator) -> Bool {
        switch comparison.operandForm {
        case .nothing: false
        case .texts:
            ["string", "general", "numeric", "boolean"].contains(type)
                || type == "string_list" && comparison != .stringMatch && comparison != .stringNotMatch
        case .textList: ["string", "general", "string_list"].contains(type)
        case .addresses: ["string", "general", "string_list", "ip_list"].contains(type)
        case .numbers, .number: ["string", "general", "numeric"].contains(type)
        }
    }
}
