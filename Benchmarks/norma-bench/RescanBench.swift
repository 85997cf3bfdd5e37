import Compliance
import ComplianceReports
import ComplianceStore
import Foundation
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import SourceText

/// Measures what a scan takes that is kept, and what the next one takes when some resources were edited meanwhile: from the
/// texts of rules and resources to the last row in the store.
///
/// Nothing is said before each second scan is, result by result and finding by finding, what it is without the first, and unless
/// verdicts differ between the two.
struct RescanBench {
    private let rules: SourceFile
    private let resources: [UInt8]
    private let edited: [UInt8]
    private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    private let days = [Instant(seconds: 1_767_225_600), Instant(seconds: 1_767_312_000)]

    init(rules: String, resources: String, edited: String) throws {
        self.rules = SourceFile(name: rules, text: try FileManager.default.bytes(of: rules))
        self.resources = try FileManager.default.bytes(of: resources)
        self.edited = try FileManager.default.bytes(of: edited)
    }

    func run(repetitions: Int) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var best = (first: Double.infinity, again: Double.infinity, fresh: Double.infinity)
        var scan: Scan?
        var changed = 0
        for repetition in 0..<repetitions {
            let store = try store("\(repetition)")
            best.first = min(best.first, try measure { try record(resources, day: 0, in: store) })
            best.again = min(best.again, try measure { scan = try record(edited, day: 1, in: store) })
            let other = try self.store("\(repetition)-fresh")
            try record(resources, day: 0, in: other)
            best.fresh = min(best.fresh, try measure { try record(edited, day: 1, in: other, isFresh: true) })
            try compare(store, other)
            changed = try changedVerdicts(in: store)
        }
        guard let scan else { return }
        var figures = Figures()
        figures.add("rules", scan.rules.count)
        figures.add("resources", scan.resourceCount)
        figures.add("evaluations", scan.evaluationCount)
        figures.add("reused", scan.evaluationsReused)
        figures.add("changed", changed)
        figures.add("first_ms", best.first * 1e3)
        figures.add("again_ms", best.again * 1e3)
        figures.add("fresh_ms", best.fresh * 1e3)
        figures.addPeakMemory()
        figures.show()
    }

    private func measure(_ body: () throws -> Void) rethrows -> Double {
        let watch = Stopwatch()
        try watch.measure(body)
        return watch.processor
    }

    private func store(_ name: String) throws -> ScanStore {
        var random = SystemRandomNumberGenerator()
        return try ScanStore(path: folder.appending(path: "\(name).sqlite").path, random: &random)
    }

    // MARK: A scan

    @discardableResult
    private func record(_ text: [UInt8], day: Int, in store: ScanStore, isFresh: Bool = false) throws -> Scan {
        let keys = KeyTable()
        let plan = try plan(keys)
        var reader = InventoryReader(heldKinds: [], keys: keys)
        reader.read([.lines(Lines(name: "resources.ndjson", text: text))])
        let reading = reader.finish()
        var entry: ScanEntry?
        let batch = try ScanRunner.run([PlannedScan(plan)], on: reading, asOf: days[day]) { plan, scope in
            let digests = ScanDigests(of: plan, in: scope, of: reading, key: store.key, engine: "norma-bench")
            let reusable =
                isFresh ? nil : try store.reusableResults(for: plan, in: scope, of: reading, digests: digests)
            entry = try store.enter(plan, asOf: days[day], id: "day-\(day)", startedAt: days[day], process: 1)
            return ScanBasis(digests: digests, reusable: reusable)
        }
        let recorder = try ScanRecorder(
            batch.scans[0], as: try BenchFailure.require(entry, "nothing was entered"), in: store,
            evidence: EvidenceJSON.evidence)
        try recorder.record(finishedAt: { days[day] })
        return batch.scans[0]
    }

    /// Each rule in a control of its own.
    private func plan(_ keys: KeyTable) throws -> ScanPlan {
        let parsed = Parser.parse(rules)
        let checked = Checker.check([RuleModule(file: parsed.file)])
        let names = checked.rules.map(\.name.text)
        let library = names.map {
            "  - control_name: C-\($0)\n    control_specifications: [{assessments: [{assessment_id: \($0)}]}]\n"
        }
        let profile = names.map { "{control_id: C-\($0)}" }.joined(separator: ", ")
        let read = (
            ControlLibraryReader.read(
                try document("control_library_name: L\ncontrols:\n\(library.joined())", keys)
            ).library,
            ProfileReader.read(try document("profile_name: P\ncontrols: [\(profile)]\n", keys)).profile,
            AttachmentReader.read(
                try document("name: daily\nprofile_id: P\nscope: [{scope_type: enterprise, scope_id: e}]\n", keys)
            ).attachment
        )
        guard let library = read.0, let profile = read.1, let attachment = read.2 else {
            throw BenchFailure("the plan cannot be read")
        }
        switch ScanPlan.make(
            attachment: attachment, profiles: [profile], libraries: [library], rules: checked.rules)
        {
        case .success(let plan): return plan
        case .failure(let fault): throw BenchFailure(fault.diagnostics.map(\.message).joined(separator: "\n"))
        }
    }

    private func document(_ text: String, _ keys: KeyTable) throws -> Document {
        let read = YAMLReader.documents(SourceFile(name: "plan.yaml", text: text), keys: keys)
        return try BenchFailure.require(read.documents.first, "the plan cannot be read")
    }

    // MARK: Comparison

    private func compare(_ store: ScanStore, _ fresh: ScanStore) throws {
        let scans = try [store, fresh].map { try RecordedScan.all(in: $0) }
        guard scans[0][0].record == scans[1][0].record else { throw BenchFailure("DISAGREE: the scans' figures") }
        for rule in try store.rules(of: scans[0][0].record) {
            guard try scans[0][0].results(of: rule.position) == scans[1][0].results(of: rule.position) else {
                throw BenchFailure("DISAGREE: \(rule.name)")
            }
        }
    }

    /// How many results of the second scan have another verdict than in the first.
    private func changedVerdicts(in store: ScanStore) throws -> Int {
        let scans = try RecordedScan.all(in: store)
        guard scans.count == 2 else { throw BenchFailure("\(scans.count) scans were recorded, not 2") }
        let count = try store.rules(of: scans[0].record).reduce(0) { count, rule in
            let before = try scans[1].results(of: rule.position)
            return try count
                + scans[0].results(of: rule.position).count { id, result in before[id]?.verdict != result.verdict }
        }
        guard count > 0 else { throw BenchFailure("nothing that a rule reads was edited") }
        return count
    }
}

