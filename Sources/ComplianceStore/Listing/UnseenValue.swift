package import Compliance
import GRDB

/// A value that a filter asks for, and that no resource of any recorded scan has.
package struct UnseenValue: Sendable {
    /// In a sentence: `a resource of kind`.
    package let subject: String
    package let value: String
    /// Values that resources have; empty of ids, of which there may be millions.
    package let candidates: [String]
    /// The ids of the first few resources whose name it is, where an id was asked for.
    package private(set) var named: [String] = []

    /// What to say of a name where an id is due; nil where no resource is called so.
    package var cure: String? {
        if named.isEmpty { return nil }
        let ids = named.map { "'\($0)'" }.joined(separator: ", ")
        return "'\(value)' is the name of \(ids); a resource is meant by its id"
    }

    /// More are not told.
    fileprivate static let shownNamed = 3

    fileprivate init(_ subject: String, _ value: String, candidates: [String] = [], named: [String] = []) {
        self.subject = subject
        self.value = value
        self.candidates = candidates
        self.named = named
    }
}

extension ScanStore {
    /// The first of them; nil where each is some resource's. O(resources)
    package func unseenValue(in filter: ResourceFilter) throws(StoreProblem) -> UnseenValue? {
        try read { database in
            for id in filter.ids {
                let isSeen = try Bool.fetchOne(
                    database, sql: "SELECT EXISTS (SELECT 1 FROM resource WHERE resource_id = ?)",
                    arguments: [StoredText.value(id)])
                if isSeen == true { continue }
                let named = try StoredText.all(
                    in: database,
                    sql: """
                        SELECT DISTINCT r.resource_id FROM resource_state s JOIN resource r ON r.id = s.resource
                        WHERE s.name = ? ORDER BY r.resource_id LIMIT ?
                        """,
                    arguments: [id, UnseenValue.shownNamed])
                return UnseenValue("resource", id, named: named)
            }
            func words(_ column: String, of table: String) throws -> [String] {
                try StoredText.all(
                    in: database, sql: "SELECT text FROM word WHERE id IN (SELECT DISTINCT \(column) FROM \(table))")
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
                return UnseenValue(subject, value, candidates: seen.sorted())
            }
            return nil
        }
    }
}
