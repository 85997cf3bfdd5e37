import ResourceDocuments

/// The section `Conditions` of a template: which of them parameters' defaults and mappings decide,
/// and what follows from one that is known to hold.
///
/// Three-valued: `Fn::And` of a false condition is false whatever the others are. A condition that leads back to itself is not decided.
struct TemplateConditions {
    private let conditions: [String: DocumentCursor]
    private let functions: TemplateEvaluator
    private var answers: [String: Bool?] = [:]

    /// Conditions inside each other, by name or in place.
    private static let deepestNesting = 64

    /// - Parameter given: the condition that is known to hold, and with it whatever it needs in order to.
    static func decided(
        in section: DocumentCursor?, by functions: TemplateEvaluator, given: String? = nil
    ) -> [String: Bool] {
        let members = section?.members ?? []
        var conditions = TemplateConditions(
            conditions: Dictionary(members, uniquingKeysWith: { first, _ in first }), functions: functions)
        if let given { conditions.take(given, as: true, nesting: 0) }
        var decided: [String: Bool] = [:]
        for (name, _) in members { decided[name] = conditions.answer(named: name, nesting: 0) }
        return decided
    }

    private init(conditions: [String: DocumentCursor], functions: TemplateEvaluator) {
        self.conditions = conditions
        self.functions = functions
    }

    private mutating func take(_ name: String, as holds: Bool, nesting: Int) {
        guard let condition = conditions[name], answers[name] == nil else { return }
        answers[name] = .some(holds)
        take(condition, as: holds, nesting: nesting)
    }

    /// What follows from a condition for those that it is made of: where `Fn::And` holds each operand does, where `Fn::Or` does not, none.
    private mutating func take(_ condition: DocumentCursor, as holds: Bool, nesting: Int) {
        guard nesting < Self.deepestNesting, condition.node.count == 1,
            let (function, argument) = condition.members.first
        else { return }
        let operands = argument.elements
        switch function {
        case "Condition":
            if let name = argument.string { take(name, as: holds, nesting: nesting + 1) }
        case "Fn::Not" where operands.count == 1: take(operands[0], as: !holds, nesting: nesting + 1)
        case "Fn::And" where holds, "Fn::Or" where !holds:
            for operand in operands { take(operand, as: holds, nesting: nesting + 1) }
        default: return
        }
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
