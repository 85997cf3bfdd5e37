import ResourceDocuments
import SourceText

/// Text in brackets, `[parameters('sku')]`: what the template itself decides, and the rest decided when it is deployed.
struct TemplateExpressions {
    private let parameters: DocumentCursor?
    private let variables: DocumentCursor?
    /// What a deployment gives to the parameters, with the expressions that hold where it is written.
    private let given: DocumentCursor?
    private let outer: Box?

    private final class Box: Sendable {
        let expressions: TemplateExpressions

        init(_ expressions: TemplateExpressions) { self.expressions = expressions }
    }

    /// Variables and defaults name each other; more steps than that lead nowhere.
    private static let maximumSteps = 16

    init(
        parameters: DocumentCursor?, variables: DocumentCursor?, given: DocumentCursor? = nil,
        by outer: TemplateExpressions? = nil
    ) {
        self.parameters = parameters
        self.variables = variables
        self.given = given
        self.outer = outer.map(Box.init)
    }

    private func isSecret(_ value: DocumentCursor) -> Bool {
        value.place?.holdsMasked ?? false
    }

    /// For `DocumentBuilder.copy`.
    func rewrite(_ value: DocumentCursor, into builder: inout DocumentBuilder) -> Bool {
        guard let text = value.string, Self.isExpression(text) else { return false }
        guard let found = self.value(of: text, steps: Self.maximumSteps) else {
            builder.undetermined(text, at: value.span)
            return true
        }
        switch found.kind {
        // Scalars stand where the expression does; the parts of lists and maps where they are written.
        // A secret stands at its own place, over which the mask lies.
        case .string: builder.string(Self.unescaped(found.string ?? ""), at: isSecret(found) ? found.span : value.span)
        case .number: builder.number(found.node.numberText ?? "0", at: value.span)
        case .boolean: builder.bool(found.node.bool ?? false, at: value.span)
        case .null, .list, .map, .undetermined: builder.copy(found)
        }
        return true
    }

    /// The text that a text stands for; nil of one that is decided later.
    func text(_ text: String) -> String? {
        if !Self.isExpression(text) { return Self.unescaped(text) }
        return value(of: text, steps: Self.maximumSteps)?.string
    }

    /// `[[` begins a text that has a bracket in front.
    private static func isExpression(_ text: String) -> Bool {
        text.hasPrefix("[") && text.hasSuffix("]") && !text.hasPrefix("[[")
    }

    private static func unescaped(_ text: String) -> String { text.hasPrefix("[[") ? String(text.dropFirst()) : text }

    /// What a name alone stands for, no expression itself.
    private func value(of expression: String, steps: Int) -> DocumentCursor? {
        guard steps > 0 else { return nil }
        let inner = expression.dropFirst().dropLast()
        if let name = Self.argument(of: "parameters", in: inner) {
            if let outer, let argument = given?[name] {
                return argument["value"].flatMap { outer.expressions.resolved($0, steps: steps) }
            }
            return parameters?[name]?["defaultValue"].flatMap { resolved($0, steps: steps) }
        }
        return Self.argument(of: "variables", in: inner).flatMap { variables?[$0] }
            .flatMap { resolved($0, steps: steps) }
    }

    /// The value itself, or what it names.
    private func resolved(_ value: DocumentCursor, steps: Int) -> DocumentCursor? {
        guard let text = value.string, Self.isExpression(text) else { return value }
        return self.value(of: text, steps: steps - 1)
    }

    /// The parameter that a text names and nothing else, `sku` of `[parameters('sku')]`.
    static func parameter(namedBy text: String) -> String? {
        isExpression(text) ? argument(of: "parameters", in: text.dropFirst().dropLast()) : nil
    }

    /// `sku` of `parameters('sku')`.
    private static func argument(of function: String, in expression: Substring) -> String? {
        let expression = expression.filter { $0 != " " }
        guard expression.hasPrefix("\(function)('"), expression.hasSuffix("')") else { return nil }
        let name = expression.dropFirst(function.count + 2).dropLast(2)
        return name.contains("'") ? nil : String(name)
    }
}
