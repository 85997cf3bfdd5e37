import ComplianceReports
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleMachine
import RulePacks
import RuleSyntax
import SourceText

/// Takes chunks of a stream, judges their lines and hands on what is said of them, until the stream ends.
struct StreamWorker {
    let run: StreamedRun
    let source: ChunkSource
    let output: OrderedOutput
    let showsFile: Bool
    let explains: Bool

    func work() -> StreamTally {
        var tally = StreamTally()
        var lines = VerdictLines(rules: run.rules.map(\.rule.name.text))
        let chunk = LineChunk()
        var place = source.next(into: chunk)
        while let first = place {
            var judge = StreamJudge(run, of: first.file)
            lines.begin(file: showsFile ? first.file : nil)
            while let current = place, current.fileNumber == first.fileNumber {
                judgeLines(of: chunk, with: &judge, into: &lines, &tally)
                place = output.put(lines.take(), at: current.sequence) ? source.next(into: chunk) : nil
            }
            tally.add(judge.warnings, file: first.fileNumber)
            tally.kinds.formUnion(judge.kinds)
        }
        return tally
    }

    private func judgeLines(
        of chunk: LineChunk, with judge: inout StreamJudge, into lines: inout VerdictLines, _ tally: inout StreamTally
    ) {
        if chunk.isCut {
            tally.unreadable += 1
            return lines.append(line: chunk.firstLine, judge.refusal(ofCut: chunk))
        }
        for line in StreamLines(of: chunk) {
            switch judge.judge(line) {
            case .unreadable(let diagnostics):
                tally.unreadable += 1
                lines.append(line: line.number, diagnostics)
            case .judged(let frame, let outcomes):
                var faulty: [Int] = []
                for outcome in outcomes {
                    switch outcome.verdict {
                    case .fail: tally.failed += 1
                    case .unknown: tally.unknown += 1
                    case .pass, .notApplicable: continue
                    }
                    if explains { faulty.append(Int(outcome.ruleIndex)) }
                }
                if !outcomes.isEmpty { tally.judged += 1 }
                let explained = faulty.isEmpty ? nil : judge.explain(faulty, on: line)
                lines.append(
                    line: line.number, frame, outcomes,
                    findings: explained.map { LineFindings(of: $0.resource, $0.traces) })
            }
        }
    }
}
