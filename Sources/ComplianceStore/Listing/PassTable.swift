import Foundation
import GRDB

/// Which rules pass on each resource of a scan.
struct PassTable {
    /// The rows of the scan, by the state of the resource there.
    private var rows: [Int64: Int] = [:]
    /// Where in `passing` the rules of a row begin.
    private var starts: [Int] = []
    private var passing: [Int] = []

    /// - Parameter rules: positions in the scan; others are left out.
    init(of rules: [Int], scan: Int64, in database: Database) throws {
        var firstRows: [Int: Int] = [:]
        let pieces = try Row.fetchCursor(
            database, sql: "SELECT piece, states FROM scan_piece WHERE scan = ? ORDER BY piece", arguments: [scan])
        var count = 0
        while let piece = try pieces.next() {
            firstRows[piece[0]] = count
            for state in try PackedNumbers.unpacked(piece[1]) {
                rows[state] = count
                count += 1
            }
        }
        let lists = try rules.sorted().map { rule in
            (rule, try Self.rows(passing: rule, scan: scan, firstRows: firstRows, below: count, in: database))
        }
        starts = Array(repeating: 0, count: count + 1)
        for (_, list) in lists { for row in list { starts[row + 1] += 1 } }
        for row in 0..<count { starts[row + 1] += starts[row] }
        var next = starts
        passing = Array(repeating: 0, count: starts[count])
        for (rule, list) in lists {
            for row in list {
                passing[next[row]] = rule
                next[row] += 1
            }
        }
    }

    private static func rows(
        passing rule: Int, scan: Int64, firstRows: [Int: Int], below count: Int, in database: Database
    ) throws -> [Int] {
        let pieces = try Row.fetchCursor(
            database.cachedStatement(sql: "SELECT piece, rows FROM pass WHERE scan = ? AND rule = ?"),
            arguments: [scan, rule])
        var all: [Int] = []
        while let piece = try pieces.next() {
            guard let first = firstRows[piece[0]] else { continue }
            all += try PackedNumbers.unpacked(piece[1]).lazy.map { first + Int($0) }.filter {
                (first..<count).contains($0)
            }
        }
        return all
    }

    /// Whether the scan saw a resource in that state.
    func holds(_ state: Int64) -> Bool { rows[state] != nil }

    /// In the order of the scan.
    func rules(passingOn state: Int64) -> ArraySlice<Int> {
        rows[state].map { passing[starts[$0]..<starts[$0 + 1]] } ?? []
    }
}
