import Compliance
import Foundation
import GRDB
import ResourceDocuments
import ResourceReaders

/// Writes digests of a scan, for the next one.
struct ReuseWriter {
    let scan: Int64
    let key: DigestKey
    let database: Database

    func enter(_ digests: ScanDigests) throws {
        let insert = try database.cachedStatement(sql: "INSERT INTO program_digest VALUES (?, ?, ?, ?)")
        for (rule, program) in digests.programs.enumerated() {
            guard let program else { continue }
            try insert.execute(
                arguments: [scan, rule, Data(program.verdict.bytes), Data(program.evidence.bytes)])
        }
    }

    /// The scan is gone on with. Where its rules stand elsewhere by now, or another engine goes on, the pieces that it has are not what
    /// the others will be.
    func resume(_ digests: ScanDigests) throws {
        if try ScanPrograms(of: scan, in: database) == ScanPrograms(digests) { return }
        try forget("\(scan)")
        try enter(digests)
    }

    /// - Parameters:
    ///   - states: of the rows, in their order.
    ///   - packed: the same as they are written.
    ///   - results: a seal for each rule.
    func enter(
        piece: Int, _ rows: ArraySlice<Int>, states: [Int64], packed: Data, results: [ResultSeal],
        _ digests: ScanDigests
    ) throws {
        guard
            let id = try String.fetchOne(
                database.cachedStatement(sql: "SELECT id FROM scan WHERE number = ?"), arguments: [scan])
        else { return }
        let resources = DigestList.pack(
            rows.lazy.flatMap { row in
                digests.resource(at: row).map { [$0.content, $0.places] } ?? [.zero, .zero]
            })
        var seen = try StateReader(key, in: database)
        let seal = PieceSeal(
            of: piece, in: EarlierScan(number: scan, id: id), programs: ScanPrograms(digests).digest(key),
            states: packed, seen: try seen.read(states).digest, resources: resources, key)
        let seals = [seal.digest] + results.enumerated().map { $1.digest(of: $0, in: seal) }
        try database.execute(
            sql: "INSERT INTO piece_digest VALUES (?, ?, ?, ?, ?)",
            arguments: [scan, piece, PieceSeal.version, resources, DigestList.pack(seals)])
    }

    /// Of an attachment one scan's digests are of use: those of the complete one that was entered last. What is left in the middle keeps
    /// its own until it is gone on with.
    func end(_ state: ScanRecord.State) throws {
        if try state != .completed || !isWhole { try forget("\(scan)") }
        let attachment = "attachment = (SELECT attachment FROM scan WHERE number = \(scan))"
        try forget(
            """
            SELECT number FROM scan WHERE \(attachment) AND state != 'running' AND number IS NOT (
                SELECT max(number) FROM scan
                WHERE \(attachment) AND state = 'completed' AND number IN (SELECT scan FROM piece_digest))
            """)
    }

    /// A scan that was gone on with may have pieces without digests.
    private var isWhole: Bool {
        get throws {
            try Bool.fetchOne(
                database,
                sql: """
                    SELECT NOT EXISTS (
                        SELECT 1 FROM scan_piece p WHERE p.scan = ?1
                            AND NOT EXISTS (SELECT 1 FROM piece_digest d WHERE d.scan = p.scan AND d.piece = p.piece))
                    """, arguments: [scan]) ?? false
        }
    }

    /// - Parameter scans: a list of numbers, or a query of them.
    private func forget(_ scans: String) throws {
        for table in ["program_digest", "piece_digest"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE scan IN (\(scans))")
        }
    }
}
