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
        let mask: Int?
        let evidence: Int64?

        var status: ResultStatus { ResultStatus(verdict, isMasked: mask != nil) }
    }

    let database: Database
    let scan: Int64
    let statuses: Set<ResultStatus>
    /// nil: all of them.
    let states: Set<Int64>?

    /// Rule by rule, in the order given; within a rule what does not pass first, each in the order in which the store first saw the
    /// resources. `body` says whether to go on.
    func byRule(_ rules: [RuleRecord], _ body: (Step) throws -> Bool) throws {
        for rule in rules {
            if !(try findings(of: rule.position, body)) { return }
            guard statuses.contains(.pass), rule.evaluations.passed > 0 else { continue }
            if !(try passes(of: rule.position, body)) { return }
        }
    }

    /// Resource by resource, by account, kind and id; within one in the order of the scan's rules.
    func byResource(_ rules: [RuleRecord], _ body: (Step) throws -> Bool) throws {
        let wanted = Set(rules.map(\.position))
        var passing: [Int64: [Int]] = [:]
        if statuses.contains(.pass) {
            for rule in rules.sorted(by: { $0.position < $1.position }) where rule.evaluations.passed > 0 {
                _ = try passes(of: rule.position) { step in
                    passing[step.state, default: []].append(step.rule)
                    return true
                }
            }
        }
        let ordered = try Row.fetchCursor(
            database,
            sql: """
                SELECT s.id FROM resource r JOIN resource_state s ON s.resource = r.id
                ORDER BY r.account, r.kind, r.resource_id, s.id
                """)
        let find = try database.cachedStatement(
            sql: "SELECT rule, state, verdict, mask, evidence FROM finding WHERE scan = ? AND state = ? ORDER BY rule")
        while let row = try ordered.next() {
            let state: Int64 = row[0]
            if let states, !states.contains(state) { continue }
            var steps = try Row.fetchAll(find, arguments: [scan, state]).compactMap(step)
                .filter { wanted.contains($0.rule) && statuses.contains($0.status) }
            for rule in passing[state] ?? [] {
                steps.append(Step(rule: rule, state: state, verdict: .pass, mask: nil, evidence: nil))
            }
            for step in steps.sorted(by: { $0.rule < $1.rule }) where !(try body(step)) { return }
        }
    }

    private func findings(of rule: Int, _ body: (Step) throws -> Bool) throws -> Bool {
        if statuses == [.pass] { return true }
        let statement = try database.cachedStatement(
            sql: "SELECT rule, state, verdict, mask, evidence FROM finding WHERE scan = ? AND rule = ? ORDER BY state")
        let rows = try Row.fetchCursor(statement, arguments: [scan, rule])
        while let row = try rows.next() {
            guard let step = step(row), statuses.contains(step.status), states?.contains(step.state) ?? true else {
                continue
            }
            if !(try body(step)) { return false }
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
            guard let indices = PackedNumbers.unpack(row[0] as Data), let all = PackedNumbers.unpack(row[1] as Data)
            else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a piece of a scan is damaged")
            }
            for index in indices where all.indices.contains(Int(index)) {
                let state = all[Int(index)]
                if let states, !states.contains(state) { continue }
                let step = Step(rule: rule, state: state, verdict: .pass, mask: nil, evidence: nil)
                if !(try body(step)) { return false }
            }
        }
        return true
    }

    private func step(_ row: Row) -> Step? {
        guard let verdict = StoredVerdict(rawValue: row[2]) else { return nil }
        return Step(rule: row[0], state: row[1], verdict: verdict, mask: row[3], evidence: row[4])
    }
}
