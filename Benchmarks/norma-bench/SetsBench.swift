import Foundation
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleCompiler
import RuleMachine
import SourceText

/// From JSON text to the set of failing rules, in memory, on one core.
struct SetsBench {
    private let workload: Workload
    private let library: ProgramLibrary
    /// How long the rules took from text to programs.
    private let compileSeconds: Double

    init(_ workload: @autoclosure () throws -> Workload) throws {
        let start = Stopwatch.seconds(CLOCK_MONOTONIC)
        self.workload = try workload()
        library = ProgramCompiler.compile(self.workload.rules, keys: self.workload.keys).library
        compileSeconds = Stopwatch.seconds(CLOCK_MONOTONIC) - start
    }

    func measure(_ reference: ReferenceSets) throws {
        var worker = Worker(library: library, keys: workload.keys, source: workload.path)
        let count = try verify(reference, &worker)
        var total = 0
        let time = try PassTime { try pass(&worker) { total &+= $0.count } }
        var figures = Figures()
        figures.add("rules", workload.rules.count)
        figures.add("resources", count)
        figures.add(time, perResourceOf: count)
        figures.add("load_ms", compileSeconds * 1e3)
        figures.addPeakMemory()
        figures.show()
    }

    /// Every resource twice: once for the reference and once alone.
    func count(_ reference: ReferenceSets) throws {
        var worker = Worker(library: library, keys: workload.keys, source: workload.path)
        let count = try verify(reference, &worker)
        try pass(&worker) { _ in }
        print("\(count) resources agree")
    }

    /// The file so many times over, as peers take it: each line once, in the order they come.
    func pass(times: Int) throws {
        var worker = Worker(library: library, keys: workload.keys, source: workload.path)
        var failures = 0
        var count = 0
        let watch = Stopwatch()
        try watch.measure {
            for _ in 0..<times {
                try pass(&worker) {
                    failures &+= $0.count
                    count &+= 1
                }
            }
        }
        var figures = Figures()
        figures.add("resources", count)
        figures.add("failures", failures)
        figures.add("seconds", watch.processor)
        figures.addPeakMemory()
        figures.show()
    }

    private func verify(_ reference: ReferenceSets, _ worker: inout Worker) throws -> Int {
        let names = workload.ruleNames
        var found: [Set<String>] = []
        try pass(&worker) { failing in found.append(Set(failing.map { names[$0] })) }
        try reference.verify(found)
        return found.count
    }

    /// Gives the failing rules of each resource, in order.
    private func pass(_ worker: inout Worker, _ body: (borrowing [Int]) -> Void) throws {
        try workload.read { worker.run($0.bytes, body) }
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

    mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (borrowing [Int]) -> Void) {
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
