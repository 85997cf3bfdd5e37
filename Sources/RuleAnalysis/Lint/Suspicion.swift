import RuleChecker
import RuleTracer
import SourceText

/// Something about a rule that was proved of its text, and that a resource has still to show.
struct Suspicion {
    var diagnostic: Diagnostic
    /// What a resource makes the rule answer, and so shows it.
    var events: [CoverageEvent]
    /// What the resource shows, in words.
    var caption: String
    /// Of which kind the resource has to be; nil of any.
    var kind: KindPattern?
    /// What shows it where nothing does all of that, and how that is said.
    var weaker: (events: [CoverageEvent], caption: String)?
    /// What can be left out of the text without changing what the rule says.
    var removal: SourceSpan?
}

extension Suspicion {
    func isShown(by answer: SampleSearch.Answer) -> Bool {
        events.allSatisfy(answer.traces[0].coverage.contains)
            && kind?.matches(answer.sample.tested.kind) ?? true
    }
}
