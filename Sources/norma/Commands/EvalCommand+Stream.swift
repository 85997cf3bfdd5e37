import ArgumentParser
import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import SourceText

extension EvalCommand {
    /// What does not go with `--stream`.
    func validateStream() throws {
        let readers: [(name: String, isGiven: Bool)] = [
            ("--reader", resources.reader != nil), ("--mapping", resources.mapping != nil),
            ("--kind", resources.kind != nil),
        ]
        for reader in readers where reader.isGiven {
            throw ValidationError("\(reader.name) does not go with --stream: each line is a resource in an envelope")
        }
        let reports: [(name: String, isGiven: Bool)] = [
            ("--output", output.file != nil), ("--report", !output.reports.isEmpty),
            ("--format", !output.otherFormats.isEmpty), ("--status", !reported.status.isEmpty),
        ]
        for report in reports where report.isGiven {
            throw ValidationError(
                "\(report.name) does not go with --stream, which writes a line of JSON for each line that comes; leave out --stream for a report"
            )
        }
    }

    /// Writes a line of verdicts for each line that comes. Rules that cannot be judged so, and rules at fault, are refused before the
    /// first is read.
    func evaluateStream(_ console: Console) throws {
        let masks = try masks.read()
        let keys = KeyTable()
        let library = PackLoader.load(
            rules, from: FilesAhead(), keys: keys, dependencies: dependencies.folders, by: SideTask.work)
        let run = try streamedRun(library, keys: keys, asOf: try clock.instant())
        var problems: [Diagnostic] = []
        let files = InputPaths.files(
            at: resources.inventory, ending: InventoryFormat.lineEndings + InventoryFormat.packedLineEndings,
            in: DiskFiles(), &problems)
        problems += unstreamable(besides: files)
        if !problems.isEmpty { throw CommandFailure(problems) }
        let (tally, unread, output) = StreamEvaluation(
            run: run, files: files,
            masks: masks.flatMap { StreamMasks($0.masks, rules: run.rules) },
            // A worker runs for as long as its engine does: what it reads is judged when it comes. Files are judged as of one instant.
            clock: files.isEmpty ? try clock.reading() : nil,
            explains: streaming.explain, jobs: streaming.workerCount
        ).evaluate()
        let isJudged = tally.judged > 0
        if case .unwritable(let code) = output { throw CommandFailure(.unwritableOutput(code)) }
        if case .open = output {
            let isNothing = !isJudged && tally.unreadable == 0 && unread.isEmpty
            console.show(
                run.sensitive.mask(
                    tally.firstWarnings + unread + misspelt(in: tally, of: library, readBy: run, keys: keys))
                    + (masks?.diagnostics(of: tally.masks, at: run.asOf) ?? [])
                    + (isNothing ? [nothingEvaluated(by: run, tally)] : []))
        }
        if tally.unreadable > 0 || !unread.isEmpty || !isJudged { throw ExitCode(2) }
        if tally.failed + tally.unknown > 0 { throw ExitCode(1) }
    }

    /// What folders hold beside `files` that the command reads without '--stream', and packed files that may hold resources: to leave them out
    /// would be to say nothing of those.
    private func unstreamable(besides files: [String]) -> [Diagnostic] {
        let disk = DiskFiles()
        let read = Set(files)
        let endings = InventoryFormat.fileEndings + InventoryFormat.packedEndings
        return resources.inventory.filter(disk.isFolder).compactMap { folder in
            let left = disk.files(below: folder).files.filter { name in
                !read.contains(name) && endings.contains(where: name.hasSuffix)
            }
            let hasPacked = left.contains { InventoryFormat.packedEndings.contains(where: $0.hasSuffix) }
            return left.first.map {
                .unstreamableFiles(in: folder, first: $0, count: left.count, hasPacked: hasPacked)
            }
        }
    }

    private func streamedRun(_ library: RuleLibrary, keys: KeyTable, asOf: Instant) throws -> StreamedRun {
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

    private func nothingEvaluated(by run: StreamedRun, _ tally: StreamTally) -> Diagnostic {
        if tally.kinds.isEmpty { return .nothingStreamed(isStandardInput: resources.inventory.isEmpty) }
        return .nothingEvaluated(
            rules: run.rules.flatMap { $0.rule.kinds.map(\.text) }, resources: tally.kinds.sorted())
    }

    /// Properties and kinds that were surely meant otherwise, as far as the first lines of each kind show.
    private func misspelt(
        in tally: StreamTally, of library: RuleLibrary, readBy run: StreamedRun, keys: KeyTable
    ) -> [Diagnostic] {
        var properties = MisspeltProperties(library.schemas, readBy: run.rules.map(\.rule))
        properties.look(through: tally.samples, keys: keys, limits: run.limits)
        // Where nothing was judged, that is what is told.
        let kinds = tally.judged > 0 ? tally.samples.kinds : []
        let judged = run.rules.flatMap { $0.rule.kinds }
        return properties.warnings(limit: InventoryReading.shownMisspeltProperties)
            + MisspeltKinds.diagnostics(of: kinds, judged: judged, schemas: library.schemas) { kind in
                tally.samples.resources(ofKind: kind, limit: 1, keys: keys, limits: run.limits).first
            }
    }
}
