package import ResourceDocuments
package import RuleChecker
package import RuleMachine
package import SourceText

/// Checked rules with their parameters' values to the machine's code.
package struct ProgramCompiler {
    private let rules: [BoundRule]
    private let keys: KeyTable
    private let numbering = ValueNumbering()
    /// Of each rule that fits, by itself; what of it could be shared.
    private var fragments: [CodeFragment] = []
    private var candidates: [SharingCandidates] = []
    private var diagnostics: [Diagnostic] = []

    /// The library of all rules; a rule's index in it is its index in `rules`. A rule that is too large for the instruction format is
    /// left out, with a diagnostic at its name. The keys that rules ask for are interned in `keys`.
    ///
    /// - Parameter sharing: what rules that differ in more than constants have in common.
    ///
    /// O(size of the rules), each define counted once for each call.
    package static func compile(
        _ rules: [BoundRule], keys: KeyTable, sharing: SharingExtent = .all
    ) -> (library: ProgramLibrary, diagnostics: [Diagnostic]) {
        var compiler = ProgramCompiler(rules, keys: keys)
        return (compiler.library(sharing), compiler.diagnostics)
    }

    /// What `compile` would say of the rules, without a library.
    package static func diagnostics(of rules: [BoundRule], keys: KeyTable) -> [Diagnostic] {
        ProgramCompiler(rules, keys: keys).diagnostics
    }

    private init(_ rules: [BoundRule], keys: KeyTable) {
        self.rules = rules
        self.keys = keys
        for (index, rule) in rules.enumerated() {
            var generator = CodeGenerator(rule, keys: keys, numbering: numbering)
            if let fragment = generator.generate(ruleIndex: Int32(truncatingIfNeeded: index)) {
                assert(ProgramVerifier.faults(in: fragment).isEmpty, "\(ProgramVerifier.faults(in: fragment))")
                fragments.append(fragment)
                candidates.append(generator.candidates)
            } else {
                diagnostics.append(.ruleTooLarge(rule.rule.name, in: rule.rule.file))
            }
        }
    }

    private mutating func library(_ extent: SharingExtent) -> ProgramLibrary {
        let compiler = FamilyCompiler(rules, fragments, keys: keys, numbering: numbering)
        let found = compiler.families()
        let sharing = extent == .none ? nil : plan(extent, found)
        let families = sharing.map { share($0, found, compiler) } ?? found.map(\.family)
        readLiterals(sharing, besides: families)
        for family in families {
            assert(ProgramVerifier.faults(in: family).isEmpty, "\(ProgramVerifier.faults(in: family))")
        }
        return ProgramLibrary(fragments: fragments, families: families, ruleCount: rules.count, keys: keys)
    }

    private func plan(_ extent: SharingExtent, _ found: [FamilyCompiler.Found]) -> SharingPlan {
        SharingPlan(
            zip(fragments, candidates).map { (rules[Int($0.ruleIndex)].rule.kinds, $1) },
            families: found.map { ($0.family.members, $0.candidates) }, numbering: numbering, extent: extent)
    }

    /// Makes the code again of rules that always run by themselves, and ask patterns that are texts.
    private mutating func readLiterals(_ sharing: SharingPlan?, besides families: [RuleFamily]) {
        let together = Set(families.flatMap(\.members))
        for index in fragments.indices where !together.contains(index) && fragments[index].asksLiterals {
            let rule = rules[Int(fragments[index].ruleIndex)]
            var generator = CodeGenerator(
                rule, keys: keys, numbering: numbering, sharing: sharing, readsLiterals: true)
            guard let fragment = generator.generate(ruleIndex: fragments[index].ruleIndex) else { continue }
            assert(ProgramVerifier.faults(in: fragment).isEmpty, "\(ProgramVerifier.faults(in: fragment))")
            fragments[index] = fragment
        }
    }

    /// Makes the code again that reads or asks what other code does, of rules and of families.
    private mutating func share(
        _ sharing: SharingPlan, _ found: [FamilyCompiler.Found], _ compiler: FamilyCompiler
    ) -> [RuleFamily] {
        let together = Set(found.map(\.family).filter { hasOneKind($0) }.flatMap(\.members))
        for index in fragments.indices where !together.contains(index) && sharing.concerns(candidates[index]) {
            share(sharing, in: index)
        }
        return found.map { family, candidates in
            sharing.concerns(candidates) ? compiler.family(family, sharing: sharing) : family
        }
    }

    /// Whether its rules apply to the same kinds, so that none of them runs by itself.
    private func hasOneKind(_ family: RuleFamily) -> Bool {
        Set(family.members.map { rules[Int(fragments[$0].ruleIndex)].rule.kinds }).count == 1
    }

    private mutating func share(_ sharing: SharingPlan, in index: Int) {
        let plain = fragments[index]
        var generator = CodeGenerator(rules[Int(plain.ruleIndex)], keys: keys, numbering: numbering, sharing: sharing)
        guard let fragment = generator.generate(ruleIndex: plain.ruleIndex) else { return }
        assert(ProgramVerifier.faults(in: fragment).isEmpty, "\(ProgramVerifier.faults(in: fragment))")
        // A family's tables hold the constants of each of its rules by their places.
        assert(fragment.constants == plain.constants)
        if fragment.constants == plain.constants { fragments[index] = fragment }
    }
}

extension CodeFragment {
    /// Whether a pattern is among its constants that a comparison of bytes answers.
    fileprivate var asksLiterals: Bool {
        constants.contains {
            if case .value(.pattern(let pattern)) = $0 { pattern.literal?.question != nil } else { false }
        }
    }
}
