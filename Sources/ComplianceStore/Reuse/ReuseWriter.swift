import Compliance
import Foundation
import GRDB
import ResourceDocuments
import ResourceReaders

/// Writes digests of a scan, for the next one.
struct ReuseWriter {
    let scan: Int64
    let database: Database

    func enter(_ digests: ScanDigests) throws {
        let insert = try database.cachedStatement(sql: "INSERT INTO program_digest VALUES (?, ?, ?, ?)")
        for (rule, program) in digests.programs.enumerated() {
            guard let program else { continue }
            try insert.execute(
                arguments: [scan, rule, Data(program.verdict.bytes), Data(program.evidence.bytes)])
        }
    }

    /// - Parameters:
    ///   - states: of the rows, packed.
    ///   - results: a seal for each rule.
    func enter(
        piece: Int, _ rows: ArraySlice<Int>, states: Data, results: [ResultSeal], _ digests: ScanDigests,
        _ key: DigestKey
    ) throws {
        let resources = DigestList.pack(
            rows.lazy.flatMap { row in
                digests.resource(at: row).map { [$0.content, $0.places] } ?? [.zero, .zero]
            })
        let seal = ResultSeal.ofResources(states: states, digests: resources, key)
        try database.execute(
            sql: "INSERT INTO piece_digest VALUES (?, ?, ?, ?)",
            arguments: [scan, piece, resources, DigestList.pack([seal] + results.map(\.digest))])
    }

    /// Of an attachment one scan's digests are of use: the last complete one's.
    func end(_ state: ScanRecord.State) throws {
        let needless =
            state == .completed
            ? """
            SELECT number FROM scan
            WHERE attachment = (SELECT attachment FROM scan WHERE number = \(scan)) AND number NOT IN (\(ScanOrder.lastComplete))
            """ : "\(scan)"
        for table in ["program_digest", "piece_digest"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE scan IN (\(needless))")
        }
    }
}
