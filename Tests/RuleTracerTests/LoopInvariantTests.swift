import ResourceDocuments
import RuleChecker
import SourceText
import TestSupport
import Testing

@testable import RuleTracer

/// Lists that are the same for each element are made once, and looked up: nothing of what is told changes.
@Suite struct LoopInvariantTests {
    /// In a define a list is an argument like others, and is asked element by element.
    private static let pairs = [
        ("e.n is one of l[*].n", "is_in(e.n, l[*].n)"), ("l[*].n contains e.n", "has(l[*].n, e.n)"),
        ("e.n is one of l[*].m default []", "is_in(e.n, l[*].m default [])"),
        ("e.n is one of p", "is_in(e.n, p)"), ("e.n is one of this.plain", "is_in(e.n, this.plain)"),
        ("not (e.n is one of l[*].m)", "not is_in(e.n, l[*].m)"),
        ("e.n is one of them", "is_in(e.n, them)"), ("e.n is one of [\"a\", \"b\"]", "is_in(e.n, [\"a\", \"b\"])"),
        ("e.n is one of distinct(l[*].m)", "is_in(e.n, distinct(l[*].m))"),
        ("(some f in e.of satisfies f is one of l[*].n)", "(some f in e.of satisfies is_in(f, l[*].n))"),
    ]

    private static let values = [
        "1", "1.0", "2", "\"a\"", "\"b\"", "\"\\u00e9\"", "\"e\\u0301\"", "true", "null", "[1]", "{\"x\": 1}",
        "{\"x\": 1, \"x\": 1}", nil,
    ]

    @Test(arguments: pairs)
    func aListThatIsLookedUpSaysWhatItsElementsSay(_ lookedUp: String, _ asked: String) throws {
        var random = SeededGenerator(seed: UInt64(lookedUp.utf8.count))
        var verdicts: Set<Verdict> = []
        for quantifier in ["every", "some", "no", "at most 1"] {
            // Lists of one kind are looked up, of several asked.
            for values in [["1", "1.0", "2", "3"], ["\"a\"", "\"b\"", nil], ["1", "2", "null", nil], Self.values] {
                for _ in 0..<12 {
                    let properties = Self.properties(values, &random)
                    let first = try Self.trace("require \(quantifier) e in l satisfies \(lookedUp)", properties)
                    let second = try Self.trace("require \(quantifier) e in l satisfies \(asked)", properties)
                    verdicts.insert(first.verdict)
                    #expect(Self.words(first) == Self.words(second), "\(quantifier) … \(lookedUp) of \(properties)")
                }
            }
        }
        #expect(verdicts.count > 1, "\(verdicts)")
    }

    private static func properties(_ values: [String?], _ random: inout SeededGenerator) -> String {
        func member(_ name: String) -> String? {
            let value = values.randomElement(using: &random) ?? nil
            return value.map { "\"\(name)\": \($0)" }
        }
        // Few are asked one by one.
        let elements = (0..<[0, 3, 20, 40][Int.random(in: 0..<4, using: &random)]).map { _ in
            let of = (0..<2).compactMap { _ in values.randomElement(using: &random) ?? nil }
            let members = [member("n"), member("m"), "\"of\": [\(of.joined(separator: ", "))]"].compactMap { $0 }
            return "{\(members.joined(separator: ", "))}"
        }
        let plain = (0..<3).compactMap { _ in values.randomElement(using: &random) ?? nil }
        return "{\"l\": [\(elements.joined(separator: ", "))], \"plain\": [\(plain.joined(separator: ", "))]}"
    }

    private static func trace(_ clause: String, _ properties: String) throws -> RuleTrace {
        let scene = try Scene(
            "param p: list = [1, 2, \((101...120).map(String.init).joined(separator: ", "))]\n  let them = l[*].n\n  \(clause)",
            properties,
            defines: "define is_in(v, list) = v is one of list\ndefine has(list, v) = list contains v")
        let trace = scene.tracer.trace()
        #expect(scene.tracer.verdict().verdict == trace.verdict && scene.tracer.verdict().causes == trace.causes)
        return trace
    }

    /// What does not hang on the words of the clause.
    private static func words(_ trace: RuleTrace) -> String {
        let findings = trace.findings.map { "\($0.verdict) \($0.causes) \($0.path) \($0.allMissing)" }
        return "\(trace.verdict) \(trace.causes) \(findings)"
    }

    /// What is made for each element again would be made as often as there are elements.
    @Test(arguments: ["e.n is one of l[*].n", "e.n is one of l[*].n and e.n is more than 9", "l[*].n contains e.n"])
    func aListIsMadeOnce(_ condition: String) throws {
        let elements = (0..<50).map { "{\"n\": \($0)}" }.joined(separator: ", ")
        let scene = try Scene("require every e in l satisfies \(condition)", "{\"l\": [\(elements)]}")
        var evaluator = scene.tracer.evaluator(isTracing: true)
        _ = evaluator.outcome(of: scene.rule.rule, kind: "k")
        #expect(evaluator.invariants.count == 1 && evaluator.elementSets.count == 1)
    }
}
