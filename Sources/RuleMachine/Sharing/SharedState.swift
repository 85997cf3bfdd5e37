import ResourceDocuments

/// A test as a machine knows it: what it said in this run, and how it is asked most quickly.
struct SharedAnswer {
    enum Form {
        case other, lookedUp
        case member(MemberTest)
    }

    /// A test that needs no more than a look at a member of the resource and one word beside it.
    enum MemberTest {
        case present, equal
        case ordered(MachineOrder)
    }

    /// The run that it is good for.
    var run: UInt64 = 0
    /// What it cost.
    var steps: Int32 = 0
    var answer = Answer.false
    /// A position cache.
    var hint: UInt8 = 0
    let form: Form
    let lane: UInt8
    /// Of the resource.
    let member: UInt32
    let lookUp: Int32
    let constant: Register

    init(_ test: SharedTable.Test, _ column: SharedTable.Column) {
        member = column.members.first ?? 0
        lane = UInt8(truncatingIfNeeded: test.lookUp?.lane ?? 0)
        lookUp = Int32(truncatingIfNeeded: test.lookUp?.number ?? 0)
        if case .constant(let constant) = test.operand {
            self.constant = constant
        } else {
            constant = Register(.absent)
        }
        let isMember = column.parent == nil && column.members.count == 1 && column.operation == nil
        let quick = isMember ? MemberTest(test.predicate, constant) : nil
        form = test.lookUp != nil ? .lookedUp : quick.map { .member($0) } ?? .other
    }
}

extension SharedAnswer.MemberTest {
    /// nil where more is asked of the member.
    fileprivate init?(_ predicate: SharedTest.Predicate, _ constant: Register) {
        let isInteger = constant.word.rawTag == TapeTag.integer.rawValue
        switch predicate {
        case .present: self = .present
        case .asks(.equal) where isInteger || constant.word.isText || constant.word.isBoolean: self = .equal
        case .asks(.ordered(let order)) where isInteger: self = .ordered(order)
        case .asks, .empty, .undetermined, .type, .within, .like, .matches: return nil
        }
    }

    @inline(__always)
    func answer(of value: Register, _ constant: Register, _ operations: Operations) -> Answer {
        switch self {
        case .present: Operations.present(value)
        case .equal: operations.equalQuickly(value, constant)
        case .ordered(let order): operations.orderedQuickly(value, order, constant)
        }
    }
}

/// What a machine worked out in this run for every rule that asks: values, and answers to tests.
///
/// Whoever asks is charged what working it out took, the first time and each other, so that what a rule may still do does not hang on the rules
/// beside it.
struct SharedState {
    private struct Value {
        /// The run that it is good for.
        var run: UInt64 = 0
        var steps: Int32 = 0
        /// Position caches, of the first member and of all behind it.
        var hints: (UInt8, UInt8) = (0, 0)
        var register = Register(.absent)
    }

    /// What a look-up said of a value.
    struct Found {
        var run: UInt64 = 0
        /// Of the look-up, and with what the value took.
        var steps: Int32 = 0
        var allSteps: Int32 = 0
        var truths = LaneSet()
        /// The tests of which it said something.
        var decided = LaneSet()
    }

    /// By the numbers of the tests.
    let answers: UnsafeMutablePointer<SharedAnswer>
    let found: UnsafeMutablePointer<Found>
    /// Counts the runs on resources.
    private(set) var run: UInt64 = 0
    /// Of this run: tests that were asked by themselves.
    private(set) var singleAnswers = 0
    private let values: UnsafeMutablePointer<Value>
    /// Of a function: the value and the step's constant.
    private let arguments: UnsafeMutablePointer<Register>
    // Of the library, which lives as long as the machine.
    private let columns: UnsafeMutableBufferPointer<SharedTable.Column>
    private let tests: UnsafeMutableBufferPointer<SharedTable.Test>
    private let lookUps: UnsafeMutableBufferPointer<LaneTable>

    init(_ table: SharedTable) {
        columns = table.columns
        tests = table.tests
        lookUps = table.lookUps
        answers = .allocate(capacity: table.tests.count)
        for (number, test) in table.tests.enumerated() {
            (answers + number).initialize(to: SharedAnswer(test, table.columns[test.column]))
        }
        values = .allocate(capacity: table.columns.count)
        values.initialize(repeating: Value(), count: table.columns.count)
        found = .allocate(capacity: table.lookUps.count)
        found.initialize(repeating: Found(), count: table.lookUps.count)
        arguments = .allocate(capacity: 2)
        arguments.initialize(repeating: Register(.absent), count: 2)
    }

