import Compliance
import GRDB

/// What does not pass of some rules, by the resource of a scan: for walks that come by many resources.
struct FindingTable {
    private struct Finding {
        let row: Int32
        let rule: Int32
        let verdict: StoredVerdict
        let mask: Int?
        let evidence: Int64?
    }

    private var starts: [Int] = []
    private var findings: [Finding] = []

    /// - Parameter rules: positions in the scan; others are left out.
    /// - Complexity: O(findings of the scan)
    init(of rules: Set<Int>, on rows: ScanRows, scan: Int64, in database: Database) throws {
        var all: [Finding] = []
        starts = Array(repeating: 0, count: rows.count + 1)
        let find = try DirectStatement(
            "SELECT rule, state, verdict, mask, evidence FROM finding WHERE scan = ? ORDER BY rule, state", in: database
        )
        find.bind(scan, at: 1)
        try find.rows { finding in
            let rule = Int(finding[0])
            guard rules.contains(rule), let row = rows.row(of: finding[1]), rows.isWanted(row),
                let verdict = StoredVerdict(rawValue: Int(finding[2]))
            else { return true }
            starts[row + 1] += 1
            all.append(
                Finding(
                    row: Int32(truncatingIfNeeded: row), rule: Int32(truncatingIfNeeded: rule), verdict: verdict,
                    mask: finding.number(3).map { Int($0) }, evidence: finding.number(4)))
            return true
        }
        for row in 0..<rows.count { starts[row + 1] += starts[row] }
        guard let first = all.first else { return }
        var next = starts
        findings = Array(repeating: first, count: all.count)
        for finding in all {
            findings[next[Int(finding.row)]] = finding
            next[Int(finding.row)] += 1
        }
    }

    /// In the order of the scan's rules.
    func steps(at row: Int, state: Int64) -> [ResultWalk.Step] {
        findings[starts[row]..<starts[row + 1]].map { finding in
            ResultWalk.Step(
                rule: Int(finding.rule), state: state, verdict: finding.verdict, mask: finding.mask,
                evidence: finding.evidence)
        }
    }
}
