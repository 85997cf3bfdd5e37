import ResourceDocuments

/// Finds the tests of one value that differ in constants only, and makes of enough of them one look-up.
struct LookUpTables {
    /// A test among others, by its number.
    private struct Member {
        let test: Int
        let constant: CodeFragment.Constant
        let register: Register
    }

    private struct Likeness: Hashable {
        let column: Int
        let predicate: LanePredicate
    }

    private var alike: [Likeness: [Member]] = [:]
    private var order: [Likeness] = []

    /// - Parameter column: the number of the value that it asks.
    mutating func add(
        _ test: Int, of column: Int, _ predicate: LanePredicate, _ constant: CodeFragment.Constant, _ register: Register
    ) {
        let likeness = Likeness(column: column, predicate: predicate)
        if alike[likeness] == nil { order.append(likeness) }
        alike[likeness, default: []].append(Member(test: test, constant: constant, register: register))
    }

    /// The look-ups, each for up to 256 tests.
    ///
    /// - Parameters:
    ///   - firstNumber: of tables that the library has none of yet.
    ///   - least: how many tests one costs less than.
    ///   - place: told for each test that one answers, the look-up's position among them and the test's lane there.
    func tables(
        firstNumber: Int, least: (LanePredicate) -> Int, place: (_ test: Int, _ lookUp: Int, _ lane: Int) -> Void
    ) -> UnsafeMutableBufferPointer<LaneTable> {
        var tables: [LaneTable] = []
        for likeness in order {
            let members = alike[likeness] ?? []
            for start in stride(from: 0, to: members.count, by: LaneSet.capacity) {
                let part = members[start..<min(start + LaneSet.capacity, members.count)]
                guard part.count >= least(likeness.predicate) else { continue }
                for (lane, member) in part.enumerated() { place(member.test, tables.count, lane) }
                tables.append(
                    LaneTable(
                        likeness.predicate, part.map(\.constant), part.map(\.register),
                        number: firstNumber + tables.count))
            }
        }
        let frozen = UnsafeMutableBufferPointer<LaneTable>.allocate(capacity: tables.count)
        _ = frozen.initialize(from: tables)
        return frozen
    }
}
