import ResourceDocuments
import ResourceReaders
import SourceText

/// Reads `target` and `required_config`.
struct SCCConditionReader {
    /// What stands under `required_config`.
    struct Requirement {
        var description: String?
        var conditions: [SCCCondition]
    }

    /// Those of `import`, and those that a condition uses though they are not declared.
    var parameters: [SCCParameter]
    var diagnostics: Diagnostics
    /// The `ref`s of the targets around the place that is read.
    var references: [String] = []
    /// The conditions and the sub-rules around the place that is read.
    private var depth = 0
    private var subRuleDepth = 0

    /// Each sub-rule is a quantifier in Norma, where eight stand in one another, and the innermost test may be one itself.
    static let deepestSubRule = 6
    static let deepestCondition = 30

    init(parameters: [SCCParameter], diagnostics: Diagnostics) {
        self.parameters = parameters
        self.diagnostics = diagnostics
    }

    // MARK: Targets

    /// Its `ref` is known from here on: in all of the rule, where the target is the rule's own.
    mutating func target(_ node: PlacedNode) -> SCCTarget? {
        guard let record = Record(node, subject: "the target", faults: .scc, into: &diagnostics) else { return nil }
        record.allow(
            [
                "service_name", "service_display_name", "resource_kind", "ref", "reference_name",
                "additional_target_attributes",
            ], into: &diagnostics)
        let service = kindPart("service_name", of: record)
        let kind = kindPart("resource_kind", of: record)
        let reference =
            record.text("ref", into: &diagnostics) ?? record.text("reference_name", into: &diagnostics)
        if let reference, !reference.isEmpty { references.append(reference) }
        var attributes: [SCCTest] = []
        for node in record.list("additional_target_attributes", into: &diagnostics) {
            guard let attribute = Record(node, subject: "the target attribute", faults: .scc, into: &diagnostics)
            else { continue }
            attribute.allow(["name", "operator", "value"], into: &diagnostics)
            guard let test = test(attribute, property: "name") else { continue }
            if test.comparison.isWildcard, case .texts(let patterns) = test.operand, patterns.count > 1 {
                diagnostics.report(
                    .sccWrongValue(
                        test.comparison, patterns.joined(separator: ", "), wanted: "one pattern",
                        at: attribute["value"]?.place))
            } else {
                attributes.append(test)
            }
        }
        guard let service, let kind else { return nil }
        return SCCTarget(
            service: service, kind: kind, reference: reference.flatMap { $0.isEmpty ? nil : $0 },
            attributes: attributes)
    }

