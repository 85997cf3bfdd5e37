import ResourceDocuments

/// The section `Conditions` of a template: which of them parameters' defaults and mappings decide,
/// and what follows from one that is known to hold.
///
/// Three-valued: `Fn::And` of a false condition is false whatever the others are. A condition that leads back to itself is not decided.
struct TemplateConditions {
    /// One of the section, with the loops around it in its evaluator.
    private struct Declared {
        let condition: DocumentCursor
        let functions: TemplateEvaluator
    }

    private let conditions: [String: Declared]
    private var answers: [String: Bool?] = [:]
    /// What parameters must be for the given condition to hold; nil of one that cannot be both.
    private var implied: [String: String?] = [:]

    /// Conditions inside each other, by name or in place.
    private static let deepestNesting = 64
    /// Of the section's loops, all together.
    private static let mostTurns = 4096

    /// - Parameter given: the condition that is known to hold, and with it whatever it needs in order to.
    static func decided(
        in section: DocumentCursor?, by functions: TemplateEvaluator, given: String? = nil
    ) -> [String: Bool] {
        var conditions = TemplateConditions(section, functions)
        if let given { conditions.take(given, as: true, nesting: 0) }
        var decided: [String: Bool] = [:]
        for name in conditions.conditions.keys.sorted() {
            decided[name] = conditions.answer(named: name, nesting: 0)
        }
        return decided
    }

    /// The texts that parameters have wherever a condition holds: `Environment` where it is `Fn::Equals: [{Ref: Environment}, prod]`.
    static func parameters(
        where given: String, in section: DocumentCursor?, by functions: TemplateEvaluator
    ) -> [String: String] {
        var conditions = TemplateConditions(section, functions)
        conditions.take(given, as: true, nesting: 0)
        return conditions.implied.compactMapValues { $0 }
    }

    private init(_ section: DocumentCursor?, _ functions: TemplateEvaluator) {
        var conditions: [String: Declared] = [:]
        var turns = Self.mostTurns
        if let section { Self.collect(section, functions, turns: &turns, into: &conditions) }
        self.conditions = conditions
    }

    private static func collect(
        _ section: DocumentCursor, _ functions: TemplateEvaluator, turns: inout Int,
        into conditions: inout [String: Declared]
    ) {
        for (key, value) in section.members {
            if TemplateLoop.isLoop(key) {
                guard let loop = TemplateLoop(value, by: functions) else { continue }
                for value in loop.values where turns > 0 {
                    turns -= 1
                    collect(loop.body, functions.binding(loop.variable, to: value), turns: &turns, into: &conditions)
                }
            } else {
                let name = TemplateLoop.substitute(functions.parameters.variables, in: key)
                if conditions[name] == nil { conditions[name] = Declared(condition: value, functions: functions) }
            }
        }
    }

    private mutating func take(_ name: String, as holds: Bool, nesting: Int) {
        guard let declared = conditions[name], answers[name] == nil else { return }
        answers[name] = .some(holds)
        take(declared.condition, as: holds, declared.functions, nesting: nesting)
    }

    /// What follows from a condition for those that it is made of: where `Fn::And` holds each operand does, where `Fn::Or` does not, none.
    private mutating func take(
        _ condition: DocumentCursor, as holds: Bool, _ functions: TemplateEvaluator, nesting: Int
    ) {
        guard nesting < Self.deepestNesting, condition.node.count == 1,
            let (function, argument) = condition.members.first
        else { return }
        let operands = argument.elements
        switch function {
        case "Condition":
            if let name = functions.name(argument) { take(name, as: holds, nesting: nesting + 1) }
        case "Fn::Not" where operands.count == 1: take(operands[0], as: !holds, functions, nesting: nesting + 1)
        case "Fn::And" where holds, "Fn::Or" where !holds:
            for operand in operands { take(operand, as: holds, functions, nesting: nesting + 1) }
        case "Fn::Equals" where holds && operands.count == 2:
            imply(operands[0], is: operands[1], functions)
            imply(operands[1], is: operands[0], functions)
        default: return
        }
    }

    /// Of a parameter that equals a text that is written here.
    private mutating func imply(_ operand: DocumentCursor, is other: DocumentCursor, _ functions: TemplateEvaluator) {
        guard let call = TemplateCall(operand), call.function == "Ref", let name = functions.name(call.argument),
            other.kind != .map, other.kind != .list, let text = functions.text(of: other, nesting: 0)
        else { return }
        if let known = implied[name], known != text {
            implied[name] = .some(nil)
        } else {
            implied[name] = text
        }
    }

    private mutating func answer(named name: String, nesting: Int) -> Bool? {
        if let known = answers[name] { return known }
        guard let declared = conditions[name] else { return nil }
        // Asked for again on the way, it is not decided.
        answers[name] = .some(nil)
        let answer = answer(of: declared.condition, declared.functions, nesting: nesting)
        answers[name] = .some(answer)
        return answer
    }

    private mutating func answer(
        of condition: DocumentCursor, _ functions: TemplateEvaluator, nesting: Int
    ) -> Bool? {
        guard nesting < Self.deepestNesting, condition.node.count == 1,
            let (function, argument) = condition.members.first
        else { return nil }
        switch function {
        case "Condition": return functions.name(argument).flatMap { answer(named: $0, nesting: nesting + 1) }
        case "Fn::Equals": return areEqual(argument.elements, functions)
        case "Fn::Not":
            let operands = argument.elements
            return operands.count == 1 ? answer(of: operands[0], functions, nesting: nesting + 1).map { !$0 } : nil
        case "Fn::And": return answers(of: argument, functions, nesting: nesting, settledBy: false)
        case "Fn::Or": return answers(of: argument, functions, nesting: nesting, settledBy: true)
        default: return nil
        }
    }

    private mutating func answers(
        of operands: DocumentCursor, _ functions: TemplateEvaluator, nesting: Int, settledBy settling: Bool
    ) -> Bool? {
        guard !operands.elements.isEmpty else { return nil }
        var answer: Bool? = !settling
        for operand in operands.elements {
            let next = self.answer(of: operand, functions, nesting: nesting + 1)
            if next == settling { return settling }
            if next == nil { answer = nil }
        }
        return answer
    }

    /// CloudFormation compares texts, so `"1"` and `1` are equal.
    private func areEqual(_ operands: [DocumentCursor], _ functions: TemplateEvaluator) -> Bool? {
        guard operands.count == 2, let left = functions.text(of: operands[0], nesting: 0),
            let right = functions.text(of: operands[1], nesting: 0)
        else { return nil }
        return left == right
    }
}
