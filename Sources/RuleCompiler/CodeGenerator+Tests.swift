import ResourceDocuments
import RuleChecker
import RuleMachine
import RuleSyntax

extension CodeGenerator {
    /// A test as a part of `group`: the quickest instruction that asks it.
    mutating func generate(_ test: CheckedTest, negated: Bool, in group: Group) {
        let mark = builder.mark
        let asked = Asked(subject: test.subject, negated: test.negated != negated, group: group)
        switch test.predicate {
        case .present: generatePresent(asked)
        case .empty: generate(.testEmpty, asked, .empty)
        case .undetermined: generate(.testUndetermined, asked, .undetermined)
        case .type(let type): generate(.testType, asked, .type(type.code), flags: type.code.rawValue)
        case .equal(let operand, let asAddresses): generateEqual(asked, operand, asAddresses: asAddresses)
        case .oneOf(let operand): generateOneOf(asked, operand)
        case .ordered(let order, let operand): generateOrdered(asked, order.code, operand)
        case .between(let low, let high): generateBetween(test, low, high, negated: negated, in: group)
        case .within(let operand): generateWithin(asked, operand)
        case .overlaps(let operand): generate(.testOverlaps, asked, .asks(.overlaps), operand)
        case .like(let operand): generateLike(asked, operand)
        case .older(let operand):
            generate(.testAge, asked, .asks(.age(.older)), operand, flags: MachineAge.older.rawValue)
        case .newer(let operand):
            generate(.testAge, asked, .asks(.age(.newer)), operand, flags: MachineAge.newer.rawValue)
        case .contains(let amount, let operand): generateContains(asked, amount.code, operand)
        case .matches(let anyOf, let operand): generateMatches(asked, operand, anyOf: anyOf)
        case .startsWith(let anyOf, let operand): generateStarts(asked, Self.amount(anyOf), operand)
        case .endsWith(let anyOf, let operand): generateEnds(asked, Self.amount(anyOf), operand)
        }
        builder.release(to: mark)
    }

    /// The subject of a test and what becomes of its answer.
    private struct Asked {
        let subject: CheckedExpression
        let negated: Bool
        let group: Group

        /// The flag for the answer that decides the group.
        var decides: UInt8 { group.decidesWhen != negated ? Instruction.decidesWhenTrue : 0 }
    }

    private static func amount(_ anyOf: Bool) -> MachineAmount { anyOf ? .any : .one }

    // MARK: Forms of instructions

    /// `op subject`, `op subject operand`
    private mutating func generate(
        _ opcode: Opcode, _ asked: Asked, _ predicate: SharedTest.Predicate, _ operand: CheckedExpression? = nil,
        flags: UInt8 = 0
    ) {
        let test = sharedTest(asked.subject, predicate, sharedOperand(operand))
        let subject = evaluateSubject(of: asked, unlessShared: test)
        var other: UInt8 = 0
        if let operand, case .asks(let predicate) = predicate, let value = value(operand) {
            switch self.operand(predicate, .value(value)) {
            case .question(let question): return generate(question, asked, of: subject)
            case .constant(let index):
                if ask(test, asked, constant: index) { return }
                other = builder.register()
                builder.emit(Instruction(.constant, d: other, b: index))
            }
        } else {
            if ask(test, asked) { return }
            if let operand { other = evaluate(operand) }
        }
        at(asked.subject.place)
        builder.emit(
            Instruction(
                opcode, flags: flags | asked.decides, d: asked.group.accumulator, a: subject ?? 0, b: UInt16(other)),
            to: asked.group.target)
    }

    /// `op subject K`
    private mutating func generate(
        _ opcode: Opcode, _ asked: Asked, _ predicate: LanePredicate, _ constant: CodeFragment.Constant,
        flags: UInt8 = 0
    ) {
        let test = sharedTest(asked.subject, .asks(predicate), .constant(constant))
        let subject = evaluateSubject(of: asked, unlessShared: test)
        switch operand(predicate, constant) {
        case .question(let question): generate(question, asked, of: subject)
        case .constant(let index):
            if ask(test, asked, constant: index) { return }
            builder.emit(
                Instruction(
                    opcode, flags: flags | asked.decides, d: asked.group.accumulator, a: subject ?? 0, b: index),
                to: asked.group.target)
        }
    }

