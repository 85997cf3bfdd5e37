import GRDB

/// The step that says of each piece's seals by which version they were made. What earlier versions sealed is not kept: it did not say to which
/// rule results belong, and is worked out again.
enum SealMigration {
    static let name = "9 sealed results"

    static func run(_ database: Database) throws {
        for statement in steps { try database.execute(sql: statement) }
    }

    private static let steps = [
        "DELETE FROM program_digest",
        "DROP TABLE piece_digest",
        // As before, and `version`: that of `PieceSeal`.
        """
        CREATE TABLE piece_digest (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, piece INTEGER NOT NULL, version INTEGER NOT NULL,
            resources BLOB NOT NULL, seals BLOB NOT NULL, PRIMARY KEY (scan, piece)
        ) WITHOUT ROWID
        """,
    ]
}
