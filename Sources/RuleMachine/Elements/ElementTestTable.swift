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

    /// From so many tests on, one look-up for all of them costs less than asking each.
    private static func leastLookUp(_ predicate: LanePredicate) -> Int { 4 }

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
        var lookUps = LookUpTables()
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
                let constant = registers[base + test.constant]
                if case .asks(let predicate) = test.predicate {
                    lookUps.add(tests.count, of: column, predicate, question.constant, constant)
                }
                tests.append(Test(column: column, predicate: test.predicate, constant: constant))
                return tests.count - 1
            }
        }
        self.lookUps = lookUps.tables(firstNumber: firstNumber, least: Self.leastLookUp) {
            test, lookUp, lane in
            tests[test].lookUp = (lookUp, lane)
        }
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
