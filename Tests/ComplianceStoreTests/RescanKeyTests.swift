import Compliance
import ComplianceReports
import ComplianceStore
import TestSupport
import Testing

/// What a second scan must not take over, one reason at a time. Each shows in what a fresh scan says, verdicts, findings and their places
/// together: a scan that took it for unchanged would be found out.
@Suite struct RescanKeyTests {
    enum Reason: CaseIterable {
        case content, lineMoved, listMoved, fileRenamed
        case ruleText, ruleMoved, parameter, parameterOrigin, attachmentMoved
        case asOf, inventory, mask, schemaType, sensitivity

        func happen(to world: inout RescanWorld) {
            switch self {
            case .content: world.lines[1].tls = "1.0"
            case .lineMoved: world.lines.swapAt(0, 1)
            case .listMoved: world.listMargin = 1
            case .fileRenamed: world.linesFile = "other.json"
            case .ruleText: world.largest = 2
            case .ruleMoved: world.rulesMargin = 1
            case .parameter: world.allowed = ["1.3"]
            case .parameterOrigin: world.isAllowedByProfile = true
            case .attachmentMoved: world.attachmentMargin = 1
            // The day itself.
            case .asOf: break
            case .inventory: world.owners = ["ann"]
            case .mask: world.masked = ["z0"]
            case .schemaType: world.isSizeANumber = true
            case .sensitivity: world.hidesSecrets = true
            }
        }
    }

    private static func world(for reason: Reason) -> RescanWorld {
        var world = RescanWorld()
        world.lines = [
            RescanWorld.Zone(id: "z0", tls: "1.0", secret: "open"), RescanWorld.Zone(id: "z1", owner: "bob"),
            RescanWorld.Zone(id: "z2", size: "\"3\""),
        ]
        world.listed = [RescanWorld.Zone(id: "l0", size: "9")]
        // Too old from the second day on.
        if reason == .asOf { world.lines[1].ageInDays = 14 }
        return world
    }

    @Test(arguments: Reason.allCases)
    func whatChangesIsSeen(_ reason: Reason) throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        var world = Self.world(for: reason)
        let before = try results(of: world.record(day: 0, in: store), in: store)
        reason.happen(to: &world)
        let scan = try world.record(day: 1, in: store)
        let after = try results(of: scan, in: store)
        let freshScratch = try ScratchStore()
        let fresh = try freshScratch.open()
        let expected = try results(of: world.record(day: 1, in: fresh, isFresh: true), in: fresh)
        #expect(after == expected)
        #expect(after != before, "nobody would see whether it was taken over")
        #expect(scan.evaluationsReused > 0 || reason == .fileRenamed, "nothing is taken over that did not change")
    }

    /// What another version of Norma said is not known to be what this one says.
    @Test func anotherEngineTakesNothingOver() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        var world = Self.world(for: .content)
        try world.record(day: 0, in: store)
        world.engine = "2"
        #expect(try world.record(day: 1, in: store).evaluationsReused == 0)
        #expect(try world.record(day: 2, in: store).evaluationsReused > 0)
    }

    private func results(of scan: Scan, in store: ScanStore) throws -> [String] {
        let record = try #require(try store.scans().first)
        let everything = ResultFilter(statuses: Set(ResultStatus.allCases))
        let page = try store.results(of: record, filter: everything, order: .rule, size: 10_000)
        // Resources that were in the store before stand before others there.
        return page.elements.map { "\($0.rule.name) \($0.resource.id) \($0.status) \($0.evidence ?? "")" }.sorted()
    }
}
