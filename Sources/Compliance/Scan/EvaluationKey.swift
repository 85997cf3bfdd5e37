import ResourceDocuments
package import RuleChecker
import RuleSyntax
import SourceText

/// What makes two rules with their parameters one question: what the rule and every define it calls mean, and the values.
/// Who gave the values, and in which file the text stands, is no part of it.
package struct EvaluationKey: Hashable, Sendable {
    private let texts: [String]
    private let values: [Value]

    package init(_ bound: BoundRule) {
        texts = [bound.rule.name.text] + bound.rule.meaning
        values = bound.parameters.map(\.value)
    }
}
