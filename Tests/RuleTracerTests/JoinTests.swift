import ResourceDocuments
import RuleChecker
import SourceText
import TestSupport
import Testing

@testable import RuleTracer

/// Rules that are joined to other resources: an index leaves out what a join makes false, and nothing of what is told changes.
@Suite struct JoinTests {
    private static let quantifiers = ["some", "every", "no", "at least 2", "at most 1", "exactly 1"]

    /// Behind `QUANTIFIER o in `.
    private static let ranges = [
        "resources of k.o where o.ref is this.key satisfies o.on is true",
        "resources of k.o where this.key is o.ref",
        "resources of k.o where o.on is true and o.ref is this.key satisfies o.port is less than 3",
        "resources of k.o where o.ref is this.key satisfies (some p in resources of k.o where p.ref is o.port satisfies p.on is true)",
        "resources of k.o satisfies o.ref is this.key",
        "resources of k.o satisfies o.on is true and o.ref is this.key",
        "resources of k.o where o.on is true satisfies o.ref is this.key",
        "resources of k.o where o.deep.ref is this.key satisfies o.on is true",
        "resources of k.o where o.@account is this.key",
        "resources of \"k*\" where o.key is this.key satisfies o.port is less than 3",
        "resources of k.o, resources of k.none where o.ref is this.key satisfies o.on is true",
        "resources of k.none, resources of k.o where o.ref is this.key satisfies o.on is true",
        "resources of k.o where o.ref is 1 satisfies o.on is true",
        "resources of k.o where o.ref is not this.key satisfies o.on is true",
        "resources of k.o where o.ref is this.key or o.on is true",
        "resources of k.o where refers(o, this.key) satisfies o.on is true",
        "resources of k.o where live(o) and refers_to(this, o) satisfies o.port is less than 3",
        "resources of k.o where same(o.deep, this) satisfies o.on is true",
        "resources of k.o satisfies live(o) and refers(o, this.key)",
        "resources of k.o where defaulted(o, this) satisfies o.on is true",
        "resources of k.o where live(o) satisfies refers(o, this.key)",
        "resources of k.o where lower(o.ref) is this.key satisfies o.on is true",
        "resources of k.o where o.ref default \"b\" is this.key satisfies o.port is less than 3",
        "resources of k.o satisfies text(o.ref) is this.key and o.on is true",
        "resources of k.o where o.ref is one of this.keys satisfies o.on is true",
        "resources of k.o where this.keys contains o.ref satisfies o.port is less than 3",
        "resources of k.o where o.refs contains this.key satisfies o.on is true",
        "resources of k.o satisfies this.key is one of o.refs and o.on is true",
        "resources of k.o where o.refs[0] is this.key and live(o)",
        "resources of k.o where o.ref is this.key and o.port is this.port satisfies o.on is true",
        "resources of k.o where o.ref is this.key and o.key is this.key satisfies o.on is true",
        "resources of k.o satisfies o.on is this.on and this.key is o.ref",
        "resources of k.o where o.ref is this.key or o.key is this.key satisfies o.on is true",
        "resources of k.o satisfies (o.ref is this.key and o.on is true) or o.deep.ref is this.key",
        "resources of k.o where o.on is true and (lower(o.ref) is this.key or o.refs contains this.key) satisfies o.port is less than 3",
        "resources of k.o where o.ref is this.key or (o.key is this.key and o.on is this.on)",
        "resources of k.o where refers(o, this.key) or o.port is this.port satisfies live(o)",
        "resources of k.o satisfies (some r in o.recs satisfies r.ref is this.key)",
        "resources of k.o where (some r in o.recs satisfies this.key is r.ref) satisfies o.on is true",
        "resources of k.o where (some r in o.recs where r.on is true satisfies r.ref is this.key) satisfies o.port is less than 3",
        "resources of k.o satisfies o.on is true and (some r in o.recs satisfies r.ref is this.key and r.port is this.port)",
        "resources of k.o where (some r in o.refs satisfies r is this.key) satisfies o.on is true",
        "resources of k.o satisfies not (no r in o.recs satisfies r.ref is this.key)",
        "resources of k.o satisfies not (every r in o.recs satisfies r.ref is not this.key)",
        "resources of k.o satisfies (some r in o.recs where r.ref is this.key)",
        "resources of k.o satisfies (some r in o.recs satisfies lower(r.ref) is this.key or r.on is this.on)",
        "resources of k.o where o.recs[*].ref contains this.key satisfies o.on is true",
        "resources of k.o satisfies this.key is one of o.recs[*].ref and o.port is less than 3",
        "resources of k.o satisfies o.recs[*].deep.ref contains this.key",
        "resources of k.o where o.map contains this.key satisfies o.on is true",
        "resources of k.o satisfies this.key is one of o.map and o.on is true",
        "resources of k.o satisfies o.map contains this.key or o.recs[*].ref contains this.key",
        "resources of k.o satisfies (some r in o.map satisfies r is this.key)",
    ]

