import GRDB

/// The step that keeps what the next scan of an attachment tells by what it need not work out again.
enum ReuseMigration {
    static let name = "7 second scans"

    static func run(_ database: Database) throws {
        for statement in tables { try database.execute(sql: statement) }
    }

    private static let tables = [
        // Of rules with their values, without those that look beyond a resource: only of an attachment's last complete scan.
        """
        CREATE TABLE program_digest (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, rule INTEGER NOT NULL, verdict BLOB NOT NULL,
            evidence BLOB NOT NULL, PRIMARY KEY (scan, rule)
        ) WITHOUT ROWID
        """,
        // Of a piece's resources, two of sixteen bytes each, in their order: of the content, and of it with its places. `seals` are of
        // the piece itself and then of what each rule says of it.
        """
        CREATE TABLE piece_digest (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, piece INTEGER NOT NULL, resources BLOB NOT NULL,
            seals BLOB NOT NULL, PRIMARY KEY (scan, piece)
        ) WITHOUT ROWID
        """,
    ]
}
