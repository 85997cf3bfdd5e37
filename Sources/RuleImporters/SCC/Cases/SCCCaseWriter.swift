import ResourceDocuments
import SourceText

/// A rule's cases as the file beside it.
struct SCCCaseWriter {
    let rule: SCCRule
    let name: String

    func text() -> String {
        let cases = SCCCaseMaker.cases(of: rule)
        let others = Set(rule.targets.dropFirst().map(\.kindName)).sorted()
        var lines = [
            "rules: \(name).norma", "defaults:", "  as_of: \(SCCCaseMaker.asOf.description)",
        ]
        if !others.isEmpty {
            let kinds = Set(others + [rule.target.kindName]).sorted()
            lines.append("  collected: [\(kinds.map(JSONText.quoted).joined(separator: ", "))]")
        }
        if let parameters = cases.first?.situation.parameters, !parameters.isEmpty {
            lines.append("  params:")
            for parameter in parameters.keys.sorted() {
                lines.append("    \(name).\(parameter): \(parameters[parameter].map(Self.flow) ?? "null")")
            }
        }
        lines.append("cases:")
        for (index, made) in cases.enumerated() {
            if index > 0 { lines.append("") }
            lines += self.lines(of: made)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let subject = "subject"

    private func lines(of made: SCCCaseMaker.Case) -> [String] {
        var lines = [
            "  - name: \(JSONText.quoted(made.name))",
            "    resource: \(resource(rule.target.kindName, Self.subject, made.situation.subject))",
        ]
        if !made.situation.others.isEmpty {
            lines.append("    resources:")
            for (index, other) in made.situation.others.enumerated() {
                lines.append("      - \(resource(other.kind, "other-\(index + 1)", other.sample))")
            }
        }
        let isAlone = !made.situation.others.contains { $0.kind == rule.target.kindName }
        let expected =
            isAlone
            ? made.verdict.rawValue : "{ verdict: \(made.verdict.rawValue), resource: \(Self.subject) }"
        return lines + ["    expect: { \(name): \(expected) }"]
    }

    private func resource(_ kind: String, _ id: String, _ sample: SCCSample) -> String {
        "{ kind: \(JSONText.quoted(kind)), id: \(id), properties: \(Self.flow(sample.value)) }"
    }

    /// In YAML's flow style, which JSON is.
    private static func flow(_ value: Value) -> String {
        switch value {
        case .string(let text): JSONText.quoted(text)
        case .list(let elements): "[\(elements.map(flow).joined(separator: ", "))]"
        case .map(let entries) where entries.isEmpty: "{}"
        case .map(let entries):
            "{ \(entries.map { "\(JSONText.quoted($0.key)): \(flow($0.value))" }.joined(separator: ", ")) }"
        case .boolean, .number, .address, .instant, .span, .version, .pattern: value.description
        }
    }
}