    private static let defines = """
        define refers(o, k) = o.ref is k
        define refers_to(r, o) = refers(o, r.key)
        define live(o) = o.on is true
        define dead(o) = o.on is false
        define same(deep, r) = r.key is deep.ref and r.port is 9
        define defaulted(o, r) = o.ref default "a" is r.key default "a"
        """

    private static let keys = [
        "\"a\"", "\"b\"", "\"c\"", "1", "1.0", "2", "true", "false", "null", "[1]", "{\"x\": 1}", "\"\"",
        "\"\\u00e9\"", "\"e\\u0301\"",
    ]

    @Test(arguments: ranges)
    func whatIsToldIsTheSameWithoutAnIndex(_ range: String) throws {
        var random = SeededGenerator(seed: UInt64(range.utf8.count))
        var verdicts: [Verdict: Int] = [:]
        // What every element has to be is said behind a `satisfies`.
        for quantifier in Self.quantifiers where quantifier != "every" || range.contains("satisfies") {
            for count in [0, 3, 20] {
                for kind in ["require", "forbid"] {
                    let scene = try Self.scene("\(kind) \(quantifier) o in \(range)", count, &random)
                    let indexed = Self.trace(scene, isIndexed: true)
                    #expect(indexed == Self.trace(scene, isIndexed: false), "\(quantifier) o in \(range)")
                    verdicts[scene.tracer.verdict().verdict, default: 0] += 1
                }
            }
        }
        #expect(verdicts.count > 1, "\(verdicts)")
    }

    @Test func aListIsTheSameWithoutAnIndex() throws {
        var random = SeededGenerator(seed: 7)
        for count in [0, 3, 12, 25, 25, 25] {
            let scene = try Self.scene(
                "let mine = each o in resources of k.o where o.ref is this.key\n  require mine[*].port contains 2 and count(mine) is at most 1",
                count, &random)
            #expect(Self.trace(scene, isIndexed: true) == Self.trace(scene, isIndexed: false))
        }
    }

    /// All of a trace, in words.
    private static func trace(_ scene: Scene, isIndexed: Bool) -> String {
        let inventory = ResourcesByKind(scene.inventory, isIndexed: isIndexed)
        let tracer = Tracer(rule: scene.rule, resource: scene.resource, inventory: inventory, asOf: Scene.noon)
        let trace = tracer.trace(.excerpts)
        let fast = tracer.verdict()
        #expect(fast.verdict == trace.verdict && fast.causes == trace.causes)
        return "\(trace)"
    }

