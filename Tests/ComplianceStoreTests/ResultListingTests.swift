import Compliance
import GRDB
import ResourceDocuments
import RuleSyntax
import TestSupport
import Testing

@testable import ComplianceStore

/// What is listed agrees with what a small model works out of the same world, for every filter.
@Suite struct ResultListingTests {
    private static let now = Instant("2026-01-01T00:00:00Z") ?? Instant(seconds: 0)

    /// A result, by the model.
    private struct Listed: Hashable {
        let rule: String
        let zone: String
        let status: String
    }

    private func world() -> ZoneWorld {
        var random = SeededGenerator(seed: 7)
        var world = ZoneWorld()
        for _ in 0..<3 { world.pass(aDayWith: &random, count: 4_200) }
        return world
    }

    private func expected(_ world: ZoneWorld, rules: Set<String> = ["tls", "size"]) -> Set<Listed> {
        Set(
            world.zones.flatMap { id, zone in
                rules.map { rule in
                    let status = world.masked.contains(id) ? "masked" : world.verdict(rule, zone).rawValue
                    return Listed(rule: rule, zone: id, status: status)
                }
            })
    }

    /// Every page, one after another.
    private func listed(
        _ store: ScanStore, _ scan: ScanRecord, _ filter: ResultFilter, order: ResultOrder = .severity,
        size: Int = 1_000
    ) throws -> [Listed] {
        var all: [Listed] = []
        var page = 1
        while true {
            let found = try store.results(of: scan, filter: filter, order: order, page: page, size: size)
            all += found.elements.map {
                Listed(rule: $0.rule.name, zone: $0.resource.id, status: $0.status.rawValue)
            }
            #expect(found.elements.count == size || !found.hasMore)
            guard found.hasMore, page < 100 else { return all }
            page += 1
        }
    }

    @Test func everyFilterListsWhatTheModelSays() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        let world = world()
        let scan = try store.record(try world.scan(asOf: Self.now), id: "s", at: Self.now)
        let all = expected(world)
        for statuses in [
            [ResultStatus.fail], [.unknown], [.pass], [.masked], [.fail, .unknown], ResultStatus.allCases,
        ] {
            let filter = ResultFilter(statuses: Set(statuses))
            let wanted = all.filter { result in statuses.contains { $0.rawValue == result.status } }
            for order in ResultOrder.allCases where order == .severity || statuses.count > 1 {
                let found = try listed(store, scan, filter, order: order)
                #expect(Set(found) == wanted, "\(statuses) by \(order)")
                #expect(found.count == wanted.count)
                if order == .resource {
                    // Every zone is of one account and kind; `tls` is the first rule.
                    let sorted = wanted.sorted { ($0.zone, $1.rule) < ($1.zone, $0.rule) }
                    #expect(found == sorted)
                }
            }
        }
        let everything = Set(ResultStatus.allCases)
        let ofControl = try listed(store, scan, ResultFilter(statuses: everything, controls: ["safe"]))
        #expect(Set(ofControl) == expected(world, rules: ["tls"]))
        let ofRule = try listed(store, scan, ResultFilter(statuses: everything, rules: ["size"]))
        #expect(Set(ofRule) == expected(world, rules: ["size"]))
        #expect(try listed(store, scan, ResultFilter(statuses: everything, profiles: ["P"])).count == all.count)
        #expect(try listed(store, scan, ResultFilter(statuses: everything, profiles: ["Q"])).isEmpty)

        let rules = try store.rules(of: scan)
        func unknown(_ filter: ResultFilter) -> String? { filter.unknownName(in: scan, rules: rules)?.name }
        #expect(unknown(ResultFilter(profiles: ["P"], controls: ["safe", "small"], rules: ["tls"])) == nil)
        #expect(unknown(ResultFilter(profiles: ["P", "Q"])) == "Q")
        #expect(unknown(ResultFilter(controls: ["save"])) == "save")
        #expect(unknown(ResultFilter(rules: ["tsl"])) == "tsl")

