import Compliance
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
    let masks: StreamMasks?
    let showsFile: Bool
    let explains: Bool

    func work() -> StreamTally {
        var tally = StreamTally()
        var lines = VerdictLines(rules: run.rules.map(\.rule))
        let chunk = LineChunk()
        var place = source.next(into: chunk)
        while let first = place {
            var judge = StreamJudge(run, of: first.file)
            lines.begin(file: showsFile ? first.file : nil)
            while let current = place, current.fileNumber == first.fileNumber {
                judgeLines(of: chunk, at: current, with: &judge, into: &lines, &tally)
                place = output.put(lines.take(), at: current.sequence) ? source.next(into: chunk) : nil
            }
            tally.add(judge.warnings, file: first.fileNumber)
            tally.kinds.formUnion(judge.kinds)
        }
        return tally
    }

    private func judgeLines(
        of chunk: LineChunk, at place: ChunkSource.Place, with judge: inout StreamJudge, into lines: inout VerdictLines,
        _ tally: inout StreamTally
    ) {
        if let fault = place.fault {
            tally.unreadable += 1
            return lines.append(line: fault.line, run.sensitive.mask([fault.diagnostic]))
        }
        if chunk.isCut {
            tally.unreadable += 1
            return lines.append(line: chunk.firstLine, judge.refusal(ofCut: chunk))
        }
        if let time = place.time { judge.asOf = time }
        for line in StreamLines(of: chunk) {
            if line.isBlank {
                lines.append(blankLine: line.number)
                continue
            }
            switch judge.judge(line) {
            case .unreadable(let diagnostics):
                tally.unreadable += 1
                lines.append(line: line.number, diagnostics)
            case .judged(let frame, let outcomes):
                if judge.isEarly { tally.samples.keep(line, of: frame, in: (place.fileNumber, place.file)) }
                let masked = masks.map { mask(outcomes, of: frame, with: $0, asOf: judge.asOf, &tally) } ?? [:]
                let faulty = count(outcomes, except: masked, in: &tally)
                let explained = explains && !faulty.isEmpty ? judge.explain(faulty, on: line, frame) : nil
                lines.append(
                    line: line.number, frame, outcomes, masks: masked,
                    findings: explained.map { LineFindings(of: $0.resource, $0.traces) })
            }
        }
    }

    /// Counts what is not masked.
    ///
    /// - Returns: the rules that fail or are unknown, masked or not.
    private func count(
        _ outcomes: UnsafeBufferPointer<RuleOutcome>, except masked: [Int: String], in tally: inout StreamTally
    ) -> [Int] {
        if !outcomes.isEmpty { tally.judged += 1 }
        var faulty: [Int] = []
        for outcome in outcomes where outcome.verdict == .fail || outcome.verdict == .unknown {
            let rule = Int(outcome.ruleIndex)
            if explains { faulty.append(rule) }
            if !masked.isEmpty, masked[rule] != nil { continue }
            if outcome.verdict == .fail { tally.failed += 1 } else { tally.unknown += 1 }
        }
        return faulty
    }

    /// The ids of the masks that lie on a line's results, by the rules' positions.
    private func mask(
        _ outcomes: UnsafeBufferPointer<RuleOutcome>, of frame: ResourceFrame, with masks: StreamMasks,
        asOf: Instant, _ tally: inout StreamTally
    ) -> [Int: String] {
        let fitting = masks.fitting(frame, asOf: asOf)
        if fitting.isEmpty { return [:] }
        var masked: [Int: String] = [:]
        for outcome in outcomes where outcome.verdict != .notApplicable {
            let rule = Int(outcome.ruleIndex)
            let lying = masks.lying(of: fitting, onRule: rule).map(masks.id(of:))
            guard let first = lying.first else { continue }
            masked[rule] = first
            tally.masks.count(outcome.verdict, under: lying)
        }
        return masked
    }
}
