import ResourceDocuments

/// The section `Conditions` of a template: which of them parameters' defaults and mappings decide.
///
/// Three-valued: `Fn::And` of a false condition is false whatever the others are. A condition that leads back to itself is not decided.
struct TemplateConditions {
    private let conditions: [String: DocumentCursor]
    private let functions: TemplateEvaluator
    private var answers: [String: Bool?] = [:]

    /// Conditions inside each other, by name or in place.
    private static let deepestNesting = 64

    static func decided(in section: DocumentCursor?, by functions: TemplateEvaluator) -> [String: Bool] {
        let members = section?.members ?? []
        var conditions = TemplateConditions(
            conditions: Dictionary(members, uniquingKeysWith: { first, _ in first }), functions: functions)
        var decided: [String: Bool] = [:]
        for (name, _) in members { decided[name] = conditions.answer(named: name, nesting: 0) }
        return decided
    }

    private init(conditions: [String: DocumentCursor], functions: TemplateEvaluator) {
        self.conditions = conditions
        self.functions = functions
    }

    private mutating func answer(named name: String, nesting: Int) -> Bool? {
        if let known = answers[name] { return known }
        guard let condition = conditions[name] else { return nil }
        // Asked for again on the way, it is not decided.
        answers[name] = .some(nil)
        let answer = answer(of: condition, nesting: nesting)
        answers[name] = .some(answer)
        return answer
    }

    private mutating func answer(of condition: DocumentCursor, nesting: Int) -> Bool? {
        guard nesting < Self.deepestNesting, condition.node.count == 1,
            let (function, argument) = condition.members.first
        else { return nil }
        switch function {
        case "Condition": return argument.string.flatMap { answer(named: $0, nesting: nesting + 1) }
        case "Fn::Equals": return areEqual(argument.elements)
        case "Fn::Not":
            let operands = argument.elements
            return operands.count == 1 ? answer(of: operands[0], nesting: nesting + 1).map { !$0 } : nil
        case "Fn::And": return answers(of: argument, nesting: nesting, settledBy: false)
        case "Fn::Or": return answers(of: argument, nesting: nesting, settledBy: true)
        default: return nil
        }
    }

    private mutating func answers(of operands: DocumentCursor, nesting: Int, settledBy settling: Bool) -> Bool? {
        guard !operands.elements.isEmpty else { return nil }
        var answer: Bool? = !settling
        for operand in operands.elements {
            let next = self.answer(of: operand, nesting: nesting + 1)
            if next == settling { return settling }
            if next == nil { answer = nil }
        }
        return answer
    }

    /// CloudFormation compares texts, so `"1"` and `1` are equal.
    private func areEqual(_ operands: [DocumentCursor]) -> Bool? {
        guard operands.count == 2, let left = functions.text(of: operands[0], nesting: 0),
            let right = functions.text(of: operands[1], nesting: 0)
        else { return nil }
        return left == right
    }
}
