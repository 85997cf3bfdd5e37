import ResourceDocuments
import RuleMachine
import Testing

/// Conditions become jumps; whatever the shape, the answer is Kleene's.
@Suite struct LogicTests {
    /// A condition over `a`, `b`, `c`, and what it means by the truth table.
    private indirect enum Formula {
        case atom(Int)
        case not(Formula)
        case all([Formula])
        case any([Formula])

        static func random(depth: Int, _ generator: inout some RandomNumberGenerator) -> Formula {
            let choice = depth == 0 ? 0 : Int.random(in: 0..<6, using: &generator)
            switch choice {
            case 0: return .atom(Int.random(in: 0..<3, using: &generator))
            case 1: return .not(random(depth: depth - 1, &generator))
            case 2, 3:
                return .all(
                    (0..<Int.random(in: 2...3, using: &generator)).map { _ in random(depth: depth - 1, &generator) })
            default:
                return .any(
                    (0..<Int.random(in: 2...3, using: &generator)).map { _ in random(depth: depth - 1, &generator) })
            }
        }

        var text: String {
            switch self {
            case .atom(let index): "p\(index) is 1"
            case .not(let part): "not (\(part.text))"
            case .all(let parts): "(\(parts.map(\.text).joined(separator: " and ")))"
            case .any(let parts): "(\(parts.map(\.text).joined(separator: " or ")))"
            }
        }

        func truth(_ atoms: [Truth]) -> Truth {
            switch self {
            case .atom(let index): atoms[index]
            case .not(let part): !part.truth(atoms)
            case .all(let parts): parts.reduce(.true) { $0.and($1.truth(atoms)) }
            case .any(let parts): parts.reduce(.false) { $0.or($1.truth(atoms)) }
            }
        }
    }

    private static let values: [(json: String, truth: Truth)] = [
        ("1", .true), ("2", .false), ("null", .unknown(.absent)), ("\"x\"", .unknown(.wrongType)),
    ]

    @Test func everyShapeGivesKleenesAnswerAndCauses() throws {
        var generator = SystemRandomNumberGenerator()
        let formulas = (0..<60).map { _ in Formula.random(depth: 4, &generator) }
        let text = formulas.enumerated()
            .map { "rule r\($0.offset) { for demo.thing require \($0.element.text) }" }.joined(separator: "\n")
        let run = try MachineRun(text)
        for a in Self.values {
            for b in Self.values {
                for c in Self.values {
                    let outcomes = try run.outcomes(on: #"{"p0": \#(a.json), "p1": \#(b.json), "p2": \#(c.json)}"#)
                    for (formula, outcome) in zip(formulas, outcomes) {
                        let expected: String =
                            switch formula.truth([a.truth, b.truth, c.truth]) {
                            case .true: "true"
                            case .false: "false"
                            case .unknown(let causes): causes.names
                            }
                        #expect(outcome.words == expected, "\(formula.text) with \(a.json), \(b.json), \(c.json)")
                    }
                }
            }
        }
    }
}
