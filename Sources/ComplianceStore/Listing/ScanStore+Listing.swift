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
    /// - Complexity: O(results before the page's end), and O(resources) where the filter asks of resources.
    package func results(
        of scan: ScanRecord, filter: ResultFilter = ResultFilter(), order: ResultOrder = .severity, page: Int = 1,
        size: Int = 50
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
        let reader = EvidenceReader(self)
        for step in steps {
            guard let rule = byPosition[step.rule], let resource = try resource(inState: step.state) else { continue }
            var evidence: String?
            if let number = step.evidence { evidence = try reader.content(of: number) }
            results.append(
                ListedResult(
                    rule: rule, controls: scan.controls.filter { $0.rules.contains(step.rule) }, resource: resource,
                    verdict: step.verdict, mask: step.mask.flatMap { masks.indices.contains($0) ? masks[$0] : nil },
                    evidence: evidence))
        }
        return Page(results, number: page, hasMore: hasMore)
    }

    /// Results counted together, those with the most failures first, then the most unknowns, then by name.
    ///
    /// - Parameter limit: nil: all groups.
    /// - Complexity: O(results)
    package func groups(
        of scan: ScanRecord, by grouping: ResultGrouping, filter: ResultFilter, limit: Int? = nil
    ) throws(StoreProblem) -> [ResultGroup] {
        let rules = try rules(of: scan, filter: filter, order: .rule)
        var byRule: [Int: [ResultStatus: Int]] = [:]
        var byState: [Int64: [ResultStatus: Int]] = [:]
        try read { database in
            guard let walk = try Self.walk(scan, filter, in: database) else { return }
            try walk.byRule(rules) { step in
                switch grouping {
                case .control: byRule[step.rule, default: [:]][step.status, default: 0] += 1
                case .resource, .service: byState[step.state, default: [:]][step.status, default: 0] += 1
                }
                return true
            }
        }
        var groups: [ResultGroup]
        switch grouping {
        case .control: groups = Self.controlGroups(scan, filter, byRule)
        case .resource:
            var best = byState.sorted {
                Self.isWorse($0.value, $1.value) || (!Self.isWorse($1.value, $0.value) && $0.key < $1.key)
            }
            if let limit { best = Array(best.prefix(limit)) }
            groups = []
            for (state, counts) in best {
                guard let resource = try resource(inState: state) else { continue }
                let detail = [resource.account, resource.kind].compactMap(\.self).joined(separator: " ")
                groups.append(ResultGroup(name: resource.name ?? resource.id, detail: detail, counts: counts))
            }
        case .service: groups = try serviceGroups(byState)
        }
        groups.sort {
            Self.isWorse($0.counts, $1.counts)
                || (!Self.isWorse($1.counts, $0.counts) && ($0.name, $0.detail ?? "") < ($1.name, $1.detail ?? ""))
        }
        return limit.map { Array(groups.prefix($0)) } ?? groups
    }

    private static func controlGroups(
        _ scan: ScanRecord, _ filter: ResultFilter, _ byRule: [Int: [ResultStatus: Int]]
    ) -> [ResultGroup] {
        scan.controls.filter { isWanted($0, of: scan, filter) }.compactMap { control in
            let counts = control.rules.reduce(into: [ResultStatus: Int]()) { sum, rule in
                sum.merge(byRule[rule] ?? [:], uniquingKeysWith: +)
            }
            return counts.isEmpty
                ? nil : ResultGroup(name: control.name, detail: control.status.rawValue, counts: counts)
        }
    }

    private func serviceGroups(_ byState: [Int64: [ResultStatus: Int]]) throws(StoreProblem) -> [ResultGroup] {
        try read { database in
            var services: [String: [ResultStatus: Int]] = [:]
            let find = try database.cachedStatement(
                sql: """
                    SELECT w.text FROM resource_state s JOIN resource r ON r.id = s.resource JOIN word w ON w.id = r.kind
                    WHERE s.id = ?
                    """)
            for (state, counts) in byState {
                guard let kind = try String.fetchOne(find, arguments: [state]) else { continue }
                services[ServiceName.of(kind: kind), default: [:]].merge(counts, uniquingKeysWith: +)
            }
            return services.map { ResultGroup(name: $0.key, detail: nil, counts: $0.value) }
        }
    }

    private static func isWorse(_ left: [ResultStatus: Int], _ right: [ResultStatus: Int]) -> Bool {
        let key = { (counts: [ResultStatus: Int]) in (counts[.fail] ?? 0, counts[.unknown] ?? 0, counts[.masked] ?? 0) }
        return key(left) > key(right)
    }

    private static func isWanted(_ control: ControlStanding, of scan: ScanRecord, _ filter: ResultFilter) -> Bool {
        (filter.controls.isEmpty || filter.controls.contains(control.id) || filter.controls.contains(control.name))
            && (filter.profiles.isEmpty || filter.profiles.contains { scan.holds(control, inProfile: $0) })
    }

    /// The rules whose results a filter asks for, in the order of a listing.
    private func rules(
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
    private static func walk(_ scan: ScanRecord, _ filter: ResultFilter, in database: Database) throws -> ResultWalk? {
        let number = try Int64.fetchOne(database, sql: "SELECT number FROM scan WHERE id = ?", arguments: [scan.id])
        guard let number else { return nil }
        return ResultWalk(
            database: database, scan: number, statuses: filter.statuses,
            states: try filter.resources.isEmpty ? nil : FilteredStates.find(filter.resources, in: database))
    }

    private func recordedMasks(of scan: ScanRecord) throws(StoreProblem) -> [RecordedMask] {
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
