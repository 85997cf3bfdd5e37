import Compliance
import GRDB

/// Goes through the results of a scan that a filter lets through, in an order.
struct ResultWalk {
    /// A result as the store keeps it.
    struct Step {
        /// The rule's position in the scan.
        let rule: Int
        let state: Int64
        let verdict: StoredVerdict
        /// A position in the scan's masks.
        var mask: Int?
        let evidence: Int64?
        /// Positions of the controls that it stands so in; nil: all of its rule.
        var controls: [Int]?

        var status: ResultStatus { ResultStatus(verdict, isMasked: mask != nil) }
    }

    let database: Database
    let scan: Int64
    let statuses: Set<ResultStatus>
    let resources: ResourceFilter
    /// Those that `resources` lets through; nil: all of them.
    let states: Set<Int64>?
    let controlMasks: ControlMasks
    /// Where they are known already.
    var scanRows: ScanRows?

    // MARK: Rule by rule

    /// Rule by rule, in the order given; within a rule what does not pass first, each in the order in which the store first saw the
    /// resources. `body` says whether to go on.
    func byRule(_ rules: [RuleRecord], _ body: (Step) throws -> Bool) throws {
        if let states, states.isEmpty { return }
        let sorted = states?.sorted()
        var scanRows = scanRows
        for rule in rules {
            let summary = rule.evaluations
            // Looking one up takes the time of going over some.
            let areFew = sorted.map { $0.count < (summary.made - summary.passed) / 8 } ?? false
            if !(try areFew ? findings(of: rule.position, on: sorted ?? [], body) : findings(of: rule.position, body)) {
                return
            }
            guard wantsPasses(of: rule), rule.evaluations.passed > 0 else { continue }
            let known = try scanRows ?? ScanRows(of: scan, wanted: states, in: database)
            scanRows = known
            if !(try passes(of: rule.position, on: known, body)) { return }
        }
    }

    private func findings(of rule: Int, _ body: (Step) throws -> Bool) throws -> Bool {
        if statuses == [.pass] { return true }
        let find = try DirectStatement(
            "SELECT rule, state, verdict, mask, evidence FROM finding WHERE scan = ? AND rule = ? ORDER BY state",
            in: database)
        find.bind(scan, at: 1)
        find.bind(rule, at: 2)
        return try find.rows { try step($0).map { try hand($0, body) } ?? true }
    }

    private func findings(of rule: Int, on states: [Int64], _ body: (Step) throws -> Bool) throws -> Bool {
        if statuses == [.pass] { return true }
        let find = try DirectStatement(
            "SELECT rule, state, verdict, mask, evidence FROM finding WHERE scan = ? AND rule = ? AND state = ?",
            in: database)
        find.bind(scan, at: 1)
        find.bind(rule, at: 2)
        for state in states {
            find.bind(state, at: 3)
            if !(try find.rows({ try step($0).map { try hand($0, body) } ?? true })) { return false }
        }
        return true
    }

    private func passes(of rule: Int, on rows: ScanRows, _ body: (Step) throws -> Bool) throws -> Bool {
        try rows.passes(of: rule, scan: scan, in: database) { _, state in
            try hand(Step(rule: rule, state: state, verdict: .pass, mask: nil, evidence: nil), body)
        }
    }

    // MARK: Resource by resource

    /// After so many resources it is faster to read all of the scan's findings at once.
    private static let manyResources = 1000

    /// Resource by resource, by account, kind and id; within one in the order of the scan's rules.
    func byResource(_ rules: [RuleRecord], _ body: (Step) throws -> Bool) throws {
        let wanted = Set(rules.map(\.position))
        let rows = try ScanRows(of: scan, wanted: states, in: database)
        let passes = try PassTable(
            of: rules.filter { wantsPasses(of: $0) && $0.evaluations.passed > 0 }.map(\.position), on: rows,
            scan: scan, in: database)
        // Left to itself, SQLite goes over all of the scan's findings.
        let find = try DirectStatement(
            """
            SELECT rule, state, verdict, mask, evidence FROM finding INDEXED BY finding_by_state
            WHERE scan = ? AND state = ?
            """, in: database)
        find.bind(scan, at: 1)
        var table: FindingTable?
        var count = 0
        try ordered(rows) { row, state in
            count += 1
            if count > Self.manyResources, table == nil {
                table = try FindingTable(of: wanted, on: rows, scan: scan, in: database)
            }
            var steps = try table?.steps(at: row, state: state) ?? findings(find, ofState: state, wanted)
            for rule in passes.rules(passingOn: row) {
                steps.append(Step(rule: rule, state: state, verdict: .pass, mask: nil, evidence: nil))
            }
            if steps.count > 1 { steps.sort { $0.rule < $1.rule } }
            for step in steps where !(try hand(step, body)) { return false }
            return true
        }
    }

    private func findings(_ find: DirectStatement, ofState state: Int64, _ wanted: Set<Int>) throws -> [Step] {
        var steps: [Step] = []
        find.bind(state, at: 2)
        try find.rows { row in
            if let step = step(row), wanted.contains(step.rule) { steps.append(step) }
            return true
        }
        return steps
    }

    /// The resources that the filter lets through, by account, kind and id. `body` says whether to go on.
    private func ordered(_ rows: ScanRows, _ body: (_ row: Int, _ state: Int64) throws -> Bool) throws {
        if rows.wantedCount == 0 { return }
        let ofArea = try DirectStatement(
            """
            SELECT s.id FROM resource r JOIN resource_state s ON s.resource = r.id
            WHERE r.account = ? AND r.kind = ? ORDER BY r.resource_id, s.id
            """, in: database)
        var left = rows.wantedCount
        for area in try areas() {
            ofArea.bind(area.account, at: 1)
            ofArea.bind(area.kind, at: 2)
            let wantsMore = try ofArea.rows { found in
                let state = found[0]
                guard let row = rows.row(of: state), rows.isWanted(row) else { return true }
                left -= 1
                return try body(row, state)
            }
            if !wantsMore || left == 0 { return }
        }
    }

    /// The accounts, and the kinds of resources in each, by their names: those that the filter lets through.
    private func areas() throws -> [(account: Int64, kind: Int64)] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT area.account, area.kind, a.text, k.text FROM (SELECT DISTINCT account, kind FROM resource) area
                JOIN word a ON a.id = area.account JOIN word k ON k.id = area.kind ORDER BY a.text, k.text
                """
        ).filter { resources.holds(account: $0[2], kind: $0[3]) }.map { ($0[0], $0[1]) }
    }

    // MARK: Rows

    /// What passes is masked in a control where a mask of the control lies on it.
    private func wantsPasses(of rule: RuleRecord) -> Bool {
        statuses.contains(.pass) || (statuses.contains(.masked) && controlMasks.lieOnSome(ofRule: rule.position))
    }

    /// Hands on what is asked for of a result; false where it is to be the last.
    private func hand(_ step: Step, _ body: (Step) throws -> Bool) throws -> Bool {
        for part in controlMasks.parts(of: step) where isWanted(part) {
            if !(try body(part)) { return false }
        }
        return true
    }

    private func isWanted(_ step: Step) -> Bool {
        statuses.contains(step.status) && states?.contains(step.state) ?? true
    }

    private func step(_ row: DirectRow) -> Step? {
        guard let verdict = StoredVerdict(rawValue: Int(row[2])) else { return nil }
        return Step(
            rule: Int(row[0]), state: row[1], verdict: verdict, mask: row.number(3).map { Int($0) },
            evidence: row.number(4))
    }
}
