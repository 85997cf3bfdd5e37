import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// Spells where a value comes from in one way, however a rule writes it: expressions of one key have one value in one place of a rule.
struct SubjectKeys {
    /// The expressions that a `let` gives a name, by their slots.
    let names: [Slot: CheckedExpression]

    func key(of expression: CheckedExpression) -> String {
        switch expression.form {
        // What is read as a version differs from the text.
        case .literal(let value): "\(expression.type):\(value.quoted)"
        case .parameter(let index): "parameter \(index)"
        case .slot(let slot): names[slot].map(key) ?? "\(slot)"
        case .asOf: "as_of"
        case .path(let path): key(of: path)
        case .fallback(let first, let second, _): "(\(key(of: first)) default \(key(of: second)))"
        case .call(let function, let arguments):
            "\(function.rawValue)(\(arguments.map { key(of: $0) }.joined(separator: ", ")))"
        case .define, .resources: expression.place.canonicalText
        case .convert(let inner, let conversion): "\(conversion.rawValue):\(key(of: inner))"
        }
    }

    private func key(of path: CheckedPath) -> String {
        let root =
            switch path.root {
            case .this: "this"
            case .slot(let slot): names[slot].map(key) ?? "\(slot)"
            case .expression(let expression): key(of: expression)
            }
        return path.steps.reduce(into: root) { key, step in
            switch step {
            case .member(let name, _): key += ".\(JSONText.quoted(name))"
            case .attribute(let attribute, _): key += ".@\(attribute)"
            case .index(let index, _): key += "[\(self.key(of: index))]"
            case .elements: key += "[*]"
            }
        }
    }
}
