package import Compliance
import GRDB
package import ResourceReaders
import RuleChecker

extension ScanStore {
    /// What the attachment's last complete scan said of resources and rules that are what they were then; nil where there is nothing
    /// of it. What is damaged, or was written by another engine, is left out.
    ///
    /// O(resources, and evaluations of that scan)
    package func reusableResults(
        for plan: ScanPlan, in scope: ScopedResources, of reading: InventoryReading, digests: ScanDigests
    ) throws(StoreProblem) -> ReusableResults? {
        try read { database in
            let found = try Row.fetchOne(
                database,
                sql: """
                    SELECT number, id FROM scan
                    WHERE attachment = ? AND state = 'completed' AND number IN (SELECT scan FROM piece_digest)
                    ORDER BY \(ScanOrder.newestFirst) LIMIT 1
                    """, arguments: .stored([plan.attachment.name]))
            guard let found else { return nil }
            let scan = EarlierScan(number: found["number"], id: found["id"])
            var resources = try EarlierResources(of: scan, key: key, in: database)
            try resources.find(scope.inside, in: reading.rows, digests)
            var rules = try EarlierRules(of: scan, resources, key: key, in: database)
            let results = try zip(plan.rules, digests.programs).map { bound, program in
                try program.flatMap { try rules.results(of: bound.rule, $0) }
            }
            return rules.reusable(results)
        }
    }

    /// Whether a scan is still there: what it refers to is, as long as it is.
    static func holds(_ scan: EarlierScan, _ database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM scan WHERE number = ? AND id = ?)",
            arguments: [scan.number, scan.id]) ?? false
    }
}
