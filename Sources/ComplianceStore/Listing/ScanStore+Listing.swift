package import Compliance
import GRDB
import ResourceDocuments
import RuleSyntax

extension ScanStore {
    /// One page of a scan's results.
    ///
    /// - Parameters:
    ///   - page: from 1.
    ///   - size: results on a page.
    ///   - evidence: reads what findings show, for who wants to know what of it is lost.
    /// - Complexity: O(results before the page's end), and O(resources) where the filter asks of resources.
    package func results(
        of scan: ScanRecord, filter: ResultFilter = ResultFilter(), order: ResultOrder = .severity, page: Int = 1,
        size: Int = 50, evidence: EvidenceReader? = nil
    ) throws(StoreProblem) -> Page<ListedResult> {
        let rules = try rules(of: scan, filter: filter, order: order)
        let masks = try recordedMasks(of: scan)
        let byPosition = Dictionary(rules.map { ($0.position, $0) }, uniquingKeysWith: { first, _ in first })
        let skipped = (page - 1).multipliedReportingOverflow(by: size)
        var left = skipped.overflow ? Int.max : skipped.partialValue
        let (steps, hasMore): ([ResultWalk.Step], Bool) = try read { database in
            guard let walk = try Self.walk(scan, filter, in: database) else { return ([], false) }
            var steps: [ResultWalk.Step] = []
            var hasMore = false
            let take: (ResultWalk.Step) -> Bool = { step in
                if left > 0 {
                    left -= 1
                } else if steps.count < size {
                    steps.append(step)
                } else {
                    hasMore = true
                }
                return !hasMore
            }
            switch order {
            case .severity, .rule: try walk.byRule(rules, take)
            case .resource: try walk.byResource(rules, take)
            }
            return (steps, hasMore)
        }
        var results: [ListedResult] = []
        let reader = evidence ?? EvidenceReader(self)
        for step in steps {
            guard let rule = byPosition[step.rule], let resource = try resource(inState: step.state) else { continue }
            var evidence: String?
            if let number = step.evidence { evidence = try reader.content(of: number) }
            results.append(
                ListedResult(
                    rule: rule, controls: Self.controls(of: step, in: scan), resource: resource,
                    verdict: step.verdict, mask: step.mask.flatMap { masks.indices.contains($0) ? masks[$0] : nil },
                    evidence: evidence))
        }
        return Page(results, number: page, hasMore: hasMore)
    }

    static func isWanted(_ control: ControlStanding, of scan: ScanRecord, _ filter: ResultFilter) -> Bool {
        (filter.controls.isEmpty || filter.controls.contains(control.id) || filter.controls.contains(control.name))
            && (filter.profiles.isEmpty || filter.profiles.contains { scan.holds(control, inProfile: $0) })
    }

    /// The rules whose results a filter asks for, in the order of a listing.
    func rules(
        of scan: ScanRecord, filter: ResultFilter, order: ResultOrder
    ) throws(StoreProblem) -> [RuleRecord] {
        let ofControls = Set(scan.controls.filter { Self.isWanted($0, of: scan, filter) }.flatMap(\.rules))
        let namesControls = !filter.controls.isEmpty || !filter.profiles.isEmpty
        let rules = try rules(of: scan).filter { rule in
            (!namesControls || ofControls.contains(rule.position))
                && (filter.severities.isEmpty || filter.severities.contains(rule.severity))
                && (filter.rules.isEmpty || filter.rules.contains(rule.name)
                    || (rule.id.map { filter.rules.contains($0) } ?? false))
        }
        switch order {
        case .rule, .resource: return rules
        case .severity:
            return rules.sorted { ($0.severity.weight, $1.position) > ($1.severity.weight, $0.position) }
        }
    }

    /// nil where no scan has the id.
    static func walk(_ scan: ScanRecord, _ filter: ResultFilter, in database: Database) throws -> ResultWalk? {
        let number = try Int64.fetchOne(database, sql: "SELECT number FROM scan WHERE id = ?", arguments: [scan.id])
        guard let number else { return nil }
        return ResultWalk(
            database: database, scan: number, statuses: filter.statuses, resources: filter.resources,
            states: try filter.resources.isEmpty ? nil : FilteredStates.find(filter.resources, in: database),
            controlMasks: try ControlMasks(
                of: number, in: database, controls: scan.controls, isWanted: { isWanted($0, of: scan, filter) }))
    }

    /// The controls that a result stands so in.
    private static func controls(of step: ResultWalk.Step, in scan: ScanRecord) -> [ControlStanding] {
        guard let positions = step.controls else { return scan.controls.filter { $0.rules.contains(step.rule) } }
        return positions.compactMap { scan.controls.indices.contains($0) ? scan.controls[$0] : nil }
    }

    func recordedMasks(of scan: ScanRecord) throws(StoreProblem) -> [RecordedMask] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT m.* FROM scan_mask m JOIN scan s ON s.number = m.scan WHERE s.id = ? ORDER BY m.position
                    """,
                arguments: [scan.id]
            ).map { row in
                RecordedMask(
                    id: row["mask"], target: row["target"], category: row["category"],
                    justification: row["justification"], author: row["author"], expiresAt: row["expires_at"])
            }
        }
    }
}
