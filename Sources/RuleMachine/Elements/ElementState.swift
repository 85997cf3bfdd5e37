import ResourceDocuments

/// Elements of a list by their positions, one bit each.
typealias ElementSet = UInt64

/// The state of an `and` or an `or` that a rule runs for all elements of a list at once.
struct ElementGroup {
    /// The elements for which nothing decided it yet.
    var open: ElementSet = 0
    /// Those of which something in it is Unknown.
    var unknown: ElementSet = 0

    /// The elements for which it ends undecided and known.
    @inline(__always) var settled: ElementSet { open & ~unknown }
}

/// The answers to an element test. What is neither true nor unknown is false, where it was asked.
struct ElementAnswers {
    /// The run that they are good for.
    var run: UInt64 = 0
    var asked: ElementSet = 0
    var isTrue: ElementSet = 0
    var unknown: ElementSet = 0
}

/// What a machine knows of the elements of the resource's lists: values and answers that it worked out once in this run.
struct ElementState {
    /// A list with more elements is gone through one by one.
    static let maximumCount = ElementSet.bitWidth
    static let groupCount = 64

    /// The values of a column.
    private struct Values {
        var run: UInt64 = 0
        var read: ElementSet = 0
        /// Position caches, of the first member and of all behind it.
        var hints: (UInt8, UInt8) = (0, 0)
        let registers: UnsafeMutablePointer<Register>
    }

    /// What a look-up said of a column's values.
    private struct Found {
        var run: UInt64 = 0
        var asked: ElementSet = 0
        /// The elements that it said something of, and the tests of which it did so for each of them.
        var known: ElementSet = 0
        var decided = LaneSet()
        /// For each element, the tests that are true of it, and those of which it said something.
        let truths: UnsafeMutablePointer<LaneSet>
        let decidedOfEach: UnsafeMutablePointer<LaneSet>
    }

    let groups: UnsafeMutablePointer<ElementGroup>
    /// By the numbers of the tests.
    let answers: UnsafeMutablePointer<ElementAnswers>
    /// Counts the runs on resources.
    private(set) var run: UInt64 = 0
    /// Of this run: elements of which a test was asked by itself.
    private(set) var singleAnswers = 0
    private let values: UnsafeMutablePointer<Values>
    // Of the library, which lives as long as the machine.
    private let columns: UnsafeMutableBufferPointer<ElementTestTable.Column>
    private let tests: UnsafeMutableBufferPointer<ElementTestTable.Test>
    private let lookUps: UnsafeMutableBufferPointer<LaneTable>
    private let found: UnsafeMutablePointer<Found>
    /// The list that is asked about.
    private var list = Register(.absent)

    init(_ table: ElementTestTable) {
        columns = table.columns
        tests = table.tests
        lookUps = table.lookUps
        found = .allocate(capacity: table.lookUps.count)
        for number in table.lookUps.indices {
            let truths = UnsafeMutablePointer<LaneSet>.allocate(capacity: Self.maximumCount)
            truths.initialize(repeating: LaneSet(), count: Self.maximumCount)
            let decided = UnsafeMutablePointer<LaneSet>.allocate(capacity: Self.maximumCount)
            decided.initialize(repeating: LaneSet(), count: Self.maximumCount)
            (found + number).initialize(to: Found(truths: truths, decidedOfEach: decided))
        }
        groups = .allocate(capacity: Self.groupCount)
        groups.initialize(repeating: ElementGroup(), count: Self.groupCount)
        answers = .allocate(capacity: table.tests.count)
        answers.initialize(repeating: ElementAnswers(), count: table.tests.count)
        values = .allocate(capacity: table.columns.count)
        for column in table.columns.indices {
            let registers = UnsafeMutablePointer<Register>.allocate(capacity: Self.maximumCount)
            registers.initialize(repeating: Register(.absent), count: Self.maximumCount)
            (values + column).initialize(to: Values(registers: registers))
        }
    }

    func deallocate() {
        groups.deallocate()
        answers.deallocate()
        for column in columns.indices { values[column].registers.deallocate() }
        values.deallocate()
        for number in lookUps.indices {
            found[number].truths.deallocate()
            found[number].decidedOfEach.deallocate()
        }
        found.deallocate()
    }

    mutating func begin() {
        run &+= 1
        singleAnswers = 0
    }

    /// Asks about the elements of `value` from now on, all of them in a group; false where they have to be gone through.
    @inline(__always)
    mutating func begin(_ value: Register, in group: Int) -> Bool {
        let count = value.word.low
        guard value.word.rawTag == TapeTag.array.rawValue, count &- 1 < Self.maximumCount, count > 0 else {
            return false
        }
        list = value
        groups[group] = ElementGroup(open: ElementSet.max &>> UInt64(Self.maximumCount &- count))
        return true
    }

