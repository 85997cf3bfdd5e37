import ResourceDocuments
import SourceText

/// What a plan or a state marks as sensitive ("JSON output format": `after_sensitive`, `sensitive_values`, `sensitive`; of a state as it is
/// kept, `sensitive_attributes`).
struct TerraformSensitivity {
    private(set) var spans: [SourceSpan] = []
    /// The texts that are sensitive somewhere: a plan holds the value of a variable again where the configuration writes it.
    private var texts: Set<String> = []

    static func ofPlan(_ root: DocumentCursor) -> [SourceSpan] {
        var found = TerraformSensitivity()
        let changes = ["resource_changes", "resource_drift"].flatMap { root[$0]?.elements ?? [] }.map { $0["change"] }
        for change in changes + (root["output_changes"]?.members ?? []).map(\.value) {
            found.add(change?["before"], markedBy: change?["before_sensitive"])
            found.add(change?["after"], markedBy: change?["after_sensitive"])
        }
        found.addValues(root["planned_values"])
        found.addValues(root["prior_state"]?["values"])
        let declared = root["configuration"]?["root_module"]?["variables"]
        for (name, variable) in root["variables"]?.members ?? [] where declared?[name]?["sensitive"]?.node.bool == true
        {
            found.add(variable["value"])
        }
        found.addRepeated(root["configuration"])
        found.addRepeated(root["variables"])
        return found.spans
    }

    static func ofState(_ root: DocumentCursor) -> [SourceSpan] {
        var found = TerraformSensitivity()
        found.addValues(root["values"])
        found.addOutputs(root["outputs"])
        for instance in (root["resources"]?.elements ?? []).flatMap({ $0["instances"]?.elements ?? [] }) {
            for path in instance["sensitive_attributes"]?.elements ?? [] {
                found.add(Self.value(at: path, of: instance["attributes"]))
            }
        }
        return found.spans
    }

    private mutating func addValues(_ values: DocumentCursor?) {
        for resource in TerraformModule.resources(of: values?["root_module"]) {
            add(resource["values"], markedBy: resource["sensitive_values"])
        }
        addOutputs(values?["outputs"])
    }

    private mutating func addOutputs(_ outputs: DocumentCursor?) {
        for (_, output) in outputs?.members ?? [] where output["sensitive"]?.node.bool == true { add(output["value"]) }
    }

    /// `marks` has the shape of `value`, and `true` where all that stands there is sensitive.
    private mutating func add(_ value: DocumentCursor?, markedBy marks: DocumentCursor?) {
        guard let value, let marks else { return }
        switch marks.kind {
        case .boolean: if marks.node.bool == true { add(value) }
        case .map: for (key, mark) in marks.members { add(value[key], markedBy: mark) }
        case .list: for (value, mark) in zip(value.elements, marks.elements) { add(value, markedBy: mark) }
        case .null, .number, .string, .undetermined: break
        }
    }

    private mutating func add(_ value: DocumentCursor?) {
        guard let value, let span = value.span, !value.node.isNull else { return }
        spans.append(span)
        addTexts(of: value)
    }

    private mutating func addTexts(of value: DocumentCursor) {
        if let text = value.string, !text.isEmpty { texts.insert(text) }
        for part in value.elements + value.members.map(\.value) { addTexts(of: part) }
    }

    /// Every text in `value` that is sensitive elsewhere.
    private mutating func addRepeated(_ value: DocumentCursor?) {
        guard let value, !texts.isEmpty else { return }
        if let text = value.string, texts.contains(text), let span = value.span { spans.append(span) }
        for part in value.elements + value.members.map(\.value) { addRepeated(part) }
    }

    /// `[{"type": "get_attr", "value": "password"}, {"type": "index", "value": {"value": 0, "type": "number"}}]`
    private static func value(at path: DocumentCursor, of attributes: DocumentCursor?) -> DocumentCursor? {
        var value = attributes
        for step in path.elements {
            guard let key = step["value"] else { return nil }
            if let name = key.string ?? key["value"]?.string {
                value = value?[name]
            } else if let index = (key["value"] ?? key).node.numberText.flatMap({ Int($0) }), index >= 0 {
                value = value?.elements.dropFirst(index).first
            } else {
                return nil
            }
        }
        return value
    }
}
