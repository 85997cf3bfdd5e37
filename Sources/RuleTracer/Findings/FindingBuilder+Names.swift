import ResourceDocuments
import RuleChecker

/// What the rule calls a value that stands nowhere by itself: in the rule's words, with the places of what is read in it instead of the names of
/// variables, which say nothing of the resource.
extension FindingBuilder {
    /// `list(statements[1].Principal)` of `list(s.Principal)`
    mutating func words(of expression: CheckedExpression, in frame: Frame) -> String {
        let written = RuleText.line(expression.place)
        if expression.slots.isEmpty { return written }
        let value = value(of: expression, in: frame)
        let own = value.asValue.unknown?.roots.first?.wantedLocation ?? value.origin.ownLocation
        if let own, !own.path.isWhole { return name(of: own) }
        switch expression.form {
        case .literal, .parameter, .asOf, .resources, .slot: return written
        case .convert(let inner, _): return words(of: inner, in: frame)
        case .fallback(let first, let second, _):
            return "\(words(of: first, in: frame)) default \(words(of: second, in: frame))"
        case .call(let function, let arguments):
            return "\(function.rawValue)(\(words(of: arguments, in: frame)))"
        case .define(let call): return "\(call.define.name)(\(words(of: call.arguments, in: frame)))"
        case .path(let path):
            guard case .slot(let slot) = path.root, let end = written.firstIndex(where: { $0 == "." || $0 == "[" }),
                let root = evaluator.inFrame(frame, { $0.value(in: slot) }).origin.ownLocation, !root.path.isWhole
            else { return written }
            return name(of: root) + written[end...]
        }
    }

    private mutating func words(of expressions: [CheckedExpression], in frame: Frame) -> String {
        var words: [String] = []
        for expression in expressions { words.append(self.words(of: expression, in: frame)) }
        return words.joined(separator: ", ")
    }

    /// The subject of the test that met something unknown; nil where there is no test, and where the place says it.
    mutating func words(for unknown: DecidingUnknown) -> String? {
        unknown.test.flatMap { words(for: unknown.root, $0.test.subject, in: $0.frame) }
    }

    mutating func words(for root: UnknownRoot, _ expression: CheckedExpression, in frame: Frame) -> String? {
        root.wantedLocation == nil ? words(of: expression, in: frame) : nil
    }

    mutating func words(of source: CheckedSource, in frame: Frame) -> String {
        switch source {
        case .expression(let expression): words(of: expression, in: frame)
        case .resources(let kind, _): "resources of \(kind.text)"
        }
    }

    /// A quantifier with the places of what it ranges over.
    mutating func words(of quantified: CheckedQuantified, in frame: Frame) -> String {
        var text = RuleText.line(quantified.place)
        for case .expression(let expression) in quantified.sources where !expression.slots.isEmpty {
            let written = " \(RuleText.line(expression.place))"
            guard let range = text.firstRange(of: written) else { continue }
            text.replaceSubrange(range, with: " \(words(of: expression, in: frame))")
        }
        return text
    }
}
