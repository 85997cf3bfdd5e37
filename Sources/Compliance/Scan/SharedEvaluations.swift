import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

/// The evaluations of several plans on one inventory, each made once: where rules are equal in text and values, and the resource
/// is in the scope of any plan that has the rule. A resource stands once in an inventory, so that its row is its content.
struct SharedEvaluations {
    private let plans: [ScanPlan]
    private let scopes: [ScopedResources]
    /// For each plan what need not be evaluated again.
    private let reusable: [ReusableResults?]
    private let rowCount: Int
    private let run: RuleRun
    /// For each plan the positions of its rules in the run.
    private let positions: [[Int]]
    /// Rules that are too large to compile.
    var diagnostics: [Diagnostic] { run.diagnostics }

    /// - Parameters:
    ///   - scopes: one for each plan.
    ///   - reusable: one for each plan; nil where there is nothing.
    init(
        _ plans: [ScanPlan], scopes: [ScopedResources], reusable: [ReusableResults?], reading: InventoryReading,
        asOf: Instant
    ) {
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
        self.reusable = reusable
        rowCount = reading.rows.count
        run = RuleRun(rules: rules, reading: reading, asOf: asOf)
    }

    /// For each plan one for each of its rules; and how many evaluations there are for all of them, those of earlier scans among them.
    func evaluate(progress: (Int) -> Void) -> (byPlan: [[RuleEvaluations]], count: Int, reused: Int) {
        let known = reusableRules
        let isNothingKnown = known.allSatisfy(\.isEmpty)
        let made = RuleEvaluations.gather(
            from: run, parts: isNothingKnown ? parts : parts.flatMap { remaining(of: $0, known) },
            reused: isNothingKnown ? [] : reused(known), progress: progress)
        let byPlan = plans.indices.map { plan in
            let isInside = plans.count > 1 ? inside(scopes[plan]) : nil
            return plans[plan].rules.enumerated().map { index, bound in
                made[positions[plan][index]].restricted(
                    to: isInside, as: bound, reusing: reusable[plan]?.rules[index])
            }
        }
        return (byPlan, made.reduce(0) { $0 + $1.summary.made }, made.reduce(0) { $0 + $1.reusedCount })
    }

    /// For each plan the positions in the run of the rules that need not be run on resources that the plan's earlier scan knows.
    private var reusableRules: [Set<Int>] {
        let compiled = run.compiledRules
        return plans.indices.map { plan in
            let rules = zip(positions[plan], reusable[plan]?.rules ?? []).filter { $0.1 != nil }.map(\.0)
            return compiled.intersection(rules)
        }
    }

    /// For each rule of the run what earlier scans of any plan said of it.
    private func reused(_ known: [Set<Int>]) -> [[(row: UInt32, verdict: Verdict)]] {
        var reused = [[(row: UInt32, verdict: Verdict)]](repeating: [], count: run.rules.count)
        for plan in plans.indices {
            for (position, results) in zip(positions[plan], reusable[plan]?.rules ?? []) {
                guard let results, known[plan].contains(position) else { continue }
                if reused[position].isEmpty {
                    reused[position] = results.verdicts
                } else {
                    let rows = Set(reused[position].map(\.row))
                    reused[position] += results.verdicts.filter { !rows.contains($0.row) }
                }
            }
        }
        return reused
    }

    /// What is left to run of a part: rows that the same earlier scans know are run together.
    private func remaining(of part: RunPart, _ known: [Set<Int>]) -> [RunPart] {
        var rowsByPlans: [Set<Int>: [Int]] = [:]
        for row in part.rows ?? Array(0..<rowCount) {
            rowsByPlans[Set(plans.indices.filter { reusable[$0]?.knows(row) ?? false }), default: []].append(row)
        }
        return rowsByPlans.sorted { $0.key.sorted().lexicographicallyPrecedes($1.key.sorted()) }.compactMap {
            plans, rows in
            let known = plans.reduce(into: Set<Int>()) { $0.formUnion(known[$1]) }
            if known.isEmpty { return RunPart(rules: part.rules, rows: rows) }
            let rules = (part.rules ?? Array(run.rules.indices)).filter { !known.contains($0) }
            return rules.isEmpty ? nil : RunPart(rules: rules, rows: rows)
        }
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
