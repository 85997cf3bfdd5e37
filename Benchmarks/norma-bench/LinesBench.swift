import ComplianceReports
import Foundation
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax

/// Measures what a stream takes for each resource on one core: from JSON text to the line that says every verdict.
///
/// Nothing is timed before every line names the rules as failing that the reference says fail.
struct LinesBench {
    private let run: StreamedRun
    private let names: [String]
    private let path: String

    init(rules: [BoundRule], keys: KeyTable, resources path: String) {
        run = StreamedRun(rules: rules, asOf: Instant(seconds: 0), keys: keys)
        names = rules.map(\.rule.name.text)
        self.path = path
    }

    /// - Parameter expected: the failing rules of each resource, in order.
    func measure(expected: [Set<String>], repetitions: Int) throws {
        var count = 0
        try write { bytes in
            for line in bytes.split(separator: UInt8(ascii: "\n")) {
                let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
                let verdicts = object?["verdicts"] as? [String: String] ?? [:]
                guard count < expected.count, Set(verdicts.filter { $0.value == "fail" }.keys) == expected[count] else {
                    throw BenchFailure("DISAGREE: line \(count + 1) has other failing rules")
                }
                count += 1
            }
        }
        guard count == expected.count else { throw BenchFailure("DISAGREE: \(count) lines of \(expected.count)") }
        var best = Double.infinity
        var written = 0
        for _ in 0..<repetitions {
            written = 0
            let start = Stopwatch.seconds(CLOCK_THREAD_CPUTIME_ID)
            try write { written += $0.count }
            best = min(best, Stopwatch.seconds(CLOCK_THREAD_CPUTIME_ID) - start)
        }
        let perResource = String(format: "%.2f", best / Double(max(count, 1)) * 1e6)
        print(
            "\(names.count) rules: verdicts written as NDJSON; \(count) lines agree; \(perResource) µs a resource, "
                + "\(written / max(count, 1)) bytes")
    }

    /// Hands over what is written for each chunk.
    private func write(_ body: ([UInt8]) throws -> Void) throws {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var judge = StreamJudge(run, of: path)
        var lines = VerdictLines(rules: names)
        var chunks = LineChunks()
        let chunk = LineChunk()
        while chunks.fill(chunk, reading: { read(file.fileDescriptor, $0.baseAddress, $0.count) }) {
            for line in StreamLines(of: chunk) {
                switch judge.judge(line) {
                case .judged(let frame, let outcomes): lines.append(line: line.number, frame, outcomes)
                case .unreadable(let diagnostics): lines.append(line: line.number, diagnostics)
                }
            }
            try body(lines.take())
        }
    }
}
