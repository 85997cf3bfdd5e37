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
    /// What shows it where nothing does all of that, and how that is said.
    var weaker: (events: [CoverageEvent], caption: String)?
    /// What can be left out of the text without changing what the rule says.
    var removal: SourceSpan?
}

extension Sequence<CoverageEvent> {
    func isShown(by trace: RuleTrace) -> Bool { allSatisfy(trace.coverage.contains) }
}
