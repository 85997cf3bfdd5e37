import Foundation
import GRDB
import ResourceDocuments

/// The step that packs evidence and keeps each account, kind, region, group and file once.
enum PackingMigration {
    static let name = "6 packed evidence"

    static func run(_ database: Database) throws {
        for statement in words + resources { try database.execute(sql: statement) }
        try packEvidence(in: database)
        for statement in findings { try database.execute(sql: statement) }
    }

    private static let words = [
        // Texts that stand in many rows.
        "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
        """
        INSERT INTO word (text)
        SELECT account FROM resource UNION SELECT kind FROM resource UNION SELECT file FROM resource_state
        UNION SELECT region FROM resource_state WHERE region IS NOT NULL
        UNION SELECT resource_group FROM resource_state WHERE resource_group IS NOT NULL
        """,
    ]

    private static let resources = [
        // Account and kind are words.
        """
        CREATE TABLE packed_resource (
            id INTEGER PRIMARY KEY, account INTEGER NOT NULL, kind INTEGER NOT NULL, resource_id TEXT NOT NULL,
            UNIQUE (account, kind, resource_id)
        )
        """,
        """
        INSERT INTO packed_resource
        SELECT r.id, a.id, k.id, r.resource_id
        FROM resource r JOIN word a ON a.text = r.account JOIN word k ON k.text = r.kind
        """,
        // Region, group and file are words. Which states a resource has been in is few: its number is index enough.
        """
        CREATE TABLE packed_state (
            id INTEGER PRIMARY KEY, resource INTEGER NOT NULL, digest BLOB NOT NULL, name TEXT, region INTEGER,
            resource_group INTEGER, file INTEGER NOT NULL
        )
        """,
        """
        INSERT INTO packed_state
        SELECT s.id, s.resource, s.digest, s.name, r.id, g.id, f.id
        FROM resource_state s JOIN word f ON f.text = s.file
            LEFT JOIN word r ON r.text = s.region LEFT JOIN word g ON g.text = s.resource_group
        """,
        "DROP TABLE resource_state",
        "DROP TABLE resource",
        "ALTER TABLE packed_resource RENAME TO resource",
        "ALTER TABLE packed_state RENAME TO resource_state",
        "CREATE INDEX resource_state_by_resource ON resource_state (resource)",
    ]

    /// Texts into blocks, in their order. `renumbered` says which number became which.
    private static func packEvidence(in database: Database) throws {
        for statement in [
            "ALTER TABLE evidence RENAME TO unpacked_evidence",
            // Texts of findings as `EvidenceBlock` packs them, and how many bytes they were.
            "CREATE TABLE evidence_block (id INTEGER PRIMARY KEY, size INTEGER NOT NULL, content BLOB NOT NULL)",
            // What an evaluation's findings show: `EvidenceBlock` tells from its number where the text stands.
            "CREATE TABLE evidence (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, substance BLOB NOT NULL)",
            "CREATE TEMP TABLE renumbered (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)",
        ] { try database.execute(sql: statement) }
        var packing = try EvidencePacking(nil, in: database)
        let note = try database.makeStatement(sql: "INSERT INTO renumbered VALUES (?, ?)")
        let texts = try Row.fetchCursor(
            database, sql: "SELECT id, digest, substance, content FROM unpacked_evidence ORDER BY id")
        while let row = try texts.next() {
            guard let digest = ContentDigest(bytes: row["digest"] as Data),
                let substance = ContentDigest(bytes: row["substance"] as Data)
            else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "evidence is damaged") }
            let number = try packing.enter(row["content"], digest: digest, substance: substance)
            try note.execute(arguments: [row["id"] as Int64, number])
        }
        try packing.finish()
    }

    private static let findings = [
        // As before, without a reference to evidence: forgetting a text would look through all findings for each.
        """
        CREATE TABLE packed_finding (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, rule INTEGER NOT NULL, state INTEGER NOT NULL,
            verdict INTEGER NOT NULL, evidence INTEGER, mask INTEGER, PRIMARY KEY (scan, rule, state)
        ) WITHOUT ROWID
        """,
        """
        INSERT INTO packed_finding
        SELECT scan, rule, state, verdict, new, mask FROM finding LEFT JOIN renumbered ON old = evidence
        """,
        "DROP TABLE finding",
        "DROP TABLE unpacked_evidence",
        "DROP TABLE renumbered",
        "ALTER TABLE packed_finding RENAME TO finding",
        "CREATE INDEX finding_by_state ON finding (scan, state)",
    ]
}