    private mutating func kindPart(_ field: String, of record: Record) -> String? {
        guard let text = record.requiredText(field, into: &diagnostics) else { return nil }
        let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "*" && $0 != "\"" && $0 != "\\" }
        guard isPlain, !text.hasPrefix("."), !text.hasSuffix("."), !text.contains("..") else {
            diagnostics.report(.sccBadKind(text, at: record[field]?.place))
            return nil
        }
        return text
    }

    // MARK: Conditions

    mutating func requirement(_ node: PlacedNode) -> Requirement? {
        guard let condition = condition(node, describesList: false) else { return nil }
        let isList = Self.listFields.contains { node[$0] != nil }
        let description = isList ? CommentText.normal(node["description"]?.node.string) : nil
        guard case .all(let conditions, nil) = condition else {
            return Requirement(description: description, conditions: [condition])
        }
        return Requirement(description: description, conditions: conditions)
    }

    /// The fields of a test and of a target attribute.
    static let testFields: Set<String> = ["description", "property", "name", "operator", "value"]

    private static let listFields = ["and", "or"]
    /// Terraform's provider spells two of them `any_if` and `all_if`.
    private static let quantifiers: [(field: String, quantifier: SCCSubRule.Quantifier)] =
        SCCSubRule.Quantifier.allCases.map { ($0.rawValue, $0) } + [("any_if", .anyIfExists), ("all_if", .allIfExists)]

    /// What says which form a condition has.
    private static let forms = ["property"] + listFields + quantifiers.map(\.field)

    /// - Parameter describesList: false where the description of a list is kept elsewhere.
    private mutating func condition(_ node: PlacedNode, describesList: Bool = true) -> SCCCondition? {
        guard let record = Record(node, subject: "the condition", faults: .scc, into: &diagnostics) else { return nil }
        let blank = SCCEnvelope.blankFields(of: record)
        let present = Self.forms.filter { record[$0] != nil }
        let filled = present.filter { !blank.contains($0) }
        let forms = filled.isEmpty ? Array(present.prefix(1)) : filled
        if forms.count > 1 {
            diagnostics.report(.sccSeveralConditions(Array(forms.prefix(2)), at: record.start))
            return nil
        }
        let description = CommentText.normal(record.text("description", into: &diagnostics))
        guard let form = forms.first else {
            if record["operator"] != nil {
                record.allow(["description", "property", "operator", "value"], into: &diagnostics)
                record.reportMissing("property", into: &diagnostics)
            } else {
                diagnostics.report(.sccNoCondition(at: record.start))
            }
            return nil
        }
        if form == "property" {
            record.allow(
                ["description", "property", "operator", "value"], ignoring: blank.intersection(Self.forms),
                into: &diagnostics)
            return test(record, property: form).flatMap { Self.condition($0, described: description) }
        }
        guard depth < Self.deepestCondition, subRuleDepth < Self.deepestSubRule || Self.listFields.contains(form) else {
            diagnostics.report(.sccTooDeep(at: record.start))
            return nil
        }
        depth += 1
        defer { depth -= 1 }
        record.allow(
            ["description", form], ignoring: blank.intersection(Self.forms + ["operator", "value"]), into: &diagnostics)
        if Self.listFields.contains(form) { return list(node, form, described: describesList ? description : nil) }
        guard let quantifier = Self.quantifiers.first(where: { $0.field == form })?.quantifier, let value = record[form]
        else { return nil }
        return subRule(SCCEnvelope.one(value), quantifier, description)
    }

    /// A test against several patterns is several tests.
    private static func condition(_ test: SCCTest, described description: String?) -> SCCCondition? {
        guard test.comparison.isWildcard, case .texts(let patterns) = test.operand else {
            return SCCCondition.test(test).describedFurther(by: description)
        }
        let tests = patterns.map { pattern in
            var one = test
            one.operand = .texts([pattern])
            return SCCCondition.test(one)
        }
        return SCCCondition.list(tests, isAll: test.comparison == .stringNotMatch, description: description)
    }

    /// An `and` or an `or`; of one element, that element.
    private mutating func list(
        _ node: PlacedNode, _ field: String, described description: String?
    ) -> SCCCondition? {
        guard let value = node[field], value.node.kind == .list else {
            if let value = node[field] {
                diagnostics.report(RecordFaults.scc.shape(value, of: field, wanted: "a list"))
            }
            return nil
        }
        guard !value.elements.isEmpty else {
            diagnostics.report(.sccEmptyList(field, at: value.place))
            return nil
        }
        var conditions: [SCCCondition] = []
        for element in value.elements {
            if let condition = condition(element) { conditions.append(condition) }
        }
        return SCCCondition.list(conditions, isAll: field == "and", description: description)
    }

    private mutating func subRule(
        _ node: PlacedNode, _ quantifier: SCCSubRule.Quantifier, _ description: String?
    ) -> SCCCondition? {
        guard let record = Record(node, subject: "'\(quantifier.rawValue)'", faults: .scc, into: &diagnostics) else {
            return nil
        }
        record.allow(["target", "required_config"], into: &diagnostics)
        for field in ["target", "required_config"] where record[field] == nil {
            record.reportMissing(field, into: &diagnostics)
        }
        let outer = references
        subRuleDepth += 1
        defer {
            references = outer
            subRuleDepth -= 1
        }
        guard let targetNode = record["target"], let conditionNode = record["required_config"] else { return nil }
        let target = target(SCCEnvelope.one(targetNode))
        guard let condition = condition(SCCEnvelope.one(conditionNode)), let target else { return nil }
        return .sub(SCCSubRule(description: description, quantifier: quantifier, target: target, condition: condition))
    }

    /// - Parameter property: the field that names the property.
    private mutating func test(_ record: Record, property field: String) -> SCCTest? {
        let property = record.requiredText(field, into: &diagnostics)
        guard let word = record.requiredText("operator", into: &diagnostics) else { return nil }
        guard let comparison = SCCOperator(rawValue: word) else {
            diagnostics.report(.sccUnknownOperator(word, at: record["operator"]?.place))
            return nil
        }
        let operand = operand(comparison, record)
        guard let property, let operand else { return nil }
        let path = property.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard path.allSatisfy(Self.isPropertyName) else {
            diagnostics.report(.sccBadProperty(property, at: record[field]?.place))
            return nil
        }
        return SCCTest(description: nil, property: path, comparison: comparison, operand: operand)
    }

    static func isPropertyName(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !"[]{}*$".unicodeScalars.contains($0) }
    }
}
