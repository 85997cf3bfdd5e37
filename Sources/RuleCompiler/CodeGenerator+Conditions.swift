import RuleChecker
import RuleMachine
import SourceText

/// An `and` or an `or` around what is being compiled.
struct Group {
    /// The answer that decides: false for an `and`, true for an `or`.
    var decidesWhen: Bool
    /// Where Unknown answers leave their causes.
    var accumulator: UInt8
    /// Where a deciding answer jumps.
    var target: Label
    /// Whether rules of a family may differ in it.
    var isLaned = false
}

extension CodeGenerator {
    /// The condition, or its negation, as a part of `group`. Negation moves inwards, to the tests: `not (a and b)` is `not a or not b`.
    mutating func generate(_ condition: CheckedCondition, negated: Bool, in group: Group) {
        if builder.isTooLarge { return }
        at(condition.place)
        switch condition {
        case .all(let parts, _): generate(parts, decidingWhen: negated, negated: negated, in: group)
        case .any(let parts, _): generate(parts, decidingWhen: !negated, negated: negated, in: group)
        case .not(let part, _): generate(part, negated: !negated, in: group)
        case .quantified(let quantified): generate(quantified, negated: negated, in: group)
        case .test(let test): generate(test, negated: negated, in: group)
        case .call(let call):
            guard case .condition(let body) = call.define.body else { return }
            let mark = builder.mark
            let outer = frame
            frame = self.frame(of: call)
            generate(body, negated: negated, in: group)
            frame = outer
            builder.release(to: mark)
        }
    }

    private mutating func generate(
        _ parts: [CheckedCondition], decidingWhen answer: Bool, negated: Bool, in group: Group
    ) {
        inGroup(decidingWhen: answer, within: group, isSingle: parts.count == 1) { generator, inner in
            for part in parts { generator.generate(part, negated: negated, in: inner) }
        }
    }

    /// Compiles the parts of a group within `outer`. One of the same kind, or of one part, is no group of its own; another has an accumulator of
    /// its own, because what decides it also settles what was Unknown in it.
    mutating func inGroup(
        decidingWhen answer: Bool, within outer: Group, isSingle: Bool = false,
        _ parts: (inout CodeGenerator, Group) -> Void
    ) {
        if isSingle || answer == outer.decidesWhen { return parts(&self, outer) }
        let accumulator = builder.accumulator()
        let number = beginGroup()
        begin(accumulator, isLaned: isLaned(number), within: outer)
        inGroup(decidingWhen: answer, within: outer, begun: accumulator, number, parts)
        builder.releaseAccumulators()
    }

    /// Nothing decided the group of `accumulator` yet, and nothing in it is Unknown.
    mutating func begin(_ accumulator: UInt8, isLaned: Bool, within outer: Group) {
        builder.emit(
            isLaned
                ? Instruction(.beginLanes, d: accumulator, a: outer.accumulator) : Instruction(.clear, d: accumulator))
    }

    /// The same with a group that has begun.
    mutating func inGroup(
        decidingWhen answer: Bool, within outer: Group, begun accumulator: UInt8, _ number: GroupNumber,
        _ parts: (inout CodeGenerator, Group) -> Void
    ) {
        let done = builder.makeLabel()
        let isLaned = isLaned(number)
        parts(&self, Group(decidesWhen: answer, accumulator: accumulator, target: done, isLaned: isLaned))
        endGroup(number)
        // Here nothing decided the group: it is Unknown, or it decides the outer one.
        builder.emit(
            Instruction(isLaned ? .settleLanes : .settle, d: outer.accumulator, a: accumulator), to: outer.target)
        builder.place(done)
    }

    /// The frame of a define with its arguments worked out.
    mutating func frame(of call: CheckedDefineCall) -> Frame {
        var inner = Frame()
        for (index, argument) in call.arguments.enumerated() {
            if case .value(let value)? = constant(argument) {
                inner.slots[index] = .constant(value)
            } else if argument.isThis {
                // As a whole, so that the define may ask for its attributes.
                inner.slots[index] = .register(1)
                inner.shared[index] = ValueNumbering.resource
            } else {
                inner.shared[index] = sharedValue(argument)
                if let value = recalled(argument) {
                    _ = place(value)
                } else {
                    inner.slots[index] = .register(evaluate(argument))
                }
            }
        }
        return inner
    }
}

extension CheckedExpression {
    /// `this`, without a step.
    fileprivate var isThis: Bool {
        if case .path(let path) = form, path.steps.isEmpty, case .this = path.root { true } else { false }
    }
}
