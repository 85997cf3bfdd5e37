import ResourceDocuments
import RuleChecker
import RuleMachine
import RuleSyntax

/// Quantifiers over a list of the resource that ask its elements' members for constants: asked of all elements at once, in front of the loop
/// that asks them one by one. Rules that ask the same of the same list then share the answers.
extension CodeGenerator {
    /// A condition on an element without its negations.
    fileprivate indirect enum ElementCondition {
        case all([ElementCondition])
        case any([ElementCondition])
        case test(ElementQuestion, negated: Bool)
    }

    fileprivate struct ElementQuestion {
        let column: ElementColumn
        let predicate: ElementPredicate
        let constant: CodeFragment.Constant
    }

    /// The elements' `and` or `or` while it is compiled.
    private struct ElementGroup {
        let decidesWhen: Bool
        let number: UInt8
        let target: Label
    }

    /// So deep may groups be within each other, and a few more.
    private static let deepestGroup: UInt8 = 48

    /// Asks `parts` of each element of the one source, as a group that `answer` decides, and then runs `end` with the group's number. Where the elements cannot be
    /// asked so, or something Unknown matters, the code goes on behind what `end` emits. Emits nothing where the quantifier is not of this kind, or in code of a
    /// family, which asks for all its rules what each would.
    mutating func generateElements(
        of sources: [CheckedSource], _ variable: Slot?, _ parts: [Part], decidingWhen answer: Bool,
        _ end: (inout CodeGenerator, UInt8) -> Void
    ) {
        guard let variable, sources.count == 1, case .expression(let source)? = sources.first, let list = list(source)
        else { return }
        let conditions = parts.compactMap {
            condition($0.condition, negated: $0.negated, on: variable, in: list)
        }
        guard conditions.count == parts.count, conditions.contains(where: { !$0.isEmpty }) else { return }
        guard lanes == nil else {
            // The loop's constants have the places that they have in each rule's code.
            for condition in conditions { takeOperands(of: condition) }
            return
        }
        let loop = builder.makeLabel()
        let decided = builder.makeLabel()
        let mark = builder.mark
        // Where the elements are asked all at once, the loop behind does not read the list again.
        let noted = candidates
        let elements = evaluate(source)
        candidates = noted
        builder.emit(Instruction(.beginElements, d: 0, a: elements), to: loop)
        builder.release(to: mark)
        let group = ElementGroup(decidesWhen: answer, number: 0, target: decided)
        for condition in conditions { generate(condition, in: group) }
        builder.place(decided)
        end(&self, group.number)
        builder.place(loop)
    }

    private mutating func takeOperands(of condition: ElementCondition) {
        switch condition {
        case .all(let parts), .any(let parts): for part in parts { takeOperands(of: part) }
        case .test(let question, _): _ = builder.operand(question.constant)
        }
    }

    private mutating func generate(_ condition: ElementCondition, in group: ElementGroup) {
        switch condition {
        case .all(let parts): generate(parts, decidingWhen: false, in: group)
        case .any(let parts): generate(parts, decidingWhen: true, in: group)
        case .test(let question, let negated):
            let constant = builder.operand(question.constant)
            let decides = group.decidesWhen != negated ? Instruction.decidesWhenTrue : 0
            builder.emit(
                Instruction(.testElements, flags: decides, d: group.number),
                asking: ElementTest(question.column, question.predicate, constant: Int(constant)), to: group.target)
        }
    }

    private mutating func generate(_ parts: [ElementCondition], decidingWhen answer: Bool, in group: ElementGroup) {
        if parts.count == 1 || answer == group.decidesWhen {
            for part in parts { generate(part, in: group) }
            return
        }
        let done = builder.makeLabel()
        let inner = ElementGroup(decidesWhen: answer, number: group.number + 1, target: done)
        builder.emit(Instruction(.openElements, d: inner.number, a: group.number))
        for part in parts { generate(part, in: inner) }
        builder.emit(Instruction(.settleElements, d: group.number, a: inner.number), to: group.target)
        builder.place(done)
    }

    // MARK: Which conditions

    /// The keys of a path from the resource's properties, of members only.
    private func list(_ expression: CheckedExpression) -> [UInt32]? {
        guard case .path(let path) = expression.form, case .this = path.root else { return nil }
        return members(path)
    }

    private func members(_ path: CheckedPath) -> [UInt32]? {
        var keys: [UInt32] = []
        for step in path.steps {
            guard case .member(let name, _) = step else { return nil }
            keys.append(self.keys.intern(name))
        }
        return keys
    }

