import RuleChecker
import RuleSyntax

/// What two versions of a rule say of themselves in other words, and of which no verdict tells.
package struct MetadataDifference: Sendable {
    /// As a rule writes it: `severity`.
    package let field: String
    /// Of what one word says: nil where there is more to read.
    package let values: (old: String, new: String)?

    static func all(between old: CheckedRule, and new: CheckedRule) -> [MetadataDifference] {
        let (own, other) = (old.metadata, new.metadata)
        let isOther: [(field: String, isOther: Bool)] = [
            ("name", old.name.text != new.name.text), ("id", own.id != other.id),
            ("version", own.version != other.version), ("title", own.title != other.title),
            ("description", own.description != other.description), ("fix", own.fix != other.fix),
            ("references", own.references != other.references), ("tags", own.tags != other.tags),
            ("messages", old.messages != new.messages), ("parameters", old.parameterWords != new.parameterWords),
        ]
        var all = isOther.filter(\.isOther).map { MetadataDifference(field: $0.field, values: nil) }
        if own.severity != other.severity {
            let values = (own.severity.rawValue, other.severity.rawValue)
            all.insert(MetadataDifference(field: "severity", values: values), at: 0)
        }
        return all
    }
}

extension CheckedRule {
    /// What an attachment may set, to which values, and how that is told; which values the defaults are, verdicts tell.
    fileprivate var parameterWords: [[String]] {
        parameters.map { parameter in
            [
                parameter.name.text, parameter.type.rawValue, parameter.displayName ?? "", parameter.description ?? "",
            ] + parameter.constraints.map { "\($0.each) \($0.condition.place.canonicalText)" }
        }
    }

    /// What clauses have behind `else`.
    fileprivate var messages: [String] {
        clauses.filter { !$0.message.isEmpty }.map { clause in
            clause.message.map { part in
                switch part {
                case .text(let text): text
                case .expression(let expression): "{\(expression.place.canonicalText)}"
                }
            }.joined()
        }
    }
}