    /// Of the list that is asked about.
    @inline(__always) func element(at index: Int) -> Register {
        Register(word: TapeWord(rawValue: list.view.pointee.words[list.word.high &+ index]), aux: list.aux)
    }

    /// Asks a test of those of `elements` of which it was not asked in this run.
    @inline(never)
    mutating func ask(_ number: Int, of elements: ElementSet, _ operations: Operations) {
        var answers = self.answers[number]
        if answers.run != run { answers = ElementAnswers(run: run) }
        let asked = elements & ~answers.asked
        let test = tests[number]
        read(test.column, asked, operations)
        let registers = values[test.column].registers
        var rest = asked
        if let (number, lane) = test.lookUp {
            lookUp(number, registers, asked, operations)
            let found = found + number
            let known = asked & found.pointee.known
            let decided =
                found.pointee.decided.contains(lane)
                ? known : self.elements(of: lane, in: found.pointee.decidedOfEach, among: known)
            rest &= ~decided
            answers.isTrue |= self.elements(of: lane, in: found.pointee.truths, among: decided)
        }
        singleAnswers &+= rest.nonzeroBitCount
        while rest != 0 {
            let answer = test.answer(of: registers[rest.trailingZeroBitCount], operations)
            let bit = rest & (0 &- rest)
            if !answer.isKnown { answers.unknown |= bit } else if answer.bits == 1 { answers.isTrue |= bit }
            rest ^= bit
        }
        answers.asked |= asked
        self.answers[number] = answers
    }

    /// Looks up those of `elements` that were not looked up in this run.
    @inline(__always)
    private func lookUp(
        _ number: Int, _ values: UnsafeMutablePointer<Register>, _ elements: ElementSet, _ operations: Operations
    ) {
        let found = found + number
        if found.pointee.run != run {
            found.pointee.run = run
            found.pointee.asked = 0
            found.pointee.known = 0
            found.pointee.decided = lookUps[number].all
        }
        var rest = elements & ~found.pointee.asked
        found.pointee.asked |= rest
        while rest != 0 {
            let index = rest.trailingZeroBitCount
            let bit = rest & (0 &- rest)
            if let (truths, decided) = operations.lanes(
                of: values[index], in: lookUps.baseAddress.unsafelyUnwrapped + number)
            {
                found.pointee.truths[index] = truths
                found.pointee.decidedOfEach[index] = decided
                found.pointee.decided = found.pointee.decided.intersection(decided)
                found.pointee.known |= bit
            }
            rest ^= bit
        }
    }

    /// Those of `elements` in whose set the lane is.
    @inline(__always)
    private func elements(
        of lane: Int, in sets: UnsafeMutablePointer<LaneSet>, among elements: ElementSet
    ) -> ElementSet {
        var found: ElementSet = 0
        var rest = elements
        while rest != 0 {
            let index = rest.trailingZeroBitCount
            if sets[index].contains(lane) { found |= 1 &<< UInt64(index) }
            rest &= rest &- 1
        }
        return found
    }

    /// Reads the values of those of `elements` that were not read in this run.
    @inline(__always)
    private func read(_ number: Int, _ elements: ElementSet, _ operations: Operations) {
        let column = columns[number]
        let values = values + number
        if values.pointee.run != run {
            values.pointee.run = run
            values.pointee.read = 0
        }
        var rest = elements & ~values.pointee.read
        values.pointee.read |= rest
        while rest != 0 {
            let index = rest.trailingZeroBitCount
            var value = element(at: index)
            if let first = column.members.first {
                value = Paths.member(of: value, key: first, hint: &values.pointee.hints.0)
                for key in column.members.dropFirst() {
                    value = Paths.member(of: value, key: key, hint: &values.pointee.hints.1)
                }
            }
            if let conversion = column.conversion { value = operations.convert(value.asValue, conversion) }
            values.pointee.registers[index] = value
            rest &= rest &- 1
        }
    }
}

extension ElementTestTable.Test {
    /// The answer of one element: quick for what is common, and for anything else what the instruction for one element says.
    @inline(__always)
    func answer(of value: Register, _ operations: Operations) -> Answer {
        switch predicate {
        case .present: return Operations.present(value)
        case .asks(.equal): return operations.equalQuickly(value, constant)
        case .asks(.ordered(let order)): return operations.orderedQuickly(value, order, constant)
        case .asks(let predicate): return operations.answer(predicate, value, constant: constant)
        }
    }
}
