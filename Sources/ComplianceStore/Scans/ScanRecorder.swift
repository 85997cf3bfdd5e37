package import Compliance
import Foundation
import GRDB
package import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import SourceText

/// Writes a scan piece by piece, each in a step of its own: a process that ends in between leaves a scan that says so, and that
/// can be gone on with.
package struct ScanRecorder {
    /// Resources in a piece: some tens of milliseconds.
    private static let pieceSize = 4096

    private let store: ScanStore
    private let scan: Scan
    private let number: Int64
    private let id: String
    private let startedAt: Instant
    /// What an evaluation's findings show; nil where evidence is not kept.
    private let evidence: ((Evaluation) -> Evidence?)?

    /// Enters the scan as running.
    ///
    /// - Parameters:
    ///   - id: a UUID.
    ///   - process: of whoever writes it.
    package init(
        _ scan: Scan, id: String, startedAt: Instant, process: Int32, in store: ScanStore,
        evidence: ((Evaluation) -> Evidence?)? = nil
    ) throws(StoreProblem) {
        self.store = store
        self.scan = scan
        self.evidence = evidence
        self.id = id
        self.startedAt = startedAt
        number = try store.write { database in
            try Self.enter(scan, id: id, startedAt: startedAt, process: process, key: store.key, into: database)
        }
    }

    /// Goes on with a scan whose process ended. The same attachment, rules and inventory have to have been scanned again, as of the
    /// same instant; nil where they are others, and where the scan is complete. O(resources written)
    package init?(
        resuming record: ScanRecord, with scan: Scan, process: Int32, in store: ScanStore,
        evidence: ((Evaluation) -> Evidence?)? = nil
    ) throws(StoreProblem) {
        self.store = store
        self.scan = scan
        self.evidence = evidence
        id = record.id
        startedAt = record.startedAt
        let inputs = Data(Self.inputs(of: scan, store.key).bytes)
        let number = try store.write { database in
            try database.execute(
                sql: "UPDATE scan SET process = ? WHERE id = ? AND state = 'running' AND inputs = ?",
                arguments: [process, record.id, inputs])
            return try Int64.fetchOne(
                database, sql: "SELECT number FROM scan WHERE id = ? AND state = 'running' AND inputs = ?",
                arguments: [record.id, inputs])
        }
        guard let number else { return nil }
        self.number = number
        let written = try store.resources(of: record)
        let states = try store.write { database in
            let writer = PieceWriter(scan: number, piece: 0, key: store.key, database: database)
            return try written.pieces.indices.map { piece in
                let rows = scan.scope.inside
                let start = piece * Self.pieceSize
                return try writer.states(
                    of: rows[min(start, rows.count)..<min(start + Self.pieceSize, rows.count)], in: scan)
            }
        }
        guard states == written.pieces else { return nil }
    }

    /// What is not written yet, and the end of the scan.
    ///
    /// - Parameters:
    ///   - ending: what else the step writes that completes the scan.
    ///   - pieces: after so many the scan is left as it is.
    ///   - progress: is told how many resources are written.
    package func record(
        finishedAt: () -> Instant, ending: ScanEnding = ScanEnding(), pieces: Int = .max,
        progress: (Int) -> Void = { _ in }
    ) throws(StoreProblem) {
        let rows = scan.scope.inside
        var done = try store.read { database in
            try Int.fetchOne(database, sql: "SELECT recorded FROM scan WHERE number = ?", arguments: [number]) ?? 0
        }
        var positions = Array(repeating: 0, count: scan.rules.count)
        if done > 0, done <= rows.count { skip(to: rows[done - 1] + 1, &positions) }
        var left = pieces
        while done < rows.count {
            if left == 0 { return }
            left -= 1
            let piece = rows[done..<min(done + Self.pieceSize, rows.count)]
            let before = positions
            var after = positions
            try store.write { database in
                after = before
                let writer = PieceWriter(
                    scan: number, piece: done / Self.pieceSize, key: store.key, database: database)
                try writer.write(piece, of: scan, positions: &after, evidence: evidence)
                try database.execute(
                    sql: "UPDATE scan SET recorded = ? WHERE number = ?", arguments: [piece.endIndex, number])
            }
            positions = after
            done = piece.endIndex
            progress(done)
        }
        let end = finishedAt()
        try store.write { database in
            try database.execute(
                sql: "UPDATE scan SET state = 'completed', finished_at = ? WHERE number = ?",
                arguments: [end.description, number])
            try ending.write(
                scan, number: number, id: id, startedAt: startedAt, finishedAt: end, to: database)
        }
    }

    private func skip(to row: Int, _ positions: inout [Int]) {
        for (index, rule) in scan.rules.enumerated() {
            _ = rule.evaluations.stored(from: &positions[index], below: row)
        }
    }

    // MARK: The scan's own rows

    /// What the scan was made of: equal inputs give equal scans.
    private static func inputs(of scan: Scan, _ key: DigestKey) -> ContentDigest {
        var parts = scan.plan.attachment.name.utf8 + [0]
        parts += Array(scan.asOf.description.utf8)
        for bound in scan.plan.rules {
            parts += key.text(of: bound.rule).bytes
            parts += Array(parameters(of: bound).joined(separator: "\n").utf8)
        }
        for planned in scan.plan.controls { parts += Array("\(planned.profile) \(planned.control.id)".utf8) + [0] }
        parts += Array("\(scan.scope.inside.count) \(scan.scope.hidden.count)".utf8)
        for case .entered(let mask) in scan.masks.masks { parts += Array(mask.id.utf8) }
        for control in scan.controls { parts += Array((control.attestation?.id ?? "").utf8) + [0] }
        return key.digest(of: Array(parts))
    }

    /// `name=value`, in the order of the rule.
    private static func parameters(of bound: BoundRule) -> [String] {
        zip(bound.rule.parameters, bound.parameters).map { "\($0.name.text)=\($1.value.description)" }
    }

    private static func enter(
        _ scan: Scan, id: String, startedAt: Instant, process: Int32, key: DigestKey, into database: Database
    ) throws -> Int64 {
        let plan = scan.plan
        let summary = scan.evaluationSummary
        try database.execute(
            sql: """
                INSERT INTO scan (id, attachment, profile, profile_version, as_of, collected_at, started_at, state,
                    process, resource_count, score, passed, failed, unknown, skipped, masked, hidden, evaluations_run,
                    evaluations_applied, inputs, recorded)
                VALUES (?, ?, ?, ?, ?, ?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
                """,
            arguments: [
                id, plan.attachment.name, plan.profile.name, plan.profile.version, scan.asOf.description,
                scan.collectedAt?.description, startedAt.description, process, scan.resourceCount,
                scan.score().percent, summary.passed, summary.failed, summary.unknown, summary.skipped,
                summary.masked, summary.hidden, scan.evaluationsRun, scan.evaluationsApplied,
                Data(inputs(of: scan, key).bytes),
            ])
        let number = database.lastInsertedRowID
        try enterTexts(of: plan, scan: number, key: key, into: database)
        try enterMasks(of: scan, number: number, into: database)
        for (position, rule) in scan.rules.enumerated() {
            let checked = rule.evaluations.rule
            let summary = rule.evaluations.summary
            try database.execute(
                sql: "INSERT INTO scan_rule VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    number, position, checked.name.text, checked.metadata.id, checked.metadata.title,
                    checked.metadata.severity.rawValue, Data(key.text(of: checked).bytes),
                    parameters(of: rule.evaluations.bound).joined(separator: "\n"), summary.passed, summary.failed,
                    summary.unknown, summary.skipped, summary.masked, summary.hidden,
                ])
        }
        for (position, profile) in scan.profiles.enumerated() {
            let planned = profile.planned.profile
            try database.execute(
                sql: "INSERT INTO scan_profile VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    number, position, planned.id, planned.name, planned.version, profile.score().percent,
                ])
        }
        let families = ControlFamily.paths(in: scan.families)
        for (position, control) in scan.controls.enumerated() {
            try database.execute(
                sql: "INSERT INTO scan_control VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    number, position, control.control.id, control.control.name, control.planned.library.name,
                    (families[position] ?? []).joined(separator: "\n"), control.status.rawValue,
                    control.planned.rules.map(String.init).joined(separator: " "), control.attestation?.id,
                    control.planned.profile,
                ])
        }
        return number
    }

    /// The masks as they are now: what becomes of them later changes no scan.
    private static func enterMasks(of scan: Scan, number: Int64, into database: Database) throws {
        for (position, (mask, use)) in zip(scan.masks.masks, scan.masks.uses).enumerated() {
            let entered: Mask? = if case .entered(let mask) = mask { mask } else { nil }
            try database.execute(
                sql: "INSERT INTO scan_mask VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    number, position, entered?.id, mask.target, mask.category, mask.justification, entered?.author,
                    entered?.validity.expiresAt?.description, use.passed, use.failed, use.unknown,
                ])
        }
    }

    /// Every file that decided something, as it was.
    private static func enterTexts(
        of plan: ScanPlan, scan: Int64, key: DigestKey, into database: Database
    ) throws {
        var files: [(role: String, file: SourceFile)] = [
            ("attachment", plan.attachment.file)
        ]
        files += plan.profiles.map { ("profile", $0.profile.file) }
        files += plan.controls.map { ("library", $0.library.file) }
        files += plan.rules.flatMap { $0.rule.sources.map { ("rule", $0.file) } }
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
                arguments: [scan, role, file.name, digest])
        }
    }
}

extension DigestKey {
    /// Of what a rule means: its own text and that of the defines it calls.
    func text(of rule: CheckedRule) -> ContentDigest {
        digest(of: rule.sources.map(\.text).joined(separator: "\u{0}"))
    }
}
