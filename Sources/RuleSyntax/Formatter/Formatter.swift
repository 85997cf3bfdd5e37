import SourceText

/// Writes a tree in the one layout that rules have: two spaces of indentation, one item a line, a condition broken at
/// its connectives where it would pass 100 columns, comments where they stood.
///
/// Formatting is idempotent and never changes the tree. The file must have parsed without errors: what the parser
/// left out is not in the tree. O(text).
package struct Formatter {
    /// The greatest column that a line should reach.
    package static let width = 100

    var comments: CommentReader

    package static func format(_ file: RuleFile) -> String {
        var formatter = Formatter(comments: CommentReader(file))
        let text = formatter.layout(file).rendered(width: width)
        let lines = text.drop { $0 == "\n" }
        return lines.isEmpty ? "" : lines + "\n"
    }

    private mutating func layout(_ file: RuleFile) -> Layout {
        var parts: [Layout] = []
        for (index, declaration) in file.declarations.enumerated() {
            let isFirst = index == 0
            let separates = !isFirst && !Self.standTogether(file.declarations[index - 1], declaration)
            parts.append(
                comments.lineBreak(before: declaration.span.start, isFirst: isFirst, forcesEmptyLine: separates))
            switch declaration {
            case .use(let use): parts.append(layout(use))
            case .define(let define): parts.append(layout(define))
            case .rule(let rule): parts.append(layout(rule))
            }
        }
        if let rest = comments.remaining(before: .max) { parts.append(rest) }
        return .sequence(parts)
    }

    /// Only `use`s, and defines, may follow each other without an empty line.
    private static func standTogether(_ first: Declaration, _ second: Declaration) -> Bool {
        switch (first, second) {
        case (.use, .use), (.define, .define): true
        case (.use, _), (.define, _), (.rule, _): false
        }
    }

    private func layout(_ use: UseDeclaration) -> Layout {
        let path = "use \(JSONText.quoted(use.path.value))"
        return .text(use.alias.map { "\(path) as \($0.text)" } ?? path)
    }

    private mutating func layout(_ define: DefineDeclaration) -> Layout {
        let formals = define.formals.map { formal in
            formal.name.text + (formal.type.map { ": \($0.name.rawValue)" } ?? "")
        }
        let head = "define \(define.name.text)(\(formals.joined(separator: ", "))) ="
        let separator = comments.separator(.line, before: define.body.span.start)
        // A block has lines of its own: its keyword stays behind the '='.
        if case .block = define.body, case .line = separator {
            return .sequence([.text(head + " "), layout(define.body)])
        }
        return .group([.text(head), .indented([separator, layout(define.body)])])
    }

    private mutating func layout(_ rule: RuleDeclaration) -> Layout {
        var items: [Layout] = []
        for (index, item) in rule.items.enumerated() {
            items.append(comments.lineBreak(before: item.span.start, isFirst: index == 0))
            items.append(layout(item))
        }
        if let rest = comments.remaining(before: rule.span.end) { items.append(rest) }
        return .sequence([.text("rule \(rule.name.text) {"), .indented(items), .hardLine, .text("}")])
    }
}