    /// `op subject w`, or `op base.key w` where the subject ends with a member.
    private mutating func generate(
        _ opcode: Opcode, ofMember memberOpcode: Opcode, _ asked: Asked, _ predicate: LanePredicate,
        inlining value: Value, flags: UInt8 = 0
    ) {
        let all = flags | asked.decides
        let d = asked.group.accumulator
        let test = sharedTest(asked.subject, .asks(predicate), .constant(.value(value)))
        if !isShared(test), let member = lastMember(of: asked.subject) {
            switch operand(predicate, .value(value)) {
            case .question(let question): generate(question, asked, of: member)
            case .constant(let index):
                _ = ask(test, asked, constant: index)
                builder.emit(
                    Instruction(memberOpcode, flags: all, d: d, a: member.base, b: member.key), inlining: index,
                    to: asked.group.target)
            }
        } else {
            let subject = evaluateSubject(of: asked, unlessShared: test)
            switch operand(predicate, .value(value)) {
            case .question(let question): generate(question, asked, of: subject)
            case .constant(let index):
                if ask(test, asked, constant: index) { return }
                builder.emit(
                    Instruction(opcode, flags: all, d: d, a: subject ?? 0), inlining: index, to: asked.group.target)
            }
        }
    }

    /// The subject's register; nil where the machine is asked the whole test.
    private mutating func evaluateSubject(of asked: Asked, unlessShared test: Int?) -> UInt8? {
        guard isShared(test), let test else { return evaluate(asked.subject) }
        _ = place(numbering.tests[test].value)
        return nil
    }

    /// Whether the machine is asked the whole test.
    private func isShared(_ test: Int?) -> Bool { sharing != nil && test != nil }

    /// `testShared`, in code that shares; code that does not share notes the test.
    ///
    /// - Returns: whether it is asked.
    private mutating func ask(_ test: Int?, _ asked: Asked, constant: UInt16? = nil) -> Bool {
        guard let test else { return false }
        guard sharing != nil else {
            candidates.tests.append(test)
            return false
        }
        builder.emit(
            Instruction(.testShared, flags: asked.decides, d: asked.group.accumulator),
            asking: place(test: test, constant: constant), to: asked.group.target)
        return true
    }

    /// `testLanes subject`
    private mutating func generate(_ question: UInt16, _ asked: Asked, of subject: UInt8?) {
        let subject = subject ?? evaluate(asked.subject)
        builder.emit(
            Instruction(
                .testLanes, flags: asked.decides, d: asked.group.accumulator, a: subject, b: question),
            to: asked.group.target)
    }

    private mutating func generate(_ question: UInt16, _ asked: Asked, of member: (base: UInt8, key: UInt16)) {
        let subject = builder.register()
        builder.emit(Instruction(.member, d: subject, a: member.base, key: UInt32(member.key)))
        generate(question, asked, of: subject)
    }

    // MARK: Predicates

    private mutating func generatePresent(_ asked: Asked) {
        let test = sharedTest(asked.subject, .present, ValueNumbering.Test.Operand.none)
        guard !isShared(test), let member = lastMember(of: asked.subject) else {
            return generate(.testPresent, asked, .present)
        }
        _ = ask(test, asked)
        builder.emit(
            Instruction(
                .testMemberPresent, flags: asked.decides, d: asked.group.accumulator, a: member.base, b: member.key),
            to: asked.group.target)
    }

    private mutating func generateEqual(_ asked: Asked, _ operand: CheckedExpression, asAddresses: Bool) {
        if asAddresses { return generate(.testEqualAddresses, asked, .asks(.equalAddresses), operand) }
        if let value = value(operand), value.isInlined {
            generate(.testEqualConstant, ofMember: .testMemberEqual, asked, .equal, inlining: value)
        } else if let value = value(asked.subject), value.isInlined {
            let exchanged = Asked(subject: operand, negated: asked.negated, group: asked.group)
            generate(.testEqualConstant, ofMember: .testMemberEqual, exchanged, .equal, inlining: value)
        } else {
            generate(.testEqual, asked, .asks(.equal), operand)
        }
    }

