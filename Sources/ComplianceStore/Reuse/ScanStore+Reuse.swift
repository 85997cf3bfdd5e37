package import Compliance
import GRDB
package import ResourceReaders
import RuleChecker

extension ScanStore {
    /// What the attachment's last complete scan said of resources and rules that are what they were then; nil where there is nothing
    /// of it, or only what another version sealed. The last is the one that was entered last, whatever day it is of: it is most like
    /// the next. What is damaged, or was written by another engine, is left out.
    ///
    /// O(resources, and evaluations of that scan)
    package func reusableResults(
        for plan: ScanPlan, in scope: ScopedResources, of reading: InventoryReading, digests: ScanDigests
    ) throws(StoreProblem) -> ReusableResults? {
        try read { database in
            let found = try Row.fetchOne(
                database,
                sql: """
                    SELECT number, id, recorded FROM scan
                    WHERE attachment = ? AND state = 'completed'
                        AND number IN (SELECT scan FROM piece_digest UNION SELECT scan FROM program_digest)
                    ORDER BY number DESC LIMIT 1
                    """, arguments: .stored([plan.attachment.name]))
            guard let found else { return nil }
            let scan = EarlierScan(number: found["number"], id: found["id"])
            if try Self.isOfAnotherVersion(scan, database) { return nil }
            var resources = try EarlierResources(of: scan, key: key, in: database)
            resources.find(scope.inside, in: reading.rows, digests)
            var rules = EarlierRules(of: scan, resources, key: key, in: database)
            let results = try zip(plan.rules, digests.programs).map { bound, program in
                try program.flatMap { try rules.results(of: bound.rule, $0) }
            }
            return rules.reusable(results, written: Int.fromDatabaseValue(found["recorded"]) ?? 0)
        }
    }

    private static func isOfAnotherVersion(_ scan: EarlierScan, _ database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM piece_digest WHERE scan = ? AND version != ?)",
            arguments: [scan.number, PieceSeal.version]) ?? false
    }

    /// Whether a scan is still there: what it refers to is, as long as it is.
    static func holds(_ scan: EarlierScan, _ database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM scan WHERE number = ? AND id = ?)",
            arguments: [scan.number, scan.id]) ?? false
    }
}
