import SourceText

extension Formatter {
    mutating func layout(_ item: RuleItem) -> Layout {
        switch item {
        case .metadata(let item): .text("\(item.field.rawValue) \(JSONText.quoted(item.value.value))")
        case .severity(let level, _): .text("severity \(level.rawValue)")
        case .tags(let tags, _):
            .group([.text("tags "), .indented(sequence(tags, \.span) { .text(JSONText.quoted($1.value)) })])
        case .parameter(let parameter): layout(parameter)
        case .kinds(let kinds): layout(kinds)
        case .when(let condition, _): .group([.text("when "), layout(condition)])
        case .binding(let binding): layout(binding)
        case .clause(let clause): layout(clause)
        }
    }

    private mutating func layout(_ parameter: ParameterDeclaration) -> Layout {
        var head = "param \(parameter.name.text)"
        if let name = parameter.displayName { head += " " + JSONText.quoted(name.value) }
        var declared: [Layout] = [.text(head)]
        if let description = parameter.description {
            declared.append(comments.separator(.line, before: description.span.start))
            declared.append(.text(JSONText.quoted(description.value)))
        }
        declared.append(.text(": \(parameter.type.name.rawValue)"))
        var parts = [Layout.group(declared)]
        for constraint in parameter.constraints {
            parts.append(comments.separator(.line, before: constraint.span.start))
            parts.append(.text(constraint.each ? "that each " : "that "))
            parts.append(layout(constraint.predicate))
        }
        if let value = parameter.defaultValue {
            parts.append(.text(" = "))
            parts.append(layout(value))
        }
        return .group([.indented(parts)])
    }

    private mutating func layout(_ kinds: KindsSyntax) -> Layout {
        let names = sequence(kinds.kinds, \.span) { .text(Self.text(of: $1)) }
        var parts: [Layout] = [.text("for "), .group([.indented(names)])]
        if let filter = kinds.filter { parts.append(.indented(clause("where", filter))) }
        return .group(parts)
    }

    private mutating func layout(_ binding: LetDeclaration) -> Layout {
        let head = Layout.text("let \(binding.name.text) = ")
        switch binding.value {
        case .expression(let value):
            return .group([head, layout(value)])
        case .each(let variable, let domain, let filter):
            var parts: [Layout] = [head, .text("each \(variable.text) in "), layout(domain)]
            if let filter { parts.append(.indented(clause("where", filter))) }
            return .group(parts)
        }
    }

    private mutating func layout(_ clause: ClauseSyntax) -> Layout {
        let condition = Layout.group([.text(clause.kind.rawValue + " "), layout(clause.condition)])
        var rest: [Layout] = []
        if let verdict = clause.ifMissing { rest += [.hardLine, .text("if missing \(verdict.rawValue)")] }
        if clause.ifUnknownFail { rest += [.hardLine, .text("if unknown fail")] }
        if let message = clause.message {
            rest.append(comments.separator(.hardLine, before: message.span.start))
            rest.append(.text("else \(text(of: message))"))
        }
        return .sequence([condition, .indented(rest)])
    }

    /// `where …`, `satisfies …` on a line of its own in a broken group.
    mutating func clause(_ keyword: String, _ condition: ConditionSyntax) -> [Layout] {
        [comments.separator(.line, before: condition.span.start), .text(keyword + " "), layout(condition)]
    }

    /// Elements with commas between them, each behind a break but the first.
    mutating func sequence<Element>(
        _ elements: [Element], _ span: KeyPath<Element, SourceSpan>,
        _ layout: (inout Formatter, Element) -> Layout
    ) -> [Layout] {
        var parts: [Layout] = []
        for (index, element) in elements.enumerated() {
            if index > 0 {
                parts.append(.text(","))
                parts.append(comments.separator(.line, before: element[keyPath: span].start))
            }
            parts.append(layout(&self, element))
        }
        return parts
    }

    static func text(of kind: KindSyntax) -> String {
        kind.isQuoted ? JSONText.quoted(kind.text) : kind.text
    }

    /// A message with its quotes: one unit, never broken.
    private func text(of message: MessageSyntax) -> String {
        let text = message.parts.map { part in
            switch part {
            case .text(let text):
                text.unicodeScalars.map { $0 == "{" ? "{{" : $0 == "}" ? "}}" : String($0) }.joined()
            case .expression(let expression):
                "{\(Self.flatText(of: expression))}"
            }
        }.joined()
        return JSONText.quoted(text)
    }
}
