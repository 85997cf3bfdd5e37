import ResourceDocuments

/// A rule in the form of SCC's v3 API.
enum SCCRuleJSON {
    static func value(of rule: SCCRule) -> Value {
        map([
            ("id", rule.id.map(Value.string)), ("description", .string(rule.description)),
            ("version", rule.version.map(Value.string)), ("type", rule.type.map(Value.string)),
            ("import", rule.parameters.isEmpty ? nil : map([("parameters", .list(rule.parameters.map(value)))])),
            ("target", value(of: rule.target)),
            ("required_config", requirement(of: rule)),
            ("labels", rule.labels.isEmpty ? nil : .list(rule.labels.map(Value.string))),
        ])
    }

    private static func map(_ members: [(String, Value?)]) -> Value {
        .map(members.compactMap { key, value in value.map { MapEntry(key: key, value: $0) } })
    }

    private static func value(of parameter: SCCParameter) -> Value {
        map([
            ("name", .string(parameter.name)), ("display_name", parameter.displayName.map(Value.string)),
            ("description", parameter.description.map(Value.string)), ("type", .string(parameter.type.rawValue)),
        ])
    }

    private static func value(of target: SCCTarget) -> Value {
        map([
            ("service_name", .string(target.service)), ("resource_kind", .string(target.kind)),
            ("ref", target.reference.map(Value.string)),
            (
                "additional_target_attributes",
                target.attributes.isEmpty ? nil : .list(target.attributes.map { value(of: $0, named: "name") })
            ),
        ])
    }

    private static func requirement(of rule: SCCRule) -> Value {
        let description = rule.requirementDescription.map(Value.string)
        if rule.conditions.count == 1, case .any(let conditions, nil)? = rule.conditions.first {
            return map([("description", description), ("or", .list(conditions.map(value)))])
        }
        return map([("description", description), ("and", .list(rule.conditions.map(value)))])
    }

    private static func value(of condition: SCCCondition) -> Value {
        switch condition {
        case .test(let test): return value(of: test, named: "property")
        case .all(let conditions, let description):
            return map([("description", description.map(Value.string)), ("and", .list(conditions.map(value)))])
        case .any(let conditions, let description):
            return map([("description", description.map(Value.string)), ("or", .list(conditions.map(value)))])
        case .sub(let sub):
            let content = map([
                ("target", value(of: sub.target)), ("required_config", value(of: sub.condition)),
            ])
            return map([("description", sub.description.map(Value.string)), (sub.quantifier.rawValue, content)])
        }
    }

    private static func value(of test: SCCTest, named field: String) -> Value {
        map([
            ("description", test.description.map(Value.string)),
            (field, .string(test.property.joined(separator: "."))),
            ("operator", .string(test.comparison.rawValue)), ("value", value(of: test.operand, for: test.comparison)),
        ])
    }

    private static func value(of operand: SCCOperand, for comparison: SCCOperator) -> Value? {
        switch operand {
        case .nothing: return nil
        case .parameter(let name): return .string("${\(name)}")
        case .property(let reference, let path): return .string("${\(reference)}.\(path.joined(separator: "."))")
        case .texts(let texts):
            let isSingle = comparison.operandForm == .texts && texts.count == 1
            return isSingle ? texts.first.map(Value.string) : .list(texts.map(Value.string))
        case .numbers(let numbers):
            let values = numbers.compactMap { ExactNumber($0) }.map(Value.number)
            return values.count == 1 ? values.first : .list(values)
        }
    }
}
