import Foundation
import GRDB

/// The resources of a scan: where each stands in it, by the number of its state, and which of them a filter lets through.
struct ScanRows {
    /// The states of each piece's resources, in the order of the scan.
    let pieces: [[Int64]]
    /// The row that each piece begins with.
    let starts: [Int]
    let count: Int
    /// How many the filter lets through.
    let wantedCount: Int
    /// By row; nil: all.
    private let wanted: [Bool]?
    private let lowest: Int64
    /// By state from `lowest` on: its row, or -1. Empty where the states lie too far apart, and `sparse` has them.
    private let rows: [Int32]
    private let sparse: [Int64: Int]

    /// - Parameter states: those that the filter lets through, in any scan; nil: all.
    /// - Complexity: O(resources)
    init(of scan: Int64, wanted states: Set<Int64>?, in database: Database) throws {
        var pieces: [[Int64]] = []
        let packed = try Row.fetchCursor(
            database, sql: "SELECT piece, states FROM scan_piece WHERE scan = ? ORDER BY piece", arguments: [scan])
        while let piece = try packed.next() {
            guard piece[0] == pieces.count else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a piece of a scan is missing")
            }
            pieces.append(try PackedNumbers.unpacked(piece[1]))
        }
        self.init(pieces, wanted: states)
    }

    init(_ pieces: [[Int64]], wanted states: Set<Int64>?) {
        self.pieces = pieces
        var starts: [Int] = []
        var count = 0
        for piece in pieces {
            starts.append(count)
            count += piece.count
        }
        self.starts = starts
        self.count = count
        let lowest = pieces.joined().min() ?? 0
        self.lowest = lowest
        let span = (pieces.joined().max() ?? 0).subtractingReportingOverflow(lowest)
        if !span.overflow, span.partialValue < 8 * Int64(count) + 1024, count < Int32.max {
            var rows = [Int32](repeating: -1, count: Int(span.partialValue) + 1)
            var row: Int32 = 0
            for piece in pieces {
                for state in piece {
                    rows[Int(state - lowest)] = row
                    row += 1
                }
            }
            self.rows = rows
            sparse = [:]
        } else {
            rows = []
            sparse = Dictionary(
                pieces.joined().enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
        guard let states else {
            wanted = nil
            wantedCount = count
            return
        }
        let wanted = pieces.flatMap { $0.map(states.contains) }
        self.wanted = wanted
        wantedCount = wanted.count { $0 }
    }

    /// nil where the scan did not see a resource in that state.
    func row(of state: Int64) -> Int? {
        if rows.isEmpty { return sparse[state] }
        let distance = state.subtractingReportingOverflow(lowest)
        guard !distance.overflow, rows.indices.contains(Int(distance.partialValue)) else { return nil }
        let row = rows[Int(distance.partialValue)]
        return row < 0 ? nil : Int(row)
    }

    func isWanted(_ row: Int) -> Bool { wanted?[row] ?? true }

    func holdsWanted(piece: Int) -> Bool {
        guard let wanted else { return true }
        return wanted[starts[piece]..<(starts[piece] + pieces[piece].count)].contains(true)
    }

    /// Those that the filter lets through and that a rule passes on, piece by piece, in the order of the scan. `body` says whether to go
    /// on.
    ///
    /// - Returns: false where it did not.
    func passes(
        of rule: Int, scan: Int64, in database: Database, _ body: (_ row: Int, _ state: Int64) throws -> Bool
    ) throws -> Bool {
        let packed = try Row.fetchCursor(
            database.cachedStatement(sql: "SELECT piece, rows FROM pass WHERE scan = ? AND rule = ? ORDER BY piece"),
            arguments: [scan, rule])
        while let row = try packed.next() {
            let piece: Int = row[0]
            guard pieces.indices.contains(piece), holdsWanted(piece: piece) else { continue }
            let states = pieces[piece]
            let start = starts[piece]
            for index in try PackedNumbers.unpacked(row[1]) where states.indices.contains(Int(index)) {
                let index = Int(index)
                guard isWanted(start + index) else { continue }
                if !(try body(start + index, states[index])) { return false }
            }
        }
        return true
    }
}