    private mutating func generateOneOf(_ asked: Asked, _ operand: CheckedExpression) {
        guard let texts = value(operand)?.texts else {
            return generate(.testOneOf, asked, .asks(.oneOf), operand)
        }
        generateOneOf(asked, texts)
    }

    private mutating func generateOneOf(_ asked: Asked, _ texts: [Value]) {
        let test = sharedTest(asked.subject, .asks(.inTexts), .constant(.texts(texts)))
        guard !isShared(test), let member = lastMember(of: asked.subject) else {
            return generate(.testInTexts, asked, .inTexts, .texts(texts))
        }
        switch self.operand(.inTexts, .texts(texts)) {
        case .question(let question): generate(question, asked, of: member)
        case .constant(let index):
            _ = ask(test, asked, constant: index)
            builder.emit(
                Instruction(
                    .testMemberInTexts, flags: asked.decides, d: asked.group.accumulator, a: member.base, b: member.key
                ), data: UInt64(index), to: asked.group.target)
        }
    }

    private mutating func generateOrdered(_ asked: Asked, _ order: MachineOrder, _ operand: CheckedExpression) {
        if let value = value(operand), value.isInlineInteger {
            generate(
                .testOrderedConstant, ofMember: .testMemberOrdered, asked, .ordered(order), inlining: value,
                flags: order.rawValue)
        } else if let value = value(asked.subject), value.isInlineInteger {
            let exchanged = Asked(subject: operand, negated: asked.negated, group: asked.group)
            generate(
                .testOrderedConstant, ofMember: .testMemberOrdered, exchanged, .ordered(order.exchanged),
                inlining: value, flags: order.exchanged.rawValue)
        } else {
            generate(.testOrdered, asked, .asks(.ordered(order)), operand, flags: order.rawValue)
        }
    }

    /// `at least low and at most high`, the subject worked out once.
    private mutating func generateBetween(
        _ test: CheckedTest, _ low: CheckedExpression, _ high: CheckedExpression, negated: Bool, in group: Group
    ) {
        var subject = test.subject
        let bounds = [(MachineOrder.atLeast, low), (.atMost, high)]
        let areShared = bounds.allSatisfy { order, bound in
            isShared(sharedTest(subject, .asks(.ordered(order)), sharedOperand(bound)))
        }
        if value(subject) == nil, !areShared {
            let shared = sharedValue(subject)
            let slot = makeUpSlot(.register(evaluate(subject)))
            frame.shared[slot.index] = shared
            subject = CheckedExpression(.slot(slot), type: subject.type, place: subject.place)
        }
        let isNegated = test.negated != negated
        inGroup(decidingWhen: isNegated, within: group) { generator, inner in
            let asked = Asked(subject: subject, negated: isNegated, group: inner)
            for (order, bound) in bounds {
                let mark = generator.builder.mark
                generator.generateOrdered(asked, order, bound)
                generator.builder.release(to: mark)
            }
        }
    }

    private mutating func generateWithin(_ asked: Asked, _ operand: CheckedExpression) {
        if let set = value(operand)?.addresses {
            generate(.testWithinConstant, asked, .within, .addresses(set))
        } else {
            generate(.testWithin, asked, .within, operand)
        }
    }

    private mutating func generateLike(_ asked: Asked, _ operand: CheckedExpression) {
        if case .string(let text)? = value(operand) {
            generate(.testLikeConstant, asked, .like, .glob(Glob(text)))
        } else {
            generate(.testLike, asked, .like, operand)
        }
    }

    private mutating func generateMatches(_ asked: Asked, _ operand: CheckedExpression, anyOf: Bool) {
        if !anyOf, case .pattern(let pattern)? = value(operand) {
            if let literal = literal(pattern, asked.subject) { return generate(asked, literal) }
            generate(.testMatchesConstant, asked, .matches, .value(.pattern(pattern)))
        } else if anyOf, case .list? = value(operand) {
            generate(.testMatches, asked, .asks(.matchesAny), operand, flags: MachineAmount.any.rawValue)
        } else {
            let amount = Self.amount(anyOf)
            generate(.testMatches, asked, .matches(amount), operand, flags: amount.rawValue)
        }
    }

