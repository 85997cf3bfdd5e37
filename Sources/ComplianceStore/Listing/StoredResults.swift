package import Compliance
import GRDB
import Synchronization

/// The results of a recorded scan, as far as a filter asks for them: read each time they are asked for, those of one rule at once.
package final class StoredResults: ResultSource {
    private let store: ScanStore
    /// In the order of the scan; nil for those that are not asked for.
    private let rules: [RuleRecord?]
    /// Positions of the controls of each rule.
    private let controls: [[Int]]
    private let masks: [SharedMask]
    private let question: Question?
    /// In the order of reports.
    private let states: [Int64]
    /// By the row of the scan: the resource's position in `states`, or `none`.
    private let positions: [UInt32]
    private let evidence: EvidenceReader
    /// The resource that was asked for last: whoever tells of a result asks for it several times.
    private let last = Mutex<(position: Int, resource: AssessedResource)?>(nil)
    /// What findings of one rule show; nil in it where there is no room to unpack them.
    private let shown = Mutex<(rule: Int, scratch: EvidenceScratch?)?>(nil)
    private let problem = Mutex<StoreProblem?>(nil)

    private static let none = UInt32.max

    /// What is asked of the scan's rows.
    private struct Question {
        let scan: Int64
        let filter: ResultFilter
        let states: Set<Int64>?
        let controlMasks: ControlMasks
        let rows: ScanRows

        /// nil where no scan has the id.
        init?(_ scan: ScanRecord, _ filter: ResultFilter, in database: Database) throws {
            guard let walk = try ScanStore.walk(scan, filter, in: database) else { return nil }
            self.scan = walk.scan
            self.filter = filter
            (states, controlMasks) = (walk.states, walk.controlMasks)
            rows = try ScanRows(of: walk.scan, wanted: walk.states, in: database)
        }

        func walk(in database: Database) -> ResultWalk {
            ResultWalk(
                database: database, scan: scan, statuses: filter.statuses, resources: filter.resources, states: states,
                controlMasks: controlMasks, scanRows: rows)
        }
    }

    /// - Parameter evidence: reads what findings show, and says what of it is lost.
    /// - Complexity: O(results) in time, O(resources) in memory.
    package init(
        of scan: ScanRecord, filter: ResultFilter, in store: ScanStore, evidence: EvidenceReader
    ) throws(StoreProblem) {
        self.store = store
        self.evidence = evidence
        let all = try store.rules(of: scan)
        let wanted = Set(try store.rules(of: scan, filter: filter, order: .rule).map(\.position))
        let rules = all.map { wanted.contains($0.position) ? $0 : nil }
        let masks = try store.recordedMasks(of: scan).map { SharedMask($0) }
        self.rules = rules
        self.masks = masks
        controls = all.map { rule in scan.controls.indices.filter { scan.controls[$0].rules.contains(rule.position) } }
        (question, states, positions) = try store.read { database in
            guard let question = try Question(scan, filter, in: database) else { return (nil, [], []) }
            let order = try Self.order(rules.compactMap(\.self), masks, of: question, in: database)
            var positions = Array(repeating: Self.none, count: question.rows.count)
            for (position, state) in order.enumerated() {
                if let row = question.rows.row(of: state) { positions[row] = UInt32(truncatingIfNeeded: position) }
            }
            return (question, order, positions)
        }
    }

    /// The states of the resources that results are of, in the order of reports.
    private static func order(
        _ rules: [RuleRecord], _ masks: [SharedMask], of question: Question, in database: Database
    ) throws -> [Int64] {
        var isJudged = Array(repeating: false, count: question.rows.count)
        try question.walk(in: database).byRule(rules) { step in
            if !isHidden(step, masks), let row = question.rows.row(of: step.state) { isJudged[row] = true }
            return true
        }
        var order = ResourceOrder()
        var states: [Int64] = []
        for (row, state) in question.rows.pieces.joined().enumerated() where isJudged[row] {
            guard let record = try ScanStore.resource(inState: state, database) else { continue }
            order.append(kind: record.kind, account: record.account, id: record.id, file: record.file)
            states.append(state)
        }
        return order.sorted().map { states[Int($0)] }
    }

    private static func mask(_ step: ResultWalk.Step, _ masks: [SharedMask]) -> SharedMask? {
        step.mask.flatMap { masks.indices.contains($0) ? masks[$0] : nil }
    }

    private static func isHidden(_ step: ResultWalk.Step, _ masks: [SharedMask]) -> Bool {
        mask(step, masks)?.mask.isHidden ?? false
    }

    package var resourceCount: Int { states.count }
    package var hasMasks: Bool { !masks.isEmpty }

    package func resource(at position: Int) -> AssessedResource {
        if let last = last.withLock({ $0 }), last.position == position { return last.resource }
        let record = noting { () throws(StoreProblem) in try store.resource(inState: states[position]) } ?? nil
        let resource =
            record.map { AssessedResource($0) }
            ?? AssessedResource(kind: "", id: "", name: nil, account: nil, region: nil, group: nil, file: "")
        last.withLock { $0 = (position, resource) }
        return resource
    }

    package func results(ofRule rule: Int) -> [AssessedResult] {
        guard let question, let record = rules[rule] else { return [] }
        var results: [AssessedResult] = []
        noting { () throws(StoreProblem) in
            try store.read { database in
                try question.walk(in: database).byRule([record]) { step in
                    guard let row = question.rows.row(of: step.state), positions[row] != Self.none,
                        !Self.isHidden(step, masks)
                    else { return true }
                    results.append(
                        AssessedResult(
                            rule: rule, resource: Int(positions[row]), verdict: step.verdict,
                            mask: Self.mask(step, masks), controls: step.controls ?? controls[rule],
                            source: step.evidence ?? -1))
                    return true
                }
            }
        }
        results.sort(by: AssessedResult.precedes)
        return results
    }

    package func evidence(of result: AssessedResult, with excerpts: Bool) -> String? {
        if result.source < 0 { return nil }
        let scratch = shown.withLock { shown in
            if let shown, shown.rule == result.rule { return shown.scratch }
            let numbers = Set(results(ofRule: result.rule).lazy.map(\.source).filter { $0 >= 0 }).sorted()
            let made = try? EvidenceScratch(of: numbers, from: evidence)
            shown = (result.rule, made)
            return made
        }
        // Slower, and the same.
        guard let scratch, let content = try? scratch.content(of: result.source) else {
            return noting { () throws(StoreProblem) in try evidence.content(of: result.source) } ?? nil
        }
        return content
    }

    // MARK: What goes wrong on the way

    /// A report is written on; `verify` says what was wrong first.
    @discardableResult
    private func noting<Result>(_ body: () throws(StoreProblem) -> Result) -> Result? {
        do throws(StoreProblem) {
            return try body()
        } catch {
            problem.withLock { $0 = $0 ?? error }
            return nil
        }
    }

    /// Throws where something could not be read since.
    package func verify() throws(StoreProblem) {
        if let problem = problem.withLock({ $0 }) { throw problem }
    }
}
