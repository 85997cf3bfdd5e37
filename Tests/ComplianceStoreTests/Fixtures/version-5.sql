PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('1 scans');
INSERT INTO grdb_migrations VALUES('2 masks and attestations');
INSERT INTO grdb_migrations VALUES('3 results of a resource');
INSERT INTO grdb_migrations VALUES('4 schedules and notifications');
INSERT INTO grdb_migrations VALUES('5 scopes and profiles');
CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
INSERT INTO secret VALUES('digest',X'e8752aec4ec4c51916e11a68968e4e8c');
CREATE TABLE text (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, content BLOB NOT NULL);
INSERT INTO text VALUES(1,X'fe6752cbaea2afe6ec2b743971cff8a6',X'6e616d653a206461696c790a70726f66696c655f69643a20500a73636f70653a205b7b73636f70655f747970653a206163636f756e742c2073636f70655f69643a20617d5d0a');
INSERT INTO text VALUES(2,X'8134b1d2cc2f210dccfb0097c96016c6',X'70726f66696c655f6e616d653a20500a70726f66696c655f76657273696f6e3a20312e302e300a636f6e74726f6c733a205b7b636f6e74726f6c5f69643a20736166657d2c207b636f6e74726f6c5f69643a20736d616c6c7d5d0a');
INSERT INTO text VALUES(3,X'e3dbdbd574c2dc3f62a4fabb318ddb04',X'636f6e74726f6c5f6c6962726172795f6e616d653a204c0a636f6e74726f6c733a0a20202d20636f6e74726f6c5f6e616d653a20736166650a20202020636f6e74726f6c5f73706563696669636174696f6e733a205b7b6173736573736d656e74733a205b7b6173736573736d656e745f69643a20746c737d5d7d5d0a20202d20636f6e74726f6c5f6e616d653a20736d616c6c0a20202020636f6e74726f6c5f73706563696669636174696f6e733a205b7b6173736573736d656e74733a205b7b6173736573736d656e745f69643a2073697a657d5d7d5d0a');
INSERT INTO text VALUES(4,X'488a31f2088d15e3d9dd6c7e1fde293d',X'72756c6520746c73207b0a2020736576657269747920686967680a2020666f72207a2e7a6f6e650a2020706172616d20616c6c6f7765643a20737472696e675f6c697374203d205b22312e32222c2022312e33225d0a20207265717569726520746c73206973206f6e65206f6620616c6c6f7765640a7d0a0a72756c652073697a65207b0a2020666f72207a2e7a6f6e650a2020726571756972652073697a65206973206174206d6f737420350a7d0a');
CREATE TABLE scan (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, attachment TEXT NOT NULL, profile TEXT NOT NULL,
    profile_version TEXT, as_of TEXT NOT NULL, collected_at TEXT, started_at TEXT NOT NULL, finished_at TEXT,
    state TEXT NOT NULL, process INTEGER NOT NULL, resource_count INTEGER NOT NULL, score INTEGER,
    passed INTEGER NOT NULL, failed INTEGER NOT NULL, unknown INTEGER NOT NULL, skipped INTEGER NOT NULL,
    inputs BLOB NOT NULL, recorded INTEGER NOT NULL
, masked INTEGER NOT NULL DEFAULT 0, hidden INTEGER NOT NULL DEFAULT 0, evaluations_run INTEGER, evaluations_applied INTEGER);
INSERT INTO scan VALUES(1,'5ed30a5a-dd96-47c5-b552-e41566caab1f','daily','P','1.0.0','2026-01-01T00:00:00Z',NULL,'2026-11-21T16:42:47Z','2026-11-21T16:42:47Z','completed',16372,4,50,3,2,1,0,X'f980e47c0741cc9944e1e973b95a063c',4,2,0,8,8);
INSERT INTO scan VALUES(2,'b4d697e6-5775-4a4e-a457-180aa992bad3','daily','P','1.0.0','2026-01-02T00:00:00Z',NULL,'2026-11-21T16:42:47Z','2026-11-21T16:42:47Z','completed',16382,4,50,3,2,1,0,X'e9795115984aea0333a611cfd1fac5d7',4,2,0,8,8);
CREATE TABLE scan_text (
    scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, role TEXT NOT NULL, file TEXT NOT NULL,
    text INTEGER NOT NULL REFERENCES text, PRIMARY KEY (scan, role, file)
) WITHOUT ROWID;
INSERT INTO scan_text VALUES(1,'attachment','pack/attachments/daily.yaml',1);
INSERT INTO scan_text VALUES(1,'library','pack/controls/l.yaml',3);
INSERT INTO scan_text VALUES(1,'profile','pack/profiles/p.yaml',2);
INSERT INTO scan_text VALUES(1,'rule','pack/rules.norma',4);
INSERT INTO scan_text VALUES(2,'attachment','pack/attachments/daily.yaml',1);
INSERT INTO scan_text VALUES(2,'library','pack/controls/l.yaml',3);
INSERT INTO scan_text VALUES(2,'profile','pack/profiles/p.yaml',2);
INSERT INTO scan_text VALUES(2,'rule','pack/rules.norma',4);
CREATE TABLE scan_rule (
    scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT NOT NULL,
    rule_id TEXT, title TEXT, severity TEXT NOT NULL, digest BLOB NOT NULL, parameters TEXT NOT NULL,
    passed INTEGER NOT NULL, failed INTEGER NOT NULL, unknown INTEGER NOT NULL, skipped INTEGER NOT NULL, masked INTEGER NOT NULL DEFAULT 0, hidden INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (scan, position)
) WITHOUT ROWID;
INSERT INTO scan_rule VALUES(1,0,'tls',NULL,NULL,'high',X'7047592ac533791c23f5064a4b7c0afb','allowed=["1.2", "1.3"]',2,1,0,0,1,0);
INSERT INTO scan_rule VALUES(1,1,'size',NULL,NULL,'medium',X'a5581af1786abd1e69eb8dfbb24ddf79','',1,1,1,0,1,0);
INSERT INTO scan_rule VALUES(2,0,'tls',NULL,NULL,'high',X'7047592ac533791c23f5064a4b7c0afb','allowed=["1.2", "1.3"]',2,1,0,0,1,0);
INSERT INTO scan_rule VALUES(2,1,'size',NULL,NULL,'medium',X'a5581af1786abd1e69eb8dfbb24ddf79','',1,1,1,0,1,0);
CREATE TABLE scan_control (
    scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, position INTEGER NOT NULL,
    control_id TEXT NOT NULL, name TEXT NOT NULL, library TEXT NOT NULL, family TEXT NOT NULL,
    status TEXT NOT NULL, rules TEXT NOT NULL, attestation TEXT, profile INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (scan, position)
) WITHOUT ROWID;
INSERT INTO scan_control VALUES(1,0,'safe','safe','L','','not_compliant','0',NULL,0);
INSERT INTO scan_control VALUES(1,1,'small','small','L','','not_compliant','1',NULL,0);
INSERT INTO scan_control VALUES(2,0,'safe','safe','L','','not_compliant','0',NULL,0);
INSERT INTO scan_control VALUES(2,1,'small','small','L','','not_compliant','1',NULL,0);
CREATE TABLE resource (
    id INTEGER PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, resource_id TEXT NOT NULL,
    UNIQUE (account, kind, resource_id)
);
INSERT INTO resource VALUES(1,'a','z.zone','z1');
INSERT INTO resource VALUES(2,'a','z.zone','z2');
INSERT INTO resource VALUES(3,'a','z.zone','z3');
INSERT INTO resource VALUES(4,'a','z.zone','z4');
CREATE TABLE resource_state (
    id INTEGER PRIMARY KEY, resource INTEGER NOT NULL REFERENCES resource, digest BLOB NOT NULL, name TEXT,
    region TEXT, resource_group TEXT, file TEXT NOT NULL, UNIQUE (resource, digest, file)
);
INSERT INTO resource_state VALUES(1,1,X'375dc518f77331af2e0c8cb102a6f24b','one','eu','g','zones/zones.ndjson');
INSERT INTO resource_state VALUES(2,2,X'3a936af2bc469e4a233811e610367a96',NULL,'us',NULL,'zones/zones.ndjson');
INSERT INTO resource_state VALUES(3,3,X'b1cb41c36ec187acae8cb44394735396',NULL,NULL,NULL,'zones/zones.ndjson');
INSERT INTO resource_state VALUES(4,4,X'15b427ed5948d0e343238604fea29984',NULL,NULL,NULL,'zones/zones.ndjson');
INSERT INTO resource_state VALUES(5,2,X'62767bcfffb387aeb7ca2b4a69fb90c2',NULL,'us',NULL,'zones/zones.ndjson');
CREATE TABLE scan_piece (
    scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, piece INTEGER NOT NULL, states BLOB NOT NULL,
    PRIMARY KEY (scan, piece)
) WITHOUT ROWID;
INSERT INTO scan_piece VALUES(1,0,X'02020202');
INSERT INTO scan_piece VALUES(2,0,X'02080302');
CREATE TABLE pass (
    scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, rule INTEGER NOT NULL, piece INTEGER NOT NULL,
    rows BLOB NOT NULL, PRIMARY KEY (scan, rule, piece)
) WITHOUT ROWID;
INSERT INTO pass VALUES(1,0,0,X'0202');
INSERT INTO pass VALUES(1,1,0,X'00');
INSERT INTO pass VALUES(2,0,0,X'0202');
INSERT INTO pass VALUES(2,1,0,X'00');
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, substance BLOB NOT NULL, content TEXT NOT NULL
);
INSERT INTO evidence VALUES(1,X'092d394fe8ae1d0a794eefe254784769',X'9dc00afc36751a9ded243824809b0861','[{"verdict": "fail","message": "tls is \"1.1\", and must be one of [\"1.2\", \"1.3\"]","explanation": "tls is \"1.1\", and must be one of [\"1.2\", \"1.3\"]","causes": [],"path": "tls","missing": null,"place": {"file": "zones/zones.ndjson","line": 1,"column": 124,"end_line": 1,"end_column": 129},"clause": 0,"tests": [{"subject": "tls","path": "tls","actual": "\"1.1\"","expected": "must be one of [\"1.2\", \"1.3\"]","truth": false,"place": {"file": "pack/rules.norma","line": 5,"column": 11,"end_line": 5,"end_column": 14},"predicate_place": {"file": "pack/rules.norma","line": 5,"column": 15,"end_line": 5,"end_column": 32}}],"parameters": [{"name": "allowed","value": ["1.2","1.3"],"origin": "default","set_by": null,"place": {"file": "pack/rules.norma","line": 4,"column": 32,"end_line": 4,"end_column": 46}}],"related": []}]');
INSERT INTO evidence VALUES(2,X'b6d17ea4b3a6182ead6c66586c375146',X'06b874f7a025023a0630c75f57ae51d2','[{"verdict": "fail","message": "tls is \"1.0\", and must be one of [\"1.2\", \"1.3\"]","explanation": "tls is \"1.0\", and must be one of [\"1.2\", \"1.3\"]","causes": [],"path": "tls","missing": null,"place": {"file": "zones/zones.ndjson","line": 4,"column": 70,"end_line": 4,"end_column": 75},"clause": 0,"tests": [{"subject": "tls","path": "tls","actual": "\"1.0\"","expected": "must be one of [\"1.2\", \"1.3\"]","truth": false,"place": {"file": "pack/rules.norma","line": 5,"column": 11,"end_line": 5,"end_column": 14},"predicate_place": {"file": "pack/rules.norma","line": 5,"column": 15,"end_line": 5,"end_column": 32}}],"parameters": [{"name": "allowed","value": ["1.2","1.3"],"origin": "default","set_by": null,"place": {"file": "pack/rules.norma","line": 4,"column": 32,"end_line": 4,"end_column": 46}}],"related": []}]');
INSERT INTO evidence VALUES(3,X'5b337d3de1e7564d0d9a561b7de21706',X'193ec6dd30ce6294579a78a5368a3827','[{"verdict": "fail","message": "size is 9, and must be at most 5","explanation": "size is 9, and must be at most 5","causes": [],"path": "size","missing": null,"place": {"file": "zones/zones.ndjson","line": 2,"column": 101,"end_line": 2,"end_column": 102},"clause": 0,"tests": [{"subject": "size","path": "size","actual": "9","expected": "must be at most 5","truth": false,"place": {"file": "pack/rules.norma","line": 10,"column": 11,"end_line": 10,"end_column": 15},"predicate_place": {"file": "pack/rules.norma","line": 10,"column": 16,"end_line": 10,"end_column": 28}}],"parameters": [],"related": []}]');
INSERT INTO evidence VALUES(4,X'0e9a1b9fa74130acda443751f85a2ba3',X'f546c112259600a7fe2e932cd5e0ce14','[{"verdict": "unknown","message": "size is missing","explanation": "size is missing","causes": ["missing"],"path": "this","missing": "size","place": {"file": "zones/zones.ndjson","line": 3,"column": 48,"end_line": 3,"end_column": 60},"clause": 0,"tests": [{"subject": "size","path": null,"actual": "(missing)","expected": "is at most 5","truth": null,"place": {"file": "pack/rules.norma","line": 10,"column": 11,"end_line": 10,"end_column": 15},"predicate_place": {"file": "pack/rules.norma","line": 10,"column": 16,"end_line": 10,"end_column": 28}}],"parameters": [],"related": []}]');
INSERT INTO evidence VALUES(5,X'1b69a873ace2f24c82105eae79d33ca9',X'f1356521e5a58f52b8768f5cadbf876d','[{"verdict": "fail","message": "size is 8, and must be at most 5","explanation": "size is 8, and must be at most 5","causes": [],"path": "size","missing": null,"place": {"file": "zones/zones.ndjson","line": 2,"column": 101,"end_line": 2,"end_column": 102},"clause": 0,"tests": [{"subject": "size","path": "size","actual": "8","expected": "must be at most 5","truth": false,"place": {"file": "pack/rules.norma","line": 10,"column": 11,"end_line": 10,"end_column": 15},"predicate_place": {"file": "pack/rules.norma","line": 10,"column": 16,"end_line": 10,"end_column": 28}}],"parameters": [],"related": []}]');
CREATE TABLE finding (
    scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, rule INTEGER NOT NULL, state INTEGER NOT NULL,
    verdict INTEGER NOT NULL, evidence INTEGER REFERENCES evidence, mask INTEGER, PRIMARY KEY (scan, rule, state)
) WITHOUT ROWID;
INSERT INTO finding VALUES(1,0,1,1,1,NULL);
INSERT INTO finding VALUES(1,0,4,1,2,0);
INSERT INTO finding VALUES(1,1,2,1,3,NULL);
INSERT INTO finding VALUES(1,1,3,2,4,NULL);
INSERT INTO finding VALUES(1,1,4,0,NULL,0);
INSERT INTO finding VALUES(2,0,1,1,1,NULL);
INSERT INTO finding VALUES(2,0,4,1,2,0);
INSERT INTO finding VALUES(2,1,3,2,4,NULL);
INSERT INTO finding VALUES(2,1,4,0,NULL,0);
INSERT INTO finding VALUES(2,1,5,1,5,NULL);
CREATE TABLE mask (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, level TEXT NOT NULL, rule TEXT, resource TEXT, kind TEXT,
    account TEXT, control TEXT, area_level TEXT, area TEXT, profile TEXT, category TEXT NOT NULL,
    justification TEXT NOT NULL, author TEXT NOT NULL, ticket TEXT, created_at TEXT NOT NULL, expires_at TEXT,
    removed_at TEXT, removed_by TEXT, removal_reason TEXT
);
INSERT INTO mask VALUES(1,'m-10ee51c4','resource',NULL,'z4',NULL,NULL,NULL,NULL,NULL,NULL,'waiver','known','ann',NULL,'2026-01-01T00:00:00Z',NULL,NULL,NULL,NULL);
CREATE TABLE scan_mask (
    scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, position INTEGER NOT NULL, mask TEXT,
    target TEXT NOT NULL, category TEXT NOT NULL, justification TEXT, author TEXT, expires_at TEXT,
    passed INTEGER NOT NULL, failed INTEGER NOT NULL, unknown INTEGER NOT NULL, PRIMARY KEY (scan, position)
) WITHOUT ROWID;
INSERT INTO scan_mask VALUES(1,0,'m-10ee51c4','resource z4','waiver','known','ann',NULL,1,1,0);
INSERT INTO scan_mask VALUES(2,0,'m-10ee51c4','resource z4','waiver','known','ann',NULL,1,1,0);
CREATE TABLE control_finding_mask (
    scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, control INTEGER NOT NULL, rule INTEGER NOT NULL,
    state INTEGER NOT NULL, mask INTEGER NOT NULL, PRIMARY KEY (scan, control, rule, state)
) WITHOUT ROWID;
CREATE TABLE attestation (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, control TEXT NOT NULL, attachment TEXT,
    outcome TEXT NOT NULL, statement TEXT NOT NULL, author TEXT NOT NULL, evidence TEXT, evidence_digest TEXT,
    created_at TEXT NOT NULL, expires_at TEXT, removed_at TEXT, removed_by TEXT, removal_reason TEXT
);
CREATE TABLE schedule (
    attachment TEXT PRIMARY KEY, scheduled_at TEXT NOT NULL, next_scan_time TEXT, last_scan TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE scan_kind (
    scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, kind TEXT NOT NULL, resources INTEGER NOT NULL,
    PRIMARY KEY (scan, kind)
) WITHOUT ROWID;
INSERT INTO scan_kind VALUES(1,'z.zone',4);
INSERT INTO scan_kind VALUES(2,'z.zone',4);
CREATE TABLE outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, subtype TEXT NOT NULL,
    attachment TEXT NOT NULL, destination TEXT NOT NULL, body TEXT NOT NULL, created_at TEXT NOT NULL,
    state TEXT NOT NULL, attempts INTEGER NOT NULL, refusals INTEGER NOT NULL, next_attempt INTEGER,
    last_error TEXT, finished_at TEXT, UNIQUE (event, destination)
);
CREATE TABLE scan_profile (
    scan INTEGER NOT NULL REFERENCES scan ON DELETE CASCADE, position INTEGER NOT NULL, profile_id TEXT NOT NULL,
    name TEXT NOT NULL, version TEXT, score INTEGER, PRIMARY KEY (scan, position)
) WITHOUT ROWID;
INSERT INTO scan_profile VALUES(1,0,'P','P','1.0.0',50);
INSERT INTO scan_profile VALUES(2,0,'P','P','1.0.0',50);
DELETE FROM sqlite_sequence;
CREATE INDEX scan_by_attachment ON scan (attachment, number);
CREATE INDEX finding_by_state ON finding (scan, state);
CREATE INDEX outbox_by_destination ON outbox (destination, state, attachment, number);
COMMIT;
