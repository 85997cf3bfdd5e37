import Compliance
import ComplianceStore
import Foundation
import ResourceDocuments
import TestSupport
import Testing

/// Days of scans of a changing world agree with what a small model works out of the same days.
///
/// `NORMA_HISTORY_DAYS` sets how many (30), `NORMA_HISTORY_ZONES` how many zones there are (900), `NORMA_HISTORY_SEED` where
/// they begin (20260101).
@Suite struct HistoryTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let days = environment["NORMA_HISTORY_DAYS"].flatMap(Int.init) ?? 30
    private static let zones = environment["NORMA_HISTORY_ZONES"].flatMap(Int.init) ?? 900
    private static let seed = environment["NORMA_HISTORY_SEED"].flatMap(UInt64.init) ?? 20_260_101
    private static let start = Instant("2026-01-01T00:00:00Z") ?? Instant(seconds: 0)

    /// What becomes of one rule on one zone, by the model.
    private struct Expected: Hashable {
        let rule: String
        let zone: String
        let change: ResultChange
        let causes: Set<ChangeCause>
    }

    private func expected(_ old: ZoneWorld, _ new: ZoneWorld) -> Set<Expected> {
        var all: Set<Expected> = []
        for rule in ["tls", "size"] {
            for id in Set(old.zones.keys).union(new.zones.keys) {
                let before = old.zones[id].map { old.verdict(rule, $0) }
                let after = new.zones[id].map { new.verdict(rule, $0) }
                let wasMasked = old.zones[id] != nil && old.masked.contains(id)
                let isMasked = new.zones[id] != nil && new.masked.contains(id)
                let wasFault = before == .fail || before == .unknown
                let isFault = after == .fail || after == .unknown
                let wasOpen = wasFault && !wasMasked
                let isOpen = isFault && !isMasked
                var causes: Set<ChangeCause> = []
                if old.zones[id] != new.zones[id] { causes.insert(.resource) }
                if rule == "tls", old.allowed != new.allowed { causes.insert(.parameter) }
                if wasMasked != isMasked { causes.insert(.mask) }
                if rule == "size", old.largest != new.largest { causes.insert(.rule) }
                let change: ResultChange
                switch (wasOpen, isOpen) {
                case (false, false):
                    guard wasFault, wasMasked, !isFault else { continue }
                    change = new.zones[id] == nil ? .disappearedUnderMask : .fixedUnderMask
                    causes.remove(.mask)
                case (true, false): change = new.zones[id] == nil ? .disappeared : isFault ? .masked : .fixed
                case (false, true):
                    change =
                        old.zones[id] == nil
                        ? .appeared : wasFault ? .unmasked : after == .fail ? .newFail : .newUnknown
                case (true, true):
                    let shown = { (world: ZoneWorld) -> String in
                        let zone = world.zones[id]
                        return rule == "tls"
                            ? "\(zone?.tls ?? "-") \(world.allowed)"
                            : "\(zone?.size.map(String.init) ?? "-") \(world.largest)"
                    }
                    // Of what is missing only that is shown.
                    let isSame =
                        before == after && (before == .unknown ? true : shown(old) == shown(new))
                    change = isSame ? .stillOpen : .changedEvidence
                }
                all.insert(
                    Expected(rule: rule, zone: id, change: change, causes: change == .stillOpen ? [] : causes))
            }
        }
        return all
    }

    @Test func everyDayAgreesWithTheModel() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        var random = SeededGenerator(seed: Self.seed)
        var world = ZoneWorld()
        world.pass(aDayWith: &random, count: Self.zones)
        var days: [(world: ZoneWorld, record: ScanRecord)] = []
        var told = ToldModel()
        var seen: Set<ResultChange> = []
        for day in 0..<Self.days {
            if day > 0 { world.pass(aDayWith: &random, count: Self.zones) }
            let notifications = told.settings(with: &random)
            world.attachmentLines = notifications.lines
            let now = Instant(seconds: Self.start.seconds + Int64(day) * 86_400)
            let record = try store.record(try world.scan(asOf: now), id: "day-\(day)-", at: now, to: ["log"])
            verify(record, of: world)
            #expect(try told.said(in: store) == told.expected(of: world, notifications, scan: record.id))
            days.append((world, record))
            if day > 0 { seen.formUnion(try verifyChanges(days[day - 1], days[day], in: store)) }
        }
        // Not only from day to day.
        for _ in 0..<5 {
            let (old, new) = (Int.random(in: 0..<days.count, using: &random), days.count - 1)
            seen.formUnion(try verifyChanges(days[old], days[new], in: store))
        }
        // No profile loses a rule in that world.
        #expect(seen == Set(ResultChange.allCases).subtracting([.leftScan, .hidden, .unhidden]))
        #expect(told.seen == Set(ScanEvent.Subtype.allCases.map(\.rawValue)).subtracting(["posture-scan-failed"]))
        try verifyDrift(days, in: store)
        #expect(try store.scans(of: "daily", limit: 2).count == 2)
        #expect(try store.scans(of: "weekly").isEmpty)
    }

    private func verify(_ record: ScanRecord, of world: ZoneWorld) {
        let verdicts = world.openVerdicts(["tls", "size"])
        #expect(record.evaluations.masked == 2 * world.zones.count - verdicts.count)
        #expect(record.evaluations.passed == verdicts.count { $0 == .pass })
        #expect(record.evaluations.failed == verdicts.count { $0 == .fail })
        #expect(record.evaluations.unknown == verdicts.count { $0 == .unknown })
        #expect(record.score == verdicts.count { $0 == .pass } * 100 / verdicts.count)
        #expect(record.controls.map { $0.status == .notCompliant } == ["tls", "size"].map { world.hasFailure($0) })
        #expect(record.resourceCount == world.zones.count + world.otherKinds.count)
        #expect(record.state == .completed)
    }

    private func verifyChanges(
        _ old: (world: ZoneWorld, record: ScanRecord), _ new: (world: ZoneWorld, record: ScanRecord),
        in store: ScanStore
    ) throws -> Set<ResultChange> {
        var found: Set<Expected> = []
        try store.difference(from: old.record, to: new.record) { change in
            found.insert(
                Expected(
                    rule: change.rule.name, zone: change.resource.id, change: change.comparison.change,
                    causes: Set(change.comparison.causes)))
        }
        #expect(found == expected(old.world, new.world), "from \(old.record.id) to \(new.record.id)")
        return Set(found.map(\.change))
    }

    /// As `norma history drift` has it, the oldest first.
    private func verifyDrift(_ days: [(world: ZoneWorld, record: ScanRecord)], in store: ScanStore) throws {
        let scans = try store.scans()
        #expect(scans.map(\.id) == days.indices.reversed().map { "day-\($0)-" })
        let counts = days.map { day in
            let verdicts = day.world.openVerdicts(["tls", "size"])
            return (verdicts.count { $0 == .pass } * 100 / verdicts.count, verdicts.count { $0 == .fail })
        }
        let points = ScanDrift(scans.reversed()).points
        #expect(points.map(\.scan) == days.map(\.record))
        #expect(points.dropFirst().map(\.scoreChange) == zip(counts, counts.dropFirst()).map { $1.0 - $0.0 })
        #expect(points.dropFirst().map(\.failureChange) == zip(counts, counts.dropFirst()).map { $1.1 - $0.1 })
    }

    @Test func aScanIsReadAsItWasWritten() throws {
        let scratch = try ScratchStore()
        var world = ZoneWorld()
        world.zones = ["z1": .init(tls: "1.1", size: 1), "z2": .init(tls: "1.3", size: nil)]
        let scan = try world.scan(asOf: Self.start)
        try scratch.open().record(scan, id: "s1", at: Self.start)
        // As another process finds it.
        let store = try scratch.open()
        let record = try #require(try store.scans().first)
        #expect(record.attachment == "daily")
        #expect((record.profile, record.profileVersion) == ("P", "1.0.0"))
        #expect(record.controls.map(\.name) == ["safe", "small"])
        #expect(record.controls.map(\.status) == [.notCompliant, .unableToPerform])
        #expect(record.controls.map(\.rules) == [[0], [1]])
        let rules = try store.rules(of: record)
        #expect(rules.map(\.name) == ["tls", "size"])
        #expect(rules.map(\.parameters) == [[#"allowed=["1.2", "1.3"]"#], []])
        let resources = try store.resources(of: record)
        let results = try store.results(of: record, rule: 0, on: resources)
        #expect(Set(results.values.map(\.verdict)) == [.pass, .fail])
        let failed = try #require(results.values.first { $0.verdict == .fail })
        let evidence = try #require(try failed.evidence.flatMap { try EvidenceReader(store).content(of: $0) })
        #expect(evidence.contains(#""actual": "\"1.1\"""#), "\(evidence)")
        #expect(!evidence.contains("\n"))
    }
}
