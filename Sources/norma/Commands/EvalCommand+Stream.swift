import ArgumentParser
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import SourceText

extension EvalCommand {
    /// What does not go with `--stream`.
    func validateStream() throws {
        let others: [(name: String, isGiven: Bool)] = [
            ("--reader", resources.reader != nil), ("--mapping", resources.mapping != nil),
            ("--kind", resources.kind != nil), ("--masks", masks.masks != nil),
        ]
        for other in others where other.isGiven {
            throw ValidationError("\(other.name) does not go with --stream: each line is a resource in an envelope")
        }
    }

    /// Writes a line of verdicts for each line that comes. Rules that cannot be judged so, and rules at fault, are refused before the
    /// first is read.
    func evaluateStream(_ console: Console) throws {
        let run = try streamedRun(asOf: try clock.instant())
        var problems: [Diagnostic] = []
        let files = InputPaths.files(
            at: resources.inventory, ending: InventoryFormat.lineEndings + InventoryFormat.packedLineEndings,
            in: DiskFiles(), &problems)
        if !problems.isEmpty { throw CommandFailure(problems) }
        let (tally, unread, isRead) = StreamEvaluation(
            run: run, files: files, explains: streaming.explain, jobs: streaming.workerCount
        ).evaluate()
        var diagnostics = tally.firstWarnings + unread
        let isJudged = tally.judged > 0
        if !isJudged, tally.unreadable == 0, unread.isEmpty {
            diagnostics.append(
                .nothingEvaluated(
                    rules: run.rules.flatMap { $0.rule.kinds.map(\.text) }, resources: tally.kinds.sorted()))
        }
        if isRead { console.show(diagnostics) }
        if tally.unreadable > 0 || !unread.isEmpty || !isJudged { throw ExitCode(2) }
        if tally.failed + tally.unknown > 0 { throw ExitCode(1) }
    }

    private func streamedRun(asOf: Instant) throws -> StreamedRun {
        let keys = KeyTable()
        let library = PackLoader.load(rules, from: DiskFiles(), keys: keys, dependencies: dependencies.folders)
        let (bound, faults) = library.boundToDefaults()
        var diagnostics = library.diagnostics.filter(\.isError) + faults
        for rule in library.rules {
            let seen = StreamedRun.kindsSeen(by: rule)
            if !seen.isEmpty { diagnostics.append(.notStreamable(rule, seen: seen)) }
        }
        let run = StreamedRun(
            rules: bound, asOf: asOf, keys: keys, sensitive: library.schemas.sensitiveProperties,
            limits: DocumentLimits(maximumBytes: resources.maximumBytes))
        diagnostics += run.diagnostics
        if !diagnostics.isEmpty { throw CommandFailure(diagnostics) }
        return run
    }
}
