import ResourceDocuments

/// What rules of any form read and ask alike: worked out for the first that asks.
extension Workspace {
    @inline(__always) func loadShared(_ i: Instruction, _ number: UInt64) {
        r[i.d] = shared.pointee.value(Int(truncatingIfNeeded: number), operations)
    }

    @inline(__always) func testShared(_ i: Instruction, _ number: UInt64) -> Int {
        let number = Int(truncatingIfNeeded: number)
        let known = shared.pointee.answers + number
        if known.pointee.run == shared.pointee.run {
            fuel.pointee.left &-= Int(known.pointee.steps)
            return decide(known.pointee.answer, i)
        }
        switch known.pointee.form {
        case .other: return decide(shared.pointee.ask(number, operations), i)
        case .lookedUp:
            let found = shared.pointee.found + Int(known.pointee.lookUp)
            guard found.pointee.run == shared.pointee.run, found.pointee.decided.contains(Int(known.pointee.lane))
            else {
                return decide(shared.pointee.ask(number, operations), i)
            }
            fuel.pointee.left &-= Int(found.pointee.allSteps)
            return decide(found.pointee.truths.contains(Int(known.pointee.lane)), i)
        case .present, .equal, .atLeast, .atMost, .moreThan, .lessThan:
            let value = Paths.member(of: r[0], key: known.pointee.member, hint: &known.pointee.hint)
            let answer = answer(known.pointee.form, value, known.pointee.constant)
            shared.pointee.keep(answer, of: number)
            return decide(answer, i)
        }
    }

    /// Of a value that was just read, by a constant that one word holds.
    @inline(__always)
    private func answer(_ form: SharedAnswer.Form, _ value: Register, _ constant: Register) -> Answer {
        switch form {
        case .present: return Operations.present(value)
        case .equal:
            if value.word.rawTag == TapeTag.string.rawValue, constant.word.rawTag == TapeTag.string.rawValue {
                return Answer(
                    value.word.low == constant.word.low
                        && Texts.areEqual(
                            value.view.pointee.text + value.word.high, constant.view.pointee.text + constant.word.high,
                            count: constant.word.low)
                )
            }
            if value.word.rawTag == TapeTag.integer.rawValue, constant.word.rawTag == TapeTag.integer.rawValue {
                return Answer(value.word == constant.word)
            }
            return operations.equal(value, constant)
        case .atLeast: return ordered(value, .atLeast, constant)
        case .atMost: return ordered(value, .atMost, constant)
        case .moreThan: return ordered(value, .moreThan, constant)
        case .lessThan: return ordered(value, .lessThan, constant)
        case .other, .lookedUp: return .false
        }
    }

    @inline(__always)
    private func ordered(_ value: Register, _ order: MachineOrder, _ constant: Register) -> Answer {
        guard value.word.rawTag == TapeTag.integer.rawValue else { return operations.ordered(value, order, constant) }
        return Answer(Operations.holds(order, value.word.integer, constant.word.integer))
    }
}
