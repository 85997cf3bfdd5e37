package import ResourceDocuments
package import RuleChecker
package import RuleMachine
package import SourceText

/// Checked rules with their parameters' values to the machine's code.
package enum ProgramCompiler {
    /// The library of all rules; a rule's index in it is its index in `rules`. A rule that is too large for the instruction format is
    /// left out, with a diagnostic at its name. The keys that rules ask for are interned in `keys`.
    ///
    /// O(size of the rules), each define counted once for each call.
    package static func compile(
        _ rules: [BoundRule], keys: KeyTable
    ) -> (library: ProgramLibrary, diagnostics: [Diagnostic]) {
        var fragments: [CodeFragment] = []
        var diagnostics: [Diagnostic] = []
        for (index, rule) in rules.enumerated() {
            var generator = CodeGenerator(rule, keys: keys)
            if let fragment = generator.generate(ruleIndex: Int32(truncatingIfNeeded: index)) {
                assert(ProgramVerifier.faults(in: fragment).isEmpty, "\(ProgramVerifier.faults(in: fragment))")
                fragments.append(fragment)
            } else {
                diagnostics.append(.ruleTooLarge(rule.rule.name, in: rule.rule.file))
            }
        }
        let families = FamilyCompiler(rules, fragments, keys: keys).families()
        for family in families {
            assert(ProgramVerifier.faults(in: family).isEmpty, "\(ProgramVerifier.faults(in: family))")
        }
        let library = ProgramLibrary(fragments: fragments, families: families, ruleCount: rules.count, keys: keys)
        return (library, diagnostics)
    }
}
