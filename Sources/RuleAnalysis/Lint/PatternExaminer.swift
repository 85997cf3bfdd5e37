import ResourceDocuments
import RuleChecker
import RuleSyntax
import RuleTracer
import SourceText

/// Looks at the regular expressions that a rule writes: whether one that lets resources pass holds what it names at both ends, and whether a
/// short text can keep one busy.
struct PatternExaminer {
    private let bound: BoundRule
    private let known: [Sample]
    private let asOf: Instant
    /// The rule's requirements, each alone: where much is asked at once a search finds no resource that passes.
    private let requirements: [(rule: BoundRule, places: Set<SourcePlace>)]
    /// Patterns that something may be wrong with, and of which no resource was found that shows it.
    private(set) var undecided: [LintResult.Undecided] = []

    static let maximumSamples = 800
    /// For a resource that passes everything that the rule asks beside a pattern.
    private static let samplesForTheWhole = 200

    init(_ bound: BoundRule, known: [Sample], asOf: Instant) {
        self.bound = bound
        self.known = known
        self.asOf = asOf
        requirements = bound.rule.requirements.map { rule in
            let contents = RuleContents(of: rule)
            let places = contents.patterns.map(\.place) + contents.parts.map(\.place)
            return (BoundRule(rule: rule, parameters: bound.parameters), Set(places))
        }
    }

    mutating func findings() -> [LintFinding] {
        let contents = RuleContents(of: bound.rule)
        var findings: [LintFinding] = []
        for (pattern, place) in contents.patterns where place.file === bound.rule.file {
            findings += [tooWide(pattern, at: place), blowingUp(pattern, at: place)].compactMap(\.self)
        }
        var seen: Set<TextPart> = []
        for part in contents.parts where part.place.file === bound.rule.file && seen.insert(part).inserted {
            guard let pattern = part.pattern, let found = unheld(pattern, writtenAs: part) else { continue }
            findings.append(found)
        }
        return findings
    }

    // MARK: Anchors

    private mutating func tooWide(_ pattern: Pattern, at place: SourcePlace) -> LintFinding? {
        looseDot(pattern, at: place) ?? unheld(pattern, at: place) ?? strayEdge(pattern, at: place)
    }

    /// A text that lets a resource pass and should not, and a resource that has it.
    private struct Admission {
        let text: String
        let witness: Sample
        /// What passes: the rule, or one of its requirements.
        let rule: BoundRule
    }

    /// A name that the pattern does not hold at both ends, where its match is what lets a resource pass.
    private mutating func unheld(_ pattern: Pattern, at place: SourcePlace) -> LintFinding? {
        guard let (found, name, tree) = admission(besideNamesOf: pattern, at: place) else { return nil }
        let lookalikes = Lookalikes(of: name, in: tree)
        let cure = PatternCure(pattern).holding(name) { lookalikes.beside($0) + [found.text] }
        return finding(.unanchored(cure: cure, at: place), found)
    }

    private mutating func unheld(_ pattern: Pattern, writtenAs part: TextPart) -> LintFinding? {
        admission(besideNamesOf: pattern, at: part.place).map { finding(.unheld(part, $0.1.kind), $0.0) }
    }

    private mutating func admission(
        besideNamesOf pattern: Pattern, at place: SourcePlace
    ) -> (Admission, SpelledName, PatternTree)? {
        guard let tree = PatternTree(pattern) else { return nil }
        for name in SpelledName.all(in: tree) {
            let lookalikes = Lookalikes(of: name, in: tree)
            if let found = admission(pattern, at: place, lookalikes.beside) { return (found, name, tree) }
        }
        return nil
    }

    /// A dot of a host that any character may take the place of.
    private mutating func looseDot(_ pattern: Pattern, at place: SourcePlace) -> LintFinding? {
        guard let tree = PatternTree(pattern) else { return nil }
        let names = SpelledName.all(in: tree).filter { !$0.looseDots.isEmpty }
        guard let name = names.first,
            let mended = PatternCure(pattern).escaping(names.flatMap(\.looseDots).unique)
        else { return nil }
        func others(_ text: String) -> [String] {
            let dots = text.indices.filter { text[$0] == "." }
            return ([text] + dots.map { text.replacingCharacter(at: $0, with: "x") })
                .filter { mended.matches($0) == .notFound }
        }
        return admission(pattern, at: place, others).map { found in
            let lookalikes = Lookalikes(of: name, in: tree)
            let cure = PatternCure(mended).holding(name) { lookalikes.beside($0) + others($0) + [found.text] }
            return finding(.looseDot(cure, at: place), found)
        }
    }

    /// `^` and `$` of single alternatives, that were meant for all.
    private mutating func strayEdge(_ pattern: Pattern, at place: SourcePlace) -> LintFinding? {
        guard let tree = PatternTree(pattern), tree.hasStrayEdge else { return nil }
        func others(_ text: String) -> [String] { ["\(text)-evil", "evil-\(text)"] }
        return admission(pattern, at: place, others).map { found in
            finding(.strayEdge(cure: PatternCure(pattern).grouped(others), at: place), found)
        }
    }

