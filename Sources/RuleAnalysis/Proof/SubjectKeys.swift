import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// Spells where a value comes from in one way, however a rule writes it: expressions of one key have one value in one place of a rule.
struct SubjectKeys {
    /// The expressions that a `let` gives a name, by their slots.
    let names: [Slot: CheckedExpression]
    /// What variables of quantifiers are called, whatever their rule calls them.
    private(set) var variables: [Slot: String] = [:]
    private var depth = 0

    init(names: [Slot: CheckedExpression]) { self.names = names }

    /// The same within quantifiers over one domain: an element of one is an element of the other.
    func within(_ quantifiers: [CheckedQuantified]) -> SubjectKeys {
        var keys = self
        for quantified in quantifiers {
            keys.variables[quantified.variable] = "element \(depth)"
            if let key = quantified.keyVariable { keys.variables[key] = "key \(depth)" }
        }
        keys.depth += 1
        return keys
    }

    // MARK: Conditions

    func key(of condition: CheckedCondition) -> String {
        switch condition {
        case .all(let parts, _): "all(\(parts.map { key(of: $0) }.joined(separator: "\u{1C}")))"
        case .any(let parts, _): "any(\(parts.map { key(of: $0) }.joined(separator: "\u{1C}")))"
        case .not(let part, _): "not(\(key(of: part)))"
        case .test(let test):
            ([test.negated ? "is not" : "is", key(of: test.subject), test.predicate.words]
                + test.predicate.operands.map { key(of: $0) }).joined(separator: "\u{1F}")
        case .call(let call): key(of: call)
        case .quantified(let quantified): key(of: quantified)
        }
    }

    private func key(of call: CheckedDefineCall) -> String {
        let define = call.define.place
        return
            "\(define.file.name):\(define.span.start)(\(call.arguments.map { key(of: $0) }.joined(separator: "\u{1C}")))"
    }

    private func key(of quantified: CheckedQuantified) -> String {
        let inner = within([quantified])
        let asked = [quantified.filter, quantified.body].map { $0.map { inner.key(of: $0) } ?? "" }
        return "\(quantified.quantifier) \(domain(of: quantified))(\(asked.joined(separator: "\u{1D}")))"
    }

    /// What a quantifier ranges over, and whether it has a name for the keys too.
    func domain(of quantified: CheckedQuantified) -> String {
        let sources = quantified.sources.map { source in
            switch source {
            case .expression(let expression): key(of: expression)
            case .resources(let kind, _): "resources of \(kind.text)"
            }
        }
        return sources.joined(separator: "\u{1C}")
    }

    // MARK: Values

    func key(of expression: CheckedExpression) -> String {
        switch expression.form {
        // What is read as a version differs from the text.
        case .literal(let value): "\(expression.type):\(value.quoted)"
        case .parameter(let index): "parameter \(index)"
        case .slot(let slot): key(of: slot)
        case .asOf: "as_of"
        case .path(let path): key(of: path)
        case .fallback(let first, let second, _): "(\(key(of: first)) default \(key(of: second)))"
        case .call(let function, let arguments):
            "\(function.rawValue)(\(arguments.map { key(of: $0) }.joined(separator: ", ")))"
        case .define(let call): key(of: call)
        case .resources(let kind): "resources of \(kind.text)"
        case .convert(let inner, let conversion): "\(conversion.rawValue):\(key(of: inner))"
        }
    }

    private func key(of slot: Slot) -> String { variables[slot] ?? names[slot].map { key(of: $0) } ?? "\(slot)" }

    func key(of path: CheckedPath) -> String {
        let root =
            switch path.root {
            case .this: "this"
            case .slot(let slot): key(of: slot)
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
