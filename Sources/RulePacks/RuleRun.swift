package import ResourceDocuments
package import RuleChecker
import RuleCompiler
package import RuleMachine
package import RuleTracer
package import SourceText

/// Bound rules over an inventory at one instant: the machine decides, the tracer explains.
package final class RuleRun {
    package let rules: [BoundRule]
    package let inventory: Inventory
    package let asOf: Instant
    /// Rules that are too large to compile; they are not evaluated.
    package let diagnostics: [Diagnostic]
    package let library: ProgramLibrary
    private let byKind: ResourcesByKind

    /// `keys` is the table that the inventory's documents were read with.
    package init(rules: [BoundRule], inventory: Inventory, asOf: Instant, keys: KeyTable) {
        self.rules = rules
        self.inventory = inventory
        self.asOf = asOf
        byKind = ResourcesByKind(inventory)
        let compiled = ProgramCompiler.compile(rules, keys: keys)
        library = compiled.library
        diagnostics = compiled.diagnostics
    }

    /// What one rule says of one resource; a rule whose kind is another is not asked at all.
    package struct Evaluation: Sendable {
        package var rule: Int
        package var resource: Int
        package var verdict: Verdict
        package var causes: UnknownCauses
    }

    /// Every evaluation, resource by resource in inventory order, rules in their order.
    ///
    /// - Parameter judged: positions in the inventory of the resources to judge, in order; nil: all. Rules range over
    ///   the whole inventory all the same.
    package func evaluate(judged: [Int]? = nil, progress: (Int) -> Void = { _ in }) -> [Evaluation] {
        var machine = VirtualMachine(library: library, inventory: IndexedInventory(inventory), asOf: asOf)
        var evaluations: [Evaluation] = []
        for (count, index) in (judged ?? Array(inventory.resources.indices)).enumerated() {
            let resource = inventory.resources[index]
            machine.run(library.program(forKind: resource.kind), on: resource.frame)
            for outcome in machine.outcomes {
                evaluations.append(
                    Evaluation(
                        rule: Int(outcome.ruleIndex), resource: index, verdict: outcome.verdict,
                        causes: outcome.causes))
            }
            progress(count + 1)
        }
        return evaluations
    }

    /// Why: the same rule on the same resource again, with everything written down.
    package func trace(_ evaluation: Evaluation) -> RuleTrace {
        Tracer(
            rule: rules[evaluation.rule], resource: inventory.resources[evaluation.resource], inventory: byKind,
            asOf: asOf
        ).trace()
    }

    /// Every rule's instructions beside its lines.
    package var disassembly: String {
        library.fragments.map { Disassembler($0, keys: library.keys).disassembly() }.joined(separator: "\n")
    }
}
