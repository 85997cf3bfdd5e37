package import Compliance
import Foundation
import GRDB
package import ResourceDocuments

/// What stands in a scan of each of its resources, by the resource's number in the store.
package struct ScanResources: Sendable {
    /// The resource that each state is of, and its content.
    package fileprivate(set) var states: [Int64: (resource: Int64, content: ContentDigest)] = [:]
    /// The state that the scan saw each resource in.
    package fileprivate(set) var byResource: [Int64: Int64] = [:]
    /// Piece by piece, in the order of the scan.
    fileprivate(set) var pieces: [[Int64]] = []

    /// - Parameter state: that the scan saw it in; nil: it was not in scope.
    func presence(inState state: Int64?, isOutside: Bool) -> ResourcePresence {
        if let state, let content = states[state]?.content { return .inScope(content) }
        return isOutside ? .outside : .absent
    }
}

extension ScanStore {
    /// Every resource of a scan. O(resources)
    package func resources(of scan: ScanRecord) throws(StoreProblem) -> ScanResources {
        try read { database in
            var resources = ScanResources()
            let find = try database.makeStatement(sql: "SELECT resource, digest FROM resource_state WHERE id = ?")
            let pieces = try Data.fetchAll(
                database,
                sql: "SELECT p.states FROM scan_piece p JOIN scan s ON s.number = p.scan WHERE s.id = ? ORDER BY piece",
                arguments: [scan.id])
            for piece in pieces {
                let states = try PackedNumbers.unpacked(piece)
                resources.pieces.append(states)
                for state in states {
                    guard let row = try Row.fetchOne(find, arguments: [state]),
                        let content = ContentDigest(bytes: row["digest"] as Data)
                    else { continue }
                    let resource: Int64 = row["resource"]
                    resources.states[state] = (resource, content)
                    resources.byResource[resource] = state
                }
            }
            return resources
        }
    }

    /// What a rule said of each resource, by the resource's number; what did not apply is not there. O(its evaluations)
    package func results(
        of scan: ScanRecord, rule: Int, on resources: ScanResources
    ) throws(StoreProblem) -> [Int64: StoredResult] {
        try read { database in
            var results: [Int64: StoredResult] = [:]
            let number = try Int64.fetchOne(
                database, sql: "SELECT number FROM scan WHERE id = ?", arguments: [scan.id])
            let passes = try Row.fetchAll(
                database, sql: "SELECT piece, rows FROM pass WHERE scan = ? AND rule = ?", arguments: [number, rule])
            for row in passes {
                let piece: Int = row["piece"]
                guard resources.pieces.indices.contains(piece),
                    let rows = PackedNumbers.unpack([UInt8](row["rows"] as Data))
                else { continue }
                let states = resources.pieces[piece]
                for index in rows where states.indices.contains(Int(index)) {
                    guard let state = resources.states[states[Int(index)]] else { continue }
                    results[state.resource] = StoredResult(verdict: .pass)
                }
            }
            let findings = try Row.fetchAll(
                database,
                sql: """
                    SELECT f.state, f.verdict, f.mask, f.evidence, e.substance, m.category FROM finding f
                    LEFT JOIN evidence e ON e.id = f.evidence
                    LEFT JOIN scan_mask m ON m.scan = f.scan AND m.position = f.mask WHERE f.scan = ? AND f.rule = ?
                    """,
                arguments: [number, rule])
            for row in findings {
                guard let verdict = StoredVerdict(rawValue: row["verdict"]),
                    let state = resources.states[row["state"] as Int64]
                else { continue }
                let isHidden = (row["category"] as String?) == RecordedMask.hidden
                results[state.resource] = StoredResult(
                    verdict: verdict,
                    setAside: (row["mask"] as Int?).map { _ in isHidden ? .hidden : .masked },
                    evidence: row["evidence"],
                    substance: (row["substance"] as Data?).flatMap { ContentDigest(bytes: $0) })
            }
            return results
        }
    }

    /// A resource as a scan saw it.
    package func resource(inState state: Int64) throws(StoreProblem) -> ResourceRecord? {
        try read { try Self.resource(inState: state, $0) }
    }

    static func resource(inState state: Int64, _ database: Database) throws -> ResourceRecord? {
        let find = try database.cachedStatement(
            sql: """
                SELECT a.text AS account, k.text AS kind, r.resource_id, s.digest, s.name, p.text AS region,
                    g.text AS resource_group, f.text AS file
                FROM resource_state s JOIN resource r ON r.id = s.resource JOIN word a ON a.id = r.account
                    JOIN word k ON k.id = r.kind JOIN word f ON f.id = s.file LEFT JOIN word p ON p.id = s.region
                    LEFT JOIN word g ON g.id = s.resource_group
                WHERE s.id = ?
                """)
        guard let row = try Row.fetchOne(find, arguments: [state]),
            let content = ContentDigest(bytes: row["digest"] as Data)
        else { return nil }
        let account: String = row["account"]
        return ResourceRecord(
            kind: row["kind"], id: row["resource_id"], name: row["name"], account: account.isEmpty ? nil : account,
            region: row["region"], group: row["resource_group"], file: row["file"], content: content)
    }
}
