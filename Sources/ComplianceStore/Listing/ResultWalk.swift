import Compliance
import Foundation
import GRDB
import ResourceDocuments

/// Goes through the results of a scan that a filter lets through, in an order, without holding them.
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
    /// nil: all of them.
    let states: Set<Int64>?
    let controlMasks: ControlMasks

    // MARK: Rule by rule

    /// Rule by rule, in the order given; within a rule what does not pass first, each in the order in which the store first saw the
    /// resources. `body` says whether to go on.
    func byRule(_ rules: [RuleRecord], _ body: (Step) throws -> Bool) throws {
        if let states, states.isEmpty { return }
        let sorted = states?.sorted()
        for rule in rules {
            let summary = rule.evaluations
            let rows = summary.made - summary.passed
            // Looking one up takes the time of going over some.
            let areFew = sorted.map { $0.count < rows / 8 } ?? false
            if !(try areFew ? findings(of: rule.position, on: sorted ?? [], body) : findings(of: rule.position, body)) {
                return
            }
            guard wantsPasses(of: rule), rule.evaluations.passed > 0 else { continue }
            if !(try passes(of: rule.position, body)) { return }
        }
    }

    private func findings(of rule: Int, _ body: (Step) throws -> Bool) throws -> Bool {
        if statuses == [.pass] { return true }
        let statement = try database.cachedStatement(
            sql: "SELECT rule, state, verdict, mask, evidence FROM finding WHERE scan = ? AND rule = ? ORDER BY state")
        let rows = try Row.fetchCursor(statement, arguments: [scan, rule])
        while let row = try rows.next() {
            guard let step = step(row) else { continue }
            if !(try hand(step, body)) { return false }
        }
        return true
    }

    private func findings(of rule: Int, on states: [Int64], _ body: (Step) throws -> Bool) throws -> Bool {
        if statuses == [.pass] { return true }
        let find = try database.cachedStatement(
            sql: "SELECT rule, state, verdict, mask, evidence FROM finding WHERE scan = ? AND rule = ? AND state = ?")
        for state in states {
            guard let step = try Row.fetchOne(find, arguments: [scan, rule, state]).flatMap(step) else { continue }
            if !(try hand(step, body)) { return false }
        }
        return true
    }

    private func passes(of rule: Int, _ body: (Step) throws -> Bool) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: """
                SELECT p.rows, q.states FROM pass p JOIN scan_piece q ON q.scan = p.scan AND q.piece = p.piece
                WHERE p.scan = ? AND p.rule = ? ORDER BY p.piece
                """)
        let rows = try Row.fetchCursor(statement, arguments: [scan, rule])
        while let row = try rows.next() {
            let all = try PackedNumbers.unpacked(row[1])
            for index in try PackedNumbers.unpacked(row[0]) where all.indices.contains(Int(index)) {
                let step = Step(rule: rule, state: all[Int(index)], verdict: .pass, mask: nil, evidence: nil)
                if !(try hand(step, body)) { return false }
            }
        }
        return true
    }

    // MARK: Resource by resource

    /// Resource by resource, by account, kind and id; within one in the order of the scan's rules.
    func byResource(_ rules: [RuleRecord], _ body: (Step) throws -> Bool) throws {
        let wanted = Set(rules.map(\.position))
        let table = try PassTable(
            of: rules.filter { wantsPasses(of: $0) && $0.evaluations.passed > 0 }.map(\.position), scan: scan,
            in: database)
        // Left to itself, SQLite goes over all of the scan's findings.
        let find = try database.cachedStatement(
            sql: """
                SELECT rule, state, verdict, mask, evidence FROM finding INDEXED BY finding_by_state
                WHERE scan = ? AND state = ?
                """)
        let ofArea = try database.makeStatement(
            sql: """
                SELECT s.id FROM resource r JOIN resource_state s ON s.resource = r.id
                WHERE r.account = ? AND r.kind = ? ORDER BY r.resource_id, s.id
                """)
        for area in try Self.areas(in: database) {
            let ordered = try Int64.fetchCursor(ofArea, arguments: [area.account, area.kind])
            while let state = try ordered.next() {
                guard table.holds(state), states?.contains(state) ?? true else { continue }
                var steps = try Row.fetchAll(find, arguments: [scan, state]).compactMap(step)
                    .filter { wanted.contains($0.rule) }
                for rule in table.rules(passingOn: state) {
                    steps.append(Step(rule: rule, state: state, verdict: .pass, mask: nil, evidence: nil))
                }
                for step in steps.sorted(by: { $0.rule < $1.rule }) where !(try hand(step, body)) { return }
            }
        }
    }

    /// The accounts, and the kinds of resources in each, by their names.
    private static func areas(in database: Database) throws -> [(account: Int64, kind: Int64)] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT area.account, area.kind FROM (SELECT DISTINCT account, kind FROM resource) area
                JOIN word a ON a.id = area.account JOIN word k ON k.id = area.kind ORDER BY a.text, k.text
                """
        ).map { ($0[0], $0[1]) }
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

    private func step(_ row: Row) -> Step? {
        guard let verdict = StoredVerdict(rawValue: row[2]) else { return nil }
        return Step(rule: row[0], state: row[1], verdict: verdict, mask: row[3], evidence: row[4])
    }
}
