import Compliance
import Foundation
import GRDB
import ResourceDocuments
import SourceText

/// Writes one piece of a scan: the states of its resources, what passes packed, what does not as rows.
struct PieceWriter {
    let scan: Int64
    let piece: Int
    let key: DigestKey
    let database: Database

    func write(
        _ rows: ArraySlice<Int>, of source: Scan, positions: inout [Int], evidence: ((Evaluation) -> Evidence?)?
    ) throws {
        guard let first = rows.first, let last = rows.last else { return }
        let states = try states(of: rows, in: source)
        try database.execute(
            sql: "INSERT INTO scan_piece (scan, piece, states) VALUES (?, ?, ?)",
            arguments: [scan, piece, Data(PackedNumbers.pack(states))])

        // Rows in scope need not follow on one another.
        var indices: [Int: Int] = [:]
        let areContiguous = last - first == rows.count - 1
        if !areContiguous { for (index, row) in rows.enumerated() { indices[row] = index } }
        try writeControlMasks(of: source, first: first, last: last) { row in
            let index = areContiguous ? row - first : indices[row]
            return index.map { states[$0] }
        }
        let insert = try database.cachedStatement(
            sql: "INSERT INTO finding (scan, rule, state, verdict, evidence, mask) VALUES (?, ?, ?, ?, ?, ?)")
        for (rule, scanned) in source.rules.enumerated() {
            var passes: [Int64] = []
            for stored in scanned.evaluations.stored(from: &positions[rule], below: last + 1) {
                guard let index = areContiguous ? stored.row - first : indices[stored.row] else { continue }
                // What passes under a mask is a row: nothing that is masked is among what passes.
                if stored.verdict == .pass, stored.mask == nil {
                    passes.append(Int64(index))
                    continue
                }
                let shown = try evidence?(stored.evaluation).map(evidenceID)
                try insert.execute(arguments: [scan, rule, states[index], stored.verdict.rawValue, shown, stored.mask])
            }
            if passes.isEmpty { continue }
            try database.execute(
                sql: "INSERT INTO pass (scan, rule, piece, rows) VALUES (?, ?, ?, ?)",
                arguments: [scan, rule, piece, Data(PackedNumbers.pack(passes))])
        }
    }

    /// Masks that lie on results in one control only.
    private func writeControlMasks(
        of source: Scan, first: Int, last: Int, state: (Int) -> Int64?
    ) throws {
        let insert = try database.cachedStatement(
            sql: "INSERT INTO control_finding_mask (scan, control, rule, state, mask) VALUES (?, ?, ?, ?, ?)")
        for assessment in source.masks.assessments {
            for (row, mask) in assessment.positions.sorted(by: { $0.key < $1.key }) where (first...last).contains(row) {
                guard let state = state(row) else { continue }
                try insert.execute(arguments: [scan, assessment.control, assessment.rule, state, mask])
            }
        }
    }

    /// The numbers of the states of some rows, in their order.
    func states(of rows: ArraySlice<Int>, in source: Scan) throws -> [Int64] {
        guard let reader = source.rules.first?.evaluations else { return [] }
        return try rows.map { try state(of: reader.resource(at: $0)) }
    }

    /// The number of the resource's state, entered where it is new. A resource that cannot be read any more has none: 0.
    private func state(of resource: Resource?) throws -> Int64 {
        guard let resource else { return 0 }
        let digest = Data(resource.digest(key).bytes)
        let identity: StatementArguments = [resource.account ?? "", resource.kind, resource.id]
        let find = try database.cachedStatement(
            sql: "SELECT id FROM resource WHERE account = ? AND kind = ? AND resource_id = ?")
        var id = try Int64.fetchOne(find, arguments: identity)
        if id == nil {
            try database.cachedStatement(
                sql: "INSERT INTO resource (account, kind, resource_id) VALUES (?, ?, ?)"
            ).execute(arguments: identity)
            id = database.lastInsertedRowID
        }
        let file = resource.document.source.name
        let findState = try database.cachedStatement(
            sql: "SELECT id FROM resource_state WHERE resource = ? AND digest = ? AND file = ?")
        if let state = try Int64.fetchOne(findState, arguments: [id, digest, file]) { return state }
        try database.cachedStatement(
            sql: """
                INSERT INTO resource_state (resource, digest, name, region, resource_group, file)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [id, digest, resource.name, resource.region, resource.group, file])
        return database.lastInsertedRowID
    }

    private func evidenceID(_ evidence: Evidence) throws -> Int64 {
        let digest = Data(key.digest(of: evidence.content).bytes)
        let find = try database.cachedStatement(sql: "SELECT id FROM evidence WHERE digest = ?")
        if let id = try Int64.fetchOne(find, arguments: [digest]) { return id }
        try database.cachedStatement(sql: "INSERT INTO evidence (digest, substance, content) VALUES (?, ?, ?)")
            .execute(arguments: [digest, Data(key.digest(of: evidence.substance).bytes), evidence.content])
        return database.lastInsertedRowID
    }
}
