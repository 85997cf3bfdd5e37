import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

/// What one rule says of one resource, and why: with the rule's own parameters, or as an attachment asks it.
struct ResourceExplanation {
    /// One for each set of values that the attachment's profiles give the rule's parameters; at least one.
    var evaluations: [ExplainedEvaluation]
    var reading: InventoryReading
    var diagnostics: [Diagnostic]

    static func of(
        _ name: String, _ resource: SoughtResource, in paths: [String], _ resources: InventoryOptions,
        dependencies: DependencyOptions, masks: [Mask], asOf: Instant
    ) throws -> ResourceExplanation {
        let keys = KeyTable()
        let library = PackLoader.load(paths, from: DiskFiles(), keys: keys, dependencies: dependencies.folders)
        guard let rule = library[name] else {
            if library.hasErrors { throw CommandFailure(library.diagnostics.filter(\.isError)) }
            throw CommandFailure(.unknownRule(name, among: library.rules))
        }
        let binding = ParameterBinder.bind(rule)
        guard let bound = binding.rule else { throw CommandFailure(binding.diagnostics) }
        let reading = try resources.read(for: [bound], schemas: [library.schemas], keys: keys)
        let row = try resource.row(in: reading, judgedBy: rule)
        let run = RuleRun(rules: [bound], reading: reading, asOf: asOf)
        if !run.diagnostics.isEmpty { throw CommandFailure(run.diagnostics) }
        var evaluations = RuleEvaluations.gather(from: run, parts: [RunPart(rows: [row])])
        _ = ScanMasks.lay(masks, on: &evaluations, reading: reading, asOf: asOf)
        return ResourceExplanation(
            evaluations: evaluations.compactMap { $0.explanation(at: row, controls: []) }, reading: reading,
            diagnostics: library.diagnostics.filter(\.isError) + reading.diagnostics)
    }

    static func of(
        _ name: String, _ resource: SoughtResource, under attachment: AttachmentOptions, _ resources: InventoryOptions,
        dependencies: DependencyOptions, entries: StoredEntries, asOf: Instant, console: Console
    ) throws -> ResourceExplanation {
        let (batch, reading) = try attachment.scan(
            resources, dependencies: dependencies, entries: entries, asOf: asOf, console: console)
        // One attachment is one scan.
        let scan = batch.scans[0]
        let chosen = scan.rules.indices.filter { position in
            let rule = scan.rules[position].evaluations.rule
            return rule.name.text == name || rule.metadata.id == name
        }
        guard let first = chosen.first else {
            let errors = scan.diagnostics.filter(\.isError)
            if !errors.isEmpty { throw CommandFailure(errors) }
            throw CommandFailure(.unknownRule(name, among: scan.rules.map(\.evaluations.rule)))
        }
        let row = try resource.row(in: reading, judgedBy: scan.rules[first].evaluations.rule)
        return ResourceExplanation(
            evaluations: chosen.compactMap { position in
                let controls = scan.controls(ofRule: position).map(\.name)
                return scan.rules[position].evaluations.explanation(at: row, controls: controls)
            }, reading: reading, diagnostics: scan.diagnostics)
    }
}

extension Diagnostic {
    fileprivate static func unknownRule(_ name: String, among rules: [CheckedRule]) -> Self {
        let names = rules.flatMap { [$0.name.text, $0.metadata.id].compactMap(\.self) }
        var diagnostic = unknownRule(name, candidates: names)
        let nearest = Spelling.nearest(to: name, among: names)
        let rule = rules.first { $0.name.text == nearest || $0.metadata.id == nearest }
        diagnostic.primary = rule.map { Label(SourcePlace($0.file, $0.name.span)) }
        return diagnostic
    }
}
