import ResourceDocuments

/// Gives equal values and equal tests one number.
///
/// First every step of every value is a node of a tree; then those that somebody wants, and those at which ways part, become columns.
struct SharedTableWriter {
    private struct Node {
        let parent: Int?
        let operation: SharedValue.Operation
        let constant: Register
        var isWanted = false
        var childCount = 0
        var column: Int?

        var key: UInt32? { if case .member(let key) = operation { key } else { nil } }
    }

    private struct NodeKey: Hashable {
        let parent: Int?
        let step: SharedValue.Step
    }

    private(set) var columns: [SharedTable.Column] = []
    private(set) var tests: [SharedTable.Test] = []
    private let registers: UnsafePointer<Register>
    private var nodes: [Node] = []
    private var nodeNumbers: [NodeKey: Int] = [:]
    private var testNumbers: [SharedTest: Int] = [:]
    private var lookUps = LookUpTables()

    init(registers: UnsafePointer<Register>) { self.registers = registers }

    // MARK: Values

    mutating func want(_ value: SharedValue, _ base: Int) {
        var number: Int?
        for step in value.steps {
            let key = NodeKey(parent: number, step: step)
            if let known = nodeNumbers[key] {
                number = known
                continue
            }
            if let number { nodes[number].childCount += 1 }
            nodeNumbers[key] = nodes.count
            let constant = step.constant.map { registers[base + $0.index] } ?? Register(.absent)
            nodes.append(Node(parent: number, operation: step.operation, constant: constant))
            number = nodes.count - 1
        }
        if let number { nodes[number].isWanted = true }
    }

    mutating func want(_ test: SharedTest, _ base: Int) {
        want(test.value, base)
        if case .value(let operand) = test.operand { want(operand, base) }
    }

    /// INVARIANT: all values were wanted before, and none is without a step, which `ProgramVerifier` refuses.
    mutating func column(of value: SharedValue) -> Int {
        var number: Int?
        for step in value.steps { number = nodeNumbers[NodeKey(parent: number, step: step)] ?? number }
        return number.map { column(ofNode: $0) } ?? 0
    }

    private mutating func column(ofNode number: Int) -> Int {
        if let column = nodes[number].column { return column }
        let node = nodes[number]
        var members: [UInt32] = []
        var parent: Int? = number
        if node.key == nil { parent = node.parent }
        while let step = parent, let key = nodes[step].key, step == number || !isColumn(step) {
            members.append(key)
            parent = nodes[step].parent
        }
        let source = parent.map { column(ofNode: $0) }
        let copy = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: members.count)
        _ = copy.initialize(from: members.reversed())
        columns.append(
            SharedTable.Column(
                parent: source, members: copy, operation: node.key == nil ? node.operation : nil,
                constant: node.constant))
        nodes[number].column = columns.count - 1
        return columns.count - 1
    }

    /// Somebody wants it, or values that somebody wants part at it. One member of the resource is as quickly read as recalled.
    private func isColumn(_ number: Int) -> Bool {
        let node = nodes[number]
        return node.key == nil || node.isWanted || node.childCount > 1 && node.parent != nil
    }

    // MARK: Tests

    mutating func test(_ test: SharedTest, _ base: Int) -> Int {
        if let number = testNumbers[test] { return number }
        let number = tests.count
        let column = column(of: test.value)
        let operand: SharedTable.Operand
        switch test.operand {
        case .none: operand = .constant(Register(.absent))
        case .value(let value): operand = .column(self.column(of: value))
        case .constant(let shared):
            let constant = registers[base + shared.index]
            operand = .constant(constant)
            if case .asks(let predicate) = test.predicate {
                lookUps.add(number, of: column, predicate, shared.constant, constant)
            }
        }
        testNumbers[test] = number
        tests.append(SharedTable.Test(column: column, predicate: test.predicate, operand: operand))
        return number
    }

    /// Tests that are alike, and enough of them, are answered together.
    mutating func lookUps(firstNumber: Int) -> UnsafeMutableBufferPointer<LaneTable> {
        lookUps.tables(firstNumber: firstNumber, least: \.leastLookUp) { test, lookUp, lane in
            tests[test].lookUp = (lookUp, lane)
        }
    }
}
