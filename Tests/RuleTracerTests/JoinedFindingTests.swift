import ResourceDocuments
import RuleChecker
import TestSupport
import Testing

@testable import RuleTracer

/// What a finding of a joined rule tells is what it tells where each of the other resources is asked: its words, its causes, and whom it names.
@Suite struct JoinedFindingTests {
    /// Those before the last lack the key or have one of another kind, whose place is in the resource under test: they take nothing from it.
    @Test func whoLacksTheKeyIsNamedBehindWhoHasAnotherKind() throws {
        let others = [#""ref": 1"#, "", #""ref": 2"#, "", #""ref": 3"#, #""ref": 4"#, ""]
        #expect(
            try Self.explanations("require exactly 2 o in resources of k.o where this.key is o.ref", others) == [
                "ref of o1 is missing; ref of o3 is missing; ref of o6 is missing",
                #"key is a string, "a", where a number is due"#,
            ])
    }

    /// The causes of what is told are those of the verdict.
    @Test func aPlaceBehindTheFirstFewIsTold() throws {
        let others = ["", "", "", "", "", #""ref": 1"#]
        let line = "forbid some o in resources of k.o where this.key is o.ref"
        #expect(
            try Self.explanations(line, others) == [
                "ref of o0 is missing; ref of o1 is missing; ref of o2 is missing; 2 more",
                #"key is a string, "a", where a number is due"#,
            ])
        let scene = try Self.scene(line, others)
        #expect(scene.trace().findings.map { "\($0.causes)" } == ["missing", "wrong type"])
        #expect("\(scene.trace().causes)" == "missing, wrong type")
    }

