package import ResourceDocuments
package import RuleChecker
package import RulePacks
import RuleSyntax
package import RuleTesting
import SourceText

/// Which mutants of one rule its cases notice.
package struct MutationScore: Sendable {
    package let rule: CheckedRule
    package private(set) var killed = 0
    package private(set) var survivors: [Survivor] = []
    /// Those that a case file lets live and that do not: a case notices them, or there is no such mutant.
    package private(set) var idleReasons: [AllowedSurvivor] = []

    package struct Survivor: Sendable {
        package let mutant: Mutant
        /// Why it may live; nil where nobody says.
        package let reason: String?
        /// A resource that would tell it from the rule: a case to write. nil where none was found.
        package let witness: Sample?
    }

    /// Whether a case asks about the rule; else nothing was tried.
    package let isTested: Bool
    /// What `as_of` is of the resources that tell survivors apart; nil where the rule does not read it.
    package private(set) var asOf: Instant?

    package var count: Int { killed + survivors.count }
    package var isGood: Bool {
        isTested && survivors.allSatisfy { $0.reason != nil } && idleReasons.isEmpty
    }

    /// Resources that are tried to tell a survivor from its rule: so many that are drawn, then those beside the telling ones of them, then
    /// those beside the ones that a single clause keeps from passing.
    private static let samples = 300
    private static let samplesBeside = 1_500

    /// - Parameters:
    ///   - cases: those that ask about the rule, all of which pass.
    ///   - keys: the table that the cases were read with.
    package init(
        of rule: CheckedRule, in library: RuleLibrary, cases: [CaseFile], keys: KeyTable
    ) {
        let own = cases.map { $0.about(rule) }.filter { !$0.cases.isEmpty }
        self.rule = rule
        isTested = !own.isEmpty
        guard isTested else { return }
        let known = Sample.ofCases(own, for: rule)
        let asOf = Instant.ofCases(own, for: rule)
        self.asOf = rule.readsClock ? asOf : nil
        let reasons = own.flatMap(\.survivors).filter { $0.rule == rule.name.text }
        idleReasons = reasons
        for mutant in Mutant.all(of: rule) {
            let changed = RuleLibrary(
                rules: [mutant.rule], schemas: library.schemas, diagnostics: [], files: library.files)
            if own.contains(where: { $0.notices(changed, keys: keys) }) {
                killed += 1
            } else {
                let allowed = reasons.first { $0.mutant == mutant.description }
                idleReasons.removeAll { $0.mutant == mutant.description }
                survivors.append(
                    Survivor(
                        mutant: mutant, reason: allowed?.reason,
                        witness: allowed == nil ? Self.witness(rule, mutant, from: known, asOf) : nil))
            }
        }
    }

    private static func witness(
        _ rule: CheckedRule, _ mutant: Mutant, from known: [Sample], _ asOf: Instant
    ) -> Sample? {
        let bound = [rule, mutant.rule].compactMap {
            ParameterBinder.bind($0, settings: SampleParameters.settings(for: $0)).rule
        }
        guard bound.count == 2 else { return nil }
        var search = SampleSearch(bound, from: known, seed: 1, asOf: asOf)
        func differs(_ answer: SampleSearch.Answer) -> Bool { answer.verdicts[0] != answer.verdicts[1] }
        var found = search.first(within: samples, where: differs)
        if found == nil {
            search.lookBeside()
            found = search.first(within: samplesBeside, where: differs)
        }
        if found == nil {
            search.lookBesideNearMisses { $0.file === mutant.place.file && $0.span.contains(mutant.place.span) }
            found = search.first(within: samplesBeside, where: differs)
        }
        guard let answer = found else { return nil }
        return SampleReduction.reduced(answer.sample, limit: 200) {
            search.judge($0)?.verdicts == answer.verdicts
        }
    }
}

extension CaseFile {
    /// The cases that ask about a rule, and of them only what they ask about it.
    fileprivate func about(_ rule: CheckedRule) -> CaseFile {
        var file = self
        file.cases = cases.compactMap { testCase in
            var own = testCase
            own.expectations = testCase.expectations.filter {
                $0.rule == rule.name.text || $0.rule == rule.metadata.id
            }
            own.parameters = testCase.parameters.filter { $0.key == rule.name.text || $0.key == rule.metadata.id }
            return own.expectations.isEmpty ? nil : own
        }
        return file
    }

    /// Whether a case fails, or cannot be asked any more; the first that does is enough.
    fileprivate func notices(_ library: RuleLibrary, keys: KeyTable) -> Bool {
        var runner = CaseRunner(library: library, keys: keys)
        return cases.contains { testCase in
            var one = self
            one.cases = [testCase]
            let run = runner.run(one)
            return run.diagnostics.contains(where: \.isError) || run.result.results.contains { !$0.passed }
        }
    }
}
