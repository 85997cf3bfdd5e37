import ResourceDocuments

/// Every distinct element test of a library, whichever rules ask it.
///
/// Unchecked because of the pointers: everything is written by `init` alone and freed with the object.
final class ElementTestTable: @unchecked Sendable {
    /// One column.
    struct Column {
        let members: UnsafeMutableBufferPointer<UInt32>
        let conversion: MachineConversion?
    }

    struct Test {
        let column: Int
        let predicate: ElementPredicate
        let constant: Register
        /// The look-up that answers it together with others, and its lane there.
        var lookUp: (number: Int, lane: Int)?
    }

    /// Tests of one column that differ in constants only.
    private struct Likeness: Hashable {
        let column: Int
        let predicate: LanePredicate
    }

    /// From so many tests on, one look-up for all of them costs less than asking each.
    private static let leastLookUp = 4

    private struct Question: Hashable {
        let column: ElementColumn
        let predicate: ElementPredicate
        let constant: CodeFragment.Constant
    }

    let columns: UnsafeMutableBufferPointer<Column>
    let tests: UnsafeMutableBufferPointer<Test>
    /// Each answers up to 256 tests by one look at a value.
    let lookUps: UnsafeMutableBufferPointer<LaneTable>
    /// For each rule, the numbers of its tests.
    let numbers: [[Int]]

    /// - Parameters:
    ///   - bases: where the constants of each rule begin among `registers`.
    ///   - firstNumber: of tables that the library has none of yet.
    init(_ fragments: [CodeFragment], bases: [Int], registers: UnsafePointer<Register>, firstNumber: Int) {
        var alike: [Likeness: [(test: Int, constant: CodeFragment.Constant)]] = [:]
        var order: [Likeness] = []
        var columnNumbers: [ElementColumn: Int] = [:]
        var columns: [Column] = []
        var testNumbers: [Question: Int] = [:]
        var tests: [Test] = []
        numbers = zip(fragments, bases).map { fragment, base in
            fragment.elementTests.map { test in
                let question = Question(
                    column: test.column, predicate: test.predicate, constant: fragment.constants[test.constant])
                if let number = testNumbers[question] { return number }
                let column = columnNumbers[test.column] ?? columns.count
                if column == columns.count {
                    columnNumbers[test.column] = column
                    let members = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: test.column.members.count)
                    _ = members.initialize(from: test.column.members)
                    columns.append(Column(members: members, conversion: test.column.conversion))
                }
                testNumbers[question] = tests.count
                if case .asks(let predicate) = test.predicate {
                    let likeness = Likeness(column: column, predicate: predicate)
                    if alike[likeness] == nil { order.append(likeness) }
                    alike[likeness, default: []].append((tests.count, question.constant))
                }
                tests.append(
                    Test(column: column, predicate: test.predicate, constant: registers[base + test.constant]))
                return tests.count - 1
            }
        }
        var lookUps: [LaneTable] = []
        for likeness in order {
            let members = alike[likeness] ?? []
            for start in stride(from: 0, to: members.count, by: LaneSet.capacity) {
                let part = members[start..<min(start + LaneSet.capacity, members.count)]
                guard part.count >= Self.leastLookUp else { continue }
                for (lane, member) in part.enumerated() { tests[member.test].lookUp = (lookUps.count, lane) }
                lookUps.append(
                    LaneTable(
                        likeness.predicate, part.map(\.constant), part.map { tests[$0.test].constant },
                        number: firstNumber + lookUps.count))
            }
        }
        self.lookUps = .allocate(capacity: lookUps.count)
        _ = self.lookUps.initialize(from: lookUps)
        self.columns = .allocate(capacity: columns.count)
        _ = self.columns.initialize(from: columns)
        self.tests = .allocate(capacity: tests.count)
        _ = self.tests.initialize(from: tests)
    }

    deinit {
        for column in columns { column.members.deallocate() }
        columns.deallocate()
        tests.deallocate()
        for table in lookUps { table.deallocate() }
        lookUps.deallocate()
    }
}
