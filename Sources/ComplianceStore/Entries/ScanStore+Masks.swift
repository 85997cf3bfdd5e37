package import Compliance
import GRDB
import ResourceDocuments

extension ScanStore {
    /// Every mask that was ever entered, the oldest first.
    package func masks() throws(StoreProblem) -> [Mask] {
        try read { try Row.fetchAll($0, sql: "SELECT * FROM mask ORDER BY number").compactMap(Self.mask) }
    }

    package func add(_ mask: Mask) throws(StoreProblem) {
        var rule: String?
        var control: String?
        var area: MaskArea?
        var profile: String?
        switch mask.target {
        case .result(let name, _): rule = name
        case .resource: break
        case .control(let name, let confined): (control, area) = (name, confined)
        case .profile(let name): profile = name
        }
        let resource = mask.target.resource
        let arguments = StatementArguments.stored([
            mask.id, mask.target.level, rule, resource?.id, resource?.kind, resource?.account, control,
            area?.level.rawValue, area?.id, profile, mask.category.rawValue, mask.justification, mask.author,
            mask.ticket,
            mask.validity.createdAt.description, mask.validity.expiresAt?.description,
        ])
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO mask (id, level, rule, resource, kind, account, control, area_level, area, profile, category,
                        justification, author, ticket, created_at, expires_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: arguments)
        }
    }

    /// Takes a mask back. It stays in the store, with who did it and why.
    package func remove(_ mask: Mask, _ removal: Validity.Removal) throws(StoreProblem) {
        try remove(mask.id, from: "mask", removal)
    }

    /// What lay beneath masks when each attachment was last scanned to its end, added up by the mask's id.
    package func maskUses() throws(StoreProblem) -> MaskUses {
        try read { database in
            var uses = MaskUses()
            let laid = try Row.fetchCursor(
                database,
                sql: """
                    SELECT mask, passed, failed, unknown FROM scan_mask WHERE mask IS NOT NULL
                        AND scan IN (\(ScanOrder.lastComplete))
                    """)
            while let row = try laid.next() {
                uses.add(
                    MaskUse(passed: row["passed"], failed: row["failed"], unknown: row["unknown"]), of: row["mask"])
            }
            let overlaps = try Row.fetchCursor(
                database,
                sql: """
                    SELECT m.mask, coalesce(o.mask, o.target), l.passed, l.failed, l.unknown FROM scan_mask_overlap l
                    JOIN scan_mask m ON m.scan = l.scan AND m.position = l.mask
                    JOIN scan_mask o ON o.scan = l.scan AND o.position = l.other
                    WHERE m.mask IS NOT NULL AND l.scan IN (\(ScanOrder.lastComplete))
                    """)
            while let row = try overlaps.next() {
                uses.add(MaskUse(passed: row[2], failed: row[3], unknown: row[4]), of: row[0], setAsideBy: row[1])
            }
            return uses
        }
    }

    private static func mask(_ row: Row) -> Mask? {
        guard let target = target(row), let category = Mask.Category(rawValue: row["category"]),
            let validity = validity(row)
        else { return nil }
        return Mask(
            id: row["id"], target: target, category: category, justification: row["justification"],
            author: row["author"], ticket: row["ticket"], validity: validity)
    }

    /// The columns that every table of entries has.
    static func validity(_ row: Row) -> Validity? {
        guard let createdAt = Instant(row["created_at"] as String) else { return nil }
        let removedAt = (row["removed_at"] as String?).flatMap { Instant($0) }
        return Validity(
            createdAt: createdAt, expiresAt: (row["expires_at"] as String?).flatMap { Instant($0) },
            removal: removedAt.map {
                Validity.Removal(at: $0, author: row["removed_by"] ?? "", reason: row["removal_reason"] ?? "")
            })
    }

    private static func target(_ row: Row) -> MaskTarget? {
        let resource = (row["resource"] as String?).map {
            MaskTarget.ResourceSelector(id: $0, kind: row["kind"], account: row["account"])
        }
        if let profile = row["profile"] as String? { return .profile(profile) }
        if let control = row["control"] as String? {
            let level = (row["area_level"] as String?).flatMap { Scope.Level(rawValue: $0) }
            return .control(control, area: level.map { MaskArea(level: $0, id: row["area"] ?? "") })
        }
        guard let resource else { return nil }
        return (row["rule"] as String?).map { .result(rule: $0, resource: resource) } ?? .resource(resource)
    }
}
