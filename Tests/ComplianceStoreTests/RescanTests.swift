import Compliance
import ComplianceReports
import Foundation
import GRDB
import ResourceDocuments
import TestSupport
import Testing

@testable import ComplianceStore

/// A second scan that works out what changed finds exactly what one finds that works out everything.
@Suite struct RescanTests {
    private static let days = 34
    private static let seed: UInt64 = 20_260_101

    static var world: RescanWorld {
        var world = RescanWorld()
        world.lines = (0..<8).map { index in
            RescanWorld.Zone(
                id: "z\(index)", tls: ["1.0", "1.2", nil][index % 3], size: "\(index)", ageInDays: index * 2,
                owner: ["ann", "bob", "eve"][index % 3])
        }
        world.listed = (0..<3).map { RescanWorld.Zone(id: "l\($0)", size: "\($0 + 2)", secret: "open") }
        return world
    }

    /// Two stores with one key: one scan takes over what it can, the other nothing. Whatever is printed of each day, and in the end
    /// every row of every table, has to be the same.
    @Test func everyDayIsTheSameAsWithout() throws {
        let (scratch, freshScratch) = (try ScratchStore(), try ScratchStore())
        let (store, fresh) = (try scratch.open(), try freshScratch.open())
        #expect(store.key == fresh.key)
        var random = SeededGenerator(seed: Self.seed)
        var world = Self.world
        var changes = RescanChange.allCases.shuffled(using: &random)
        var reused = 0
        var evaluations = 0
        for day in 0..<Self.days {
            var happened: [RescanChange] = []
            if day > 0 {
                // Each alone, then several at once.
                happened = [
                    changes.popLast() ?? RescanChange.allCases.filter { !$0.isRare }.randomElement(using: &random)
                ]
                .compactMap(\.self)
                if day > RescanChange.allCases.count, day.isMultiple(of: 2) {
                    happened += RescanChange.allCases.filter { !$0.isRare }.shuffled(using: &random).prefix(3)
                }
                for change in happened { change.happen(to: &world, with: &random) }
            }
            let scan = try world.record(day: day, in: store)
            let other = try world.record(day: day, in: fresh, isFresh: true)
            let comment = Comment(rawValue: "day \(day): \(happened); seed \(Self.seed)")
            #expect(other.evaluationsReused == 0)
            #expect(scan.evaluationsReused <= scan.evaluationCount)
            if happened == [.engine] || day == 0 { #expect(scan.evaluationsReused == 0, comment) }
            if happened == [.nothing] { #expect(scan.evaluationsReused > scan.evaluationCount / 2, comment) }
            reused += scan.evaluationsReused
            evaluations += scan.evaluationCount
            #expect(try reports(of: scan, day: day, in: store) == reports(of: other, day: day, in: fresh), comment)
            // What was said twice is left out, and said to be.
            if happened.contains(.repeatedID) { world.lines = world.lines.uniqued }
        }
        #expect(reused > evaluations / 3, "\(reused) of \(evaluations)")
        // What is stored of a scan is not changed later.
        #expect(try histories(of: store) == histories(of: fresh), "seed \(Self.seed)")
        #expect(try store.dump() == fresh.dump(), "seed \(Self.seed)")
    }

    /// Everything that commands print of a scan, but how much of it was taken over.
    private func reports(of scan: Scan, day: Int, in store: ScanStore) throws -> [String] {
        let scans = try store.scans(limit: 2)
        let record = try #require(scans.first)
        var reports = [printed(scan)]
        for model in ScoreModel.allCases { reports.append("\(scan.score(model))") }
        let everything = ResultFilter(statuses: Set(ResultStatus.allCases))
        for order in [ResultOrder.severity, .resource] {
            let page = try store.results(of: record, filter: everything, order: order, size: 10_000)
            reports.append(ResultsJSONReport.render(page, of: record))
        }
        let evidence = EvidenceReader(store)
        for earlier in scans.dropFirst() {
            var changes: [ScanChange] = []
            try store.difference(from: earlier, to: record) { changes.append($0) }
            reports.append(
                DifferenceJSONReport.render(from: earlier, to: record, changes: changes) {
                    try? evidence.content(of: $0)
                })
        }
        return reports
    }

    private func histories(of store: ScanStore) throws -> [String] {
        let scans = try store.scans()
        return [HistoryJSONReport.render(scans), DriftJSONReport.render(ScanDrift(scans.reversed()))]
    }

    func printed(_ scan: Scan) -> String {
        var printed = ""
        ScanJSONReport.write(scan) { printed += $0 }
        return printed.replacing(/"evaluations_(run|reused)": \d+/, with: "")
    }

    /// What one attachment's earlier scan knows serves another's, and only that of the same values; each has its own findings.
    @Test func attachmentsOfOneScanShareWhatIsKnown() throws {
        let (scratch, freshScratch) = (try ScratchStore(), try ScratchStore())
        let (store, fresh) = (try scratch.open(), try freshScratch.open())
        var world = Self.world
        var weekly = world
        (weekly.attachmentName, weekly.allowed, weekly.excluded, weekly.attachmentMargin) = ("weekly", ["1.0"], "z4", 3)
        var monthly = world
        (monthly.attachmentName, monthly.excluded) = ("monthly", "z5")
        for store in [store, fresh] { try world.record(day: 0, in: store) }
        for day in 1..<5 {
            world.lines[day].tls = "1.1"
            let batch = try RescanWorld.record([world, weekly, monthly], day: day, in: store)
            let other = try RescanWorld.record([world, weekly, monthly], day: day, in: fresh, isFresh: true)
            #expect(batch.evaluationsReused > 0 && batch.evaluationsReused < batch.evaluationCount)
            // What the first attachment's scan knew serves the third, which has none of its own yet.
            #expect(batch.scans[2].evaluationsReused > 0)
            #expect(batch.evaluationCount == other.evaluationCount && other.evaluationsReused == 0)
            #expect(try store.dump() == fresh.dump())
            for (scan, other) in zip(batch.scans, other.scans) {
                #expect(printed(scan) == printed(other))
            }
        }
    }

    // MARK: What is taken from

    /// All of it but the digest, which is another under another key.
    private func described(_ resource: ResourceRecord) -> String {
        [resource.kind, resource.id, resource.name, resource.account, resource.region, resource.group, resource.file]
            .map { $0 ?? "-" }.joined(separator: " ")
    }

    /// A scan as it is printed and as it is kept.
    func results(of scan: Scan, in store: ScanStore) throws -> [String] {
        let record = try #require(try store.scans().first)
        let everything = ResultFilter(statuses: Set(ResultStatus.allCases))
        let page = try store.results(of: record, filter: everything, order: .rule, size: 10_000)
        return [printed(scan)]
            + page.elements.map {
                "\($0.rule.name) \(described($0.resource)) \($0.status) \($0.evidence ?? "")"
            }
    }

    /// Somebody forgets the earlier scan while the later one is under way: what it would refer to may be another text by then.
    @Test func nothingRefersToAScanThatIsForgotten() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        let world = Self.world
        try world.record(day: 0, in: store)
        let keys = KeyTable()
        let plan = try world.plan(keys)
        let reading = world.reading(for: [plan], keys)
        var entry: ScanEntry?
        let lock = try #require(try store.lock(.scanning(attachment: plan.attachment.name)))
        let now = RescanWorld.start
        let batch = try ScanRunner.run([PlannedScan(plan)], on: reading, asOf: now) { plan, scope in
            let digests = ScanDigests(of: plan, in: scope, of: reading, key: store.key, engine: world.engine)
            let reusable = try store.reusableResults(for: plan, in: scope, of: reading, digests: digests)
            entry = try store.enter(plan, asOf: now, id: "later", startedAt: now, process: 1)
            return ScanBasis(digests: digests, reusable: reusable)
        }
        #expect(batch.evaluationsReused > 0)
        #expect(try store.forgetScans(before: nil, keeping: 0).count == 1)
        let recorder = try ScanRecorder(
            batch.scans[0], as: try #require(entry), in: store, evidence: EvidenceJSON.evidence)
        try recorder.record(finishedAt: { now })
        withExtendedLifetime(lock) {}
        let other = try ScratchStore().open()
        let expected = try world.record(day: 0, in: other, isFresh: true)
        #expect(try results(of: batch.scans[0], in: store) == results(of: expected, in: other))
    }

    /// A scan of which something could not be read, or that was left in the middle, is no scan to take from.
    @Test func onlyCompleteScansAreTakenFrom() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        let world = Self.world
        try world.record(day: 0, in: store)
        try store.database.write { try $0.execute(sql: "UPDATE scan SET state = 'running'") }
        #expect(try world.record(day: 1, in: store).evaluationsReused == 0)
        try store.database.write { try $0.execute(sql: "UPDATE scan SET state = 'failed'") }
        #expect(try world.record(day: 2, in: store).evaluationsReused == 0)
        #expect(try world.record(day: 3, in: store).evaluationsReused > 0)
        // Digests are kept of one scan.
        let kept = try store.database.read {
            try Int.fetchOne($0, sql: "SELECT count(DISTINCT scan) FROM piece_digest")
        }
        #expect(kept == 1)
    }
}

extension RescanTests {
    /// A scan that was made up for a day that has not come, by mistake, is not the last for good: by another engine, it has nothing to
    /// give.
    @Test func theLastScanIsTheOneThatWasWrittenLast() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        var world = Self.world
        try world.record(day: 3_650, in: store)
        world.engine = "2"
        #expect(try world.record(day: 1, in: store).evaluationsReused == 0)
        let scan = try world.record(day: 2, in: store)
        #expect(scan.evaluationsReused > scan.evaluationCount / 2)
        #expect(scan.reusable?.scan.id == "day-1-daily")
        // A day before it, too.
        #expect(try world.record(day: 0, in: store).reusable?.scan.id == "day-2-daily")
        #expect(try world.record(day: 3, in: store).reusable?.scan.id == "day-0-daily")
    }
}

extension [RescanWorld.Zone] {
    /// The first of each id.
    fileprivate var uniqued: [RescanWorld.Zone] {
        var seen: Set<String> = []
        return filter { seen.insert($0.id).inserted }
    }
}
