import Foundation
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleCompiler
import RuleMachine
import RulePacks
import RuleSyntax
import SourceText

/// Measures what Norma takes for each resource: from JSON text to the set of failing rules, on one core; and what its store takes.
///
///     norma-bench RULES.norma RESOURCES.ndjson FAILING.txt [REPETITIONS]
///     norma-bench lines RULES.norma RESOURCES.ndjson FAILING.txt [REPETITIONS]
///     norma-bench parse RESOURCES.ndjson
///     norma-bench joins COUNT
///     norma-bench store ESTATE [REPETITIONS]
///
/// Each line of FAILING.txt has the rules that the reference says fail on that resource; nothing is timed before every set agrees.
@main
enum NormaBench {
    static func main() throws {
        let arguments = CommandLine.arguments
        if arguments.count == 3, arguments[1] == "parse" {
            return try parseOnly(FileManager.default.bytes(of: arguments[2]))
        }
        if arguments.count == 3, arguments[1] == "joins" {
            return try JoinBench(count: Int(arguments[2]) ?? 10_000).measure()
        }
        if arguments.count > 2, arguments[1] == "store" {
            do {
                return try StoreBench(of: arguments[2]).run(
                    repetitions: arguments.count > 3 ? Int(arguments[3]) ?? 3 : 3)
            } catch let failure as BenchFailure {
                print(failure)
                exit(1)
            }
        }
        if arguments.count > 4, arguments[1] == "lines" {
            let keys = KeyTable()
            return try LinesBench(rules: checkedRules(arguments[2]), keys: keys, resources: arguments[3]).measure(
                expected: failing(arguments[4]), repetitions: arguments.count > 5 ? Int(arguments[5]) ?? 5 : 5)
        }
        guard arguments.count >= 4 else {
            print("usage: norma-bench RULES.norma RESOURCES.ndjson FAILING.txt [REPETITIONS]")
            exit(2)
        }
        let started = Date()
        let keys = KeyTable()
        let (library, names) = try compile(arguments[1], keys)
        let loaded = Date().timeIntervalSince(started)
        let expected = try failing(arguments[3])
        let repetitions = arguments.count > 4 ? Int(arguments[4]) ?? 5 : 5

        var worker = Worker(library: library, keys: keys, source: arguments[2])
        var differing = 0
        var count = 0
        try worker.run(arguments[2]) { failing in
            if count < expected.count, Set(failing.map { names[$0] }) != expected[count] { differing += 1 }
            count += 1
        }
        guard differing == 0, count == expected.count else {
            print("DISAGREE: \(differing) of \(count) resources (\(expected.count) expected)")
            exit(1)
        }
        var best = Double.infinity
        var total = 0
        for _ in 0..<repetitions {
            let start = Stopwatch.seconds(CLOCK_THREAD_CPUTIME_ID)
            try worker.run(arguments[2]) { total &+= $0.count }
            best = min(best, (Stopwatch.seconds(CLOCK_THREAD_CPUTIME_ID) - start) / Double(max(count, 1)))
        }
        let perResource = String(format: "%.2f", best * 1e6)
        let load = String(format: "%.1f", loaded * 1e3)
        print(
            "\(names.count) rules: \(count) resources agree; \(perResource) µs a resource; rules ready in \(load) ms; peak \(peakMegabytes()) MB"
        )
    }

    private static func compile(_ path: String, _ keys: KeyTable) throws -> (ProgramLibrary, [String]) {
        let bound = try checkedRules(path)
        return (ProgramCompiler.compile(bound, keys: keys).library, bound.map(\.rule.name.text))
    }

    private static func checkedRules(_ path: String) throws -> [BoundRule] {
        let source = SourceFile(name: path, text: try FileManager.default.bytes(of: path))
        let parsed = Parser.parse(source)
        let checked = Checker.check([RuleModule(file: parsed.file)])
        let errors = (parsed.diagnostics + checked.diagnostics).filter(\.isError)
        guard errors.isEmpty else {
            for error in errors { print(DiagnosticRenderer().render(error)) }
            exit(2)
        }
        return checked.rules.map { BoundRule(rule: $0, parameters: []) }
    }

    /// The rules that fail on each resource, as the reference says.
    private static func failing(_ path: String) throws -> [Set<String>] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map { Set($0.split(separator: " ").map(String.init)) }
    }

    /// The parser alone, for the instruction count.
    private static func parseOnly(_ text: [UInt8]) throws {
        let bytes = PaddedBytes(copying: text)
        var parser = JSONParser(keys: KeyTable(), limits: .default)
        var values = 0
        do {
            let buffer = bytes.buffer
            for span in JSONLines(buffer) {
                if (try? parser.parse(UnsafeBufferPointer(rebasing: buffer[span.start..<span.end]))) != nil {
                    values += 1
                }
            }
        }
        print("\(values) documents")
    }

    private static func peakMegabytes() -> Int {
        var usage = rusage()
        getrusage(0, &usage)
        return usage.ru_maxrss / 1024
    }
}

/// One parser and one machine, as a worker of a scan has them.
private struct Worker: ~Copyable {
    private let library: ProgramLibrary
    private var machine: VirtualMachine
    private var stream: ResourceStream
    /// Few kinds: to compare their names is quicker than to hash one.
    private var programs: [(kind: [UInt8], program: Program)] = []

    init(library: ProgramLibrary, keys: KeyTable, source: String) {
        self.library = library
        machine = VirtualMachine(library: library, inventory: nil, asOf: Instant(seconds: 0))
        stream = ResourceStream(of: source, keys: KeyTable(copying: keys))
    }

    /// Gives the failing rules of each resource, in order.
    mutating func run(_ path: String, _ body: (borrowing [Int]) -> Void) throws {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var chunks = LineChunks()
        let chunk = LineChunk()
        while chunks.fill(chunk, reading: { read(file.fileDescriptor, $0.baseAddress, $0.count) }) {
            run(chunk.bytes, body)
        }
    }

    private mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (borrowing [Int]) -> Void) {
        var failing: [Int] = []
        for span in JSONLines(bytes) {
            failing.removeAll(keepingCapacity: true)
            if let frame = stream.frame(of: bytes, at: span) {
                machine.run(program(for: frame.view.bytes(of: frame.attributes.kind)), on: frame)
                for outcome in machine.outcomes {
                    if case .fail = outcome.verdict { failing.append(Int(outcome.ruleIndex)) }
                }
            }
            body(failing)
        }
    }

    private mutating func program(for kind: UnsafeBufferPointer<UInt8>) -> Program {
        for (known, program) in programs where known.elementsEqual(kind) { return program }
        let program = library.program(forKind: String(decoding: kind, as: UTF8.self))
        programs.append((Array(kind), program))
        return program
    }
}

extension FileManager {
    func bytes(of path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }
}
