import Compliance
import ComplianceReports
import Foundation
import ResourceDocuments
import Testing

/// Findings keep their fingerprints when lines move, and a baseline tells what is new.
@Suite struct BaselineTests {
    /// `baselineState` by fingerprint.
    private static func states(_ world: ReportWorld, against baseline: ReportWorld? = nil) throws -> [String: String] {
        var results = try world.results()
        if let baseline { results = results.compared(with: Baseline(try baseline.results())) }
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(ReportFormat.sarif.text(results).utf8)) as? [String: Any])
        let run = try #require((document["runs"] as? [[String: Any]])?.first)
        let found = try #require(run["results"] as? [[String: Any]])
        return try found.reduce(into: [:]) { states, result in
            let prints = try #require(result["partialFingerprints"] as? [String: String])
            let fingerprint = try #require(prints["normaFinding/v3"])
            states[fingerprint] = result["baselineState"] as? String ?? ""
        }
    }

    @Test func fingerprintsOutliveMovedLinesAndOtherResources() throws {
        let before = try Self.states(ReportWorld()).keys
        #expect(before.count == 4)
        #expect(try Self.states(ReportWorld(lines: 9)).keys == before)
        #expect(try Self.states(ReportWorld(accepted: "1.0")).keys == before, "what it says is no part of it")
        #expect(Set(before).isSubset(of: try Self.states(ReportWorld(furtherFailures: 2)).keys))
    }

    @Test func aBaselineTellsWhatIsNew() throws {
        func counts(_ world: ReportWorld, _ baseline: ReportWorld) throws -> [String: Int] {
            try Self.states(world, against: baseline).values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        // One of the four is masked: a baseline is about what is open.
        #expect(try counts(ReportWorld(lines: 3), ReportWorld()) == ["unchanged": 3, "": 1])
        #expect(try counts(ReportWorld(furtherFailures: 1), ReportWorld()) == ["unchanged": 3, "new": 1, "": 1])
        #expect(try counts(ReportWorld(accepted: "1.0"), ReportWorld()) == ["unchanged": 2, "updated": 1, "": 1])
        #expect(try counts(ReportWorld(without: ["fails"]), ReportWorld()) == ["unchanged": 1, "absent": 2, "": 1])
    }

    /// A scan from history is as good a baseline.
    @Test func historyIsABaseline() throws {
        let recorded = Baseline(try ReportWorld().recordedResults(filter: ResultFilter(statuses: [.fail, .unknown])))
        let text = ReportFormat.sarif.text(try ReportWorld().results().compared(with: recorded))
        #expect(text.split(separator: "\"baselineState\": \"unchanged\"").count == 4)
    }
}
