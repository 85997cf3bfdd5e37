import ResourceDocuments
import SourceText

/// The functions that make text, or take it apart.
extension TemplateEvaluator {
    func made(by call: TemplateCall, nesting: Int) -> TemplateValue? {
        switch call.function {
        case "Fn::Join": return joined(call.argument, nesting: nesting)
        case "Fn::Split": return split(call.argument, nesting: nesting)
        case "Fn::Sub": return substituted(call.argument, nesting: nesting)
        case "Fn::Base64":
            return text(of: call.argument, nesting: nesting).flatMap { .bounded(Base64.encode(Array($0.utf8))) }
        case "Fn::ToJsonString":
            var text = ""
            return writeJSON(of: call.argument, nesting: nesting, into: &text) ? .text(text) : nil
        default: return nil
        }
    }

    /// `[DELIMITER, LIST]`
    private func joined(_ argument: DocumentCursor, nesting: Int) -> TemplateValue? {
        let arguments = argument.elements
        guard arguments.count == 2, let delimiter = text(of: arguments[0], nesting: nesting),
            let elements = elements(of: arguments[1], nesting: nesting)
        else { return nil }
        var text = ""
        for (index, element) in elements.enumerated() {
            guard let part = element.text else { return nil }
            text += index > 0 ? delimiter + part : part
            if text.utf8.count > TemplateValue.mostTextBytes { return nil }
        }
        return .text(text)
    }

    /// `[DELIMITER, TEXT]`
    private func split(_ argument: DocumentCursor, nesting: Int) -> TemplateValue? {
        let arguments = argument.elements
        guard arguments.count == 2, let delimiter = text(of: arguments[0], nesting: nesting), !delimiter.isEmpty,
            let text = text(of: arguments[1], nesting: nesting)
        else { return nil }
        var parts: [TemplateValue] = []
        var rest = text[...]
        while let mark = rest.firstRange(of: delimiter) {
            parts.append(.text(String(rest[..<mark.lowerBound])))
            rest = rest[mark.upperBound...]
        }
        return .list(parts + [.text(String(rest))])
    }

    /// A text, or a list of one and the map that says what its names are.
    private func substituted(_ argument: DocumentCursor, nesting: Int) -> TemplateValue? {
        let arguments = argument.elements
        guard let text = argument.string ?? (arguments.count == 2 ? arguments[0].string : nil),
            let substitution = TemplateSubstitution(text)
        else { return nil }
        let names = arguments.count == 2 ? arguments[1] : nil
        var result = ""
        for part in substitution.parts {
            switch part {
            case .text(let text): result += text
            case .name(let name):
                let value = names?[name].map { self.text(of: $0, nesting: nesting) }
                guard let text = value ?? parameters[name].flatMap(Self.inText) else { return nil }
                result += text
            }
            if result.utf8.count > TemplateValue.mostTextBytes { return nil }
        }
        return .text(result)
    }

    /// A parameter's list stands in a text as it is given.
    private static func inText(_ value: TemplateValue) -> String? {
        guard case .list(let elements) = value else { return value.text }
        return elements.compactMap(\.text).joined(separator: ",")
    }

    /// Without white space. False where something in it is not decided, or it is too long.
    private func writeJSON(of value: DocumentCursor, nesting: Int, into text: inout String) -> Bool {
        guard text.utf8.count <= TemplateValue.mostTextBytes, let value = self.value(of: value, nesting: nesting) else {
            return false
        }
        switch value {
        case .nothing: text += "null"
        case .boolean(let value): text += "\(value)"
        case .number(let number): text += number
        case .text(let content): text += JSONText.quoted(content)
        case .list(let elements):
            let words = elements.map {
                if case .number(let number) = $0 { number } else { JSONText.quoted($0.text ?? "") }
            }
            text += "[\(words.joined(separator: ","))]"
        case .constant: return false
        case .written(let container): return writeJSON(ofMembersOf: container, nesting: nesting + 1, into: &text)
        }
        return text.utf8.count <= TemplateValue.mostTextBytes
    }

    private func writeJSON(
        ofMembersOf container: DocumentCursor, nesting: Int, into text: inout String
    ) -> Bool {
        let isMap = container.kind == .map
        text += isMap ? "{" : "["
        var separator = ""
        for (key, member) in isMap ? container.members : container.elements.map({ ("", $0) }) {
            if TemplateLoop.isLoop(key) { return false }
            if TemplateCall(member)?.isNoValue == true { continue }
            text += isMap ? "\(separator)\(JSONText.quoted(key)):" : separator
            separator = ","
            guard writeJSON(of: member, nesting: nesting, into: &text) else { return false }
        }
        text += isMap ? "}" : "]"
        return true
    }
}
