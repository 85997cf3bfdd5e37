import Compliance
import RuleChecker
import RuleSyntax
import SourceText

/// What a rule says of itself, before reports have a name for it.
struct RuleWords {
    let name: String
    let id: String?
    let title: String?
    let description: String?
    let fix: String?
    let severity: SeverityLevel
    /// `name=value`
    let parameters: [String]
    /// What somebody wrote for them, in the same order.
    let writtenParameters: [String?]
    let evaluations: EvaluationSummary
    let hasUnreadKinds: Bool
}

extension RuleWords {
    init(_ evaluations: RuleEvaluations, hasUnreadKinds: Bool = false) {
        let metadata = evaluations.rule.metadata
        self.init(
            name: evaluations.rule.name.text, id: metadata.id, title: metadata.title,
            description: metadata.description, fix: metadata.fix, severity: metadata.severity,
            parameters: RuleRecord.parameters(of: evaluations.bound),
            writtenParameters: RuleRecord.writtenParameters(of: evaluations.bound), evaluations: evaluations.summary,
            hasUnreadKinds: hasUnreadKinds)
    }

    /// - Parameter declaration: the rule as it was written then; nil where its text cannot be read.
    init(_ record: RuleRecord, _ declaration: RuleDeclaration?) {
        func text(_ field: MetadataSyntax.Field) -> String? {
            declaration?.items.lazy.compactMap { item in
                if case .metadata(let metadata) = item, metadata.field == field { metadata.value.value } else { nil }
            }.first
        }
        self.init(
            name: record.name, id: record.id, title: record.title, description: text(.description), fix: text(.fix),
            severity: record.severity, parameters: record.parameters, writtenParameters: record.writtenParameters,
            evaluations: record.evaluations,
            hasUnreadKinds: record.hasUnreadKinds)
    }
}

extension AssessedRule {
    /// Each with a reference of its own: the second of two that share an id gets `-2`.
    static func numbered(_ rules: [RuleWords]) -> [AssessedRule] {
        var counts: [String: Int] = [:]
        return rules.map { rule in
            let identity = rule.id ?? rule.name
            let count = counts[identity, default: 0] + 1
            counts[identity] = count
            return AssessedRule(
                name: rule.name, id: rule.id, title: rule.title, description: rule.description, fix: rule.fix,
                severity: rule.severity, parameters: rule.parameterTexts,
                evaluations: rule.evaluations, hasUnreadKinds: rule.hasUnreadKinds,
                reference: count == 1 ? identity : "\(identity)-\(count)")
        }
    }
}

extension RuleWords {
    fileprivate var parameterTexts: [AssessedRule.ParameterText] {
        parameters.enumerated().map { position, text in
            let end = text.firstIndex(of: "=") ?? text.endIndex
            return AssessedRule.ParameterText(
                name: String(text[..<end]), value: String(text[end...].dropFirst()),
                written: writtenParameters.indices.contains(position) ? writtenParameters[position] : nil)
        }
    }
}
