package import Compliance
import Foundation
import GRDB
package import ResourceDocuments

/// Writes a scan piece by piece, each in a step of its own: a process that ends in between leaves a scan that says so, and that
/// can be gone on with.
package struct ScanRecorder {
    /// Resources in a piece: some tens of milliseconds.
    private static let pieceSize = 4096

    private let store: ScanStore
    private let scan: Scan
    private let number: Int64
    private let id: String
    private let startedAt: Instant
    private let contents: ScanContents
    /// What an evaluation's findings show; nil where evidence is not kept.
    private let evidence: ((Evaluation) -> Evidence?)?

    private init(
        of scan: Scan, _ contents: ScanContents, number: Int64, id: String, startedAt: Instant, in store: ScanStore,
        evidence: ((Evaluation) -> Evidence?)?
    ) {
        self.contents = contents
        self.store = store
        self.scan = scan
        self.number = number
        self.id = id
        self.startedAt = startedAt
        self.evidence = evidence
    }

    /// Enters what the scan found, in a scan that was entered before its inventory was read.
    package init(
        _ scan: Scan, as entry: ScanEntry, in store: ScanStore, evidence: ((Evaluation) -> Evidence?)? = nil
    ) throws(StoreProblem) {
        let contents = ScanContents(of: scan, key: store.key)
        self.init(
            of: scan, contents, number: entry.number, id: entry.id, startedAt: entry.startedAt, in: store,
            evidence: evidence)
        try store.write { database in
            try ScanFigures(scan, number: entry.number, key: store.key, database: database).enter(contents)
        }
    }

    /// Enters the scan, judged, as running.
    ///
    /// - Parameters:
    ///   - id: a UUID.
    ///   - process: of whoever writes it.
    package init(
        _ scan: Scan, id: String, startedAt: Instant, process: Int32, in store: ScanStore,
        evidence: ((Evaluation) -> Evidence?)? = nil
    ) throws(StoreProblem) {
        let entry = try store.enter(
            scan.plan, asOf: scan.asOf, id: id, startedAt: startedAt, process: process)
        try self.init(scan, as: entry, in: store, evidence: evidence)
    }

    /// Goes on with a scan whose process ended. The same attachment, rules and inventory have to have been scanned again, as of the
    /// same instant; nil where they are others, and where the scan has ended. Of one that ended before it wrote what it found nobody
    /// knows the resources. O(resources)
    package init?(
        resuming record: ScanRecord, with scan: Scan, process: Int32, in store: ScanStore,
        evidence: ((Evaluation) -> Evidence?)? = nil
    ) throws(StoreProblem) {
        let found = try store.take(record, process: process)
        guard let found else { return nil }
        if found.inputs == ScanEntry.inputs(of: scan.plan, asOf: scan.asOf, key: store.key) {
            let entry = ScanEntry(number: found.number, id: record.id, startedAt: record.startedAt)
            try self.init(scan, as: entry, in: store, evidence: evidence)
            return
        }
        let contents = ScanContents(of: scan, key: store.key)
        guard found.inputs == ScanFigures.inputs(of: scan, contents, key: store.key) else { return nil }
        self.init(
            of: scan, contents, number: found.number, id: record.id, startedAt: record.startedAt, in: store,
            evidence: evidence)
        let written = try store.resources(of: record)
        let states = try store.write { database in
            let writer = PieceWriter(
                scan: found.number, piece: 0, contents: contents, key: store.key, database: database)
            return try written.pieces.indices.map { piece in
                let rows = scan.scope.inside
                let start = piece * Self.pieceSize
                return try writer.states(
                    of: rows[min(start, rows.count)..<min(start + Self.pieceSize, rows.count)], in: scan)
            }
        }
        guard states == written.pieces else { return nil }
        if let digests = scan.digests {
            try store.write { database in
                try ReuseWriter(scan: found.number, key: store.key, database: database).resume(digests)
            }
        }
    }

    /// What is not written yet, and the end of the scan.
    ///
    /// - Parameters:
    ///   - ending: what else the step writes that completes the scan.
    ///   - pieces: after so many the scan is left as it is.
    ///   - progress: is told how many resources are written.
    package func record(
        finishedAt: () -> Instant, ending: ScanEnding = ScanEnding(), pieces: Int = .max,
        progress: (Int) -> Void = { _ in }
    ) throws(StoreProblem) {
        let rows = scan.scope.inside
        var done = try store.read { database in
            try Int.fetchOne(database, sql: "SELECT recorded FROM scan WHERE number = ?", arguments: [number]) ?? 0
        }
        var positions = Array(repeating: 0, count: scan.rules.count)
        if done > 0, done <= rows.count { skip(to: rows[done - 1] + 1, &positions) }
        var left = pieces
        while done < rows.count {
            if left == 0 { return }
            left -= 1
            let piece = rows[done..<min(done + Self.pieceSize, rows.count)]
            let before = positions
            var after = positions
            try store.write { database in
                after = before
                let writer = PieceWriter(
                    scan: number, piece: done / Self.pieceSize, contents: contents, key: store.key, database: database)
                try writer.write(piece, of: scan, positions: &after, evidence: evidence)
                try database.execute(
                    sql: "UPDATE scan SET recorded = ? WHERE number = ?", arguments: [piece.endIndex, number])
            }
            positions = after
            done = piece.endIndex
            progress(done)
        }
        let end = finishedAt()
        try store.write { database in
            try database.execute(
                sql: "UPDATE scan SET state = ?, finished_at = ? WHERE number = ?",
                arguments: [ending.state.rawValue, end.description, number])
            try ReuseWriter(scan: number, key: store.key, database: database).end(ending.state)
            try ending.write(
                scan, number: number, id: id, startedAt: startedAt, finishedAt: end, to: database)
        }
    }

    private func skip(to row: Int, _ positions: inout [Int]) {
        for (index, rule) in scan.rules.enumerated() {
            _ = rule.evaluations.stored(from: &positions[index], below: row)
        }
    }
}
