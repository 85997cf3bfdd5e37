import Compliance
import ComplianceReports
import GRDB
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText
import TestSupport
import Testing

@testable import ComplianceStore

/// Rules, an attachment and an inventory as they are on one day.
protocol RecordedWorld {
    var files: [InventoryFile] { get }
    var engine: String { get }
    var masks: [Mask] { get }

    func plan(_ keys: KeyTable) throws -> ScanPlan
}

extension RecordedWorld {
    static var start: Instant { Instant("2026-01-01T00:00:00Z") ?? Instant(seconds: 0) }

    /// - Parameter schema: of `kind`.
    static func plan(
        rules: String, schema: String, of kind: String, library: String, profile: String, attachment: String,
        _ keys: KeyTable
    ) throws -> ScanPlan {
        let parsed = Parser.parse(SourceFile(name: "r.norma", text: rules))
        let schema = SchemaReader.read(
            try JSONParser.document(SourceFile(name: "s.json", text: schema), keys: keys), kind: kind)
        let checked = Checker.check(
            [RuleModule(file: parsed.file)], schemas: KindSchemas([schema.schema].compactMap(\.self)))
        try #require((parsed.diagnostics + schema.diagnostics + checked.diagnostics).filter(\.isError).isEmpty)
        let library = try #require(ControlLibraryReader.read(try document("l.yaml", library, keys)).library)
        let profile = try #require(ProfileReader.read(try document("p.yaml", profile, keys)).profile)
        let attachment = try #require(AttachmentReader.read(try document("a.yaml", attachment, keys)).attachment)
        return try ScanPlan.make(
            attachment: attachment, profiles: [profile], libraries: [library], rules: checked.rules
        ).get()
    }

    /// A library of one control for each rule.
    static func library(of rules: [String]) -> String {
        "control_library_name: L\ncontrols:\n"
            + rules.map {
                "  - control_name: C-\($0)\n    control_specifications: [{assessments: [{assessment_id: \($0)}]}]\n"
            }.joined()
    }

    private static func document(_ name: String, _ text: String, _ keys: KeyTable) throws -> Document {
        try #require(YAMLReader.documents(SourceFile(name: name, text: text), keys: keys).documents.first)
    }

    func reading(for plans: [ScanPlan], _ keys: KeyTable) -> InventoryReading {
        let rules = plans.flatMap(\.rules)
        var reader = InventoryReader(
            sensitive: rules.first?.rule.schemas.sensitiveProperties ?? SensitiveProperties(),
            heldKinds: RuleRun.heldKinds(of: rules), keys: keys)
        reader.read(files)
        return reader.finish()
    }

    /// Scans and records.
    @discardableResult
    func record(day: Int, in store: ScanStore, isFresh: Bool = false) throws -> Scan {
        try #require(try Self.record([self], day: day, in: store, isFresh: isFresh).scans.first)
    }

    /// Scans for several attachments together, on the inventory of the first.
    static func record(_ worlds: [Self], day: Int, in store: ScanStore, isFresh: Bool = false) throws -> ScanBatch {
        let keys = KeyTable()
        let plans = try worlds.map { try $0.plan(keys) }
        let world = try #require(worlds.first)
        let reading = world.reading(for: plans, keys)
        let now = Instant(seconds: start.seconds + Int64(day) * 86_400)
        var entries: [ScanEntry] = []
        let batch = try ScanRunner.run(plans.map { PlannedScan($0) }, on: reading, asOf: now, masks: world.masks) {
            plan, scope in
            let digests = ScanDigests(of: plan, in: scope, of: reading, key: store.key, engine: world.engine)
            let reusable =
                isFresh ? nil : try store.reusableResults(for: plan, in: scope, of: reading, digests: digests)
            entries.append(
                try store.enter(
                    plan, asOf: now, id: "day-\(day)-\(plan.attachment.name)", startedAt: now, process: 1))
            return ScanBasis(digests: digests, reusable: reusable)
        }
        for (scan, entry) in zip(batch.scans, entries) {
            let recorder = try ScanRecorder(scan, as: entry, in: store, evidence: EvidenceJSON.evidence)
            try recorder.record(finishedAt: { now })
        }
        return batch
    }
}

extension ScanStore {
    /// Every row of every table.
    func dump() throws -> [String: [String]] {
        try database.read { database in
            let tables = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            return try Dictionary(
                uniqueKeysWithValues: tables.map { table in
                    (table, try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map(\.description))
                })
        }
    }
}

/// A file of lines in memory.
struct RescanLines: LineSource {
    let name: String
    let text: [UInt8]

    func bytes(at offset: Int, count: Int) -> [UInt8]? {
        Array(text[min(offset, text.count)..<min(offset + count, text.count)])
    }

    var hasChanged: Bool { false }
}
