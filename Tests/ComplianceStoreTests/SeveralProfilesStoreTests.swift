import Compliance
import ResourceDocuments
import Testing

@testable import ComplianceStore

@Suite struct SeveralProfilesStoreTests {
    private static let start = Instant("2026-01-01T00:00:00Z") ?? Instant(seconds: 0)

    /// What was run, what was hidden, and how each profile stood.
    @Test func aScanKeepsItsProfilesAndWhatIsHidden() throws {
        let scratch = try ScratchStore()
        var world = ZoneWorld()
        world.hidden = "z1"
        world.zones = ["z1": .init(tls: "1.1", size: 1), "z2": .init(tls: "1.3", size: 9)]
        let scan = try world.scan(asOf: Self.start)
        try scratch.open().record(scan, id: "s1", at: Self.start)
        let store = try scratch.open()
        let record = try #require(try store.scans().first)
        #expect(record.profiles.map(\.name) == ["P"])
        #expect(record.controls.map(\.profile) == [0, 0])
        // Two zones by two rules, each for one control.
        #expect(record.evaluationCount == 4)
        #expect(record.evaluationsApplied == 4)
        #expect(record.evaluations == EvaluationSummary(passed: 1, failed: 1, hidden: 2))
        #expect(record.profiles.map(\.score) == [50])
        // Kept all the same: the zone that is hidden failed one rule and passed the other.
        let resources = try store.resources(of: record)
        let hidden = try (0...1).flatMap { rule in
            try store.results(of: record, rule: rule, on: resources).values.filter { $0.setAside == .hidden }
        }
        #expect(Set(hidden.map(\.verdict)) == [.fail, .pass])
    }
}
