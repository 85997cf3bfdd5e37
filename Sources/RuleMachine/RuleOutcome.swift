package import ResourceDocuments

/// What one rule of a program says of one resource.
package struct RuleOutcome: Hashable, Sendable {
    /// Into the rules that were compiled.
    package let ruleIndex: Int32
    package let verdict: Verdict
    /// Why it is unknown; empty with any other verdict.
    package let causes: UnknownCauses

    package init(ruleIndex: Int32, verdict: Verdict, causes: UnknownCauses = UnknownCauses()) {
        self.ruleIndex = ruleIndex
        self.verdict = verdict
        self.causes = causes
    }
}
