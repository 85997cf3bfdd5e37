import ResourceDocuments
import RuleMachine
import Testing

/// Long lists of a resource that are asked for one value after another are looked up, and say what they say element by element.
@Suite struct AskedListTests {
    private static func list(_ elements: some Sequence<String>) -> String { "[\(elements.joined(separator: ", "))]" }

    private static let numbers = list((0..<20).map { "\($0)" })
    private static let spelt = list((0..<20).map { "\($0).0" })
    private static let texts = list((0..<20).map { "\"t\($0)\"" })
    private static let gaps = list((0..<20).map { $0 == 7 ? "null" : "\($0)" })
    private static let mixed = list((0..<20).map { $0 % 2 == 0 ? "\($0)" : "\"t\($0)\"" })
    private static let nested = list((0..<20).map { "[\($0)]" })
    private static let equal = list(Array(repeating: "\"t1\"", count: 40))
    private static let nulls = list(Array(repeating: "null", count: 20))

    /// What each element of the first list is asked is one of the second.
    @Test(arguments: [
        (numbers, numbers, "true"), (spelt, numbers, "true"), (numbers, spelt, "true"), (texts, texts, "true"),
        (list((1..<21).map { "\($0)" }), numbers, "false"), (texts, equal, "false"), (equal, texts, "true"),
        (equal, equal, "true"),
        // 7 is not among those that are known.
        (numbers, gaps, "absent"), (list((0..<7).map { "\($0)" } + (8..<20).map { "\($0)" }), gaps, "true"),
        (gaps, numbers, "absent"), (numbers, nulls, "absent"),
        // What is not found may be one of the other kind, for all that is known.
        (mixed, mixed, "true"), (numbers, mixed, "wrong type"), (numbers, texts, "wrong type"),
        (list(Array(repeating: "true", count: 20)), numbers, "wrong type"), (nested, nested, "true"),
        (nested, numbers, "wrong type"),
        (list((0..<20).map { "[\($0 + 1)]" }), nested, "false"), (numbers, nested, "wrong type"),
    ])
    func eachElementIsLookedUp(_ elements: String, _ list: String, _ expected: String) throws {
        let json = "{\"l\": \(elements), \"m\": \(list)}"
        #expect(try answer("every e in l satisfies e is one of this.m", json) == expected)
        #expect(try answer("every e in l satisfies m contains e", json) == expected)
        #expect(try answer("m contains all of this.l", json) == expected)
    }

    @Test func manyListsAreAskedInTurn() throws {
        let lists = (0..<12).map { list in "\"m\(list)\": \(Self.list((0..<20).map { "\($0 * (list + 1))" }))" }
        let json = "{\"l\": \(Self.numbers), \(lists.joined(separator: ", "))}"
        // 18 = 1 × 18 = 2 × 9 = 3 × 6 = 6 × 3 = 9 × 2; of the others none has it.
        let condition = (0..<12).map { "(e is one of this.m\($0) or e is not 18)" }
        for (list, part) in condition.enumerated() {
            let expected = [0, 1, 2, 5, 8].contains(list) ? "true" : "false"
            #expect(try answer("every e in l satisfies \(part)", json) == expected)
        }
        #expect(try answer("every e in l satisfies (\(condition.joined(separator: " and ")))", json) == "false")
        #expect(
            try answer(
                "every e in l satisfies (\([0, 1, 2, 5, 8].map { condition[$0] }.joined(separator: " and ")))", json)
                == "true")
    }

    @Test func theNextResourceHasListsOfItsOwn() throws {
        let run = try MachineRun(requiring: "every e in l satisfies e is one of this.m[*].n")
        var machine = VirtualMachine(
            library: run.library, inventory: nil, asOf: try #require(Instant(MachineRun.instant)))
        func verdict(_ first: Int) throws -> Verdict? {
            let members = Self.list((first..<first + 20).map { "{\"n\": \($0)}" })
            let resource = try run.resource("{\"l\": \(Self.list((10..<30).map { "\($0)" })), \"m\": \(members)}")
            machine.run(run.library.program(forKind: resource.kind), on: resource.frame)
            return withExtendedLifetime(resource) { machine.outcomes.first?.verdict }
        }
        #expect(try verdict(10) == .pass)
        #expect(try verdict(11) == .fail)
        #expect(try verdict(10) == .pass)
    }
}
