import ResourceDocuments
import RuleChecker
import RuleSyntax
import RuleTracer
import SourceText

/// Looks at the regular expressions that a rule writes: whether one that lets resources pass holds the text at both ends, and whether a short
/// text can keep one busy.
struct PatternExaminer {
    private let bound: BoundRule
    private let known: [Sample]
    private let asOf: Instant

    private static let maximumSamples = 800

    init(_ bound: BoundRule, known: [Sample], asOf: Instant) {
        self.bound = bound
        self.known = known
        self.asOf = asOf
    }

    func findings() -> [LintFinding] {
        let contents = RuleContents(of: bound.rule)
        let patterns = contents.patterns.filter { $0.place.file === bound.rule.file }
        let ofPatterns = patterns.flatMap { pattern, place in
            let unheld = unheld(pattern) { .unanchored(pattern, anchored: $0.anchored, at: place) }
            return [unheld, looseDot(pattern, at: place), blowingUp(pattern, at: place)].compactMap(\.self)
        }
        let parts = contents.parts.filter { $0.place.file === bound.rule.file }
        return ofPatterns + parts.compactMap { part in part.pattern.flatMap { unheld($0) { _ in .unheld(part) } } }
    }

    // MARK: Anchors

    /// A host that the pattern does not hold at both ends, where its match is what lets a resource pass.
    private func unheld(_ pattern: Pattern, _ diagnostic: (HostPattern) -> Diagnostic) -> LintFinding? {
        let host = HostPattern(pattern)
        guard host.namesHost, !host.isHeld else { return nil }
        return passing(pattern, diagnostic(host)) { text in
            host.lookalikes(of: text).filter { pattern.matches($0) == .found }
        }
    }

    /// A dot of a host that any character may take the place of.
    private func looseDot(_ pattern: Pattern, at place: SourcePlace) -> LintFinding? {
        guard let mended = HostPattern(pattern).withDots else { return nil }
        return passing(pattern, .looseDot(HostPattern(mended).anchored, at: place)) { text in
            [text, HostPattern.withoutDot(text)].filter {
                pattern.matches($0) == .found && mended.matches($0) == .notFound
            }
        }
    }

    /// - Parameter others: of a text that lets a resource pass, others that do so and should not.
    private func passing(
        _ pattern: Pattern, _ diagnostic: Diagnostic, _ others: (String) -> [String]
    ) -> LintFinding? {
        var search = SampleSearch([bound], from: known, seed: 1, asOf: asOf)
        let judge = search.judges[0]
        var witness: Sample?
        _ = search.first(within: Self.maximumSamples) { answer in
            guard answer.verdicts == [.pass] else { return false }
            for text in answer.sample.texts where pattern.matches(text) == .found {
                // The match is what decides: without it the rule does not pass.
                guard judge.verdict(answer.sample.replacing(text, with: "x")) == .fail else { continue }
                for other in others(text) {
                    let changed = answer.sample.replacing(text, with: other)
                    if judge.verdict(changed) == .pass { witness = changed }
                }
            }
            return witness != nil
        }
        guard let witness else { return nil }
        let lookalikes = witness.texts.filter { pattern.matches($0) == .found }
        let small = SampleReduction.reduced(witness) { sample in
            judge.verdict(sample) == .pass
                && lookalikes.contains { sample.texts.contains($0) }
        }
        return finding(diagnostic, small, .pass, "the rule passes")
    }

    // MARK: Backtracking

    private func blowingUp(_ pattern: Pattern, at place: SourcePlace) -> LintFinding? {
        guard let text = BacktrackingText.find(for: pattern) else { return nil }
        let isDecided = pattern.matches(text) != .limit
        // Any text will do, at the place that the pattern is asked of.
        var search = SampleSearch([bound], from: known, seed: 1, asOf: asOf)
        let matching = Set(PatternTexts.matching(pattern, limit: 6))
        let answer = search.first(within: Self.maximumSamples) { answer in
            answer.verdicts != [.notApplicable]
                && answer.sample.texts.contains { matching.contains($0) || pattern.matches($0) == .found }
        }
        guard let answer, let own = answer.sample.texts.first(where: { pattern.matches($0) == .found }) else {
            return nil
        }
        let sample = answer.sample.replacing(own, with: text)
        guard let verdict = search.judges[0].verdict(sample) else { return nil }
        let small = SampleReduction.reduced(sample) {
            $0.texts.contains(text) && search.judges[0].verdict($0) == verdict
        }
        return finding(
            .blowsUp(length: text.count, isDecided: isDecided, at: place), small, verdict,
            isDecided ? "PCRE2 gives up, and an automaton decides" : "PCRE2 gives up")
    }

    private func finding(
        _ diagnostic: Diagnostic, _ sample: Sample, _ verdict: Verdict, _ caption: String
    ) -> LintFinding {
        LintFinding(
            diagnostic: diagnostic, rule: bound.rule.name.text,
            witness: LintFinding.Witness(sample: sample, verdict: verdict, caption: caption))
    }
}

extension Sample {
    /// Every text in the resource's properties.
    var texts: [String] { tested.properties.texts }

    func replacing(_ text: String, with other: String) -> Sample {
        var changed = self
        changed.tested.properties = tested.properties.replacing(text, with: other)
        return changed
    }
}

extension SampleValue {
    fileprivate var texts: [String] {
        switch self {
        case .null, .boolean, .number, .undetermined: []
        case .text(let text): [text]
        case .list(let elements): elements.flatMap(\.texts)
        case .map(let members): members.flatMap(\.value.texts)
        }
    }

    fileprivate func replacing(_ text: String, with other: String) -> SampleValue {
        switch self {
        case .null, .boolean, .number, .undetermined: self
        case .text(let own): own == text ? .text(other) : self
        case .list(let elements): .list(elements.map { $0.replacing(text, with: other) })
        case .map(let members): .map(members.map { Member($0.key, $0.value.replacing(text, with: other)) })
        }
    }
}
