import SourceText

extension Formatter {
    /// On one line, as in a message.
    static func flatText(of expression: ExpressionSyntax) -> String {
        var formatter = Formatter(comments: CommentReader(RuleFile(source: SourceFile(name: "", text: ""))))
        return formatter.layout(expression).rendered(width: .max)
    }

    mutating func layout(_ expression: ExpressionSyntax) -> Layout {
        switch expression {
        case .literal(let literal): layout(literal)
        case .path(let path): layout(path)
        case .call(let call): layout(call)
        case .fallback(let value, let other, _): .sequence([layout(value), .text(" default "), layout(other)])
        }
    }

    mutating func layout(_ literal: LiteralSyntax) -> Layout {
        switch literal.form {
        case .string(let value): return .text(JSONText.quoted(value))
        case .number(let text), .duration(let text): return .text(text)
        case .pattern(let text, let caseInsensitive):
            return .text("/\(Self.escapingSlashes(text))/\(caseInsensitive ? "i" : "")")
        case .boolean(let value): return .text(value ? "true" : "false")
        case .list(let elements):
            return bracketed("[", "]", elements, \.span, literal.span) { $0.layout($1) }
        }
    }

    /// The pattern as it stands between slashes.
    private static func escapingSlashes(_ pattern: String) -> String {
        var text = ""
        var isEscaped = false
        for scalar in pattern.unicodeScalars {
            if scalar == "/", !isEscaped { text += "\\" }
            isEscaped = scalar == "\\" && !isEscaped
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    private mutating func layout(_ path: PathSyntax) -> Layout {
        let root =
            switch path.root {
            case .name(let name): name
            case .this: "this"
            case .attribute(let name): "@\(name)"
            }
        return .sequence([.text(root)] + layout(path.accessors))
    }

    private mutating func layout(_ accessors: [AccessorSyntax]) -> [Layout] {
        var parts: [Layout] = []
        for accessor in accessors {
            switch accessor.form {
            case .member(let name, let quoted): parts.append(.text("." + (quoted ? JSONText.quoted(name) : name)))
            case .attribute(let name): parts.append(.text(".@\(name)"))
            case .index(let index): parts += [.text("["), layout(index), .text("]")]
            case .elements: parts.append(.text("[*]"))
            }
        }
        return parts
    }

    private mutating func layout(_ call: CallSyntax) -> Layout {
        let module = call.module.map { "\($0.text)." } ?? ""
        let end = call.accessors.first?.span.start ?? call.span.end
        let arguments = bracketed(
            "(", ")", call.arguments, \.span, SourceSpan(call.name.span.end, end)
        ) { formatter, argument in
            switch argument {
            case .expression(let expression): formatter.layout(expression)
            case .resources(let kind, _): .text("resources of \(Self.text(of: kind))")
            }
        }
        return .sequence([.text(module + call.name.text), arguments] + layout(call.accessors))
    }

    /// Elements between two signs, on lines of their own where they do not fit on one.
    private mutating func bracketed<Element>(
        _ opening: String, _ closing: String, _ elements: [Element], _ span: KeyPath<Element, SourceSpan>,
        _ whole: SourceSpan, _ layout: (inout Formatter, Element) -> Layout
    ) -> Layout {
        if elements.isEmpty, let rest = comments.remaining(before: whole.end) {
            return .group([.text(opening), .indented(rest), .hardLine, .text(closing)])
        }
        guard let first = elements.first else { return .text(opening + closing) }
        var inner = [comments.separator(.softLine, before: first[keyPath: span].start)]
        inner += sequence(elements, span, layout)
        let rest = comments.remaining(before: whole.end)
        if let rest { inner.append(rest) }
        return .group([.text(opening), .indented(inner), rest == nil ? .softLine : .hardLine, .text(closing)])
    }
}
