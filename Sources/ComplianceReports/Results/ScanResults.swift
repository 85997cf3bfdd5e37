import Compliance
import ResourceDocuments
import Synchronization

/// The results of rules' evaluations, as a scan that was just made has them: worked out of its verdicts each time they are asked for.
final class ScanResults: ResultSource {
    private let evaluations: [RuleEvaluations]
    private let masks: ScanMasks
    /// By position in `masks`.
    private let shared: [SharedMask]
    /// Positions of the controls of each rule.
    private let controls: [[Int]]
    /// The rows of the resources, in the order of reports.
    private let rows: [UInt32]
    /// By row: the resource's position in `rows`, or `none`.
    private let positions: [UInt32]
    /// The resource that was asked for last: whoever tells of a result asks for it several times.
    private let last = Mutex<(position: Int, resource: AssessedResource)?>(nil)

    private static let none = UInt32.max

    init(of evaluations: [RuleEvaluations], masks: ScanMasks, controls: (Int) -> [Int]) {
        self.evaluations = evaluations
        self.masks = masks
        self.controls = evaluations.indices.map(controls)
        shared = masks.masks.map { SharedMask(RecordedMask($0)) }
        rows = Self.rows(of: evaluations, masks)
        var positions = Array(repeating: Self.none, count: evaluations.first?.rowCount ?? 0)
        for (position, row) in rows.enumerated() { positions[Int(row)] = UInt32(truncatingIfNeeded: position) }
        self.positions = positions
    }

    /// Those that some rule says something of.
    private static func rows(of evaluations: [RuleEvaluations], _ masks: ScanMasks) -> [UInt32] {
        guard let first = evaluations.first else { return [] }
        var isJudged = Array(repeating: false, count: first.rowCount)
        for rule in evaluations {
            for stored in rule.stored where !(stored.mask.map { masks.masks[$0].isHidden } ?? false) {
                isJudged[stored.row] = true
            }
        }
        var seen = SeenResources(of: first)
        var order = ResourceOrder()
        var rows: [UInt32] = []
        for row in isJudged.indices where isJudged[row] && seen.enter(row: row, into: &order) {
            rows.append(UInt32(truncatingIfNeeded: row))
        }
        return order.sorted().map { rows[Int($0)] }
    }

    var resourceCount: Int { rows.count }
    var hasMasks: Bool { !shared.isEmpty }

    func resource(at position: Int) -> AssessedResource {
        last.withLock { last in
            if let last, last.position == position { return last.resource }
            let row = Int(rows[position])
            // A file that is not what it was is an error of the command's.
            let resource =
                evaluations.first?.resource(at: row).map { AssessedResource($0) }
                ?? AssessedResource(kind: "", id: "", name: nil, account: nil, region: nil, group: nil, file: "")
            last = (position, resource)
            return resource
        }
    }

    func results(ofRule rule: Int) -> [AssessedResult] {
        let controls = controls[rule]
        let masked = controls.map { (control: $0, masks: masks.positions(control: $0, rule: rule)) }
            .filter { !$0.masks.isEmpty }
        var results: [AssessedResult] = []
        results.reserveCapacity(evaluations[rule].summary.made)
        for stored in evaluations[rule].stored where positions[stored.row] != Self.none {
            if let mask = stored.mask, masks.masks[mask].isHidden { continue }
            func add(_ mask: Int?, _ controls: [Int]) {
                results.append(
                    AssessedResult(
                        rule: rule, resource: Int(positions[stored.row]), verdict: stored.verdict,
                        mask: mask.map { shared[$0] }, controls: controls, source: Int64(stored.position)))
            }
            let inControls = masked.compactMap { entry in entry.masks[stored.row].map { (entry.control, $0) } }
            if inControls.isEmpty {
                add(stored.mask, controls)
                continue
            }
            let open = controls.filter { control in !inControls.contains { $0.0 == control } }
            if !open.isEmpty { add(nil, open) }
            for position in Set(inControls.map(\.1)).sorted() {
                add(position, inControls.filter { $0.1 == position }.map(\.0))
            }
        }
        results.sort(by: AssessedResult.precedes)
        return results
    }

    func evidence(of result: AssessedResult, with excerpts: Bool) -> String? {
        if result.verdict == .pass { return nil }
        return EvidenceJSON.content(of: evaluations[result.rule].evaluation(at: Int(result.source)), with: excerpts)
    }
}