    private static func scene(_ lines: String, _ count: Int, _ random: inout SeededGenerator) throws -> Scene {
        let speaksOfElements = ["require every ", "require no ", "forbid some "].contains { lines.hasPrefix($0) }
        let message = speaksOfElements ? " else \"no: {o.port} of {o.@id}\"" : ""
        let others = (0..<count).map { index in
            var members = ["\"port\": \(index % 5)", "\"on\": \(index % 3 > 0)"]
            for name in ["ref", "key"] where Int.random(in: 0..<10, using: &random) > 0 {
                members.append("\"\(name)\": \(key(&random))")
            }
            let refs = (0..<Int.random(in: 0...3, using: &random)).map { _ in key(&random) }
            if !refs.isEmpty { members.append("\"refs\": [\(refs.joined(separator: ", "))]") }
            let recs = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                [
                    "{\"ref\": \(key(&random)), \"on\": true, \"port\": 9}",
                    "{\"ref\": \"a\", \"on\": false, \"deep\": {\"ref\": \"b\"}}", "{\"on\": true}",
                ][
                    index % 7 == 0 ? 2 : Int.random(in: 0...1, using: &random)]
            }
            let lists = ["\"recs\": [\(recs.joined(separator: ", "))]", "\"recs\": \(key(&random))", "\"none\": true"]
            members.append(lists[max(0, Int.random(in: -4...2, using: &random))])
            let maps = ["{\"a\": 1, \"b\": \"a\"}", "{\"c\": null}", "{}", "{\"a\": 1, \"a\": 2}", key(&random)]
            members.append("\"map\": \(maps[Int.random(in: 0..<maps.count, using: &random)])")
            if Int.random(in: 0..<3, using: &random) > 0 { members.append("\"deep\": {\"ref\": \(key(&random))}") }
            let account = ["\"a\"", "1", "\"b\""][index % 3]
            return
                "{\"kind\": \"k.o\", \"id\": \"o\(index)\", \"account\": \(account), \"properties\": {\(members.joined(separator: ", "))}}"
        }
        return try Scene(
            "\(lines)\(message)",
            "{\"key\": \(key(&random)), \"keys\": [\(key(&random)), \"b\", \(key(&random))], \"port\": 9}",
            defines: defines, others: others)
    }

    private static func key(_ random: inout SeededGenerator) -> String {
        // A few keys are many resources'.
        Bool.random(using: &random) ? "\"a\"" : keys.randomElement(using: &random) ?? "null"
    }

    /// Elements are counted, so the machine's mood has no part in it; without an index each of the others is asked.
    @Test(arguments: [
        "require some o in resources of k.o where o.ref is this.key satisfies o.on is true",
        "require every o in resources of k.o where this.key is o.ref satisfies o.on is true",
        "forbid some o in resources of k.o where o.ref is this.key",
        "require some o in resources of k.o satisfies o.on is true and o.ref is this.key",
        "let mine = each o in resources of k.o where o.ref is this.key\n  require count(mine) is 0",
        "require some o in resources of k.o where refers_to(this, o) satisfies o.on is true",
        "require some o in resources of k.o where o.ref is this.key or o.ref is \"a7\" satisfies o.on is true",
    ])
    func aTraceAsksThoseWithTheKey(_ lines: String) throws {
        #expect(try Self.askedElements(lines, others: 400, isIndexed: false) == 400)
        #expect(try Self.askedElements(lines, others: 400) < 20)
        #expect(
            try Self.askedElements(lines, others: 800) <= Self.askedElements(lines, others: 400) + 4)
    }

    /// A tenth has no key: those are asked where the others do not decide.
    @Test func whatHasNoKeyIsAskedWhereTheOthersDoNotDecide() throws {
        let lines = "require no o in resources of k.o where o.ref is this.key satisfies o.on is false"
        #expect(try Self.askedElements(lines, others: 400, lacking: 10) == 1)
        let open = "require some o in resources of k.o where o.ref is this.key satisfies o.on is true"
        #expect(try Self.askedElements(open, others: 400, lacking: 10) == 41)
    }

    /// What they leave open hangs on no resource that asks, unless what else is asked reads it.
    @Test(arguments: [
        ("require some o in resources of k.o where o.ref is this.key", 44, 4),
        ("require some o in resources of k.o where o.ref is this.key and o.on is false", 44, 4),
        ("require every o in resources of k.o where o.ref is this.key satisfies o.on is true", 44, 4),
        ("require every o in resources of k.o where o.ref is this.key satisfies o.on is false", 40, 0),
        ("require at least 2 o in resources of k.o where o.ref is this.key", 44, 4),
        ("require some o in resources of k.o where o.ref is this.key satisfies o.on is this.off", 40, 40),
        ("require some o in resources of k.o where o.ref is this.key and live(o)", 40, 0),
        ("require some o in resources of k.o where o.ref is this.key and dead(o)", 44, 4),
        ("require some o in resources of k.o where lower(o.ref) is this.key", 404, 4),
        ("require some o in resources of k.o where o.ref is this.key or o.ref is this.other", 44, 4),
        (
            "require no o in resources of k.o where (o.ref is this.other or (o.ref is this.key and dead(o))) and o.on is false",
            44, 4
        ),
        (
            "require some o in resources of k.o where o.ref is this.key or (o.ref is this.other and o.on is this.off)",
            40, 40
        ),
    ])
    func whatHasNoKeyIsAskedOnce(_ lines: String, _ first: Int, _ again: Int) throws {
        let others = (0..<400).map { index in
            "{\"kind\": \"k.o\", \"id\": \"o\(index)\", \"properties\": {\(index % 10 == 1 ? "" : "\"ref\": 1, ")\"on\": false}}"
        }
        let scene = try Scene(lines, #"{"key": 5, "other": 6, "off": false}"#, defines: Self.defines, others: others)
        let tracer = Tracer(
            rule: scene.rule, resource: scene.resource, inventory: ResourcesByKind(scene.inventory), asOf: Scene.noon)
        var traces: [String] = []
        let asked = (0..<2).map { _ in
            var evaluator = tracer.evaluator(isTracing: true)
            _ = evaluator.outcome(of: scene.rule.rule, kind: scene.resource.kind)
            traces.append("\(tracer.trace(.excerpts))")
            return evaluator.askedElements
        }
        #expect(asked == [first, again])
        #expect(traces[0] == traces[1])
    }

    /// Each of both values is twenty resources'; one has both, one lacks the first and has the second.
    @Test(arguments: [
        "require no o in resources of k.o where o.ref is this.key and o.port is this.port satisfies o.on is false",
        "require some o in resources of k.o where o.port is this.port and refers_to(this, o) satisfies o.on is this.off",
    ])
    func whatHasBothKeysIsAsked(_ lines: String) throws {
        let others = (0..<400).map { index in
            "{\"kind\": \"k.o\", \"id\": \"o\(index)\", \"properties\": {\(index == 103 ? "" : "\"ref\": \(index / 20), ")\"port\": \(index % 20), \"on\": true}}"
        }
        let scene = try Scene(lines, #"{"key": 7, "port": 3, "off": false}"#, defines: Self.defines, others: others)
        let tracer = Tracer(
            rule: scene.rule, resource: scene.resource, inventory: ResourcesByKind(scene.inventory), asOf: Scene.noon)
        var evaluator = tracer.evaluator(isTracing: true)
        _ = evaluator.outcome(of: scene.rule.rule, kind: scene.resource.kind)
        #expect(evaluator.askedElements == 2)
    }

    /// What those with one key say hangs on them alone.
    @Test(arguments: [
        ("require no o in resources of k.o where o.ref is this.key satisfies o.on is false", 404, 4),
        ("require every o in resources of k.o where o.ref is this.key satisfies o.on is true", 404, 4),
        ("require at least 401 o in resources of k.o where o.ref is this.key satisfies o.on is false", 404, 4),
        ("require at most 2 o in resources of k.o satisfies o.ref is this.key and o.on is false", 404, 4),
        ("require exactly 9 o in resources of k.o where lower(o.name) is this.name satisfies o.port is 3", 404, 4),
        ("require some o in resources of k.o where o.ref is one of this.keys satisfies o.on is true", 400, 0),
        ("require no o in resources of k.o where o.ref is this.key satisfies o.port is this.port", 400, 400),
    ])
    func whatHasOneKeyIsAskedOnce(_ lines: String, _ first: Int, _ again: Int) throws {
        let others = (0..<400).map { index in
            "{\"kind\": \"k.o\", \"id\": \"o\(index)\", \"properties\": {\"ref\": 5, \"name\": \"N\", \"on\": false}}"
        }
        let scene = try Scene(
            lines, #"{"key": 5, "keys": [5, 6], "name": "n", "port": 3}"#, defines: Self.defines, others: others)
        let byItself = Tracer(
            rule: scene.rule, resource: scene.resource, inventory: ResourcesByKind(scene.inventory, isIndexed: false),
            asOf: Scene.noon)
        let tracer = Tracer(
            rule: scene.rule, resource: scene.resource, inventory: ResourcesByKind(scene.inventory), asOf: Scene.noon)
        let asked = (0..<2).map { _ in
            var evaluator = tracer.evaluator(isTracing: true)
            _ = evaluator.outcome(of: scene.rule.rule, kind: scene.resource.kind)
            #expect("\(tracer.trace(.excerpts).findings)" == "\(byItself.trace(.excerpts).findings)")
            return evaluator.askedElements
        }
        #expect(asked == [first, again])
    }

    /// Where the resource that asks has no key, it is open of all others alike.
    @Test func aKeyThatIsNotKnownIsAskedOnce() throws {
        let others = (0..<400).map { index in
            "{\"kind\": \"k.o\", \"id\": \"o\(index)\", \"properties\": {\"ref\": \(index), \"on\": \(index % 2 == 0)}}"
        }
        let lines = "require some o in resources of k.o where o.ref is this.key satisfies o.on is true"
        let inventory = try ResourcesByKind(Scene(lines, "{}", defines: Self.defines, others: others).inventory)
        let asked = try ["{}", "{}", "{\"key\": null}", "{\"key\": [1]}"].map { properties in
            let scene = try Scene(lines, properties, defines: Self.defines, others: others)
            let byItself = Tracer(
                rule: scene.rule, resource: scene.resource,
                inventory: ResourcesByKind(scene.inventory, isIndexed: false),
                asOf: Scene.noon)
            let tracer = Tracer(rule: scene.rule, resource: scene.resource, inventory: inventory, asOf: Scene.noon)
            #expect(
                tracer.trace(.excerpts).findings.map(\.explanation)
                    == byItself.trace(.excerpts).findings.map(\.explanation))
            #expect(tracer.trace(.excerpts).causes == byItself.trace(.excerpts).causes)
            var evaluator = tracer.evaluator(isTracing: true)
            _ = evaluator.outcome(of: scene.rule.rule, kind: scene.resource.kind)
            return evaluator.askedElements
        }
        // A list is a key that no index knows.
        #expect(asked == [4, 4, 4, 400])
    }

    /// So it is where the `where` asks more: 200 of 400 are kept, each for the key that is not known and what it is itself.
    @Test(arguments: [
        "require no o in resources of k.o where o.ref is this.key and o.off is absent",
        "require no o in resources of k.o where o.off is absent and o.ref is this.key",
        "require at most 1 o in resources of k.o where o.ref is this.key and o.off is absent",
        "require every o in resources of k.o where o.ref is this.key and o.off is absent satisfies o.on is true",
        "require no o in resources of k.o satisfies o.ref is this.key and (o.off is absent or o.on is true)",
    ])
    func aKeyThatIsNotKnownIsAskedOnceBesideOtherConditions(_ lines: String) throws {
        let others = (0..<400).map { index in
            "{\"kind\": \"k.o\", \"id\": \"o\(index)\", \"properties\": {\"ref\": \(index), \"on\": false\(index % 2 == 0 ? "" : ", \"off\": 1")}}"
        }
        let inventory = try ResourcesByKind(Scene(lines, "{}", defines: Self.defines, others: others).inventory)
        let asked = try ["{}", "{\"key\": null}", "{}"].map { properties in
            let scene = try Scene(lines, properties, defines: Self.defines, others: others)
            let byItself = Tracer(
                rule: scene.rule, resource: scene.resource,
                inventory: ResourcesByKind(scene.inventory, isIndexed: false), asOf: Scene.noon)
            let tracer = Tracer(rule: scene.rule, resource: scene.resource, inventory: inventory, asOf: Scene.noon)
            let (found, expected) = (tracer.trace(.excerpts), byItself.trace(.excerpts))
            #expect(found.findings.map(\.explanation) == expected.findings.map(\.explanation))
            #expect(found.causes == expected.causes)
            var evaluator = tracer.evaluator(isTracing: true)
            _ = evaluator.outcome(of: scene.rule.rule, kind: scene.resource.kind)
            return evaluator.askedElements
        }
        #expect(asked == [4, 4, 4], "\(asked)")
    }

    /// One of the others has the key, and is not on.
    private static func askedElements(
        _ lines: String, others count: Int, lacking step: Int? = nil, isIndexed: Bool = true
    ) throws -> Int {
        let others = (0..<count).map { index in
            let lacksKey = step.map { index % $0 == 1 } ?? false
            let reference = lacksKey ? "" : "\"ref\": \"a\(index)\", "
            return "{\"kind\": \"k.o\", \"id\": \"o\(index)\", \"properties\": {\(reference)\"on\": false}}"
        }
        let scene = try Scene(lines, #"{"key": "a5"}"#, defines: defines, others: others)
        let tracer = Tracer(
            rule: scene.rule, resource: scene.resource,
            inventory: ResourcesByKind(scene.inventory, isIndexed: isIndexed), asOf: Scene.noon)
        var evaluator = tracer.evaluator(isTracing: true)
        _ = evaluator.outcome(of: scene.rule.rule, kind: scene.resource.kind)
        return evaluator.askedElements
    }
}
