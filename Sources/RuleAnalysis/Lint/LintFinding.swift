package import ResourceDocuments
import RuleChecker
package import SourceText

/// What was found, and what was looked for in vain.
package struct LintResult: Sendable {
    package var findings: [LintFinding]
    /// In the order of the rules.
    package var undecided: [Undecided]

    package init(findings: [LintFinding] = [], undecided: [Undecided] = []) {
        self.findings = findings
        self.undecided = undecided
    }

    /// A pattern that something is wrong with, where no resource was found that shows it.
    package struct Undecided: Sendable {
        package enum Question: Sendable {
            /// It takes more than the name in it; no resource passes because of it, or fails.
            case letsTooMuchPass
            /// A short text keeps it busy; it was asked of it in none.
            case staysBusy
        }

        package var question: Question
        package var rule: String
        package var place: SourcePlace

        /// Of the finding that it would be.
        package var code: String {
            switch question {
            case .letsTooMuchPass: DiagnosticKind.unanchored.code
            case .staysBusy: DiagnosticKind.blowsUp.code
            }
        }

        /// How many resources the rule was asked about.
        package static let samples = PatternExaminer.maximumSamples
    }
}

/// Something that is wrong with a rule, and a resource that shows it.
package struct LintFinding: Sendable {
    package var diagnostic: Diagnostic
    /// The rule's name.
    package var rule: String
    /// nil for what is wrong with a comment.
    package var witness: Witness?
    /// What mends it without changing what the rule says; nil where nothing does.
    package var fix: SourceEdit?

    /// A resource on which the rule was evaluated and answered so.
    package struct Witness: Sendable {
        package var sample: Sample
        package var verdict: Verdict
        /// What it shows, in words.
        package var caption: String
        /// What `as_of` was; nil where the rule does not read it.
        package var asOf: Instant?
        /// Kinds that have to be collected, and of which there is none.
        package var collected: [String]

        init(of rule: CheckedRule, _ sample: Sample, _ verdict: Verdict, _ caption: String, asOf: Instant) {
            self.sample = sample
            self.verdict = verdict
            self.caption = caption
            self.asOf = rule.readsClock ? asOf : nil
            collected = sample.collectedKinds(for: [rule])
        }
    }
}

/// Text to leave out of a file.
package struct SourceEdit: Sendable {
    package var file: SourceFile
    package var spans: [SourceSpan]

    /// The file's text without the spans of all edits, which may overlap.
    package static func applying(_ edits: [SourceEdit], to file: SourceFile) -> SourceFile {
        var isLeftOut = Array(repeating: false, count: file.text.count)
        for span in edits.filter({ $0.file === file }).flatMap(\.spans) {
            for index in max(span.start, 0)..<max(min(span.end, file.text.count), max(span.start, 0)) {
                isLeftOut[index] = true
            }
        }
        let kept = zip(file.text, isLeftOut).filter { !$0.1 }.map(\.0)
        return SourceFile(name: file.name, text: kept)
    }
}
