import ResourceDocuments
import RuleSyntax
import SourceText

/// What stands behind a predicate; nil, and a diagnostic, where it is no value of SCC.
extension SCCRuleExporter {
    /// The type of the parameter that a path is; nil where it is none.
    func parameter(_ path: PathSyntax) -> TypeName? {
        guard case .name(let name) = path.root, path.accessors.isEmpty else { return nil }
        return parameters[name]
    }

    /// A parameter, or a property of a target around this place.
    private mutating func reference(_ path: PathSyntax, _ scope: SCCScope) -> SCCOperand? {
        var names: [String] = []
        for accessor in path.accessors {
            guard case .member(let name, _) = accessor.form, SCCConditionReader.isPropertyName(name),
                !name.contains(".")
            else {
                cannotSay("a path is names with dots between them", accessor.span)
                return nil
            }
            names.append(name)
        }
        switch path.root {
        case .name(let name) where scope.variables.contains(name) && !names.isEmpty:
            usedVariables.insert(name)
            return .property(reference: name, path: names)
        case .name(let name) where parameters[name] != nil && names.isEmpty: return .parameter(name)
        case .name(let name) where parameters[name] == nil && !scope.variables.contains(name) && !names.isEmpty:
            usesRuleTarget = true
            return .property(reference: Self.ruleReference, path: [name] + names)
        case .this where !names.isEmpty:
            usesRuleTarget = true
            return .property(reference: Self.ruleReference, path: names)
        case .name, .this, .attribute:
            cannotSay("a value is written out, a parameter, or a property of a target", path.span)
            return nil
        }
    }

    /// One text, or what is written `text(x)`.
    mutating func text(_ value: ExpressionSyntax, _ scope: SCCScope) -> SCCOperand? {
        switch value {
        case .literal(let literal):
            if case .string(let text) = literal.form { return textOperand([text], literal.span) }
        case .path(let path): return reference(path, scope)
        case .call(let call):
            if call.isCall(of: "text"), case .expression(let inner)? = call.arguments.first {
                return text(inner, scope)
            }
        case .fallback: break
        }
        cannotSay("the value is a text", value.span)
        return nil
    }

    /// Several texts, or what is written `list(x)`.
    mutating func textList(_ value: ExpressionSyntax, _ scope: SCCScope) -> SCCOperand? {
        switch value {
        case .literal(let literal):
            if case .list(let elements) = literal.form, !elements.isEmpty {
                let texts = elements.compactMap { if case .string(let text) = $0.form { text } else { nil } }
                if texts.count == elements.count { return textOperand(texts, literal.span) }
            }
        case .path(let path): return reference(path, scope)
        case .call(let call):
            if call.isCall(of: "list"), case .expression(let inner)? = call.arguments.first {
                return text(inner, scope)
            }
        case .fallback: break
        }
        cannotSay("the value is a list of texts", value.span)
        return nil
    }

    /// Texts that SCC would not take for a reference.
    private mutating func textOperand(_ texts: [String], _ span: SourceSpan) -> SCCOperand? {
        if texts.contains(where: { $0.contains("${") }) {
            cannotSay("'${' begins a reference", span)
            return nil
        }
        return .texts(texts)
    }

    mutating func addresses(_ value: ExpressionSyntax, _ scope: SCCScope) -> SCCOperand? {
        switch value {
        case .literal(let literal):
            let elements = if case .list(let elements) = literal.form { elements } else { [literal] }
            let texts = elements.compactMap { if case .string(let text) = $0.form { text } else { nil } }
            if !texts.isEmpty, texts.count == elements.count { return .texts(texts) }
        case .path(let path): return reference(path, scope)
        case .call(let call):
            if call.isCall(of: "ip") || call.isCall(of: "list"), case .expression(let inner)? = call.arguments.first {
                return addresses(inner, scope)
            }
        case .fallback: break
        }
        cannotSay("the value is a list of addresses", value.span)
        return nil
    }

    mutating func number(_ value: ExpressionSyntax, _ scope: SCCScope) -> SCCOperand? {
        switch value {
        case .literal(let literal):
            if let operand = numbers([literal]) { return operand }
            return nil
        case .path(let path): return reference(path, scope)
        case .call(let call):
            if call.isCall(of: "number"), case .expression(let inner)? = call.arguments.first {
                return number(inner, scope)
            }
        case .fallback: break
        }
        cannotSay("the value is a number", value.span)
        return nil
    }

    mutating func numbers(_ elements: [LiteralSyntax]) -> SCCOperand? {
        var numbers: [String] = []
        for element in elements {
            guard case .number(let text) = element.form, let number = ExactNumber(text) else {
                cannotSay("the value is a number", element.span)
                return nil
            }
            numbers.append(number.description)
        }
        return .numbers(numbers)
    }

    /// `30d`, `days(x)`
    mutating func days(_ value: ExpressionSyntax, _ scope: SCCScope) -> SCCOperand? {
        switch value {
        case .literal(let literal):
            if case .duration(let text) = literal.form, text.hasSuffix("d"),
                let number = ExactNumber(String(text.dropLast()))
            {
                return .numbers([number.description])
            }
        case .call(let call):
            if call.isCall(of: "days"), case .expression(let inner)? = call.arguments.first {
                return number(inner, scope)
            }
        case .path, .fallback: break
        }
        cannotSay("an age is a number of days", value.span, hint: "write the age in days: '90d'")
        return nil
    }
}
