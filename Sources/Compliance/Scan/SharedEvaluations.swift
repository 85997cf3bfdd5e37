import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import SourceText

/// The evaluations of several plans on one inventory, each made once: where rules are equal in text and values, and the resource
/// is in the scope of any plan that has the rule. A resource stands once in an inventory, so that its row is its content.
struct SharedEvaluations {
    private let plans: [ScanPlan]
    private let scopes: [ScopedResources]
    private let rowCount: Int
    private let run: RuleRun
    /// For each plan the positions of its rules in the run.
    private let positions: [[Int]]
    /// Rules that are too large to compile.
    var diagnostics: [Diagnostic] { run.diagnostics }

    /// - Parameter scopes: one for each plan.
    init(_ plans: [ScanPlan], scopes: [ScopedResources], reading: InventoryReading, asOf: Instant) {
        var known: [EvaluationKey: Int] = [:]
        var rules: [BoundRule] = []
        positions = plans.map { plan in
            plan.rules.map { bound in
                let key = EvaluationKey(bound)
                if let position = known[key] { return position }
                known[key] = rules.count
                rules.append(bound)
                return rules.count - 1
            }
        }
        self.plans = plans
        self.scopes = scopes
        rowCount = reading.rows.count
        run = RuleRun(rules: rules, reading: reading, asOf: asOf)
    }

    /// For each plan one for each of its rules; and how many evaluations were made for all of them.
    func evaluate(progress: (Int) -> Void) -> (byPlan: [[RuleEvaluations]], made: Int) {
        let made = RuleEvaluations.gather(from: run, parts: parts, progress: progress)
        let byPlan = plans.indices.map { plan in
            let isInside = plans.count > 1 ? inside(scopes[plan]) : nil
            return zip(plans[plan].rules, positions[plan]).map { bound, position in
                made[position].restricted(to: isInside, as: bound)
            }
        }
        return (byPlan, made.reduce(0) { $0 + $1.summary.made })
    }

    private func inside(_ scope: ScopedResources) -> [Bool] {
        var isInside = [Bool](repeating: false, count: rowCount)
        for row in scope.inside { isInside[row] = true }
        return isInside
    }

    /// Rows that the same plans judge are judged together, by the rules of those plans. O(rows in scope of each)
    private var parts: [RunPart] {
        if plans.count == 1 { return [RunPart(rows: scopes[0].inside)] }
        /// The plans that share a part; the first is nobody's.
        var members: [[Int]] = [[]]
        var partOfRow = [Int](repeating: 0, count: rowCount)
        for plan in plans.indices {
            var next: [Int: Int] = [:]
            for row in scopes[plan].inside {
                let part = partOfRow[row]
                let refined = next[part] ?? members.count
                if refined == members.count {
                    next[part] = refined
                    members.append(members[part] + [plan])
                }
                partOfRow[row] = refined
            }
        }
        var rows = [[Int]](repeating: [], count: members.count)
        for (row, part) in partOfRow.enumerated() { rows[part].append(row) }
        return members.indices.dropFirst().compactMap { part in
            if rows[part].isEmpty { return nil }
            let rules = Set(members[part].flatMap { positions[$0] }).sorted()
            return rules.isEmpty ? nil : RunPart(rules: rules, rows: rows[part])
        }
    }
}
