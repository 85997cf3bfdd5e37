import ResourceDocuments
import RuleMachine
import Testing

/// Lists that are the same for each element are made in front of the loop, and say what they say within.
@Suite struct LoopInvariantTests {
    /// `LIST` stands there as it is, or as a `let`.
    private static let conditions = [
        ("every e in l satisfies e.n is one of LIST", "l[*].n"), ("some e in l where LIST contains e.n", "l[*].m"),
        ("no e in l satisfies e.n is one of LIST", "l[*].m default []"),
        ("at least 2 e in l satisfies e.n is one of LIST and e.m is present", "distinct(l[*].n)"),
        ("every e in l satisfies every f in e.of satisfies f is one of LIST", "l[*].n"),
    ]

    private static let elements = [
        #"{"n": 1, "m": 1, "of": [1]}"#, #"{"n": 2, "of": [1, 2]}"#, #"{"m": "a"}"#, #"{"n": null, "m": 2, "of": []}"#,
        "7", "null",
    ]

    private static let lists: [String] = {
        let pairs = elements.flatMap { first in elements.map { "[\(first), \($0)]" } }
        return pairs + ["[]", "null", "{}", "[\(elements.joined(separator: ", "))]"]
    }()

    @Test(arguments: conditions)
    func aListIsMadeInFrontOfTheLoop(_ condition: String, _ list: String) throws {
        let inline = try MachineRun(requiring: condition.replacing("LIST", with: list))
        let bound = try MachineRun(
            requiring: condition.replacing("LIST", with: "them"), before: "let them = \(list)")
        #expect(Self.loops(inline) == Self.loops(bound))
        for list in Self.lists {
            let json = "{\"l\": \(list)}"
            #expect(try inline.answer(on: json) == bound.answer(on: json), "\(condition) on \(json)")
        }
    }

    @Test func whatHangsOnAnElementIsMadeOfIt() throws {
        let run = try MachineRun(requiring: "every e in l satisfies e.n is one of e.of[*].n")
        // The loop over the elements is begun before the list of one of them.
        #expect(Self.loops(run).starts(with: ["iterate", "beginList"]))
        let inner = try MachineRun(
            requiring: "every e in l satisfies every f in e.of satisfies f.n is one of e.of[*].n")
        #expect(Self.loops(inner).starts(with: ["iterate", "beginList", "iterate", "endBranches", "iterate"]))
    }

    @Test func aDefineHasListsOfItsOwn() throws {
        let defines = "define all_in(v, w) = every e in v satisfies e is one of w[*].n"
        let run = try MachineRun(requiring: "all_in(x, l) and all_in(y, m)", defines: defines)
        #expect(try run.answer(on: #"{"x": [1], "l": [{"n": 1}], "y": [2], "m": [{"n": 2}]}"#) == "true")
        #expect(try run.answer(on: #"{"x": [1], "l": [{"n": 1}], "y": [1], "m": [{"n": 2}]}"#) == "false")
    }

    /// The instructions that begin and end lists and loops, in their order.
    private static func loops(_ run: MachineRun) -> [String] {
        let names = ["beginList", "iterate", "endBranches"]
        return run.library.fragments.map { Disassembler($0, keys: run.keys).disassembly() }.joined()
            .split(whereSeparator: \.isWhitespace).map(String.init).filter(names.contains)
    }
}
