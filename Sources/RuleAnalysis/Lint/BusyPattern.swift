import ResourceDocuments
import RuleChecker
import RuleTracer
import SourceText

/// A pattern of a rule that a short text keeps busy, and the search for a resource on which the rule asks it of that text.
struct BusyPattern {
    private let pattern: Pattern
    private let place: SourcePlace
    private let bound: BoundRule
    private let asOf: Instant
    private let judge: SampleJudge
    let text: String
    /// Whether an automaton decides where PCRE2 gives up.
    let isDecided: Bool

    /// Samples that are judged with the text in them: each takes as long as the pattern is kept busy.
    private static let maximumTrials = 60

    /// nil of one that no such text was found for.
    init?(_ pattern: Pattern, at place: SourcePlace, of bound: BoundRule, asOf: Instant) {
        guard let text = BacktrackingText.find(for: pattern) else { return nil }
        self.pattern = pattern
        self.place = place
        self.bound = bound
        self.asOf = asOf
        self.text = text
        judge = SampleJudge(bound, keys: KeyTable(), asOf: asOf)
        isDecided = pattern.matches(text) != .limit
    }

    /// What the rule says of a sample on which it asks the pattern of such a text.
    private struct Said: Equatable {
        var verdict: Verdict
        /// The verdict is unknown because PCRE2 gave up, and for no other reason.
        var hangsOnLimit: Bool
    }

    /// A small sample on which the rule asks the pattern of the text, one whose verdict hangs on that before others; nil where none was found.
    func witness(from known: [Sample]) -> (sample: Sample, verdict: Verdict)? {
        var search = SampleSearch([bound], from: known, seed: 1, asOf: asOf)
        var trials = 0
        var found: (sample: Sample, said: Said)?
        _ = search.first(within: PatternExaminer.maximumSamples) { answer in
            let asked = Set((judge.patternQuestions(answer.sample)?.asked ?? []).filter(isAbout).map(\.text))
            if asked.isEmpty { return false }
            for changed in answer.sample.replacingOne(with: text, where: asked.contains) {
                if trials == Self.maximumTrials { return true }
                trials += 1
                guard let said = said(of: changed) else { continue }
                let hangs = isDecided ? said.verdict != answer.verdicts[0] : said.hangsOnLimit
                if hangs || found == nil { found = (changed, said) }
                if hangs { return true }
            }
            return false
        }
        guard let found else { return nil }
        let small = SampleReduction.reduced(found.sample) { said(of: $0) == found.said }
        return (small, found.said.verdict)
    }

    /// nil where it does not ask the pattern of such a text.
    private func said(of sample: Sample) -> Said? {
        guard let (asked, verdict, causes) = judge.patternQuestions(sample),
            asked.contains(where: { isAbout($0) && keepsBusy($0.text) })
        else { return nil }
        return Said(verdict: verdict, hangsOnLimit: causes == .budget)
    }

    private func isAbout(_ question: PatternQuestion) -> Bool {
        question.pattern == pattern && (question.place ?? place) == place
    }

    /// The text itself, or what the rule made of it.
    private func keepsBusy(_ asked: String) -> Bool {
        asked == text || !isDecided && pattern.matches(asked) == .limit
    }
}
