import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// Values as somebody wrote them who wrote them in another form than they have: `"16Gi"` is a number.
extension FindingBuilder {
    /// A quantity or a span in the rule's own text, or a list of them.
    func written(at expression: CheckedExpression, _ value: TracedValue) -> String? {
        let written = RuleText.line(expression.place)
        if let list = value.list, case .constant(let elements) = list.storage {
            return elements.areInOtherForm(than: written) ? written : nil
        }
        if case .span(let span) = value.content { return TimeSpan(written) == span ? written : nil }
        guard value.number != nil else { return nil }
        return written.hasSuffix("\"") || written.hasPrefix("quantity(") ? written : nil
    }

    /// One that a rule, a profile or an attachment gives a parameter.
    func written(ofParameter index: Int, _ value: TracedValue) -> String? {
        let text = rule.written(parameter: index)
        if case .span = value.content { return text }
        return value.number == nil ? nil : text.map(JSONText.quoted)
    }
}

extension [Value] {
    /// Whether a list in a rule's text says its elements in another form than they have: `["1Gi", "2Gi"]`, `[1w, 90m]`. A text that was cut does not end
    /// as one.
    fileprivate func areInOtherForm(than written: String) -> Bool {
        guard written.hasPrefix("["), written.hasSuffix("]") else { return false }
        return contains { element in
            switch element {
            case .span: true
            case .number: written.utf8.contains(UInt8(ascii: "\""))
            case .boolean, .string, .list, .map, .address, .instant, .version, .pattern: false
            }
        }
    }
}

extension FindingBuilder {
    /// `the default of parameter Name`, where a template refers to that.
    func source(of value: TracedValue) -> String? {
        guard case .at(let location) = value.origin else { return nil }
        let resource = location.resource.resource
        let references = resource.document.source.references
        guard !references.isEmpty, let path = location.path.documentPath(in: resource),
            let place = resource.document.place(of: path), let reference = references[place.span]
        else { return nil }
        let isDefault = value.scalar?.description == reference.defaultText
        return isDefault ? "the default of \(reference.source)" : "of \(reference.source)"
    }
}

extension TracedValue {
    /// Where a value stands that is read as something else than the text that it is there: also of a list what was read element by element.
    var writtenLocation: Location? {
        switch origin {
        case .at(let location):
            if let list { if case .derived = list.storage { return location } else { return nil } }
            // Nothing is read as a boolean but what is one.
            if case .boolean = content { return nil }
            return text != nil || map != nil ? nil : location
        case .inside(let made):
            guard case .made(let location, let making) = made.way else { return nil }
            return making.function == .quantity && !location.path.isMade ? location : nil
        case .rule, .parameter, .from, .key, .standIn: return nil
        }
    }
}
