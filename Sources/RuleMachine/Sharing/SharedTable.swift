import ResourceDocuments

/// Every distinct value and test that the rules of a library share.
///
/// Unchecked because of the pointers: everything is written by `init` alone and freed with the object.
final class SharedTable: @unchecked Sendable {
    /// A value: members of another one, and what is then done to it.
    struct Column {
        /// nil: from the resource.
        let parent: Int?
        let members: UnsafeMutableBufferPointer<UInt32>
        /// None but members, or another step behind them.
        let operation: SharedValue.Operation?
        let constant: Register
    }

    enum Operand {
        case constant(Register)
        case column(Int)
    }

    struct Test {
        let column: Int
        let predicate: SharedTest.Predicate
        let operand: Operand
        /// The look-up that answers it together with others, and its lane there.
        var lookUp: (number: Int, lane: Int)?
    }

    /// What the code of a rule or a family names by its index, as numbers of this table.
    struct Numbers {
        let values: [Int]
        let tests: [Int]
    }

    let columns: UnsafeMutableBufferPointer<Column>
    let tests: UnsafeMutableBufferPointer<Test>
    /// Each answers up to 256 tests by one look at a value.
    let lookUps: UnsafeMutableBufferPointer<LaneTable>
    /// For each code that was given.
    let numbers: [Numbers]

    /// - Parameters:
    ///   - codes: of rules and families, with where the constants of each begin among `registers`.
    ///   - firstNumber: of tables that the library has none of yet.
    init(_ codes: [(fragment: CodeFragment, base: Int)], registers: UnsafePointer<Register>, firstNumber: Int) {
        var writer = SharedTableWriter(registers: registers)
        for (fragment, base) in codes {
            for value in fragment.sharedValues { writer.want(value, base) }
            for test in fragment.sharedTests { writer.want(test, base) }
        }
        numbers = codes.map { fragment, base in
            Numbers(
                values: fragment.sharedValues.map { writer.column(of: $0) },
                tests: fragment.sharedTests.map { writer.test($0, base) })
        }
        lookUps = writer.lookUps(firstNumber: firstNumber)
        columns = .allocate(capacity: writer.columns.count)
        _ = columns.initialize(from: writer.columns)
        tests = .allocate(capacity: writer.tests.count)
        _ = tests.initialize(from: writer.tests)
    }

    deinit {
        for column in columns { column.members.deallocate() }
        columns.deallocate()
        tests.deallocate()
        for table in lookUps { table.deallocate() }
        lookUps.deallocate()
    }
}
