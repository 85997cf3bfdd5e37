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
        case .member(let test):
            let value = Paths.member(of: r[0], key: known.pointee.member, hint: &known.pointee.hint)
            let answer = test.answer(of: value, known.pointee.constant, operations)
            shared.pointee.keep(answer, of: number)
            return decide(answer, i)
        }
    }
}
