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
        resources: [(kind: String, id: String, json: String)]? = nil, collected: [String]? = nil
    ) throws -> String {
        var run = try MachineRun(requiring: condition, before: items, defines: defines)
        try run.setInventory(resources ?? blocks, collected: collected)
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

    /// Half the blocks may be on; few are of one bucket.
    @Test(arguments: [
        "some b in resources of demo.block where b.on is true and b.bucket is this.@id",
        "some b in resources of demo.block where b.on is true satisfies b.bucket is this.@id",
        "some b in resources of demo.block where b.bucket is this.@id and b.on is true",
        "no b in resources of demo.block satisfies b.on is true and this.@id is b.bucket",
        "some b in resources of demo.block where b.on is true and belongs(b, @id)",
        "some b in resources of demo.block where owns(this, b)",
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
    ])
    func whatHasNoKeyIsTheSameForEachResource(_ condition: String) throws {
        let blocks: [(kind: String, id: String, json: String)] = [
            ("demo.block", "b0", #"{"bucket": "x", "on": false}"#), ("demo.block", "b1", #"{"on": true}"#),
            ("demo.block", "b2", #"{"bucket": "y", "on": true}"#), ("demo.block", "b3", #"{"bucket": 7}"#),
            ("demo.block", "b4", #"{"on": 1}"#),
        ]
        for blocks in [blocks, Array(blocks.prefix(3)), Array(blocks.prefix(1))] {
            var run = try MachineRun(requiring: condition)
            try run.setInventory(blocks)
            let resources = try [
                "\"x\"", "\"y\"", "\"z\"", "7", "8", "\"x\"", "[1]", "true", "8", "\"z\"", "null", "8", "null",
            ].map {
                try run.resource("{\"name\": \($0), \"on\": true}")
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
        let keys = ["\"a\"", "\"b\"", "1", "1.0", "2", "true", "null", "[1]"]
        let quantifiers = ["some", "every", "no", "at least 2", "at most 1", "exactly 1"]
        for quantifier in quantifiers {
            // The second condition has an index into a list for a key, which no join has.
            let joins = ["b.k is this.k", "equals(this, b)"]
            let joined =
                "\(quantifier) b in resources of demo.block where \(joins.randomElement(using: &generator) ?? "") satisfies b.v is 1"
            let scanned = "\(quantifier) i, b in resources of demo.block where b.k is this.k satisfies b.v is 1"
            var first = try MachineRun(requiring: joined, defines: Self.defines)
            var second = try MachineRun(requiring: scanned)
            for _ in 0..<20 {
                let resources = (0..<6).map { index in
                    (
                        kind: "demo.block", id: "b\(index)",
                        json: #"{"k": \#(keys.randomElement(using: &generator) ?? ""), "v": \#(index % 2)}"#
                    )
                }
                try first.setInventory(resources)
                try second.setInventory(resources)
                for key in keys {
                    let json = #"{"k": \#(key)}"#
                    #expect(
                        try first.answer(on: json) == second.answer(on: json), "\(joined) with \(json) in \(resources)")
                }
            }
        }
    }

    /// Steps are counted, so the machine's mood has no part in it; a loop over pairs would take four times as many.
    @Test(arguments: [
        ("some b in resources of demo.block where b.bucket is this.@id satisfies b.on is true", 2.2),
        ("every b in resources of demo.block where this.@id is b.bucket satisfies b.on is true", 2.2),
        ("at most 1 b in resources of demo.block where b.bucket is this.@id", 2.2),
        ("some b in resources of demo.block where owns(this, b) satisfies b.on is true", 2.2),
        ("some i, b in resources of demo.block where b.bucket is this.@id satisfies i is at least 0", 4),
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
        """

    /// To judge so many resources, each of which has one block; one block more in each `lacking` names no bucket.
    private static func steps(_ condition: String, resources count: Int, lacking: Int) throws -> Int {
        var run = try MachineRun(requiring: condition, defines: defines)
        try run.setInventory(
            (0..<count).map { index in
                (kind: "demo.block", id: "b\(index)", json: #"{"bucket": "thing-\#(index * 7 % count)", "on": true}"#)
            } + (lacking == 0 ? [] : (0..<count / lacking).map { ("demo.block", "x\($0)", #"{"on": true}"#) }))
        var machine = VirtualMachine(library: run.library, inventory: run.inventory, asOf: Instant(seconds: 0))
        let program = run.library.program(forKind: "demo.thing")
        var steps = 0
        for index in 0..<count {
            let resource = try run.resource("{}", id: "thing-\(index)")
            machine.run(program, on: resource.frame)
            #expect(machine.outcomes.first?.verdict == .pass)
            steps += machine.lastSteps
        }
        return steps
    }
}
