import Compliance
import ResourceDocuments
import RuleSyntax
import Synchronization
import Testing

@testable import ComplianceReports

/// Reports are written while their results are read: they hold the results of one rule, and a piece of text.
@Suite struct FlatReportTests {
    /// Rules that all fail on all resources.
    private final class Source: ResultSource {
        struct Log {
            var asked: [(rule: Int, written: Int)] = []
            var written = 0
        }

        static let rules = 40
        let resourceCount = 60
        let hasMasks = false
        let log = Mutex(Log())

        func resource(at position: Int) -> AssessedResource {
            AssessedResource(
                kind: "z.zone", id: "zone-\(100 + position)", name: nil, account: nil, region: nil, group: nil,
                file: "zones.ndjson")
        }

        func results(ofRule rule: Int) -> [AssessedResult] {
            log.withLock { $0.asked.append((rule, $0.written)) }
            return (0..<resourceCount).map {
                AssessedResult(rule: rule, resource: $0, verdict: .fail, mask: nil, controls: [], source: 0)
            }
        }

        /// Some kilobytes, none of which may stay.
        func evidence(of result: AssessedResult, with excerpts: Bool) -> String? {
            #"[{"verdict": "fail", "message": "\#(String(repeating: "m", count: 4_000))", "explanation": "e", "path": "p"}]"#
        }
    }

    private func assessment(_ source: Source) -> AssessmentResults {
        let evaluations = EvaluationSummary()
        return AssessmentResults(
            attachment: "daily", profiles: [], asOf: Instant(seconds: 0), collectedAt: nil, gaps: .none,
            resourceCount: source.resourceCount, score: nil, evaluations: evaluations, controls: [],
            rules: (0..<Source.rules).map { position in
                AssessedRule(
                    name: "r\(position)", id: nil, title: nil, description: nil, fix: nil, severity: .high,
                    parameters: [],
                    evaluations: evaluations, hasUnreadKinds: false, reference: "r\(position)")
            }, source: source)
    }

    /// A rule's 60 findings are 240 kB and more. Before the next ones are read all of them are written but a piece, which is 64 kB and what
    /// does not fit into it any more.
    @Test(arguments: [ReportFormat.ndjson, .csv, .sarif, .gitlab, .ocsf])
    func aRuleIsWrittenBeforeTheNextIsRead(_ format: ReportFormat) {
        let source = Source()
        var largest = 0
        format.write([assessment(source)]) { piece in
            largest = max(largest, piece.utf8.count)
            source.log.withLock { $0.written += piece.utf8.count }
        }
        let asked = source.log.withLock { $0.asked }
        #expect(asked.map(\.rule) == Array(0..<Source.rules))
        for (position, ask) in asked.enumerated() { #expect(ask.written > position * 240_000 - 80_000) }
        #expect(largest < 80_000)
    }
}
