package import ResourceDocuments
package import ResourceReaders
package import RuleChecker
package import RuleCompiler
package import RuleMachine
package import RuleTracer
package import SourceText

/// Bound rules over an inventory at one instant: the machine decides, the tracer explains.
package final class RuleRun: Sendable {
    package let rules: [BoundRule]
    /// What is judged.
    package let rows: ResourceRows
    /// What rules range over.
    package let inventory: Inventory
    package let asOf: Instant
    /// Rules that are too large to compile; they are not evaluated.
    package let diagnostics: [Diagnostic]
    package let library: ProgramLibrary
    private let byKind: ResourcesByKind
    private let words: [RuleWords]
    private let suppressions: RuleSuppressions
    private let keys: KeyTable
    private let sharing: SharingExtent

    /// - Parameters:
    ///   - keys: the table that the inventory's documents were read with.
    ///   - sharing: nil: as much as so many resources are worth.
    package convenience init(
        rules: [BoundRule], inventory: Inventory, asOf: Instant, keys: KeyTable, sharing: SharingExtent? = nil
    ) {
        self.init(
            rules: rules, rows: ResourceRows(inventory, keys: keys), inventory: inventory, asOf: asOf, keys: keys,
            sharing: sharing)
    }

    /// - Parameter reading: holds every kind that a rule ranges over in memory, as `RuleRun.heldKinds` says.
    package convenience init(rules: [BoundRule], reading: InventoryReading, asOf: Instant) {
        self.init(
            rules: rules, rows: reading.rows, inventory: reading.inventory, asOf: asOf, keys: reading.keys)
    }

    private init(
        rules: [BoundRule], rows: ResourceRows, inventory: Inventory, asOf: Instant, keys: KeyTable,
        sharing: SharingExtent? = nil
    ) {
        let sharing = sharing ?? SharingExtent(resources: rows.count)
        self.sharing = sharing
        self.rules = rules
        self.rows = rows
        self.inventory = inventory
        self.asOf = asOf
        self.keys = keys
        byKind = ResourcesByKind(inventory)
        words = rules.map { _ in RuleWords() }
        suppressions = RuleSuppressions(of: rules, in: rows)
        let compiled = ProgramCompiler.compile(rules, keys: keys, sharing: sharing)
        library = compiled.library
        diagnostics = compiled.diagnostics
    }

    /// The kinds that rules range over, sorted, with `*` for any run of characters; and `account` where a rule judges accounts.
    package static func heldKinds(of rules: [BoundRule]) -> [String] {
        var kinds = Set(rules.flatMap { $0.rule.inventoryKinds.map(\.text) })
        if rules.contains(where: { $0.rule.applies(toKind: AccountResources.kind) }) {
            kinds.insert(AccountResources.kind)
        }
        return kinds.sorted()
    }

    /// What one rule says of one resource; a rule whose kind is another is not asked at all.
    package struct Evaluation: Sendable {
        package let rule: Int
        /// The resource's position in `rows`.
        package let row: Int
        package let verdict: Verdict
        /// The rule judges the resource, and the resource's own document asks it not to.
        package let isSuppressed: Bool

        package init(rule: Int, row: Int, verdict: Verdict, isSuppressed: Bool = false) {
            self.rule = rule
            self.row = row
            self.verdict = verdict
            self.isSuppressed = isSuppressed
        }
    }

    /// Every evaluation, resource by resource in inventory order, rules in their order. A resource whose file cannot be
    /// read any more has none; `rows.changedFiles` names that file.
    ///
    /// - Parameters:
    ///   - chosen: positions of the rules to run, in order; nil: all.
    ///   - judged: the rows to judge, in order; nil: all. Rules range over the whole inventory all the same.
    package func evaluate(
        rules chosen: [Int]? = nil, judged: [Int]? = nil, progress: (Int) -> Void = { _ in },
        _ body: (Evaluation) -> Void
    ) {
        let library =
            chosen.map { chosen in
                ProgramCompiler.compile(chosen.map { rules[$0] }, keys: keys, sharing: sharing).library
            } ?? library
        var machine = VirtualMachine(library: library, inventory: IndexedInventory(inventory), asOf: asOf)
        var reader = RowReader(rows)
        for (count, row) in (judged ?? Array(rows.indices)).enumerated() {
            let program = library.program(forKind: rows.kind(of: row))
            if program.ruleCount > 0, let frame = reader.frame(of: row) {
                machine.run(program, on: frame)
                for outcome in machine.outcomes {
                    let index = Int(outcome.ruleIndex)
                    body(evaluation(ofRule: chosen?[index] ?? index, row: row, outcome.verdict))
                }
            }
            progress(count + 1)
        }
    }

    /// Rules without those that are too large to compile.
    package var compiledRules: Set<Int> { Set(library.fragments.map { Int($0.ruleIndex) }) }

    /// A verdict, with what the resource's own document says against the rule.
    package func evaluation(ofRule rule: Int, row: Int, _ verdict: Verdict) -> Evaluation {
        let isSuppressed = !suppressions.isEmpty && verdict != .notApplicable && suppressions[rule, row] != nil
        return Evaluation(rule: rule, row: row, verdict: verdict, isSuppressed: isSuppressed)
    }

    /// What the resource's own document says against the rule; nil where it says nothing.
    package func suppression(of evaluation: Evaluation) -> Suppression? {
        evaluation.isSuppressed ? suppressions[evaluation.rule, evaluation.row] : nil
    }

    /// Why: the same rule on the same resource again, with everything written down. nil where the resource's file cannot be read
    /// any more.
    ///
    /// - Parameter bound: the same rule with the same values, which somebody else may have set; nil: as it was run.
    package func explain(
        _ evaluation: Evaluation, as bound: BoundRule? = nil, _ details: TraceDetails = .all
    ) -> (resource: Resource, trace: RuleTrace)? {
        guard let resource = rows.resource(at: evaluation.row) else { return nil }
        let tracer = Tracer(
            rule: bound ?? rules[evaluation.rule], words: bound == nil ? words[evaluation.rule] : RuleWords(),
            resource: resource, inventory: byKind, asOf: asOf)
        return (resource, tracer.trace(details, decided: DecidedVerdict(evaluation.verdict)))
    }

    /// The same with the reasons of what holds, for any row: also one of a kind that the rule does not judge.
    ///
    /// - Parameter verdict: what the run says of it; nil where it was not judged.
    package func explanation(
        ofRule rule: Int, row: Int, as bound: BoundRule? = nil, decided verdict: Verdict? = nil
    ) -> (resource: Resource, explanation: RuleExplanation)? {
        guard let resource = rows.resource(at: row) else { return nil }
        let tracer = Tracer(rule: bound ?? rules[rule], resource: resource, inventory: byKind, asOf: asOf)
        return (resource, tracer.explain(decided: verdict.map { DecidedVerdict($0) }))
    }

    /// Every rule's instructions beside its lines.
    package var disassembly: String {
        library.fragments.map { Disassembler($0, keys: library.keys).disassembly() }.joined(separator: "\n")
    }

    /// What runs on resources of a kind: rules that differ in constants only as one, then what the other rules share, then each of them.
    package func disassembly(ofKind kind: String) -> String {
        let contents = library.contents(ofKind: kind)
        let families = contents.families.map { family, rules in
            Disassembler(family, names: rules.map(\.name), keys: library.keys).disassembly()
        }
        let shared = SharedTests(families: contents.families, alone: contents.alone, keys: library.keys).text
        let alone = contents.alone.map { Disassembler($0, keys: library.keys).disassembly() }
        return (families + (shared.isEmpty ? [] : [shared]) + alone).joined(separator: "\n")
    }
}