        let zone = try #require(world.zones.keys.min())
        func ofResources(_ resources: ResourceFilter) throws -> Set<Listed> {
            Set(try listed(store, scan, ResultFilter(statuses: everything, resources: resources)))
        }
        #expect(try ofResources(ResourceFilter(ids: [zone])) == all.filter { $0.zone == zone })
        #expect(try ofResources(ResourceFilter(services: ["z"], accounts: ["a"])) == all)
        #expect(try ofResources(ResourceFilter(services: ["y"])).isEmpty)
        #expect(try ofResources(ResourceFilter(kinds: ["z.other"])).isEmpty)
        #expect(try ofResources(ResourceFilter(accounts: ["b"])).isEmpty)
        #expect(try ofResources(ResourceFilter(regions: ["eu"])).isEmpty)
    }

    @Test func groupsCountWhatTheModelCounts() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        let world = world()
        let scan = try store.record(try world.scan(asOf: Self.now), id: "s", at: Self.now)
        let filter = ResultFilter(statuses: Set(ResultStatus.allCases))
        let count = { (results: Set<Listed>, status: ResultStatus) in results.count { $0.status == status.rawValue } }
        let controls = try store.groups(of: scan, by: .control, filter: filter)
        for (name, rule) in [("safe", "tls"), ("small", "size")] {
            let group = try #require(controls.first { $0.name == name })
            for status in ResultStatus.allCases {
                #expect(group.count(status) == count(expected(world, rules: [rule]), status))
            }
        }
        #expect(controls.map { $0.count(.fail) } == controls.map { $0.count(.fail) }.sorted(by: >))
        let services = try store.groups(of: scan, by: .service, filter: filter)
        #expect(services.map(\.name) == ["z"])
        #expect(services.first?.count(.fail) == count(expected(world), .fail))
        let worst = try store.groups(of: scan, by: .resource, filter: ResultFilter(statuses: [.fail]), limit: 10)
        let failures = Dictionary(grouping: expected(world).filter { $0.status == "fail" }, by: \.zone).values.map(
            \.count)
        #expect(worst.map { $0.count(.fail) } == Array(failures.sorted(by: >).prefix(10)))
        #expect(worst.count == 10)
    }

    @Test func whatNoResourceHasIsNamed() throws {
        let store = try ScratchStore().open()
        var world = ZoneWorld()
        world.zones = ["z1": .init(tls: "1.2", size: 1)]
        try store.record(try world.scan(asOf: Self.now), id: "s", at: Self.now)
        func unseen(_ filter: ResourceFilter) throws -> [String?] {
            let unseen = try store.unseenValue(in: filter)
            return [unseen?.value, unseen?.candidates.joined(separator: " ")]
        }
        #expect(
            try unseen(ResourceFilter(ids: ["z1"], kinds: ["z.zone"], services: ["z"], accounts: ["a"])) == [nil, nil])
        #expect(try unseen(ResourceFilter(ids: ["z1", "z2"])) == ["z2", ""])
        #expect(try unseen(ResourceFilter(kinds: ["z.zon"])) == ["z.zon", "account z.zone"])
        #expect(try unseen(ResourceFilter(services: ["y"])) == ["y", "account z"])
        #expect(try unseen(ResourceFilter(accounts: ["b"])) == ["b", "a"])
        #expect(try unseen(ResourceFilter(regions: ["eu"])) == ["eu", ""])
    }

    /// States that follow on one another, and states that lie far apart.
    @Test(arguments: [[[7, 8, 9], [12, 10]], [[7, .max], [-9, 1 << 40]], [], [[.min, .max]]] as [[[Int64]]])
    func rowsAreFoundByTheirStates(_ pieces: [[Int64]]) {
        let states = pieces.flatMap(\.self)
        let rows = ScanRows(pieces, wanted: nil)
        #expect(states.map(rows.row) == states.indices.map { $0 })
        #expect(rows.count == states.count && rows.wantedCount == states.count)
        for absent in [6, 11, 13, 0, 1 << 50] as [Int64] where !states.contains(absent) {
            #expect(rows.row(of: absent) == nil)
        }
        let wanted: Set<Int64> = [8, 10, 1 << 40, 99]
        let some = ScanRows(pieces, wanted: wanted)
        #expect(states.indices.map(some.isWanted) == states.map { wanted.contains($0) })
        #expect(some.wantedCount == states.count { wanted.contains($0) })
    }

    @Test(arguments: [
        ("is.vpc", "is"), ("AWS::S3::Bucket", "AWS::S3"), ("Microsoft.Storage/storageAccounts", "Microsoft.Storage"),
        ("aws_s3_bucket", "aws"), ("k8s.apps.Deployment", "k8s"),
        ("compute.googleapis.com/Firewall", "compute.googleapis.com"),
        ("account", "account"), ("Custom::Thing", "Custom::Thing"),
    ])
    func aKindIsOfAService(_ kind: String, _ service: String) { #expect(ServiceName.of(kind: kind) == service) }
}