    /// - Parameter others: of a text that lets a resource pass, others that should not.
    private mutating func admission(
        _ pattern: Pattern, at place: SourcePlace, _ others: (String) -> [String]
    ) -> Admission? {
        let plain = PatternTexts.matching(pattern, limit: 6)
        let isSuspicious = plain.flatMap(others).contains { pattern.matches($0) == .found }
        var decides = false
        for requirement in requirements where requirement.places.contains(place) {
            var search = SampleSearch([requirement.rule], from: known, seed: 1, asOf: asOf)
            let judge = search.judges[0]
            func look() -> Admission? {
                var found: Admission?
                _ = search.first(within: Self.maximumSamples) { answer in
                    let verdict = answer.traces[0].verdict
                    guard verdict.letsPass || !decides else { return false }
                    for text in answer.sample.texts where pattern.matches(text) == .found {
                        guard let without = judge.verdict(answer.sample.replacing(text, with: "x")) else { continue }
                        // Of what the pattern is not asked of, such as the document around it, the rule does not know what to say.
                        if [verdict, without].contains(.fail), verdict.letsPass || without.letsPass { decides = true }
                        // The match is what decides: without it the rule does not pass.
                        guard verdict.letsPass, without == .fail else { continue }
                        for other in (plain + [text]).flatMap(others) where pattern.matches(other) == .found {
                            let changed = answer.sample.replacing(text, with: other)
                            guard judge.verdict(changed) == verdict else { continue }
                            found = Admission(text: other, witness: changed, rule: requirement.rule)
                            return true
                        }
                    }
                    return false
                }
                return found
            }
            var found = look()
            if found == nil, !decides, isSuspicious {
                search.lookBeside()
                found = look()
            }
            if let found { return passingEverything(found) ?? found }
        }
        if isSuspicious, !decides { leaveUndecided(.letsTooMuchPass, at: place) }
        return nil
    }

    /// The same text in a resource that the whole rule passes; nil where none was found.
    private func passingEverything(_ found: Admission) -> Admission? {
        var search = SampleSearch([bound], from: [found.witness] + known, seed: 1, asOf: asOf)
        let asked = SampleJudge(found.rule, keys: KeyTable(), asOf: asOf)
        let answer = search.first(within: Self.samplesForTheWhole) { answer in
            guard answer.traces[0].verdict.letsPass, answer.sample.texts.contains(found.text) else { return false }
            return asked.verdict(answer.sample.replacing(found.text, with: "x")) == .fail
        }
        return answer.map { Admission(text: found.text, witness: $0.sample, rule: bound) }
    }

    private func finding(_ diagnostic: Diagnostic, _ found: Admission) -> LintFinding {
        let whole = SampleJudge(bound, keys: KeyTable(), asOf: asOf)
        let judge = SampleJudge(found.rule, keys: KeyTable(), asOf: asOf)
        let small = SampleReduction.reduced(found.witness) { sample in
            // It passes because of that text, and of nothing else in it.
            judge.verdict(sample)?.letsPass == true
                && judge.verdict(sample.replacing(found.text, with: "x")) == .fail
        }
        let verdict = whole.verdict(small) ?? .unknown
        let caption =
            switch verdict {
            case .pass: "the rule passes"
            case .notApplicable: "the rule does not apply"
            case .fail, .unknown: "what the pattern decides passes"
            }
        return finding(diagnostic, small, verdict, caption)
    }

    // MARK: Backtracking

    private mutating func blowingUp(_ pattern: Pattern, at place: SourcePlace) -> LintFinding? {
        guard let busy = BusyPattern(pattern, at: place, of: bound, asOf: asOf) else { return nil }
        guard let (sample, verdict) = busy.witness(from: known) else {
            leaveUndecided(.staysBusy, at: place)
            return nil
        }
        return finding(
            .blowsUp(length: busy.text.count, isDecided: busy.isDecided, at: place), sample, verdict,
            busy.isDecided ? "PCRE2 gives up, and an automaton decides" : "PCRE2 gives up")
    }

    private mutating func leaveUndecided(_ question: LintResult.Undecided.Question, at place: SourcePlace) {
        if undecided.contains(where: { $0.question == question && $0.place == place }) { return }
        undecided.append(LintResult.Undecided(question: question, rule: bound.rule.name.text, place: place))
    }

    private func finding(
        _ diagnostic: Diagnostic, _ sample: Sample, _ verdict: Verdict, _ caption: String
    ) -> LintFinding {
        LintFinding(
            diagnostic: diagnostic, rule: bound.rule.name.text,
            witness: LintFinding.Witness(of: bound.rule, sample, verdict, caption, asOf: asOf))
    }
}

extension String {
    fileprivate func replacingCharacter(at index: Index, with character: Character) -> String {
        var changed = self
        changed.replaceSubrange(index...index, with: [character])
        return changed
    }
}

extension Verdict {
    /// Also what a `where` or a `when` leaves out is let pass.
    fileprivate var letsPass: Bool { self == .pass || self == .notApplicable }
}
