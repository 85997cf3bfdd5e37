import GRDB

/// The step that keeps what a scan's scope left out, and which of its masks lie on the same results.
enum LeftOutMigration {
    static let name = "8 what is left out"

    static func run(_ database: Database) throws {
        for statement in tables { try database.execute(sql: statement) }
    }

    private static let tables = [
        // Resources that the inventory had and that were not in scope: sixteen bytes each, of account, kind and id.
        """
        CREATE TABLE scan_outside (
            scan INTEGER PRIMARY KEY REFERENCES scan ON DELETE CASCADE, resources BLOB NOT NULL
        )
        """,
        // Positions in the scan's masks: `other` sets aside what would lie beneath `mask`.
        """
        CREATE TABLE scan_mask_overlap (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, mask INTEGER NOT NULL, other INTEGER NOT NULL,
            passed INTEGER NOT NULL, failed INTEGER NOT NULL, unknown INTEGER NOT NULL, PRIMARY KEY (scan, mask, other)
        ) WITHOUT ROWID
        """,
    ]
}
