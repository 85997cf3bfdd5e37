import ResourceDocuments
package import RuleChecker
package import RulePacks
import RuleSyntax

/// Values for parameters that a rule leaves to attachments.
package enum SampleParameters {
    /// For each parameter without a default the first value of its type, or of what its constraints name, that they allow.
    package static func settings(for rule: CheckedRule) -> [String: ParameterSetting] {
        var settings: [String: ParameterSetting] = [:]
        for parameter in rule.parameters where parameter.defaultValue == nil {
            let named = parameter.constraints.flatMap { values(in: $0.condition) }
            let candidates = (named + typical(of: parameter.type)).flatMap { value -> [Value] in
                switch parameter.type {
                case .stringList, .ipList, .numericList, .list: [.list(value.asElements)]
                case .string, .numeric, .boolean, .general, .timestamp, .duration, .version, .ip, .pattern, .quantity,
                    .map:
                    value.asElements
                }
            }
            let fitting = candidates.first { value in
                guard case .success(let read) = ParameterText.value(value, as: parameter.type) else { return false }
                return ParameterBinder.brokenConstraint(of: parameter, by: read) == nil
            }
            if let fitting {
                settings[parameter.name.text] = ParameterSetting(
                    value: fitting, origin: .testCase("example"), place: nil)
            }
        }
        return settings
    }

    private static func values(in condition: CheckedCondition) -> [Value] {
        switch condition {
        case .all(let parts, _), .any(let parts, _): parts.flatMap(values)
        case .not(let part, _): values(in: part)
        case .test(let test): test.predicate.operands.compactMap(\.literalValue)
        case .quantified, .call: []
        }
    }

    private static func typical(of type: TypeName) -> [Value] {
        switch type {
        case .string, .general, .stringList, .list: [.string("alpha")]
        case .numeric, .numericList, .quantity: [1, 0, 30, 100].map { .number(ExactNumber($0)) }
        case .boolean: [.boolean(true), .boolean(false)]
        case .timestamp: [.string("2025-01-01T00:00:00Z")]
        case .ipList, .ip: [.string("10.0.0.0/8")]
        case .duration: [.string("30d")]
        case .version: [.string("1.0.0")]
        case .pattern: [.string("alpha")]
        case .map: [.map([])]
        }
    }
}