/// What a store has of a scan.
private struct RecordedScan {
    struct Result: Equatable {
        let verdict: String
        /// What its findings show.
        let evidence: String?
    }

    let record: ScanRecord
    private let store: ScanStore
    private let resources: ScanResources
    private let ids: [Int64: String]
    private let evidence: EvidenceReader

    /// The newest first.
    static func all(in store: ScanStore) throws -> [Self] {
        let scans = try store.scans().map { try Self($0, in: store) }
        guard !scans.isEmpty else { throw BenchFailure("no scan was recorded") }
        return scans
    }

    private init(_ record: ScanRecord, in store: ScanStore) throws {
        self.record = record
        self.store = store
        resources = try store.resources(of: record)
        ids = try resources.byResource.mapValues { state in
            try BenchFailure.require(store.resource(inState: state), "a state has no resource").id
        }
        evidence = EvidenceReader(store)
    }

    /// By the resource's id.
    func results(of rule: Int) throws -> [String: Result] {
        var results: [String: Result] = [:]
        for (resource, result) in try store.results(of: record, rule: rule, on: resources) {
            let id = try BenchFailure.require(ids[resource], "a resource has no state")
            results[id] = Result(
                verdict: result.verdict.word, evidence: try result.evidence.flatMap { try evidence.content(of: $0) })
        }
        return results
    }
}
