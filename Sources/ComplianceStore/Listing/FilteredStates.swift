import Compliance
import GRDB

/// The states of resources that a filter lets through, in any scan.
enum FilteredStates {
    static func find(_ filter: ResourceFilter, in database: Database) throws -> Set<Int64> {
        var kinds = filter.kinds
        if !filter.services.isEmpty {
            let all = try String.fetchAll(
                database, sql: "SELECT text FROM word WHERE id IN (SELECT DISTINCT kind FROM resource)")
            let served = all.filter { filter.services.contains(ServiceName.of(kind: $0)) }
            kinds = kinds.isEmpty ? served : kinds.filter(served.contains)
            // No kind is of these services.
            if kinds.isEmpty { return [] }
        }
        var conditions: [String] = []
        var arguments: StatementArguments = []
        func require(_ column: String, _ values: [String], areWords: Bool = true) {
            if values.isEmpty { return }
            let marks = databaseQuestionMarks(count: values.count)
            conditions.append("\(column) IN (\(areWords ? "SELECT id FROM word WHERE text IN (\(marks))" : marks))")
            arguments += StatementArguments(values)
        }
        require("r.resource_id", filter.ids, areWords: false)
        require("r.kind", kinds)
        require("r.account", filter.accounts)
        require("s.region", filter.regions)
        return try Set(
            Int64.fetchAll(
                database,
                sql: """
                    SELECT s.id FROM resource r JOIN resource_state s ON s.resource = r.id
                    WHERE \(conditions.joined(separator: " AND "))
                    """,
                arguments: arguments))
    }
}
