import ResourceDocuments
import RuleChecker
package import RulePacks
import RuleSyntax
package import RuleTesting
import RuleTracer
import SourceText

/// Says what is wrong with rules that the checker takes. Each finding is proved of the rule's text, and shown by a resource on which the rule was
/// evaluated; what no resource was found for is not said.
package struct RuleLinter {
    private let library: RuleLibrary
    /// Where the rules stand, and the packs that theirs depends on.
    private let tree: any FileTree
    private let dependencies: [String: String]
    /// The cases of the rules; nil where nobody asks whether there are enough.
    private let cases: [CaseFile]?

    /// Samples that are judged for one finding.
    private static let samplesForAFinding = 2_000
    /// Samples of which a rule has to say the same with and without what a fix leaves out.
    private static let samplesForAFix = 500

    package init(
        _ library: RuleLibrary, in tree: any FileTree, dependencies: [String: String] = [:], cases: [CaseFile]?
    ) {
        self.library = library
        self.tree = tree
        self.dependencies = dependencies
        self.cases = cases
    }

    /// Every finding that no comment allows, and what is wrong with those comments, in the order of the files and of the text.
    package func findings() -> [LintFinding] { result().findings }

    package func result() -> LintResult {
        var findings: [LintFinding] = []
        var undecided: [LintResult.Undecided] = []
        var definesSeen: Set<SourcePlace> = []
        for rule in library.rules { findings += self.findings(in: rule, &definesSeen, &undecided) }
        var kept: [LintFinding] = []
        for file in files {
            var allows = AllowComments(in: file)
            let own = findings.filter { $0.diagnostic.primary?.place.file === file }
            kept += own.filter { !allows.allow($0.diagnostic) }
            kept += (allows.diagnostics + allows.idle).map { LintFinding(diagnostic: $0, rule: "") }
        }
        kept = kept.enumerated().sorted { left, right in
            (left.element.sortKey, left.offset) < (right.element.sortKey, right.offset)
        }.map(\.element)
        return LintResult(findings: kept, undecided: undecided)
    }

    /// Each file once, in the library's order.
    private var files: [SourceFile] {
        var seen: Set<ObjectIdentifier> = []
        return library.rules.map(\.file).filter { seen.insert(ObjectIdentifier($0)).inserted }
    }

    private func findings(
        in rule: CheckedRule, _ definesSeen: inout Set<SourcePlace>, _ undecided: inout [LintResult.Undecided]
    ) -> [LintFinding] {
        guard let bound = ParameterBinder.bind(rule, settings: SampleParameters.settings(for: rule)).rule else {
            return []
        }
        var suspicions = ConditionExaminer.suspicions(of: rule)
        for define in RuleContents(of: rule).defines where define.place.file === rule.file {
            if definesSeen.insert(define.place).inserted { suspicions += ConditionExaminer.suspicions(of: define) }
        }
        let known = samples(for: rule)
        var findings = suspicions.compactMap { finding($0, of: bound, from: known) }
        var examiner = PatternExaminer(bound, known: known, asOf: asOf(rule))
        findings += examiner.findings()
        undecided += examiner.undecided
        if cases != nil, !hasFailingCase(rule), let finding = neverSeenToFail(bound, from: known) {
            findings.append(finding)
        }
        return findings
    }

    private func finding(_ suspicion: Suspicion, of bound: BoundRule, from known: [Sample]) -> LintFinding? {
        var search = SampleSearch([bound], from: known, seed: 1, asOf: asOf(bound.rule))
        guard
            let answer = search.first(
                within: Self.samplesForAFinding, where: { suspicion.isShown(by: $0) })
        else {
            guard let (events, caption) = suspicion.weaker else { return nil }
            var weaker = suspicion
            weaker.events = events
            weaker.caption = caption
            weaker.weaker = nil
            return finding(weaker, of: bound, from: known)
        }
        let sample = SampleReduction.reduced(answer.sample) { smaller in
            search.judge(smaller).map { suspicion.isShown(by: $0) } ?? false
        }
        guard let verdict = search.judges[0].verdict(sample) else { return nil }
        var finding = LintFinding(
            diagnostic: suspicion.diagnostic, rule: bound.rule.name.text,
            witness: LintFinding.Witness(
                of: bound.rule, sample, verdict, suspicion.caption, asOf: asOf(bound.rule)))
        if let removal = suspicion.removal, let place = suspicion.diagnostic.primary?.place {
            let edit = SafeRemoval(of: removal, from: place.file).edit
            finding.fix = changesNothing(edit, in: bound, known: known) ? edit : nil
        }
        return finding
    }

    /// Whether the rule can still be read without the text, and says the same of every sample: what was proved is tried too.
    private func changesNothing(_ edit: SourceEdit, in bound: BoundRule, known: [Sample]) -> Bool {
        let changed = ChangedFile(tree: tree, file: SourceEdit.applying([edit], to: edit.file))
        let read = PackLoader.load([edit.file.name], from: changed, keys: KeyTable(), dependencies: dependencies)
        guard !read.hasErrors, let rule = read[bound.rule.name.text] else { return false }
        let rules = [bound, BoundRule(rule: rule, parameters: bound.parameters)]
        var search = SampleSearch(rules, from: known, seed: 1, asOf: asOf(bound.rule))
        return search.first(within: Self.samplesForAFix, where: { $0.verdicts[0] != $0.verdicts[1] }) == nil
    }

    // MARK: Cases

    private func hasFailingCase(_ rule: CheckedRule) -> Bool {
        (cases ?? []).flatMap(\.cases).flatMap(\.expectations).contains {
            $0.verdict == .fail && ($0.rule == rule.name.text || $0.rule == rule.metadata.id)
        }
    }

    private func neverSeenToFail(_ bound: BoundRule, from known: [Sample]) -> LintFinding? {
        var search = SampleSearch([bound], from: known, seed: 1, asOf: asOf(bound.rule))
        guard let answer = search.first(within: Self.samplesForAFinding, where: { $0.verdicts == [.fail] }) else {
            return nil
        }
        let judge = search.judges[0]
        let sample = SampleReduction.reduced(answer.sample) { judge.verdict($0) == .fail }
        return LintFinding(
            diagnostic: .neverSeenToFail(
                bound.rule.name.text, at: SourcePlace(bound.rule.file, bound.rule.name.span)),
            rule: bound.rule.name.text,
            witness: LintFinding.Witness(
                of: bound.rule, sample, .fail, "the rule fails", asOf: asOf(bound.rule)))
    }

    /// The resources of the rule's cases.
    private func samples(for rule: CheckedRule) -> [Sample] { Sample.ofCases(cases ?? [], for: rule) }

    private func asOf(_ rule: CheckedRule) -> Instant { .ofCases(cases ?? [], for: rule) }
}

extension LintFinding {
    fileprivate var sortKey: String {
        guard let place = diagnostic.primary?.place else { return "" }
        let start = String(place.span.start)
        return "\(place.file.name)\u{0}\(String(repeating: "0", count: max(0, 10 - start.count)))\(start)"
    }
}
