import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// What is written in a rule and in the defines that it calls, also through others: each once, in the order in which it is met.
struct RuleContents {
    private(set) var defines: [CheckedDefine] = []
    private(set) var patterns: [(pattern: Pattern, place: SourcePlace)] = []
    /// What `starts with`, `ends with`, `contains` and `is like` look for.
    private(set) var parts: [TextPart] = []
    /// Constants that values are held against by their order, and quantifiers that count.
    private(set) var bounds: [SourcePlace] = []
    /// In a define, what it is given.
    private var formals = 0
    private var seen: Set<ObjectIdentifier> = []
    private let parameters: [CheckedParameter]
    /// Of parameters that are read.
    private var parametersRead: Set<Int> = []

    init(of rule: CheckedRule) {
        parameters = rule.parameters
        for condition in [rule.filter].compactMap(\.self) + rule.conditions { read(condition) }
        for binding in rule.bindings {
            switch binding.form {
            case .expression(let expression): read(expression)
            case .each(_, let sources, let filter):
                for source in sources { read(source) }
                if let filter { read(filter) }
            }
        }
        for clause in rule.clauses { read(clause.condition) }
        for index in parametersRead.sorted() {
            let parameter = parameters[index]
            guard let place = parameter.defaultPlace, let value = parameter.defaultValue else { continue }
            for case .pattern(let pattern) in value.asElements { patterns.append((pattern, place)) }
        }
    }

    private mutating func read(_ condition: CheckedCondition) {
        switch condition {
        case .all(let parts, _), .any(let parts, _): for part in parts { read(part) }
        case .not(let part, _): read(part)
        case .test(let test):
            read(test.subject)
            if !isConstant(test.subject) { bounds += test.predicate.bounds.filter(isConstant).map(\.place) }
            for operand in test.predicate.operands {
                read(operand)
                guard let form = TextPart.Form(test.predicate) else { continue }
                guard let (value, place) = constant(operand) else { continue }
                for case .string(let text) in value.asElements {
                    parts.append(TextPart(text: text, form: form, place: place))
                }
            }
        case .quantified(let quantified):
            if quantified.quantifier.bound != nil { bounds.append(quantified.headPlace) }
            for source in quantified.sources { read(source) }
            if let filter = quantified.filter { read(filter) }
            if let body = quantified.body { read(body) }
        case .call(let call): read(call)
        }
    }

    private mutating func read(_ source: CheckedSource) {
        if case .expression(let expression) = source { read(expression) }
    }

    private mutating func read(_ expression: CheckedExpression) {
        switch expression.form {
        case .literal(let value):
            for case .pattern(let pattern) in value.asElements { patterns.append((pattern, expression.place)) }
        case .parameter(let index): if parameters.indices.contains(index) { parametersRead.insert(index) }
        case .slot, .asOf, .resources: return
        case .path(let path):
            if case .expression(let root) = path.root { read(root) }
            for case .index(let index, _) in path.steps { read(index) }
        case .fallback(let first, let second, _):
            read(first)
            read(second)
        case .call(_, let arguments): for argument in arguments { read(argument) }
        case .define(let call): read(call)
        case .convert(let inner, _): read(inner)
        }
    }

    /// What is written, or is a parameter's default, and where that stands.
    private func constant(_ operand: CheckedExpression) -> (value: Value, place: SourcePlace)? {
        if let value = operand.literalValue { return (value, operand.place) }
        guard case .parameter(let index) = operand.form, parameters.indices.contains(index),
            let value = parameters[index].defaultValue, let place = parameters[index].defaultPlace
        else { return nil }
        return (value, place)
    }

    private mutating func read(_ call: CheckedDefineCall) {
        for argument in call.arguments { read(argument) }
        guard seen.insert(ObjectIdentifier(call.define)).inserted else { return }
        defines.append(call.define)
        let outer = formals
        formals = call.define.formals.count
        defer { formals = outer }
        switch call.define.body {
        case .condition(let condition): read(condition)
        case .expression(let expression): read(expression)
        }
    }

    /// Whether it has one value wherever the rule is bound, or, in a define, wherever it is called.
    private func isConstant(_ expression: CheckedExpression) -> Bool {
        switch expression.form {
        case .literal, .parameter, .asOf: true
        case .slot(let slot): slot.index < formals
        case .convert(let inner, _): isConstant(inner)
        case .call(_, let arguments): arguments.allSatisfy { isConstant($0) }
        case .path, .fallback, .define, .resources: false
        }
    }
}

extension CheckedPredicate {
    /// What the subject is held against by its order.
    fileprivate var bounds: [CheckedExpression] {
        switch self {
        case .ordered(_, let bound), .older(let bound), .newer(let bound): [bound]
        case .between(let low, let high): [low, high]
        case .present, .empty, .undetermined, .type, .equal, .oneOf, .within, .overlaps, .like, .contains, .matches,
            .startsWith, .endsWith:
            []
        }
    }
}
