import GRDB

/// Which rules pass on each resource of a scan that a filter lets through.
struct PassTable {
    /// Where in `passing` the rules of a row begin.
    private var starts: [Int] = []
    private var passing: [Int32] = []

    /// - Parameter rules: positions in the scan; others are left out.
    /// - Complexity: O(passes of the rules)
    init(of rules: [Int], on rows: ScanRows, scan: Int64, in database: Database) throws {
        let lists = try rules.sorted().map { rule in
            var list: [Int32] = []
            _ = try rows.passes(of: rule, scan: scan, in: database) { row, _ in
                list.append(Int32(truncatingIfNeeded: row))
                return true
            }
            return (rule: Int32(truncatingIfNeeded: rule), rows: list)
        }
        starts = Array(repeating: 0, count: rows.count + 1)
        for list in lists { for row in list.rows { starts[Int(row) + 1] += 1 } }
        for row in 0..<rows.count { starts[row + 1] += starts[row] }
        var next = starts
        passing = Array(repeating: 0, count: starts[rows.count])
        for list in lists {
            for row in list.rows {
                passing[next[Int(row)]] = list.rule
                next[Int(row)] += 1
            }
        }
    }

    /// In the order of the scan.
    func rules(passingOn row: Int) -> some Sequence<Int> {
        passing[starts[row]..<starts[row + 1]].lazy.map { Int($0) }
    }
}
