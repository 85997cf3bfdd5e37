import Compliance
import GRDB

/// The states of resources that a filter lets through, in any scan.
enum FilteredStates {
    static func find(_ filter: ResourceFilter, in database: Database) throws -> Set<Int64> {
        var kinds = filter.kinds
        if !filter.services.isEmpty {
            let all = try StoredText.all(
                in: database, sql: "SELECT text FROM word WHERE id IN (SELECT DISTINCT kind FROM resource)")
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
            arguments += StatementArguments(values.map(StoredText.value))
        }
        require("r.resource_id", filter.ids, areWords: false)
        // Before what asks for another table.
        require("s.region", filter.regions)
        require("r.kind", kinds)
        require("r.account", filter.accounts)
        // Resources are found by their accounts. For everything else it is faster to go over all states in their order, as SQLite does
        // only where it is told to.
        let tables =
            filter.accounts.isEmpty && filter.ids.isEmpty
            ? "resource_state s CROSS JOIN resource r" : "resource r CROSS JOIN resource_state s"
        let states = try Int64.fetchCursor(
            database,
            sql: "SELECT s.id FROM \(tables) ON r.id = s.resource WHERE \(conditions.joined(separator: " AND "))",
            arguments: arguments)
        var found: Set<Int64> = []
        while let state = try states.next() { found.insert(state) }
        return found
    }
}
