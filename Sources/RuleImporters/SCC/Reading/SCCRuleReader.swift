import ResourceDocuments
import ResourceReaders
import SourceText

/// Reads rules as SCC's API gives them; a rule with a fault is reported and left out.
package struct SCCRuleReader {
    /// A rule of the file; nil where it was left out.
    struct Reading {
        var rule: SCCRule?
        var place: SourcePlace?
        /// How many properties and attributes it compares.
        var conditions: Int
    }

    var diagnostics = Diagnostics()

    /// One rule, a list of rules, or a page of the API.
    static func read(_ document: Document) -> (rules: [Reading], diagnostics: [Diagnostic]) {
        var reader = SCCRuleReader()
        let rules = SCCEnvelope.rules(in: PlacedNode(document), &reader.diagnostics).map { node in
            Reading(rule: reader.rule(node), place: node["description"]?.place, conditions: node.node.comparisonCount)
        }
        return (rules, reader.diagnostics.all)
    }

    /// What the service keeps of a rule for itself, and `service_display_name`, say nothing about its meaning.
    private static let bookkeeping: Set<String> = [
        "account_id", "created_on", "created_by", "updated_on", "updated_by", "creation_date", "modification_date",
        "modified_by", "number_of_attachments",
    ]

    private mutating func rule(_ node: PlacedNode) -> SCCRule? {
        let before = diagnostics.all.count
        guard node.node.kind == .map,
            let record = Record(node, subject: "the rule", faults: .scc, into: &diagnostics)
        else {
            diagnostics.report(.sccNoRules(at: node.place))
            return nil
        }
        record.allow(
            ["id", "description", "type", "version", "import", "target", "required_config", "labels"],
            ignoring: Self.bookkeeping.union(SCCEnvelope.fieldsOf2021), into: &diagnostics)
        let name = record.text("name", into: &diagnostics).flatMap(Self.nonEmpty)
        let description =
            name == nil
            ? record.requiredText("description", into: &diagnostics)
            : record.text("description", into: &diagnostics).flatMap(Self.nonEmpty)
        if let actions = record["enforcement_actions"], !actions.elements.isEmpty {
            diagnostics.report(.sccEnforcement(at: actions.keyPlace))
        }
        let parameters = self.parameters(record)
        var conditions = SCCConditionReader(parameters: parameters, diagnostics: diagnostics)
        var target: SCCTarget?
        if let value = record["target"] {
            target = conditions.target(SCCEnvelope.one(value))
        } else {
            conditions.diagnostics.report(RecordFaults.scc.missing("target", of: record))
        }
        var requirement: SCCConditionReader.Requirement?
        if let value = record["required_config"] {
            requirement = conditions.requirement(SCCEnvelope.one(value))
        } else {
            conditions.diagnostics.report(RecordFaults.scc.missing("required_config", of: record))
        }
        diagnostics = conditions.diagnostics
        let id = record.text("id", into: &diagnostics) ?? record.text("rule_id", into: &diagnostics)
        let version = record.label("version", into: &diagnostics)
        let typeField = record["type"] == nil ? "rule_type" : "type"
        let type = record.word(typeField, as: SCCRuleType.self, into: &diagnostics)?.rawValue
        let labels = record.texts("labels", into: &diagnostics).map(\.text)
        guard let title = name ?? description, let target, let requirement,
            !diagnostics.all[before...].contains(where: \.isError)
        else { return nil }
        // Rules of 2021 have a name beside their description.
        let further = [name == nil ? nil : CommentText.normal(description), requirement.description].compactMap(\.self)
        return SCCRule(
            id: id, description: title, version: version, type: type, labels: labels.filter { !$0.isEmpty },
            parameters: conditions.parameters, target: target,
            requirementDescription: further.isEmpty ? nil : further.joined(separator: "\n"),
            conditions: requirement.conditions)
    }

    private mutating func parameters(_ record: Record) -> [SCCParameter] {
        guard let value = record["import"], !SCCEnvelope.isBlank(value),
            let imports = Record(SCCEnvelope.one(value), subject: "'import'", faults: .scc, into: &diagnostics)
        else { return [] }
        imports.allow(["parameters"], into: &diagnostics)
        var parameters: [SCCParameter] = []
        for node in imports.list("parameters", into: &diagnostics) {
            guard let record = Record(node, subject: "the parameter", faults: .scc, into: &diagnostics) else {
                continue
            }
            record.allow(["name", "display_name", "description", "type"], into: &diagnostics)
            let name = record.requiredText("name", into: &diagnostics)
            let type = record.word("type", as: SCCParameter.ValueType.self, into: &diagnostics)
            if record["type"] == nil { record.reportMissing("type", into: &diagnostics) }
            let displayName = record.text("display_name", into: &diagnostics)
            let description = record.text("description", into: &diagnostics)
            guard let name, let type else { continue }
            if parameters.contains(where: { $0.name == name }) {
                diagnostics.report(.sccRepeatedParameter(name, at: record["name"]?.place))
                continue
            }
            guard RuleName.isFree(name) else {
                diagnostics.report(.sccBadParameterName(name, at: record["name"]?.place))
                continue
            }
            parameters.append(
                SCCParameter(
                    name: name, displayName: Self.nonEmpty(displayName), description: Self.nonEmpty(description),
                    type: type))
        }
        return parameters
    }

    private static func nonEmpty(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
}

enum SCCRuleType: String, CaseIterable {
    case userDefined = "user_defined"
    case systemDefined = "system_defined"
}