/// Scans that are forgotten, and all that only they needed.
@Suite struct RetentionTests {
    private func instant(_ day: Int64) -> Instant { Instant(seconds: 1_767_225_600 + day * 86_400) }

    @Test func oldScansGoAndTheRestStaysAsItWas() throws {
        let scratch = try ScratchStore()
        let store = try scratch.open()
        var random = SeededGenerator(seed: 3)
        var world = ZoneWorld()
        var days: [ScanRecord] = []
        for day: Int64 in 0..<10 {
            world.pass(aDayWith: &random, count: 200)
            days.append(try store.record(try world.scan(asOf: instant(day)), id: "day-\(day)", at: instant(day)))
        }
        func changes() throws -> [ScanChange] {
            var all: [ScanChange] = []
            try store.difference(from: days[8], to: days[9]) { all.append($0) }
            return all
        }
        let before = try changes()
        // Nothing is older than day 0; the last three stay whatever their age; then all but two.
        #expect(try store.forgetScans(before: instant(0), keeping: 3).isEmpty)
        #expect(
            try store.forgetScans(before: instant(4), keeping: 3).map(\.id) == ["day-3", "day-2", "day-1", "day-0"])
        #expect(try store.forgetScans(of: "weekly", before: nil, keeping: 1).isEmpty)
        #expect(try store.forgetScans(before: nil, keeping: 2).map(\.id) == ["day-7", "day-6", "day-5", "day-4"])
        #expect(try store.scans().map(\.id) == ["day-9", "day-8"])
        #expect(try changes() == before)
        #expect(try store.forgetScans(before: instant(100), keeping: 1).map(\.id) == ["day-8"])
        // What only forgotten scans saw is gone: the states left are those of the last one.
        // Its account is a resource beside the zones.
        let left = days[9].resourceCount + 1
        #expect(try store.resources(of: days[9]).states.count == left)
        #expect(
            try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM resource_state") } == left
        )
    }

    @Test func aDriftTellsWhatMoved() {
        func record(_ day: Int64, failed: Int, score: Int?) -> ScanRecord {
            ScanRecord(
                id: "\(day)", attachment: "a", profile: "p", profileVersion: nil, asOf: instant(day), collectedAt: nil,
                startedAt: instant(day), finishedAt: nil, state: .completed, resourceCount: 1,
                evaluations: EvaluationSummary(failed: failed), controls: [], score: score)
        }
        let drift = ScanDrift([
            record(0, failed: 3, score: 70), record(1, failed: 5, score: 60), record(2, failed: 0, score: nil),
            record(3, failed: 0, score: 100),
        ])
        #expect(drift.points.map(\.scoreChange) == [nil, -10, nil, nil])
        #expect(drift.points.map(\.failureChange) == [nil, 2, -5, 0])
    }
}