    /// The value of an element, or of its members, that an expression is.
    private func column(_ expression: CheckedExpression, on variable: Slot, in list: [UInt32]) -> ElementColumn? {
        switch expression.form {
        case .slot(variable): return ElementColumn(list: list, members: [], conversion: nil)
        case .path(let path):
            guard case .slot(variable) = path.root, let members = members(path) else { return nil }
            return ElementColumn(list: list, members: members, conversion: nil)
        case .convert(let value, let conversion):
            guard let column = column(value, on: variable, in: list), column.conversion == nil else { return nil }
            return ElementColumn(list: list, members: column.members, conversion: conversion.code)
        case .literal, .parameter, .slot, .asOf, .fallback, .call, .define, .resources: return nil
        }
    }

    /// nil where something else is asked than a constant of a member, or where groups are too deep.
    private func condition(
        _ condition: CheckedCondition, negated: Bool, on variable: Slot, in list: [UInt32], depth: UInt8 = 0
    ) -> ElementCondition? {
        guard depth < Self.deepestGroup else { return nil }
        func all(_ parts: [CheckedCondition]) -> [ElementCondition]? {
            let read = parts.compactMap {
                self.condition($0, negated: negated, on: variable, in: list, depth: depth + 1)
            }
            return read.count == parts.count ? read : nil
        }
        switch condition {
        case .all(let parts, _): return all(parts).map { negated ? .any($0) : .all($0) }
        case .any(let parts, _): return all(parts).map { negated ? .all($0) : .any($0) }
        case .not(let part, _):
            return self.condition(part, negated: !negated, on: variable, in: list, depth: depth + 1)
        case .test(let test): return self.test(test, negated: test.negated != negated, on: variable, in: list)
        case .quantified, .call: return nil
        }
    }

    private func test(_ test: CheckedTest, negated: Bool, on variable: Slot, in list: [UInt32]) -> ElementCondition? {
        func asks(
            _ subject: CheckedExpression, _ predicate: ElementPredicate, _ constant: CodeFragment.Constant?
        ) -> ElementCondition? {
            guard let column = column(subject, on: variable, in: list), let constant else { return nil }
            return .test(ElementQuestion(column: column, predicate: predicate, constant: constant), negated: negated)
        }
        func asks(_ predicate: LanePredicate, _ operand: CheckedExpression) -> ElementCondition? {
            asks(test.subject, .asks(predicate), value(operand).map { .value($0) })
        }
        func ordered(_ order: MachineOrder, _ operand: CheckedExpression) -> ElementCondition? {
            asks(.ordered(order), operand)
                ?? asks(operand, .asks(.ordered(order.exchanged)), value(test.subject).map { .value($0) })
        }
        switch test.predicate {
        case .present: return asks(test.subject, .present, .value(.boolean(true)))
        case .equal(let operand, let asAddresses):
            if asAddresses { return asks(.equalAddresses, operand) }
            return asks(.equal, operand) ?? asks(operand, .asks(.equal), value(test.subject).map { .value($0) })
        case .oneOf(let operand):
            if let texts = value(operand)?.texts { return asks(test.subject, .asks(.inTexts), .texts(texts)) }
            return asks(.oneOf, operand)
        case .ordered(let order, let operand): return ordered(order.code, operand)
        case .between(let low, let high):
            guard let least = ordered(.atLeast, low), let most = ordered(.atMost, high) else { return nil }
            return negated ? .any([least, most]) : .all([least, most])
        case .within(let operand):
            return asks(test.subject, .asks(.within), value(operand)?.addresses.map { .addresses($0) })
        case .overlaps(let operand): return asks(.overlaps, operand)
        case .like(let operand):
            guard case .string(let text)? = value(operand) else { return nil }
            return asks(test.subject, .asks(.like), .glob(Glob(text)))
        case .older(let operand): return asks(.age(.older), operand)
        case .newer(let operand): return asks(.age(.newer), operand)
        case .contains(let amount, let operand): return asks(.contains(amount.code), operand)
        case .matches(let anyOf, let operand):
            if anyOf, case .list? = value(operand) { return asks(.matchesAny, operand) }
            guard !anyOf, case .pattern(let pattern)? = value(operand) else { return nil }
            return asks(test.subject, .asks(.matches), .value(.pattern(pattern)))
        case .startsWith(let anyOf, let operand): return asks(.starts(anyOf ? .any : .one), operand)
        case .endsWith(let anyOf, let operand): return asks(.ends(anyOf ? .any : .one), operand)
        case .empty, .undetermined, .type: return nil
        }
    }
}

extension CodeGenerator.ElementCondition {
    fileprivate var isEmpty: Bool {
        switch self {
        case .all(let parts), .any(let parts): parts.allSatisfy(\.isEmpty)
        case .test: false
        }
    }
}
