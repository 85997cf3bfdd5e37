import Compliance
import ComplianceReports
import ComplianceStore
import Foundation
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import SourceText

/// Measures what a scan takes that is kept, and what the next one takes when one resource of a hundred has changed: from the
/// texts of rules and resources to the last row in the store.
///
/// Nothing is said before the second scan is, result by result and finding by finding, what it is without the first.
struct RescanBench {
    private let rules: SourceFile
    private let resources: [UInt8]
    private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    private let days = [Instant(seconds: 1_767_225_600), Instant(seconds: 1_767_312_000)]

    init(rules: String, resources: String) throws {
        self.rules = SourceFile(name: rules, text: try FileManager.default.bytes(of: rules))
        self.resources = try FileManager.default.bytes(of: resources)
    }

    func run(repetitions: Int) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let changed = Self.changing(resources)
        var best = (first: Double.infinity, again: Double.infinity, fresh: Double.infinity)
        var scan: Scan?
        for repetition in 0..<repetitions {
            let store = try store("\(repetition)")
            best.first = min(best.first, try measure { try record(resources, day: 0, in: store) })
            best.again = min(best.again, try measure { scan = try record(changed, day: 1, in: store) })
            let other = try self.store("\(repetition)-fresh")
            try record(resources, day: 0, in: other)
            best.fresh = min(best.fresh, try measure { try record(changed, day: 1, in: other, isFresh: true) })
            if repetition == 0 { try compare(store, other) }
        }
        guard let scan else { return }
        var figures = Figures()
        figures.add("rules", scan.rules.count)
        figures.add("resources", scan.resourceCount)
        figures.add("evaluations", scan.evaluationCount)
        figures.add("reused", scan.evaluationsReused)
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

    /// Something that no rule reads, in one line of a hundred.
    private static func changing(_ text: [UInt8]) -> [UInt8] {
        let lines = text.split(separator: UInt8(ascii: "\n")).enumerated().map { index, line in
            index % 100 == 7
                ? String(decoding: line, as: UTF8.self).replacing(
                    #""properties":{"#, with: #""properties":{"edited":\#(index),"#, maxReplacements: 1)
                : String(decoding: line, as: UTF8.self)
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
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
        let records = try [store, fresh].map { try BenchFailure.require(try $0.scans().first, "no scan was recorded") }
        guard records[0] == records[1] else { throw BenchFailure("DISAGREE: the scans' figures") }
        for rule in try store.rules(of: records[0]) {
            guard try results(records[0], rule.position, store) == results(records[1], rule.position, fresh) else {
                throw BenchFailure("DISAGREE: \(rule.name)")
            }
        }
    }

    /// By resource: the verdict, and what its findings show.
    private func results(_ record: ScanRecord, _ rule: Int, _ store: ScanStore) throws -> [String: String] {
        let resources = try store.resources(of: record)
        let evidence = EvidenceReader(store)
        var results: [String: String] = [:]
        for (resource, result) in try store.results(of: record, rule: rule, on: resources) {
            let state = try BenchFailure.require(resources.byResource[resource], "a resource has no state")
            let id = try store.resource(inState: state)?.id ?? ""
            results[id] = "\(result.verdict.word) \(try result.evidence.flatMap { try evidence.content(of: $0) } ?? "")"
        }
        return results
    }
}