    /// A value of another resource is named once, though it meets several others.
    @Test func aRelatedPlaceIsToldOnce() throws {
        let line = """
            require no o in resources of k.o where o.ref is this.key
                satisfies (some p in resources of k.o satisfies p.port is o.port and p.on is true)
            """
        let others = [#""ref": "a", "port": 1"#, #""ref": "a", "port": 1"#, #""port": 1, "on": true"#]
        let findings = try Self.scene(line, others).trace().findings
        let places = findings.flatMap(\.related).map { "\($0.resource.id) \($0.path)" }
        #expect(Set(places).count == places.count, "\(places)")
        #expect(Set(places).isSuperset(of: ["o0 port", "o1 port", "o2 port", "o2 on"]), "\(places)")
    }

    /// What another resource lacks is one cause, however many elements are held against it; what each element lacks is its own.
    @Test func whatAnotherResourceLacksIsToldOnce() throws {
        let ports = #"{"ports": [{"number": 22}, {"number": 23}, {"number": 443}], "other": 1}"#
        func findings(_ line: String, _ tested: String = ports, _ others: [String] = [""]) throws -> [Finding] {
            try Self.scene(line, others, tested: [tested]).trace().findings
        }
        let line =
            "require no o in resources of k.o satisfies every p in this.ports satisfies p.number is o.port"
        let once = try findings(line)
        #expect(once.map(\.explanation) == ["port of o0 is missing"])
        #expect(once.map { "\($0.path)" } == ["ports"])
        let inEach = try findings(line, #"{"ports": [{}, {}]}"#, [#""port": 1"#])
        #expect(inEach.map { $0.missing.map { "\($0)" } } == ["ports[0].number", "ports[1].number"])
        // What fails of one element stays beside what is unknown of the others.
        let ordered =
            "require every p in ports satisfies p.number is less than 400 and (some o in resources of k.o satisfies o.port is p.number)"
        #expect(try findings(ordered).map { "\($0.path)" } == ["ports[2]"])
    }

    /// Whoever was traced first: the key of one is a default, and stands nowhere.
    @Test func whatIsToldHangsNotOnWhoWasTracedBefore() throws {
        let others = ["", #""ref": 1"#, #""ref": 2"#, #""ref": 3"#, #""ref": 4"#, ""]
        let line = #"require exactly 2 o in resources of k.o where this.key default "a" is o.ref"#
        let scene = try Self.scene(line, others, tested: ["{}", #"{"key": "b"}"#])
        let inventory = ResourcesByKind(scene.inventory)
        let explanations = scene.inventory.resources.filter { $0.kind == "k" }.map { resource in
            Tracer(rule: scene.rule, resource: resource, inventory: inventory, asOf: Scene.noon).trace().findings
                .map(\.explanation)
        }
        #expect(
            explanations.last == [
                "ref of o0 is missing; ref of o5 is missing", #"key is a string, "b", where a number is due"#,
            ])
    }

    /// The first that is traced lacks the list, and is one of those that are ranged over: to the next it is another resource, and what it lacks has no place.
    @Test func whoWasTracedBeforeIsAnotherResourceToTheNext() throws {
        let line = "require every o in resources of \"k*\" satisfies not (some r in o.l satisfies r.ref is this.ref)"
        let others = (0..<6).map { _ in #""l": [{"ref": "a"}]"# }
        let scene = try Self.scene(line, others, tested: ["{}", #"{"l": []}"#])
        let traces = [true, false].map { isIndexed in
            let inventory = ResourcesByKind(scene.inventory, isIndexed: isIndexed)
            return scene.inventory.resources.filter { $0.kind == "k" }.map { resource in
                "\(Tracer(rule: scene.rule, resource: resource, inventory: inventory, asOf: Scene.noon).trace(.excerpts))"
            }
        }
        #expect(traces[0].count == 2 && traces[0] == traces[1])
    }

    @Test(arguments: 0..<12)
    func generatedRulesTellTheSame(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var named = 0
        for _ in 0..<25 {
            let line = GeneratedJoin.line(&random)
            let count = [3, 12, 40].randomElement(using: &random) ?? 3
            let scene = try Self.scene(
                line, (0..<count).map { _ in GeneratedJoin.members(&random) },
                tested: (0..<4).map { _ in "{\(GeneratedJoin.members(&random))}" })
            let indexed = ResourcesByKind(scene.inventory)
            let plain = ResourcesByKind(scene.inventory, isIndexed: false)
            for resource in scene.inventory.resources where resource.kind == "k" {
                let traces = [indexed, plain].map {
                    Tracer(rule: scene.rule, resource: resource, inventory: $0, asOf: Scene.noon).trace(.excerpts)
                }
                #expect("\(traces[0])" == "\(traces[1])", "\(line)\n\(resource.id)")
                named += traces[0].findings.reduce(0) { $0 + $1.related.count }
            }
        }
        #expect(named > 50)
    }

    private static func explanations(_ line: String, _ others: [String]) throws -> [String] {
        try scene(line, others).trace().findings.map(\.explanation)
    }

    /// - Parameter others: the members of their properties.
    private static func scene(
        _ line: String, _ others: [String], tested: [String] = [#"{"key": "a"}"#]
    ) throws -> Scene {
        let ranged = others.enumerated().map { index, members in
            #"{"kind": "k.o", "id": "o\#(index)", "properties": {\#(members)}}"#
        }
        let rest = tested.dropFirst().enumerated().map { index, properties in
            #"{"kind": "k", "id": "r\#(index + 2)", "properties": \#(properties)}"#
        }
        return try Scene(line, tested[0], others: ranged + rest)
    }
}

/// Rules that look for other resources, and what those are.
private enum GeneratedJoin {
    private static let values = [
        "\"a\"", "\"a\"", "\"a\"", "\"a\"", "\"b\"", "\"c\"", "\"\"", "1", "1.0", "2", "true", "null", "[1]",
        "{\"x\": 1}", "\"\\u00e9\"", "\"10.0.0.1\"",
    ]

    static func line(_ random: inout some RandomNumberGenerator) -> String {
        let quantifier = pick(["some", "every", "no", "at least 2", "at most 1", "exactly 1", "exactly 2"], &random)
        let kinds = pick(["resources of k.o", "resources of \"k*\"", "resources of k.o, resources of k.none"], &random)
        let tie = joined(&random)
        let body = condition(&random)
        let asks = quantifier == "every" || Bool.random(using: &random)
        let range =
            asks ? "where \(tie) satisfies \(body)" : Bool.random(using: &random) ? "where \(tie)" : "satisfies \(tie)"
        return "\(pick(["require", "forbid"], &random)) \(quantifier) o in \(kinds) \(range)"
    }

    private static func joined(_ random: inout some RandomNumberGenerator) -> String {
        var parts = [equality(&random)]
        if Int.random(in: 0..<4, using: &random) == 0 { parts = ["(\(parts[0]) or \(equality(&random)))"] }
        if Int.random(in: 0..<4, using: &random) == 0 { parts.append(equality(&random)) }
        for _ in 0..<Int.random(in: 0...2, using: &random) { parts.append("(\(condition(&random)))") }
        return parts.shuffled(using: &random).joined(separator: " and ")
    }

    private static func equality(_ random: inout some RandomNumberGenerator) -> String {
        let own = pick(
            ["o.ref", "o.ref", "o.key", "o.deep.ref", "o.@id", "lower(o.ref)", "o.ref default \"a\"", "o.refs[0]"],
            &random)
        let key = pick(
            ["this.key", "this.key", "this.ref", "this.port", "this.deep.ref", "this.key default \"a\"", "\"a\""],
            &random)
        return pick(
            [
                "(some r in o.recs satisfies r.ref is \(key))", "o.recs[*].ref contains \(key)",
                "o.map contains \(key)",
                "(some r in o.recs where r.on is true satisfies r.ref is \(key))", "\(own) is \(key)",
                "\(key) is \(own)", "\(own) is one of this.refs", "this.refs contains \(own)",
                "o.refs contains \(key)", "\(own) is one of [\"a\", \"b\"]",
            ], &random)
    }

    private static func condition(_ random: inout some RandomNumberGenerator) -> String {
        pick(
            [
                "o.on is true", "o.port is less than 3", "o.on is this.on", "o.ref is present",
                "o.on is true or this.on is true", "o.deep.ref is not \"a\"",
            ], &random)
    }

    /// Of the properties of a resource, each of which may be missing or of another type.
    static func members(_ random: inout some RandomNumberGenerator) -> String {
        func value() -> String { pick(values, &random) }
        var members: [String] = []
        func add(_ name: String, _ value: @autoclosure () -> String) {
            if Int.random(in: 0..<6, using: &random) > 0 { members.append("\"\(name)\": \(value())") }
        }
        add("ref", value())
        add("key", value())
        add("on", pick(["true", "false", "\"yes\"", "null"], &random))
        add("port", pick(["0", "1", "3", "9", "\"x\""], &random))
        add("refs", pick(["[]", "[\(value()), \(value())]", "[\(value())]", "\"a\""], &random))
        add("deep", pick(["{\"ref\": \(value())}", "\"a\""], &random))
        let recs = (0..<Int.random(in: 0...2, using: &random)).map { _ in
            "{\"ref\": \(value()), \"on\": \(pick(["true", "false"], &random))}"
        }
        add("recs", pick(["[\(recs.joined(separator: ", "))]", "[{\"on\": true}]", "[]", "\"a\""], &random))
        add("map", pick(["{\"a\": 1}", "{\"b\": null, \"a\": \(value())}", "{}", "[\"a\"]"], &random))
        return members.joined(separator: ", ")
    }

    private static func pick(_ words: [String], _ random: inout some RandomNumberGenerator) -> String {
        words.randomElement(using: &random) ?? ""
    }
}
