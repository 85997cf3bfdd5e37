import ResourceDocuments
import RuleMachine
import Testing

/// `resources of K`, by scan and by index.
@Suite struct InventoryTests {
    private let blocks: [(kind: String, id: String, json: String)] = [
        ("demo.block", "b0", #"{"bucket": "thing-1", "on": true, "n": 1}"#),
        ("demo.block", "b1", #"{"bucket": "thing-2", "on": true, "n": 2.0}"#),
        ("demo.block", "b2", #"{"bucket": "thing-1", "on": false, "n": 3}"#),
        ("demo.vpc", "v0", #"{"name": "x"}"#),
        ("other.vpc", "v1", #"{"name": "y"}"#),
    ]

    private func answer(
        _ condition: String, _ json: String = "{}", before items: String = "", defines: String = "",
        resources: [(kind: String, id: String, json: String)]? = nil, collected: [String]? = nil,
        refused: [RefusedResource] = []
    ) throws -> String {
        var run = try MachineRun(requiring: condition, before: items, defines: defines)
        try run.setInventory(resources ?? blocks, collected: collected, refused: refused)
        return try run.answer(on: json)
    }

    @Test(arguments: [
        ("count(resources of demo.block) is 3", "true"),
        ("count(resources of \"*.vpc\") is 2", "true"),
        ("count(resources of demo.none) is 0", "not collected"),
        ("some b in resources of demo.block where b.bucket is this.@id satisfies b.on is true", "true"),
        ("every b in resources of demo.block where b.bucket is this.@id satisfies b.on is true", "false"),
        ("every b in resources of demo.block where this.@id is b.bucket satisfies b.n is not 2", "true"),
        ("exactly 2 b in resources of demo.block satisfies b.bucket is this.@id", "true"),
        ("at least 3 b in resources of demo.block where b.bucket is this.@id", "false"),
        ("at most 1 b in resources of demo.block where b.bucket is this.@id and b.on is true", "true"),
        ("no b in resources of demo.block satisfies b.bucket is \"thing-3\"", "true"),
        ("no b in resources of demo.block satisfies b.n is 2", "false"),
        ("some b in resources of demo.block where b.n is this.n satisfies b.@id is \"b2\"", "absent"),
        ("some b in resources of demo.block satisfies b.@id is \"b1\"", "true"),
        ("some b in resources of demo.block where b.@kind is this.@kind", "false"),
        ("every i, b in resources of demo.block satisfies b.n is at least i", "true"),
        ("every b in resources of demo.block satisfies b.n is at least 1", "true"),
        ("some b in resources of demo.none satisfies b.n is 1", "not collected"),
        ("every b in resources of demo.none satisfies b.n is 1", "not collected"),
        ("some b in resources of demo.none, resources of demo.block satisfies b.n is 1", "true"),
        ("some b in resources of demo.block satisfies some k, v in b.tags satisfies v is 1", "absent"),
    ])
    func ranges(_ condition: String, _ expected: String) throws {
        #expect(try answer(condition) == expected)
    }

    /// There is one more block, of which nothing is known: what the three that were read settle is settled. Two of them are of this bucket.
    @Test(arguments: [
        ("count(resources of demo.block) is 3", "not collected"),
        ("some b in resources of demo.block where b.bucket is this.@id satisfies b.n is 3", "true"),
        ("some b in resources of demo.block where b.bucket is this.@id satisfies b.n is 2", "not collected"),
        ("no b in resources of demo.block where b.bucket is this.@id", "false"),
        ("no b in resources of demo.block where b.bucket is \"thing-3\"", "not collected"),
        ("no b in resources of demo.block satisfies b.n is 2", "false"),
        ("no b in resources of demo.block where b.bucket is this.@id or b.n is this.@id", "false"),
        ("no b in resources of demo.block where b.bucket is \"thing-3\" or b.@id is this.@id", "not collected"),
        ("every b in resources of demo.block satisfies b.n is at most 2", "false"),
        ("every b in resources of demo.block satisfies b.n is at most 3", "not collected"),
        ("at most 1 b in resources of demo.block where b.bucket is this.@id", "false"),
        ("at most 2 b in resources of demo.block where b.bucket is this.@id", "not collected"),
        ("at least 2 b in resources of demo.block where b.bucket is this.@id", "true"),
        ("at least 3 b in resources of demo.block where b.bucket is this.@id", "not collected"),
        ("exactly 1 b in resources of demo.block where b.bucket is this.@id", "false"),
        ("exactly 2 b in resources of demo.block where b.bucket is this.@id", "not collected"),
        ("count(mine) is 2", "not collected"),
        ("mine[0].n is 1", "not collected"),
        // It may stand in front of those that were read.
        ("some i, b in resources of demo.block satisfies i is 0 and b.n is 1", "not collected"),
        ("some b in resources of \"*.vpc\" satisfies b.name is \"z\"", "false"),
    ])
    func oneThatWasRefusedLeavesOpenWhatTheOthersDoNotSettle(_ condition: String, _ expected: String) throws {
        let mine = "let mine = each b in resources of demo.block where b.bucket is this.@id"
        for kind in ["demo.block", "*"] where kind != "*" || !condition.contains("vpc") {
            let answer = try answer(
                condition, before: condition.contains("mine") ? mine : "",
                refused: [RefusedResource(kind: kind, place: nil)])
            #expect(answer == expected, "\(kind)")
        }
    }

    /// Half the blocks may be on; few are of one bucket.
    @Test(arguments: [
        "some b in resources of demo.block where b.on is true and b.bucket is this.@id",
        "some b in resources of demo.block where b.on is true satisfies b.bucket is this.@id",
        "some b in resources of demo.block where b.bucket is this.@id and b.on is true",
        "no b in resources of demo.block satisfies b.on is true and this.@id is b.bucket",
        "some b in resources of demo.block where b.on is true and belongs(b, @id)",
        "some b in resources of demo.block where owns(this, b)",
        "some b in resources of demo.block where b.@account is @account and b.bucket is this.@id",
        "some b in resources of demo.block where b.@region is @region and lower(b.@group) is \"g\" and this.@id is b.bucket",
        "some b in resources of demo.block where b.on is true satisfies not (not owns(this, b)) and belongs(b, this.@id)",
    ])
    func theIndexIsByWhatTellsResourcesApart(_ condition: String) throws {
        let run = try MachineRun(requiring: condition, defines: Self.defines)
        let text = run.library.fragments.map { Disassembler($0, keys: run.library.keys).disassembly() }.joined()
        #expect(text.contains("by .bucket"))
    }

    @Test func aKeyThatIsMissingOrOfAnotherKindStaysInTheQuestion() throws {
        let join = "some b in resources of demo.block where b.bucket is this.name satisfies b.on is true"
        let mixed: [(kind: String, id: String, json: String)] = [
            ("demo.block", "b0", #"{"bucket": "x", "on": false}"#), ("demo.block", "b1", #"{"on": true}"#),
            ("demo.block", "b2", #"{"bucket": "y", "on": true}"#), ("demo.block", "b3", #"{"bucket": 7, "on": true}"#),
        ]
        #expect(try answer(join, #"{"name": "y"}"#, resources: mixed) == "true")
        #expect(try answer(join, #"{"name": "x"}"#, resources: mixed) == "absent, wrong type")
        #expect(try answer(join, #"{"name": "z"}"#, resources: mixed) == "absent, wrong type")
        #expect(try answer(join, #"{"name": 7.0}"#, resources: mixed) == "true")
        #expect(try answer(join, #"{"name": ["x"]}"#, resources: mixed) == "absent, wrong type")
        #expect(try answer(join, "{}", resources: mixed) == "absent")
        #expect(try answer(join, "{}", resources: [mixed[0]]) == "false")
    }

    /// What resources without the key leave open is found out once in a machine: the next resource is told what it would be by itself.
    @Test(arguments: [
        "some b in resources of demo.block where b.bucket is this.name",
        "no b in resources of demo.block where b.bucket is this.name and b.on is true",
        "every b in resources of demo.block where b.bucket is this.name satisfies b.on is true",
        "some b in resources of demo.block where b.bucket is this.name satisfies b.on is this.on",
        "(some b in resources of demo.block where b.bucket is this.name and b.on is false) and on is true",
        "at least 2 b in resources of demo.block where b.bucket is this.name and b.on is true",
        "exactly 2 b in resources of demo.block where b.bucket is this.name and b.on is true",
        "at most 11 b in resources of demo.block where b.bucket is this.name satisfies b.n is at least 0",
        "every b in resources of demo.block where lower(b.bucket) is this.name satisfies b.n is less than 10",
        "some b in resources of demo.block where b.bucket is this.name satisfies b.n is 9",
        "exactly 10 b in resources of demo.block, resources of demo.thing where b.bucket is this.name",
        "no b in resources of demo.block where this.names contains b.bucket satisfies b.n is more than 10",
        "some b in resources of demo.block where b.buckets contains this.name satisfies b.n is more than 8",
    ])
    func whatHasNoKeyIsTheSameForEachResource(_ condition: String) throws {
        let blocks: [(kind: String, id: String, json: String)] = [
            ("demo.block", "b0", #"{"bucket": "x", "on": false}"#), ("demo.block", "b1", #"{"on": true}"#),
            ("demo.block", "b2", #"{"bucket": "y", "on": true}"#), ("demo.block", "b3", #"{"bucket": 7}"#),
            ("demo.block", "b4", #"{"on": 1}"#),
        ]
        // Of some keys there are ten.
        let hot = (0..<30).map { index in
            (
                kind: "demo.block", id: "h\(index)",
                json:
                    #"{"bucket": "\#(["x", "y", "X"][index % 3])", "buckets": ["x", "\#(index % 2)"], "n": \#(index / 3)}"#
            )
        }
        let odd = (kind: "demo.block", id: "o", json: #"{"bucket": "x", "buckets": "xyz", "n": "many"}"#)
        for blocks in [blocks, Array(blocks.prefix(3)), Array(blocks.prefix(1)), hot, blocks + hot, hot + [odd]] {
            var run = try MachineRun(requiring: condition)
            try run.setInventory(blocks)
            let resources = try [
                "\"x\"", "\"y\"", "\"z\"", "7", "8", "\"x\"", "[1]", "true", "8", "\"z\"", "null", "8", "null",
            ].map {
                try run.resource("{\"name\": \($0), \"names\": [\($0)], \"on\": true}")
            }
            var machine = VirtualMachine(
                library: run.library, inventory: run.inventory, asOf: try #require(Instant(MachineRun.instant)))
            for resource in resources {
                machine.run(run.library.program(forKind: resource.kind), on: resource.frame)
                #expect(
                    machine.outcomes.first?.words == (try run.outcomes(on: resource).first?.words), "\(resource.id)")
            }
        }
    }

    @Test func aCollectedKindMayBeEmpty() throws {
        #expect(try answer("count(resources of demo.none) is 0", collected: ["demo.*"]) == "true")
        #expect(try answer("no b in resources of demo.none satisfies b.n is 1", collected: ["demo.none"]) == "true")
        #expect(
            try answer("no b in resources of demo.block satisfies b.n is 9", collected: ["demo.none"])
                == "not collected")
    }

    @Test func aListOfResourcesKeepsThem() throws {
        let items = "let mine = each b in resources of demo.block where b.bucket is this.@id"
        #expect(try answer("count(mine) is 2", before: items) == "true")
        #expect(try answer("every b in mine satisfies b.@kind is \"demo.block\"", before: items) == "true")
        #expect(try answer("mine[*].n contains 3", before: items) == "true")
        // Of one that names no bucket it is not known; it stands where it stands.
        let mixed: [(kind: String, id: String, json: String)] = [
            ("demo.block", "b0", #"{"n": 1}"#), ("demo.block", "b1", #"{"bucket": "thing-1", "n": 2}"#),
        ]
        #expect(try answer("mine[1].n is 2", before: items, resources: mixed) == "true")
        let open = "let all = each b in resources of demo.none"
        #expect(try answer("count(all) is 0", before: open) == "not collected")
    }

    @Test func withoutAnInventoryNothingWasCollected() throws {
        let run = try MachineRun(requiring: "count(resources of demo.block) is 0")
        #expect(try run.answer(on: "{}") == "not collected")
    }

    /// Every way to write a join gives what the nested scan gives.
    @Test func anIndexAnswersLikeAScan() throws {
        var generator = SystemRandomNumberGenerator()
        let keys = [
            "\"a\"", "\"b\"", "1", "1.0", "2", "true", "null", "[1]", "[\"a\", \"b\"]", "[\"a\", 1]", "[]", "\"A\"",
            "[null]",
            "\"10.0.0.1\"", "\"10.0.0.1/32\"", "{\"a\": 1}",
        ]
        let quantifiers = ["some", "every", "no", "at least 2", "at most 1", "exactly 1"]
        // Whoever wants the position of an element asks all of them.
        let joins = [
            "b.k is this.k", "equals(this, b)", "lower(b.k) is this.k", "b.k default \"a\" is this.k",
            "text(b.k) is text(this.k)", "number(text(this.k)) is b.k", "b.k[0] is this.k",
            "first(b.k) is first(this.k)",
            "ip(b.k) is ip(this.k)", "b.k is one of this.k", "this.k contains b.k", "this.k is one of b.k",
            "b.k contains this.k", "lower(b.k) is one of this.k", "list(b.k) contains this.k",
            "b.k is one of [\"a\", \"b\"]", "alike(b, this.k) and b.v is 1", "b.k is this.k and b.v is this.v",
            "(b.k is this.k or b.v is this.k)", "(b.k is this.k or b.v is this.v) and b.v is 1",
            "(lower(b.k) is this.k or (b.k contains this.k and b.v is 1) or b.k is one of this.k)",
            "(equals(this, b) or (text(b.k) is text(this.k) or b.v is 7))",
        ]
        for (quantifier, join) in joins.flatMap({ join in quantifiers.map { ($0, join) } }) {
            let joined = "\(quantifier) b in resources of demo.block where \(join) satisfies b.v is 1"
            let scanned = "\(quantifier) i, b in resources of demo.block where \(join) satisfies b.v is 1"
            var first = try MachineRun(requiring: joined, defines: Self.defines)
            var second = try MachineRun(requiring: scanned, defines: Self.defines)
            for _ in 0..<3 {
                let resources = (0..<20).map { index in
                    (
                        kind: "demo.block", id: "b\(index)",
                        json: #"{"k": \#(keys.randomElement(using: &generator) ?? ""), "v": \#(index % 2)}"#
                    )
                }
                try first.setInventory(resources)
                try second.setInventory(resources)
                var machine = VirtualMachine(
                    library: first.library, inventory: first.inventory, asOf: try #require(Instant(MachineRun.instant)))
                for key in keys + keys {
                    let json = #"{"k": \#(key), "v": 1}"#
                    let resource = try first.resource(json)
                    machine.run(first.library.program(forKind: resource.kind), on: resource.frame)
                    #expect(
                        try machine.outcomes.first?.words == second.answer(on: json),
                        "\(joined) with \(json) in \(resources)")
                }
            }
        }
    }

    /// Of two equalities, each of which is true of many: resources that have one key, both or none, of one kind or of several.
    @Test(arguments: ["some", "every", "no", "at least 2", "at most 3", "exactly 2"])
    func anIndexOfTwoEqualitiesAnswersLikeAScan(_ quantifier: String) throws {
        var generator = SystemRandomNumberGenerator()
        let conditions = [
            "where b.k is this.k and b.v is this.v satisfies b.on is true",
            "where this.v is b.v and b.k is this.k and b.on is true satisfies b.n is at least this.n",
            "where b.k is this.k satisfies b.v is this.v and b.n is 1",
            "where lower(b.k) is this.k and b.v is this.v satisfies b.n is 2",
            "where b.k is this.k or b.v is this.v satisfies b.on is true",
            "satisfies b.n is 1 and (b.k is this.k or (b.v is this.v and b.on is true))",
            "where (b.k is this.k and b.on is true) or (b.v is this.v and b.n is at least this.n) satisfies b.n is 2",
            "where b.@account is this.v and b.k is this.k and b.on is true satisfies b.n is less than 4",
        ]
        let values = [["\"a\"", "\"b\""], ["\"a\"", "\"b\"", nil], ["\"a\"", "\"b\"", "7", "null", "[1]", nil]]
        for (condition, values) in conditions.flatMap({ condition in values.map { (condition, $0) } }) {
            func member(_ name: String) -> String {
                (values.randomElement(using: &generator) ?? nil).map { "\"\(name)\": \($0), " } ?? ""
            }
            let joined = "\(quantifier) b in resources of demo.block \(condition)"
            var first = try MachineRun(requiring: joined)
            var second = try MachineRun(requiring: joined.replacing("b in", with: "i, b in"))
            for count in [0, 5, 90] {
                let resources = (0..<count).map { index in
                    (
                        kind: "demo.block", id: "b\(index)",
                        json: "{\(member("k"))\(member("v"))\"n\": \(index % 5), \"on\": \(index % 4 > 0)}"
                    )
                }
                try first.setInventory(resources)
                try second.setInventory(resources)
                var machine = VirtualMachine(
                    library: first.library, inventory: first.inventory, asOf: try #require(Instant(MachineRun.instant)))
                for _ in 0..<12 {
                    let json = "{\(member("k"))\(member("v"))\"n\": 3}"
                    let resource = try first.resource(json)
                    machine.run(first.library.program(forKind: resource.kind), on: resource.frame)
                    #expect(
                        try machine.outcomes.first?.words == second.answer(on: json),
                        "\(joined) with \(json) in \(resources)")
                }
            }
        }
    }

    @Test func aListOfTwoEqualitiesKeepsItsOrder() throws {
        let resources: [(kind: String, id: String, json: String)] = (0..<60).map { index in
            // One in ten has no row: whether it is one of them is not known.
            let row = index % 10 == 9 ? "" : "\"row\": \(index % 2), "
            return ("demo.block", "b\(index)", "{\(row)\"column\": \(index % 3), \"n\": \(index)}")
        }
        let items = "let mine = each b in resources of demo.block where b.row is this.row and b.column is this.column"
        let json = #"{"row": 1, "column": 2}"#
        // 5, 11, 17, 23, 29, 35, …: of 29 and 59 nobody knows; of those with another column it is known that they are none.
        for (condition, expected) in [
            ("mine[0].n is 5 and mine[3].n is 23 and mine[5].n is 35", "true"), ("mine[4].n is 29", "unsettled"),
            ("mine[9].n is 59", "unsettled"), ("count(mine) is 10", "unsettled"), ("mine[8].n is 53", "true"),
        ] {
            #expect(try answer(condition, json, before: items, resources: resources) == expected, "\(condition)")
        }
    }

    /// Steps are counted, so the machine's mood has no part in it; a loop over pairs would take four times as many.
    @Test(arguments: [
        ("some b in resources of demo.block where b.bucket is this.@id satisfies b.on is true", 2.2),
        ("every b in resources of demo.block where this.@id is b.bucket satisfies b.on is true", 2.2),
        ("at most 1 b in resources of demo.block where b.bucket is this.@id", 2.2),
        ("some b in resources of demo.block where owns(this, b) satisfies b.on is true", 2.2),
        ("some b in resources of demo.block where lower(b.bucket) is lower(this.@id) satisfies b.on is true", 2.2),
        ("some b in resources of demo.block where b.buckets contains this.@id satisfies b.on is true", 2.2),
        ("some b in resources of demo.block where this.@id is one of b.buckets satisfies b.on is true", 2.2),
        ("some b in resources of demo.block where split(this.@id, \"/\") contains b.bucket", 2.2),
        ("some b in resources of demo.block where b.bucket is one of split(this.@id, \"/\")", 2.2),
        ("some i, b in resources of demo.block where b.bucket is this.@id satisfies i is at least 0", 4),
        // Each of both values is twenty resources' and more.
        ("some b in resources of demo.block where b.row is this.row and b.column is this.column", 2.2),
        ("no b in resources of demo.block where shares_cell(b, this) satisfies b.on is false", 2.2),
        ("exactly 1 b in resources of demo.block satisfies this.column is b.column and b.row is this.row", 2.2),
    ])
    func twiceTheResourcesTakeTwiceTheSteps(_ condition: String, _ most: Double) throws {
        try Self.expectSteps(condition, most)
    }

    /// A resource without the key is asked last, and not at all where another decides.
    @Test(arguments: [
        ("some b in resources of demo.block where b.bucket is this.@id satisfies b.on is true", 2.2),
        ("at least 1 b in resources of demo.block satisfies b.bucket is this.@id", 2.2),
    ])
    func whatHasNoKeyIsAskedLast(_ condition: String, _ most: Double) throws {
        try Self.expectSteps(condition, most, lacking: 10)
    }

    private static func expectSteps(_ condition: String, _ most: Double, lacking: Int = 0) throws {
        let once = try Self.steps(condition, resources: 200, lacking: lacking)
        let twice = try Self.steps(condition, resources: 400, lacking: lacking)
        #expect(Double(twice) <= Double(once) * most)
        #expect(Double(twice) >= Double(once) * most / 1.5)
    }

    private static let defines = """
        define belongs(b, owner) = b.bucket is owner
        define owns(thing, b) = belongs(b, thing.@id)
        define equals(thing, b) = thing.k is b.k
        define alike(b, k) = trim(b.k) is k
        define shares_cell(b, thing) = b.row is thing.row and b.column is thing.column
        """

    private static func cell(_ index: Int) -> String { "\"row\": \"\(index / 20)\", \"column\": \(index % 20)" }

    /// To judge so many resources, each of which has one block; one block more in each `lacking` names no bucket.
    private static func steps(_ condition: String, resources count: Int, lacking: Int) throws -> Int {
        var run = try MachineRun(requiring: condition, defines: defines)
        try run.setInventory(
            (0..<count).map { index in
                (
                    kind: "demo.block", id: "b\(index)",
                    json:
                        #"{"bucket": "thing-\#(index * 7 % count)", "buckets": ["thing-\#(index * 7 % count)", "z"], \#(cell(index)), "on": true}"#
                )
            } + (lacking == 0 ? [] : (0..<count / lacking).map { ("demo.block", "x\($0)", #"{"on": true}"#) }))
        var machine = VirtualMachine(library: run.library, inventory: run.inventory, asOf: Instant(seconds: 0))
        let program = run.library.program(forKind: "demo.thing")
        var steps = 0
        for index in 0..<count {
            let resource = try run.resource("{\(cell(index))}", id: "thing-\(index)")
            machine.run(program, on: resource.frame)
            #expect(machine.outcomes.first?.verdict == .pass)
            steps += machine.lastSteps
        }
        return steps
    }
}
