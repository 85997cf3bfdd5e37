import Foundation

/// Measures what Norma takes for each resource, and what its store takes; `make bench` calls it.
///
///     norma-bench sets RULES.norma RESOURCES.ndjson FAILING.txt     from JSON text to the set of failing rules
///     norma-bench lines RULES.norma RESOURCES.ndjson FAILING.txt    … to a line of JSON that says every verdict
///     norma-bench explain RULES.norma RESOURCES.ndjson FAILING.txt  … and why each failing rule fails
///     norma-bench count RULES.norma RESOURCES.ndjson FAILING.txt    to the sets, once, for counting instructions
///     norma-bench pass RULES.norma RESOURCES.ndjson [TIMES]         to the sets, the file so many times over
///     norma-bench parse RESOURCES.ndjson                            the parser alone, for counting instructions
///     norma-bench joins COUNT                                       a rule that ranges over as many other resources
///     norma-bench store ESTATE [REPETITIONS]
///     norma-bench rescan RULES.norma RESOURCES.ndjson EDITED.ndjson [REPETITIONS]
///
/// `store` and `rescan` measure what a scan takes that is kept, and `rescan` the next one too, of what was edited since.
///
/// Each line of FAILING.txt has the rules that the reference says fail on that resource; nothing is timed before every set agrees.
/// Figures are of one core, and are printed as a line of JSON.
@main
enum NormaBench {
    static func main() throws {
        do {
            try run(Array(CommandLine.arguments.dropFirst()))
        } catch let failure as BenchFailure {
            print(failure)
            exit(1)
        }
    }

    private static func run(_ arguments: [String]) throws {
        switch (arguments.first ?? "", arguments.count) {
        case ("sets", 4): try SetsBench(Workload(arguments[1], arguments[2])).measure(ReferenceSets(arguments[3]))
        case ("count", 4): try SetsBench(Workload(arguments[1], arguments[2])).count(ReferenceSets(arguments[3]))
        case ("pass", 3...4):
            try SetsBench(Workload(arguments[1], arguments[2]))
                .pass(times: arguments.count > 3 ? number(arguments[3]) : 1)
        case ("lines", 4): try LinesBench(Workload(arguments[1], arguments[2])).measure(ReferenceSets(arguments[3]))
        case ("explain", 4):
            try LinesBench(Workload(arguments[1], arguments[2])).measureExplanations(ReferenceSets(arguments[3]))
        case ("parse", 2): try parse(arguments[1])
        case ("joins", 2): try JoinBench(count: number(arguments[1])).measure()
        case ("store", 2...3):
            try StoreBench(of: arguments[1]).run(repetitions: arguments.count > 2 ? number(arguments[2]) : 3)
        case ("rescan", 4...5):
            try RescanBench(rules: arguments[1], resources: arguments[2], edited: arguments[3])
                .run(repetitions: arguments.count > 4 ? number(arguments[4]) : 1)
        default:
            throw BenchFailure("usage: norma-bench sets, lines, explain, count, pass, parse, joins, store or rescan …")
        }
    }

    /// Of repetitions, or of resources.
    private static func number(_ text: String) throws -> Int {
        guard let number = Int(text), number >= 0 else {
            throw BenchFailure("'\(text)' is no number of times or of resources")
        }
        return number
    }

    private static func parse(_ path: String) throws {
        print("\(try ParseBench.documents(in: FileManager.default.bytes(of: path))) documents")
    }
}
