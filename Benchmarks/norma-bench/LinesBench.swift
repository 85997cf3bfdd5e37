import ComplianceReports
import Foundation
import ResourceDocuments
import ResourceReaders
import RuleMachine
import RulePacks
import RuleSyntax

/// From JSON text to the lines that a stream answers with, on one core.
struct LinesBench {
    private let workload: Workload
    private let run: StreamedRun

    init(_ workload: Workload) {
        self.workload = workload
        run = StreamedRun(rules: workload.rules, asOf: Instant(seconds: 0), keys: workload.keys)
    }

    func measure(_ reference: ReferenceSets) throws {
        let count = try verify(reference)
        var written = 0
        let time = try PassTime {
            written = 0
            try write(explaining: false) { written += $0.count }
        }
        var figures = Figures()
        figures.add("rules", workload.rules.count)
        figures.add("resources", count)
        figures.add(time, perResourceOf: count)
        figures.add("bytes", written / max(count, 1))
        figures.show()
    }

    /// What the explanations add, for each rule that fails.
    func measureExplanations(_ reference: ReferenceSets) throws {
        let count = try verify(reference)
        var findings = 0
        try write(explaining: true) { bytes in
            for answer in try Self.objects(bytes) {
                findings += (answer["findings"] as? [String: [Any]] ?? [:]).values.count { !$0.isEmpty }
            }
        }
        guard findings == reference.failures else {
            throw BenchFailure("DISAGREE: \(findings) rules are explained of \(reference.failures) that fail")
        }
        var (plain, explained) = (0, 0)
        let lines = try PassTime {
            plain = 0
            try write(explaining: false) { plain += $0.count }
        }
        let explanations = try PassTime {
            explained = 0
            try write(explaining: true) { explained += $0.count }
        }
        var figures = Figures()
        figures.add("rules", workload.rules.count)
        figures.add("resources", count)
        figures.add("failures", reference.failures)
        figures.add(explanations, perResourceOf: count)
        figures.add("us_a_failure", (explanations.median - lines.median) / Double(max(reference.failures, 1)) * 1e6)
        figures.add("bytes_a_failure", (explained - plain) / max(reference.failures, 1))
        figures.show()
    }

    private func verify(_ reference: ReferenceSets) throws -> Int {
        var found: [Set<String>] = []
        try write(explaining: false) { bytes in
            for answer in try Self.objects(bytes) {
                let verdicts = answer["verdicts"] as? [String: String] ?? [:]
                found.append(Set(verdicts.filter { $0.value == "fail" }.keys))
            }
        }
        try reference.verify(found)
        return found.count
    }

    private static func objects(_ bytes: [UInt8]) throws -> [[String: Any]] {
        try bytes.split(separator: UInt8(ascii: "\n")).map {
            try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any] ?? [:]
        }
    }

    /// Hands over what is written for each chunk.
    private func write(explaining: Bool, _ body: ([UInt8]) throws -> Void) throws {
        var judge = StreamJudge(run, of: workload.path)
        var lines = VerdictLines(rules: workload.checkedRules)
        try workload.read { chunk in
            for line in StreamLines(of: chunk) where !line.isBlank {
                switch judge.judge(line) {
                case .judged(let frame, let outcomes):
                    let failing = explaining ? outcomes.filter { $0.verdict == .fail }.map { Int($0.ruleIndex) } : []
                    let explained = failing.isEmpty ? nil : judge.explain(failing, on: line, frame)
                    lines.append(
                        line: line.number, frame, outcomes,
                        findings: explained.map { LineFindings(of: $0.resource, $0.traces) })
                case .unreadable(let diagnostics): lines.append(line: line.number, diagnostics)
                }
            }
            try body(lines.take())
        }
    }
}
