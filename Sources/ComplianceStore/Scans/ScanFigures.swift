import Compliance
import Foundation
import GRDB
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import SourceText

/// Enters what is known of a scan once it is judged: its figures, and the rules, controls, masks and texts that made it.
struct ScanFigures {
    private let scan: Scan
    private let number: Int64
    private let key: DigestKey
    private let database: Database

    init(_ scan: Scan, number: Int64, key: DigestKey, database: Database) {
        self.scan = scan
        self.number = number
        self.key = key
        self.database = database
    }

    /// The inputs of a scan, its resources and what persons said to it: equal ones give equal results.
    static func inputs(of scan: Scan, _ contents: ScanContents, key: DigestKey) -> ContentDigest {
        var parts = ScanEntry.inputs(of: scan.plan, asOf: scan.asOf, key: key).bytes
        parts += contents.digest.bytes
        parts += Array("\(scan.scope.hidden.count)".utf8)
        for case .entered(let mask) in scan.masks.masks { parts += Array(mask.id.utf8) }
        for control in scan.controls { parts += Array((control.attestation?.id ?? "").utf8) + [0] }
        return key.digest(of: parts)
    }

    /// Fills the row of the scan, and enters what belongs to it.
    func enter(_ contents: ScanContents) throws {
        let plan = scan.plan
        let summary = scan.evaluationSummary
        try database.execute(
            sql: """
                UPDATE scan SET collected_at = ?, resource_count = ?, score = ?, passed = ?, failed = ?, unknown = ?,
                    skipped = ?, masked = ?, hidden = ?, evaluations_run = ?, evaluations_applied = ?, inputs = ?
                WHERE number = ?
                """,
            arguments: [
                scan.collectedAt?.description, scan.resourceCount, scan.score().percent, summary.passed,
                summary.failed, summary.unknown, summary.skipped, summary.masked, summary.hidden, scan.evaluationCount,
                scan.evaluationsApplied, Data(Self.inputs(of: scan, contents, key: key).bytes), number,
            ])
        try enterTexts(of: plan)
        try enterMasks()
        try enterOverlaps()
        try enterOutside()
        if let digests = scan.digests { try ReuseWriter(scan: number, key: key, database: database).enter(digests) }
        for (position, rule) in scan.rules.enumerated() {
            let checked = rule.evaluations.rule
            let summary = rule.evaluations.summary
            try database.execute(
                sql: "INSERT INTO scan_rule VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: .stored([
                    number, position, checked.name.text, checked.metadata.id, checked.metadata.title,
                    checked.metadata.severity.rawValue, Data(key.text(of: checked).bytes),
                    StoredParameters(of: rule.evaluations.bound).text, summary.passed,
                    summary.failed,
                    summary.unknown, summary.skipped, summary.masked, summary.hidden, rule.hasUnreadKinds,
                ]))
        }
        for (position, unread) in scan.gaps.kinds.enumerated() {
            try database.execute(
                sql: "INSERT INTO scan_unread VALUES (?, ?, ?, ?, ?)",
                arguments: .stored([number, position, unread.kind, unread.account, unread.reason]))
        }
        for (position, profile) in scan.profiles.enumerated() {
            let planned = profile.planned.profile
            try database.execute(
                sql: "INSERT INTO scan_profile VALUES (?, ?, ?, ?, ?, ?)",
                arguments: .stored([
                    number, position, planned.id, planned.name, planned.version, profile.score().percent,
                ]))
        }
        let families = ControlFamily.paths(in: scan.families)
        for (position, control) in scan.controls.enumerated() {
            try database.execute(
                sql: "INSERT INTO scan_control VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: .stored([
                    number, position, control.control.id, control.control.name, control.planned.library.name,
                    FamilyNames.text(families[position] ?? []), control.status.rawValue,
                    control.planned.rules.map(String.init).joined(separator: " "), control.attestation?.id,
                    control.planned.profile,
                ]))
        }
    }

    /// The masks as they are now: what becomes of them later changes no scan.
    private func enterMasks() throws {
        for (position, (mask, use)) in zip(scan.masks.masks, scan.masks.uses).enumerated() {
            let entered: Mask? = if case .entered(let mask) = mask { mask } else { nil }
            try database.execute(
                sql: "INSERT INTO scan_mask VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: .stored([
                    number, position, entered?.id, mask.target, mask.category,
                    mask.justification, entered?.author,
                    entered?.validity.expiresAt?.description, use.passed, use.failed, use.unknown,
                ]))
        }
    }

    private func enterOverlaps() throws {
        for (overlap, use) in scan.masks.overlaps.sorted(by: {
            ($0.key.mask, $0.key.other) < ($1.key.mask, $1.key.other)
        }) {
            try database.execute(
                sql: "INSERT INTO scan_mask_overlap VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [number, overlap.mask, overlap.other, use.passed, use.failed, use.unknown])
        }
    }

    /// What the scope leaves out: a later scan, or an earlier one, may have it.
    private func enterOutside() throws {
        guard let evaluations = scan.rules.first?.evaluations, !scan.scope.leftOut.isEmpty else { return }
        var seen = SeenResources(of: evaluations)
        var identities: [ContentDigest] = []
        for row in scan.scope.leftOut {
            if let identity = seen.identity(at: row, key) { identities.append(identity) }
        }
        try database.execute(
            sql: "INSERT INTO scan_outside (scan, resources) VALUES (?, ?)",
            arguments: [number, DigestList.pack(identities)])
    }

    /// Every file that decided something, as it was.
    private func enterTexts(of plan: ScanPlan) throws {
        var files: [(role: String, file: SourceFile)] = [
            ("attachment", plan.attachment.file)
        ]
        files += plan.profiles.map { ("profile", $0.profile.file) }
        files += plan.controls.map { ("library", $0.library.file) }
        files += plan.rules.flatMap { $0.rule.sources.map { ("rule", $0.place.file) } }
        var seen: Set<ObjectIdentifier> = []
        for (role, file) in files where seen.insert(ObjectIdentifier(file)).inserted {
            let digest = Data(key.digest(of: file.text).bytes)
            try database.execute(
                sql: "INSERT OR IGNORE INTO text (digest, content) VALUES (?, ?)",
                arguments: [digest, Data(file.text)])
            try database.execute(
                sql: """
                    INSERT OR IGNORE INTO scan_text (scan, role, file, text)
                    SELECT ?, ?, ?, id FROM text WHERE digest = ?
                    """,
                arguments: .stored([number, role, file.name, digest]))
        }
    }
}
