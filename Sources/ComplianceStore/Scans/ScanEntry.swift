package import Compliance
import Foundation
import GRDB
package import ResourceDocuments
package import RuleChecker
import SourceText

/// A scan that is entered as running, before its inventory is read: whatever ends its process afterwards leaves it so.
package struct ScanEntry: Sendable {
    let number: Int64
    package let id: String
    let startedAt: Instant
}

extension ScanStore {
    /// Enters a scan whose inventory is about to be read.
    ///
    /// - Parameters:
    ///   - id: a UUID.
    ///   - process: of whoever writes it.
    package func enter(
        _ plan: ScanPlan, asOf: Instant, id: String, startedAt: Instant, process: Int32
    ) throws(StoreProblem) -> ScanEntry {
        let inputs = ScanEntry.inputs(of: plan, asOf: asOf, key: key)
        let number = try write { database in
            try database.execute(
                sql: """
                    INSERT INTO scan (id, attachment, profile, profile_version, as_of, started_at, state, process,
                        resource_count, passed, failed, unknown, skipped, inputs, recorded)
                    VALUES (?, ?, ?, ?, ?, ?, 'running', ?, 0, 0, 0, 0, 0, ?, 0)
                    """,
                arguments: .stored([
                    id, plan.attachment.name, plan.profile.name, plan.profile.version, asOf.description,
                    startedAt.description, process, Data(inputs.bytes),
                ]))
            return database.lastInsertedRowID
        }
        return ScanEntry(number: number, id: id, startedAt: startedAt)
    }

    /// Takes back an entry whose scan came to nothing, and said why: nothing is left to be gone on with.
    package func withdraw(_ entry: ScanEntry) throws(StoreProblem) {
        try write { database in
            try database.execute(
                sql: "DELETE FROM scan WHERE number = ? AND state = 'running' AND recorded = 0",
                arguments: [entry.number])
        }
    }

    /// The ids of the masks and attestations that a scan was judged with; nil where its process ended before it was.
    package func entriesLaid(
        on record: ScanRecord
    ) throws(StoreProblem) -> (masks: Set<String>, attestations: Set<String>)? {
        if record.evaluationCount == nil { return nil }
        return try read { database in
            func ids(_ column: String, _ table: String) throws -> Set<String> {
                try String.fetchSet(
                    database,
                    sql: """
                        SELECT \(column) FROM \(table) WHERE \(column) IS NOT NULL
                            AND scan = (SELECT number FROM scan WHERE id = ?)
                        """, arguments: [record.id])
            }
            return (try ids("mask", "scan_mask"), try ids("attestation", "scan_control"))
        }
    }

    /// A scan that is running, from now on this process's; nil of one that has ended.
    func take(
        _ record: ScanRecord, process: Int32
    ) throws(StoreProblem) -> (number: Int64, inputs: ContentDigest)? {
        try write { database in
            try database.execute(
                sql: "UPDATE scan SET process = ? WHERE id = ? AND state = 'running'", arguments: [process, record.id])
            let row = try Row.fetchOne(
                database, sql: "SELECT number, inputs FROM scan WHERE id = ? AND state = 'running'",
                arguments: [record.id])
            guard let row, let inputs = ContentDigest(bytes: row["inputs"] as Data) else { return nil }
            return (row["number"], inputs)
        }
    }
}

extension ScanEntry {
    /// What a scan is made of but its resources: equal inputs and resources give equal scans, as far as no mask and no attestation differs.
    static func inputs(of plan: ScanPlan, asOf: Instant, key: DigestKey) -> ContentDigest {
        var parts = plan.attachment.name.utf8 + [0]
        parts += Array(asOf.description.utf8)
        for bound in plan.rules {
            parts += key.text(of: bound.rule).bytes
            parts += Array(RuleRecord.parameters(of: bound).joined(separator: "\n").utf8)
        }
        for planned in plan.controls { parts += Array("\(planned.profile) \(planned.control.id)".utf8) + [0] }
        return key.digest(of: Array(parts))
    }
}

extension DigestKey {
    /// Of what a rule means: its own text and that of the defines it calls.
    package func text(of rule: CheckedRule) -> ContentDigest {
        digest(of: rule.meaning.joined(separator: "\u{0}"))
    }
}