    func deallocate() {
        answers.deallocate()
        values.deallocate()
        found.deallocate()
        arguments.deallocate()
    }

    mutating func begin() {
        run &+= 1
        singleAnswers = 0
    }

    // MARK: Values

    @inline(__always)
    func value(_ number: Int, _ operations: Operations) -> Register {
        let value = values + number
        if value.pointee.run != run { return read(number, operations) }
        operations.charge(Int(value.pointee.steps))
        return value.pointee.register
    }

    @inline(never)
    private func read(_ number: Int, _ operations: Operations) -> Register {
        let meter = FuelMeter(operations)
        let column = columns[number]
        let value = values + number
        var register = column.parent.map { self.value($0, operations) } ?? operations.state.pointee.registers[0]
        if let first = column.members.first {
            register = Paths.member(of: register, key: first, hint: &value.pointee.hints.0)
            for key in column.members.dropFirst() {
                register = Paths.member(of: register, key: key, hint: &value.pointee.hints.1)
            }
        }
        if let operation = column.operation { register = take(operation, register, column.constant, operations) }
        if let steps = meter.steps(operations) {
            value.pointee.run = run
            value.pointee.steps = steps
            value.pointee.register = register
        }
        return register
    }

    private func take(
        _ operation: SharedValue.Operation, _ value: Register, _ constant: Register, _ operations: Operations
    ) -> Register {
        switch operation {
        case .member: return value
        // The properties do not know the resource's attributes.
        case .attribute: return operations.take(operation, operations.state.pointee.registers[1], constant, arguments)
        case .index, .call, .convert, .fallback: return operations.take(operation, value, constant, arguments)
        }
    }

    // MARK: Tests

    /// Keeps what was found out quickly.
    @inline(__always)
    mutating func keep(_ answer: Answer, of number: Int) {
        answers[number].run = run
        answers[number].answer = answer
        singleAnswers &+= 1
    }

    /// Asks a test that was not asked in this run.
    @inline(never)
    mutating func ask(_ number: Int, _ operations: Operations) -> Answer {
        let meter = FuelMeter(operations)
        let answer = answer(tests[number], operations)
        if let steps = meter.steps(operations) {
            answers[number].run = run
            answers[number].steps = steps
            answers[number].answer = answer
        }
        return answer
    }

    @inline(__always)
    private mutating func answer(_ test: SharedTable.Test, _ operations: Operations) -> Answer {
        let value = value(test.column, operations)
        if let (number, lane) = test.lookUp {
            let found = found + number
            if found.pointee.run != run {
                lookUp(number, value, operations)
                found.pointee.allSteps = found.pointee.steps &+ values[test.column].steps
            } else {
                operations.charge(Int(found.pointee.steps))
            }
            if found.pointee.decided.contains(lane) { return Answer(found.pointee.truths.contains(lane)) }
        }
        singleAnswers &+= 1
        switch test.operand {
        case .constant(let constant): return test.predicate.answer(of: value, constant, operations)
        case .column(let column): return test.predicate.answer(of: value, self.value(column, operations), operations)
        }
    }

    @inline(never)
    private func lookUp(_ number: Int, _ value: Register, _ operations: Operations) {
        let meter = FuelMeter(operations)
        var found = Found(run: run)
        if let (truths, decided) = operations.lanes(of: value, in: lookUps.baseAddress.unsafelyUnwrapped + number) {
            found.truths = truths
            found.decided = decided
        }
        found.steps = meter.steps(operations) ?? 0
        self.found[number] = found
    }
}

/// What is taken from a rule's fuel from here on.
private struct FuelMeter {
    private let spent: Int

    @inline(__always) init(_ operations: Operations) { spent = operations.state.pointee.fuel.pointee.spent }

    /// nil where the fuel ended: then what came of it is this rule's alone.
    @inline(__always) func steps(_ operations: Operations) -> Int32? {
        let fuel = operations.state.pointee.fuel.pointee
        return fuel.left < 0 ? nil : Int32(truncatingIfNeeded: fuel.spent &- spent)
    }
}

extension SharedTest.Predicate {
    /// What the instruction for a rule alone says.
    @inline(__always)
    func answer(of value: Register, _ operand: Register, _ operations: Operations) -> Answer {
        switch self {
        case .present: return Operations.present(value)
        case .empty: return Operations.empty(value)
        case .undetermined: return Operations.undetermined(value)
        case .type(let type): return operations.isA(value.asValue, type)
        case .asks(let predicate): return operations.answer(predicate, value, constant: operand)
        case .within: return operations.within(value, operand)
        case .like: return operations.like(value, operand)
        case .matches(let amount): return operations.matches(value, amount, operand)
        }
    }
}
