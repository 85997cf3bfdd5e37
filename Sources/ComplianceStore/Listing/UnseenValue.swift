package import Compliance
import GRDB

/// A value that a filter asks for, and that no resource of any recorded scan has.
package struct UnseenValue: Sendable {
    /// In a sentence: `a resource of kind`.
    package let subject: String
    package let value: String
    /// Values that resources have; empty of ids, of which there may be millions.
    package let candidates: [String]
}

extension ScanStore {
    /// The first of them; nil where each is some resource's. O(resources)
    package func unseenValue(in filter: ResourceFilter) throws(StoreProblem) -> UnseenValue? {
        try read { database in
            for id in filter.ids {
                let isSeen = try Bool.fetchOne(
                    database, sql: "SELECT EXISTS (SELECT 1 FROM resource WHERE resource_id = ?)", arguments: [id])
                if isSeen != true { return UnseenValue(subject: "resource", value: id, candidates: []) }
            }
            func words(_ column: String, of table: String) throws -> [String] {
                try String.fetchAll(
                    database, sql: "SELECT text FROM word WHERE id IN (SELECT DISTINCT \(column) FROM \(table))")
            }
            let isOfKinds = !filter.kinds.isEmpty || !filter.services.isEmpty
            let kinds = isOfKinds ? try words("kind", of: "resource") : []
            let asked: [(subject: String, values: [String], seen: () throws -> [String])] = [
                ("a resource of kind", filter.kinds, { kinds }),
                ("a resource of service", filter.services, { kinds.map(ServiceName.of(kind:)) }),
                ("a resource of account", filter.accounts, { try words("account", of: "resource") }),
                ("a resource of region", filter.regions, { try words("region", of: "resource_state") }),
            ]
            for (subject, values, seen) in asked where !values.isEmpty {
                let seen = try Set(seen())
                guard let value = values.first(where: { !seen.contains($0) }) else { continue }
                return UnseenValue(subject: subject, value: value, candidates: seen.sorted())
            }
            return nil
        }
    }
}
