import Compliance
import ComplianceReports
import ComplianceStore
import Foundation
import ResourceDocuments
import ResourceReaders
import RuleSyntax
import SourceText

/// Measures what the store takes of a scan: bytes and time for each evaluation, and the time of a page of its results.
///
/// Nothing is timed before every rule's counts, in the scan and as they are read back, are those that the estate's writer counted.
struct StoreBench {
    private let scan: Scan
    private let folder: URL
    private let asOf = Instant(seconds: 1_767_225_600)

    /// - Parameter folder: what `estate.py` writes.
    init(of folder: String) throws {
        let estate = try Estate(folder: folder)
        scan = ScanRunner.run(try estate.plan(), on: try estate.reading(), asOf: asOf)
        self.folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try estate.verify(scan)
        let store = try store(named: "verified")
        try record("verified", in: store)
        let record = try BenchFailure.require(try store.scans().first, "no scan was recorded")
        try estate.verify(record, in: store)
    }

    private func store(named name: String) throws -> ScanStore {
        var random = FixedGenerator()
        return try ScanStore(path: folder.appending(path: "\(name).sqlite").path, random: &random)
    }

    /// - Returns: seconds that the findings took to trace and to render, which is none of the store's work.
    @discardableResult
    private func record(_ id: String, in store: ScanStore) throws -> (processor: Double, clock: Double) {
        let tracing = Stopwatch()
        let recorder = try ScanRecorder(
            scan, id: id, startedAt: asOf, process: 1, in: store,
            evidence: { evaluation in tracing.measure { EvidenceJSON.evidence(of: evaluation) } })
        try recorder.record(finishedAt: { asOf })
        return (tracing.processor, tracing.clock)
    }

    /// - Parameter repetitions: none: one page of each sort is listed of what was verified, for counting instructions.
    func run(repetitions: Int) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        if repetitions == 0 { return try listEachOnce() }
        let evaluations = Double(scan.evaluationCount)
        var best = (processor: Double.infinity, clock: Double.infinity)
        for repetition in 0..<repetitions {
            let store = try store(named: "\(repetition)")
            let watch = Stopwatch()
            let tracing = try watch.measure { try record("first", in: store) }
            best.processor = min(best.processor, watch.processor - tracing.processor)
            best.clock = min(best.clock, watch.clock - tracing.clock)
        }
        let first = try bytes()
        // The same resources another day.
        try record("second", in: try store(named: "0"))
        let second = try bytes() - first
        print(
            """
            \(scan.evaluationCount) evaluations of \(scan.resourceCount) resources agree, \(scan.evaluationSummary.failed) fail
            \(figure(Double(first) / evaluations, 1)) bytes an evaluation; \
            \(figure(Double(second) / evaluations, 1)) of the same again
            \(figure(best.processor / evaluations * 1e6, 2)) µs an evaluation to write, \
            \(figure(best.clock / evaluations * 1e6, 2)) by the clock, without tracing
            """)
        try showPages()
    }

    /// Of the store that was written first, without what its log holds.
    private func bytes() throws -> Int {
        let path = folder.appending(path: "0.sqlite").path
        // The last connection folds the log in as it closes.
        return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    // MARK: Pages

    private typealias Listing = (name: String, list: (ScanStore, ScanRecord) throws -> Int)

    private func showPages() throws {
        for listing in try listings() { try show(listing.name, listing.list) }
    }

    private func listEachOnce() throws {
        let store = try store(named: "verified")
        let scan = try BenchFailure.require(try store.scans().last, "no scan was recorded")
        for listing in try listings() { print(listing.name, try listing.list(store, scan)) }
    }

    private func listings() throws -> [Listing] {
        let everything = Set(ResultStatus.allCases)
        var seen = SeenResources(of: scan.rules[0].evaluations)
        let resource = try BenchFailure.require(seen.record(at: 0, DigestKey(0, 0)), "the estate is empty")
        let account = resource.account ?? ""
        let pages: [(String, ResultFilter, ResultOrder, Int)] = [
            ("first page", ResultFilter(), .severity, 1),
            ("page 1000", ResultFilter(), .severity, 1_000),
            ("critical", ResultFilter(severities: [.critical]), .severity, 1),
            ("passes of a control", ResultFilter(statuses: [.pass], controls: ["C-4"]), .severity, 1),
            ("account", ResultFilter(resources: ResourceFilter(accounts: [account])), .severity, 1),
            (
                "service and region", ResultFilter(resources: ResourceFilter(services: ["is"], regions: ["eu-de"])),
                .severity, 1
            ),
            (
                "one resource", ResultFilter(statuses: everything, resources: ResourceFilter(ids: [resource.id])),
                .severity, 1
            ),
            ("no such region", ResultFilter(resources: ResourceFilter(regions: ["mars"])), .severity, 1),
            ("by resource", ResultFilter(), .resource, 1),
            ("by resource, page 1000", ResultFilter(), .resource, 1_000),
            (
                "all of an account by resource",
                ResultFilter(statuses: everything, resources: ResourceFilter(accounts: [account])), .resource, 1
            ),
        ]
        let ofPages = pages.map { name, filter, order, page -> Listing in
            (name, { try $0.results(of: $1, filter: filter, order: order, page: page).elements.count })
        }
        let ofGroups = ResultGrouping.allCases.map { grouping -> Listing in
            (
                "grouped by \(grouping.rawValue)",
                { try $0.groups(of: $1, by: grouping, filter: ResultFilter(), limit: 50).count }
            )
        }
        return ofPages + ofGroups
    }

    /// The best of five, each from the opening of the store on.
    private func show(_ name: String, _ list: (ScanStore, ScanRecord) throws -> Int) throws {
        var best = Double.infinity
        var count = 0
        for _ in 0..<5 {
            let watch = Stopwatch()
            count = try watch.measure {
                let store = try store(named: "0")
                return try list(store, try BenchFailure.require(try store.scans().last, "no scan was recorded"))
            }
            best = min(best, watch.clock)
        }
        let label = name.padding(toLength: 32, withPad: " ", startingAt: 0)
        print("\(label)\(figure(best * 1e3, 1)) ms, \(count) listed")
    }

    private func figure(_ number: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", number) }
}

/// The same numbers in every run: a store's secret decides where its digests stand, and so how many instructions it takes.
private struct FixedGenerator: RandomNumberGenerator {
    private var state: UInt64 = 0

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return state
    }
}

/// Why nothing was measured.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    static func require<Value>(_ value: Value?, _ description: String) throws -> Value {
        guard let value else { throw BenchFailure(description) }
        return value
    }
}

/// Seconds of this thread and of the clock, added up.
final class Stopwatch {
    private(set) var processor = 0.0
    private(set) var clock = 0.0

    func measure<Result>(_ body: () throws -> Result) rethrows -> Result {
        let start = (Self.seconds(CLOCK_THREAD_CPUTIME_ID), Self.seconds(CLOCK_MONOTONIC))
        defer {
            processor += Self.seconds(CLOCK_THREAD_CPUTIME_ID) - start.0
            clock += Self.seconds(CLOCK_MONOTONIC) - start.1
        }
        return try body()
    }

    static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
