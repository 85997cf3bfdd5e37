import ResourceDocuments
import SourceText

/// What nobody may be shown of a template: defaults of parameters with `NoEcho`, what such a parameter may be, and the same texts where
/// a condition compares with them.
///
/// Rules judge these values. What is made of one stands in the document at the default's own place, which is masked, so that it is
/// masked wherever it goes.
enum TemplateSecrets {
    static func isSecret(_ parameter: DocumentCursor) -> Bool {
        guard let mark = parameter["NoEcho"] else { return false }
        return mark.node.bool ?? (mark.string?.lowercased() == "true")
    }

    static func spans(in template: DocumentCursor) -> [SourceSpan] {
        var spans: [SourceSpan] = []
        var texts: Set<String> = []
        for (_, parameter) in template["Parameters"]?.members ?? [] where isSecret(parameter) {
            for value in [parameter["Default"], parameter["AllowedValues"]].compactMap(\.self) {
                spans += [value.span].compactMap(\.self)
                texts.formUnion([value.string].compactMap(\.self) + value.elements.compactMap(\.string))
            }
        }
        texts.remove("")
        if !texts.isEmpty, let conditions = template["Conditions"] { collect(texts, in: conditions, into: &spans) }
        return spans
    }

    private static func collect(_ texts: Set<String>, in value: DocumentCursor, into spans: inout [SourceSpan]) {
        if let text = value.string, texts.contains(text), let span = value.span { spans.append(span) }
        for part in value.elements + value.members.map(\.value) { collect(texts, in: part, into: &spans) }
    }
}

extension TemplateEvaluator {
    /// The same, of what may be shown.
    var withoutSecrets: TemplateEvaluator {
        var functions = self
        functions.parameters = parameters.withoutSecrets
        return functions
    }

    /// Where a default stands that nobody may be shown and that a value is made of; nil where there is none. It counts wherever it is
    /// written in the value, also in a branch that is not chosen.
    func secret(in value: DocumentCursor) -> SourceSpan? {
        if parameters.secrets.isEmpty { return nil }
        var names: [String] = []
        if let call = TemplateCall(value) {
            if call.function == "Ref" { names = [call.argument.string].compactMap(\.self) }
            if call.function == "Fn::Sub" {
                let text = call.argument.elements.first ?? call.argument
                names = text.string.flatMap { TemplateSubstitution($0) }?.names ?? []
            }
        }
        if let span = names.lazy.compactMap({ parameters.secrets[$0] }).first { return span }
        return (value.elements + value.members.map(\.value)).lazy.compactMap { secret(in: $0) }.first
    }
}
