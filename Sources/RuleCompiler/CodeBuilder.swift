import RuleMachine
import SourceText

/// A place in the code that jumps lead to; it may be named before it is reached.
struct Label: Hashable {
    fileprivate let index: Int
}

/// Code while it is being made: instructions, constants, registers, accumulators and jumps that wait for their target.
struct CodeBuilder {
    /// Why each: jumps have 16 bits with a sign; registers and accumulators 8 bits, of which a few are kept free.
    private static let maximumCode = 32_000
    private static let maximumConstants = 65_000
    private static let registerLimit = 250
    private static let accumulatorLimit = 250

    private(set) var code: [UInt64] = []
    private(set) var spans: [SourceSpan] = []
    private(set) var constants: [CodeFragment.Constant] = []
    private(set) var inlined: [(position: Int, constant: Int)] = []
    private(set) var elementTests: [ElementTest] = []
    private(set) var sharedValues: [SharedValue] = []
    private(set) var sharedTests: [SharedTest] = []
    /// What the next instructions are compiled from.
    var span = SourceSpan.empty(at: 0)
    /// Set when a limit is passed; then the code is of no use and no more is made.
    private(set) var isTooLarge = false

    /// Constants that are used otherwise than as the operand of a test that a family may ask of all its rules at once.
    private(set) var fixedConstants: Set<Int> = []
    /// Where every constant is fixed.
    private var fixedDepth = 0

    private var constantIndices: [CodeFragment.Constant: Int] = [:]
    private var labels: [Int?] = []
    private var jumps: [(position: Int, end: Int, label: Label)] = []
    // The first two are the resource under test.
    private var nextRegister = 2
    // The first belongs to clauses.
    private var nextAccumulator = 1

    // MARK: Instructions

    mutating func emit(_ instruction: Instruction, data: UInt64? = nil) {
        guard code.count < Self.maximumCode else {
            isTooLarge = true
            return
        }
        code.append(instruction.bits)
        spans.append(span)
        if let data {
            code.append(data)
            spans.append(span)
        }
    }

    mutating func emit(_ instruction: Instruction, data: UInt64? = nil, to label: Label) {
        let position = code.count
        emit(instruction, data: data)
        if !isTooLarge { jumps.append((position, code.count, label)) }
    }

    /// A wide instruction whose data is the word of constant `index`.
    mutating func emit(_ instruction: Instruction, inlining index: UInt16, to label: Label) {
        emit(instruction, data: 0, to: label)
        if !isTooLarge { inlined.append((code.count - 1, Int(index))) }
    }

    /// `testElements`
    mutating func emit(_ instruction: Instruction, asking test: ElementTest, to label: Label) {
        emit(instruction, data: UInt64(elementTests.count), to: label)
        elementTests.append(test)
    }

    /// `loadShared`
    mutating func emit(_ instruction: Instruction, loading value: SharedValue) {
        emit(instruction, data: UInt64(sharedValues.count))
        sharedValues.append(value)
    }

    /// `testShared`
    mutating func emit(_ instruction: Instruction, asking test: SharedTest, to label: Label) {
        emit(instruction, data: UInt64(sharedTests.count), to: label)
        sharedTests.append(test)
    }

    mutating func makeLabel() -> Label {
        labels.append(nil)
        return Label(index: labels.count - 1)
    }

    /// What comes next is what `label` names.
    mutating func place(_ label: Label) { labels[label.index] = code.count }

    /// Settles every jump, and the length that `enterRule` or `enterFamily` states as its `b`.
    mutating func finish() {
        guard !isTooLarge, let first = code.first else { return }
        for jump in jumps {
            guard let target = labels[jump.label.index], let distance = Int16(exactly: target - jump.end) else {
                isTooLarge = true
                return
            }
            code[jump.position] = Instruction(bits: code[jump.position]).jumping(distance).bits
        }
        code[0] = first | UInt64(code.count) << 32
    }

    // MARK: Constants, registers, accumulators

    mutating func constant(_ constant: CodeFragment.Constant) -> UInt16 {
        if let index = constantIndices[constant] { return UInt16(index) }
        let index = operand(constant)
        fixedConstants.insert(Int(index))
        constantIndices[constant] = Int(index)
        return index
    }

    /// Constants that `body` uses are fixed.
    mutating func beginFixed() { fixedDepth += 1 }
    mutating func endFixed() { fixedDepth -= 1 }

    /// A constant as the operand of one test: another test has its own, though it be equal, so that rules of one form are of one form
    /// whatever their constants are.
    mutating func operand(_ constant: CodeFragment.Constant) -> UInt16 {
        guard constants.count < Self.maximumConstants else {
            isTooLarge = true
            return 0
        }
        constants.append(constant)
        if fixedDepth > 0 { fixedConstants.insert(constants.count - 1) }
        return UInt16(constants.count - 1)
    }

    /// Where registers stand now: `release` frees all that were taken since.
    var mark: Int { nextRegister }

    mutating func release(to mark: Int) { nextRegister = mark }

    /// The first of `count` registers in a row.
    mutating func register(count: Int = 1) -> UInt8 {
        guard nextRegister + count <= Self.registerLimit else {
            isTooLarge = true
            return 2
        }
        defer { nextRegister += count }
        return UInt8(nextRegister)
    }

    /// Runs `body` with the first of `count` accumulators in a row.
    mutating func accumulator(count: Int = 1) -> UInt8 {
        guard nextAccumulator + count <= Self.accumulatorLimit else {
            isTooLarge = true
            return 1
        }
        defer { nextAccumulator += count }
        return UInt8(nextAccumulator)
    }

    mutating func releaseAccumulators(_ count: Int = 1) { nextAccumulator = max(1, nextAccumulator - count) }
}
