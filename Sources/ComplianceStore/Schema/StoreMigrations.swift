import GRDB

/// How the database came to be what it is, step by step. A step that was ever shipped is never changed; what is new is a new step.
enum StoreMigrations {
    /// SQLite keeps it in the file's header: "norm". Another number is another program's file.
    static let applicationID: Int32 = 0x6e6f_726d

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 scans") { database in
            for statement in scans { try database.execute(sql: statement) }
        }
        migrator.registerMigration("2 masks and attestations") { database in
            for statement in entries { try database.execute(sql: statement) }
        }
        migrator.registerMigration("3 results of a resource") { database in
            try database.execute(sql: "CREATE INDEX finding_by_state ON finding (scan, state)")
        }
        migrator.registerMigration(ScheduleMigration.name) { try ScheduleMigration.run($0) }
        migrator.registerMigration("5 scopes and profiles") { database in
            for statement in profiles { try database.execute(sql: statement) }
        }
        migrator.registerMigration(PackingMigration.name) { try PackingMigration.run($0) }
        migrator.registerMigration(ReuseMigration.name) { try ReuseMigration.run($0) }
        migrator.registerMigration(LeftOutMigration.name) { try LeftOutMigration.run($0) }
        migrator.registerMigration(SealMigration.name) { try SealMigration.run($0) }
        migrator.registerMigration("10 sealed evidence") { database in
            // `EvidenceBlock.seal`; null of blocks that are older, whose texts are held against their own digests.
            try database.execute(sql: "ALTER TABLE evidence_block ADD COLUMN seal BLOB")
        }
        migrator.registerMigration("11 what could not be read") { database in
            for statement in unread { try database.execute(sql: statement) }
        }
        return migrator
    }

    /// Times are seconds since 1970 in UTC, with nanoseconds where rules see them. Digests are sixteen bytes.
    private static let scans = [
        // The store's own secrets.
        "CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",

        // Texts that made scans, each once.
        "CREATE TABLE text (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, content BLOB NOT NULL)",

        """
        CREATE TABLE scan (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, attachment TEXT NOT NULL, profile TEXT NOT NULL,
            profile_version TEXT, as_of TEXT NOT NULL, collected_at TEXT, started_at TEXT NOT NULL, finished_at TEXT,
            state TEXT NOT NULL, process INTEGER NOT NULL, resource_count INTEGER NOT NULL, score INTEGER,
            passed INTEGER NOT NULL, failed INTEGER NOT NULL, unknown INTEGER NOT NULL, skipped INTEGER NOT NULL,
            inputs BLOB NOT NULL, recorded INTEGER NOT NULL
        )
        """,
        "CREATE INDEX scan_by_attachment ON scan (attachment, number)",

        // The files that made a scan: rules, profile, libraries, attachment.
        """
        CREATE TABLE scan_text (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, role TEXT NOT NULL, file TEXT NOT NULL,
            text INTEGER NOT NULL REFERENCES text, PRIMARY KEY (scan, role, file)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE scan_rule (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT NOT NULL,
            rule_id TEXT, title TEXT, severity TEXT NOT NULL, digest BLOB NOT NULL, parameters TEXT NOT NULL,
            passed INTEGER NOT NULL, failed INTEGER NOT NULL, unknown INTEGER NOT NULL, skipped INTEGER NOT NULL,
            PRIMARY KEY (scan, position)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE scan_control (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, position INTEGER NOT NULL,
            control_id TEXT NOT NULL, name TEXT NOT NULL, library TEXT NOT NULL, family TEXT NOT NULL,
            status TEXT NOT NULL, rules TEXT NOT NULL, PRIMARY KEY (scan, position)
        ) WITHOUT ROWID
        """,

        // A resource, and each state that scans saw it in.
        """
        CREATE TABLE resource (
            id INTEGER PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, resource_id TEXT NOT NULL,
            UNIQUE (account, kind, resource_id)
        )
        """,
        """
        CREATE TABLE resource_state (
            id INTEGER PRIMARY KEY, resource INTEGER NOT NULL REFERENCES resource, digest BLOB NOT NULL, name TEXT,
            region TEXT, resource_group TEXT, file TEXT NOT NULL, UNIQUE (resource, digest, file)
        )
        """,

        // A piece of a scan: so many resources in order, as packed numbers of their states.
        """
        CREATE TABLE scan_piece (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, piece INTEGER NOT NULL, states BLOB NOT NULL,
            PRIMARY KEY (scan, piece)
        ) WITHOUT ROWID
        """,
        // Which of a piece's resources a rule passes on, packed.
        """
        CREATE TABLE pass (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, rule INTEGER NOT NULL, piece INTEGER NOT NULL,
            rows BLOB NOT NULL, PRIMARY KEY (scan, rule, piece)
        ) WITHOUT ROWID
        """,
        // What an evaluation's findings show, each once: scans of the same thing share it. Equal substance at other places is
        // another row.
        """
        CREATE TABLE evidence (
            id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, substance BLOB NOT NULL, content TEXT NOT NULL
        )
        """,
        // What does not pass, one row each.
        """
        CREATE TABLE finding (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, rule INTEGER NOT NULL, state INTEGER NOT NULL,
            verdict INTEGER NOT NULL, evidence INTEGER REFERENCES evidence, PRIMARY KEY (scan, rule, state)
        ) WITHOUT ROWID
        """,
    ]

    private static let unread = [
        // Kinds that the rules judge and of which not all could be read, as manifests said; of scans before this step nothing is known.
        """
        CREATE TABLE scan_unread (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, position INTEGER NOT NULL, kind TEXT NOT NULL,
            account TEXT, reason TEXT NOT NULL, PRIMARY KEY (scan, position)
        ) WITHOUT ROWID
        """,
        // Whether some of what the rule judges could not be read.
        "ALTER TABLE scan_rule ADD COLUMN unread INTEGER NOT NULL DEFAULT 0",
    ]

    private static let profiles = [
        // The profiles of a scan, each with its own score; scans before this step have the one that stands in their row.
        """
        CREATE TABLE scan_profile (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, position INTEGER NOT NULL, profile_id TEXT NOT NULL,
            name TEXT NOT NULL, version TEXT, score INTEGER, PRIMARY KEY (scan, position)
        ) WITHOUT ROWID
        """,
        "ALTER TABLE scan_control ADD COLUMN profile INTEGER NOT NULL DEFAULT 0",
        // Results that a subscope hides: findings with a mask of the category 'hidden'.
        "ALTER TABLE scan ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE scan_rule ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0",
        // Evaluations made, and times that one counts for a control; unknown of scans before this step.
        "ALTER TABLE scan ADD COLUMN evaluations_run INTEGER",
        "ALTER TABLE scan ADD COLUMN evaluations_applied INTEGER",
    ]

    private static let entries = [
        // Masks that somebody entered. One that is taken back stays, with who did it and why.
        """
        CREATE TABLE mask (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, level TEXT NOT NULL, rule TEXT, resource TEXT, kind TEXT,
            account TEXT, control TEXT, area_level TEXT, area TEXT, profile TEXT, category TEXT NOT NULL,
            justification TEXT NOT NULL, author TEXT NOT NULL, ticket TEXT, created_at TEXT NOT NULL, expires_at TEXT,
            removed_at TEXT, removed_by TEXT, removal_reason TEXT
        )
        """,
        // The masks of a scan as they were then, and what lay beneath each. One without an id is asked for by a document.
        """
        CREATE TABLE scan_mask (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, position INTEGER NOT NULL, mask TEXT,
            target TEXT NOT NULL, category TEXT NOT NULL, justification TEXT, author TEXT, expires_at TEXT,
            passed INTEGER NOT NULL, failed INTEGER NOT NULL, unknown INTEGER NOT NULL, PRIMARY KEY (scan, position)
        ) WITHOUT ROWID
        """,
        // Positions in the scan's masks. A result under a mask is a finding, also one that passes.
        "ALTER TABLE finding ADD COLUMN mask INTEGER",
        """
        CREATE TABLE control_finding_mask (
            scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, control INTEGER NOT NULL, rule INTEGER NOT NULL,
            state INTEGER NOT NULL, mask INTEGER NOT NULL, PRIMARY KEY (scan, control, rule, state)
        ) WITHOUT ROWID
        """,
        // What persons say of controls. One that is taken back stays, with who did it and why.
        """
        CREATE TABLE attestation (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, control TEXT NOT NULL, attachment TEXT,
            outcome TEXT NOT NULL, statement TEXT NOT NULL, author TEXT NOT NULL, evidence TEXT, evidence_digest TEXT,
            created_at TEXT NOT NULL, expires_at TEXT, removed_at TEXT, removed_by TEXT, removal_reason TEXT
        )
        """,
        "ALTER TABLE scan_control ADD COLUMN attestation TEXT",
        "ALTER TABLE scan ADD COLUMN masked INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE scan_rule ADD COLUMN masked INTEGER NOT NULL DEFAULT 0",
    ]
}
