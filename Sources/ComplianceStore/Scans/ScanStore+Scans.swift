package import Compliance
import Foundation
import GRDB
import ResourceDocuments
import ResourceReaders
import RuleSyntax
package import SourceText

extension ScanStore {
    /// The newest first: see `ScanOrder`.
    ///
    /// - Parameter limit: nil: all of them.
    package func scans(of attachment: String? = nil, limit: Int? = nil) throws(StoreProblem) -> [ScanRecord] {
        try read { database in
            var sql = "SELECT * FROM scan"
            var arguments: StatementArguments = []
            if let attachment {
                sql += " WHERE attachment = ?"
                arguments += .stored([attachment])
            }
            sql += " ORDER BY \(ScanOrder.newestFirst)"
            if let limit { sql += " LIMIT \(max(limit, 0))" }
            return try Row.fetchAll(database, sql: sql, arguments: arguments).compactMap {
                try Self.record($0, in: database)
            }
        }
    }

    /// Of every attachment that a scan was recorded of.
    package func attachmentNames() throws(StoreProblem) -> Set<String> {
        try read { try Set(StoredText.all(in: $0, sql: "SELECT DISTINCT attachment FROM scan")) }
    }

    /// What the scans of the store had. O(their rules and controls)
    package func knownNames() throws(StoreProblem) -> KnownNames {
        let attachments = try attachmentNames()
        return try read { database in
            func names(_ sql: String) throws -> Set<String> { try Set(StoredText.all(in: database, sql: sql)) }
            return KnownNames(
                attachments: attachments,
                profiles: try names(
                    "SELECT profile FROM scan UNION SELECT profile_id FROM scan_profile UNION SELECT name FROM scan_profile"
                ),
                controls: try names("SELECT control_id FROM scan_control UNION SELECT name FROM scan_control"),
                rules: try names(
                    "SELECT name FROM scan_rule UNION SELECT rule_id FROM scan_rule WHERE rule_id IS NOT NULL"))
        }
    }

    /// Those in which a recorded scan saw a resource.
    package func seenAccounts(among ids: Set<String>) throws(StoreProblem) -> Set<String> {
        try read { database in
            try ids.filter { id in
                try Bool.fetchOne(
                    database,
                    sql: "SELECT EXISTS (SELECT 1 FROM resource WHERE account = (SELECT id FROM word WHERE text = ?))",
                    arguments: .stored([id])) ?? false
            }
        }
    }

    /// The scans whose id begins so: one, where enough of it is written.
    package func scans(named prefix: String) throws(StoreProblem) -> [ScanRecord] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM scan WHERE substr(id, 1, ?) = ? ORDER BY \(ScanOrder.newestFirst)",
                arguments: [prefix.count, prefix]
            ).compactMap { try Self.record($0, in: database) }
        }
    }

    /// The rules of a scan, in its order.
    package func rules(of scan: ScanRecord) throws(StoreProblem) -> [RuleRecord] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT r.* FROM scan_rule r JOIN scan s ON s.number = r.scan WHERE s.id = ? ORDER BY position",
                arguments: [scan.id]
            ).compactMap(Self.rule)
        }
    }

    /// The files that made a scan, as they were: `attachment`, `profile`, `library` or `rule`, by name.
    package func texts(of scan: ScanRecord, role: String) throws(StoreProblem) -> [SourceFile] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT t.file, x.content FROM scan_text t JOIN scan s ON s.number = t.scan
                    JOIN text x ON x.id = t.text WHERE s.id = ? AND t.role = ? ORDER BY t.file
                    """,
                arguments: [scan.id, role]
            ).map { row in SourceFile(name: row["file"], text: Array(row["content"] as Data)) }
        }
    }

    private static func record(_ row: Row, in database: Database) throws -> ScanRecord? {
        guard let asOf = Instant(row["as_of"] as String), let startedAt = Instant(row["started_at"] as String),
            let state = ScanRecord.State(rawValue: row["state"])
        else { return nil }
        let controls = try Row.fetchAll(
            database, sql: "SELECT * FROM scan_control WHERE scan = ? ORDER BY position",
            arguments: [row["number"] as Int64]
        ).compactMap(control)
        let profiles = try Row.fetchAll(
            database, sql: "SELECT * FROM scan_profile WHERE scan = ? ORDER BY position",
            arguments: [row["number"] as Int64]
        ).map { row in
            ProfileStanding(id: row["profile_id"], name: row["name"], version: row["version"], score: row["score"])
        }
        let unread = try Row.fetchAll(
            database, sql: "SELECT * FROM scan_unread WHERE scan = ? ORDER BY position",
            arguments: [row["number"] as Int64]
        ).map { row in InventoryManifest.Unread(kind: row["kind"], account: row["account"], reason: row["reason"]) }
        return ScanRecord(
            id: row["id"], attachment: row["attachment"], profile: row["profile"],
            profileVersion: row["profile_version"], asOf: asOf,
            collectedAt: (row["collected_at"] as String?).flatMap { Instant($0) }, startedAt: startedAt,
            finishedAt: (row["finished_at"] as String?).flatMap { Instant($0) }, state: state,
            resourceCount: row["resource_count"], evaluations: summary(row), controls: controls,
            profiles: profiles, evaluationCount: row["evaluations_run"],
            evaluationsApplied: row["evaluations_applied"], score: row["score"], unread: unread,
            process: row["process"])
    }

    private static func summary(_ row: Row) -> EvaluationSummary {
        EvaluationSummary(
            passed: row["passed"], failed: row["failed"], unknown: row["unknown"], skipped: row["skipped"],
            masked: row["masked"], hidden: row["hidden"])
    }

    private static func control(_ row: Row) -> ControlStanding? {
        guard let status = ComplianceStatus(rawValue: row["status"]) else { return nil }
        let family = FamilyNames.names(in: row["family"])
        return ControlStanding(
            id: row["control_id"], name: row["name"], library: row["library"], family: family, status: status,
            rules: (row["rules"] as String).split(separator: " ").compactMap { Int($0) }, profile: row["profile"],
            attestation: row["attestation"])
    }

    private static func rule(_ row: Row) -> RuleRecord? {
        guard let severity = SeverityLevel(rawValue: row["severity"]),
            let digest = ContentDigest(bytes: row["digest"] as Data)
        else { return nil }
        let parameters = StoredParameters(text: row["parameters"])
        return RuleRecord(
            position: row["position"], name: row["name"], id: row["rule_id"], title: row["title"], severity: severity,
            text: digest, parameters: parameters.values, writtenParameters: parameters.written,
            evaluations: summary(row), hasUnreadKinds: row["unread"])
    }
}
