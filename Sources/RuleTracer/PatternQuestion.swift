package import ResourceDocuments
import RuleChecker
package import SourceText

/// A text that a rule asked of a pattern.
package struct PatternQuestion: Hashable, Sendable {
    package var pattern: Pattern
    package var text: String
    /// Where the pattern is written in the test; nil where a parameter or a define's argument brings it there.
    package var place: SourcePlace?
}

extension Evaluator {
    /// `subject matches …`, of a pattern or of several.
    mutating func noteQuestions(
        _ subject: TracedValue, _ patterns: TracedValue, writtenAs expression: CheckedExpression
    ) {
        guard patternQuestions != nil, let text = subject.text else { return }
        let isWritten = if case .literal = expression.form { true } else { false }
        for pattern in patterns.list.map({ Array($0) }) ?? [patterns] {
            guard case .pattern(let pattern) = pattern.content else { continue }
            patternQuestions?.insert(
                PatternQuestion(pattern: pattern, text: text, place: isWritten ? expression.place : nil))
        }
    }
}