    /// nil where the pattern is asked together with others.
    private func literal(_ pattern: Pattern, _ subject: CheckedExpression) -> LiteralPattern.Question? {
        guard readsLiterals, let literal = pattern.literal?.question else { return nil }
        let test = sharedTest(subject, .asks(.matches), .constant(.value(.pattern(pattern))))
        return isShared(test) ? nil : literal
    }

    /// A pattern that asks for texts is asked as a rule that names them.
    private mutating func generate(_ asked: Asked, _ literal: LiteralPattern.Question) {
        switch literal {
        case .isOneOf(let texts): generateOneOf(asked, texts)
        case .starts(let amount, let texts):
            generate(.testStartsConstant, asked, .starts(amount), .value(texts), flags: amount.rawValue)
        case .ends(let amount, let texts):
            generate(.testEndsConstant, asked, .ends(amount), .value(texts), flags: amount.rawValue)
        }
    }

    private mutating func generateContains(_ asked: Asked, _ amount: MachineAmount, _ operand: CheckedExpression) {
        if let value = value(operand) {
            generate(.testContainsConstant, asked, .contains(amount), .value(value), flags: amount.rawValue)
        } else {
            generate(.testContains, asked, .asks(.contains(amount)), operand, flags: amount.rawValue)
        }
    }

    private mutating func generateStarts(_ asked: Asked, _ amount: MachineAmount, _ operand: CheckedExpression) {
        if let value = value(operand) {
            generate(.testStartsConstant, asked, .starts(amount), .value(value), flags: amount.rawValue)
        } else {
            generate(.testStarts, asked, .asks(.starts(amount)), operand, flags: amount.rawValue)
        }
    }

    private mutating func generateEnds(_ asked: Asked, _ amount: MachineAmount, _ operand: CheckedExpression) {
        if let value = value(operand) {
            generate(.testEndsConstant, asked, .ends(amount), .value(value), flags: amount.rawValue)
        } else {
            generate(.testEnds, asked, .asks(.ends(amount)), operand, flags: amount.rawValue)
        }
    }
}

extension LiteralPattern {
    /// A test of a text that no pattern is needed for.
    enum Question {
        case isOneOf([Value])
        case starts(MachineAmount, Value)
        case ends(MachineAmount, Value)
    }

    /// nil where the texts may stand anywhere: `contains` asks something else of lists and maps, so the pattern itself looks for them.
    var question: Question? {
        let values = texts.map { Value.string($0) }
        return switch place {
        case .anywhere: nil
        case .whole: .isOneOf(values)
        case .start: values.count == 1 ? .starts(.one, values[0]) : .starts(.any, .list(values))
        case .end: values.count == 1 ? .ends(.one, values[0]) : .ends(.any, .list(values))
        }
    }
}

extension PredicateSyntax.Order {
    var code: MachineOrder {
        switch self {
        case .atLeast: .atLeast
        case .atMost: .atMost
        case .moreThan: .moreThan
        case .lessThan: .lessThan
        }
    }
}

extension MachineOrder {
    /// The same order with the sides exchanged.
    var exchanged: MachineOrder {
        switch self {
        case .atLeast: .atMost
        case .atMost: .atLeast
        case .moreThan: .lessThan
        case .lessThan: .moreThan
        }
    }
}

extension PredicateSyntax.Amount {
    var code: MachineAmount {
        switch self {
        case .one: .one
        case .all: .all
        case .any: .any
        }
    }
}

extension TypeName {
    var code: MachineType {
        switch self {
        case .string: .string
        case .numeric: .numeric
        case .boolean: .boolean
        case .general: .general
        case .stringList: .stringList
        case .ipList: .ipList
        case .timestamp: .timestamp
        case .numericList: .numericList
        case .duration: .duration
        case .version: .version
        case .ip: .ip
        case .pattern: .pattern
        case .quantity: .quantity
        case .list: .list
        case .map: .map
        }
    }
}
