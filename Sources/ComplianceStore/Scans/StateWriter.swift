import Compliance
import GRDB

/// Enters resources, and the states that scans see them in.
struct StateWriter {
    private let database: Database
    private let findResource: DirectStatement
    private let insertResource: DirectStatement
    private let findState: DirectStatement
    private let insertState: DirectStatement
    private var words: WordWriter

    init(in database: Database) throws {
        self.database = database
        findResource = try DirectStatement(
            "SELECT id FROM resource WHERE account = ? AND kind = ? AND resource_id = ?", in: database)
        insertResource = try DirectStatement(
            "INSERT INTO resource (account, kind, resource_id) VALUES (?, ?, ?)", in: database)
        findState = try DirectStatement(
            """
            SELECT id FROM resource_state
            WHERE resource = ? AND digest = ? AND name IS ? AND region IS ? AND resource_group IS ? AND file = ?
            """, in: database)
        insertState = try DirectStatement(
            """
            INSERT INTO resource_state (resource, digest, name, region, resource_group, file)
            VALUES (?, ?, ?, ?, ?, ?)
            """, in: database)
        words = try WordWriter(in: database)
    }

    /// The number of the resource's state, entered where it is new. A resource that cannot be read any more has none: 0.
    mutating func number(of resource: ResourceRecord?) throws -> Int64 {
        guard let resource else { return 0 }
        let file = try words.number(of: resource.file)
        let account = try words.number(of: resource.account ?? "")
        let kind = try words.number(of: resource.kind)
        func run<Result>(_ statement: DirectStatement, _ body: (DirectStatement) throws -> Result) rethrows -> Result {
            statement.bind(account, at: 1)
            statement.bind(kind, at: 2)
            statement.bind(resource.id, at: 3)
            return try body(statement)
        }
        let region = try resource.region.map { try words.number(of: $0) }
        let group = try resource.group.map { try words.number(of: $0) }
        // All columns of a state but its own number.
        func run<Result>(
            _ statement: DirectStatement, ofOwner owner: Int64, _ body: (DirectStatement) throws -> Result
        ) rethrows -> Result {
            statement.bind(owner, at: 1)
            statement.bind(resource.content, at: 2)
            statement.bind(resource.name, at: 3)
            statement.bind(region, at: 4)
            statement.bind(group, at: 5)
            statement.bind(file, at: 6)
            return try body(statement)
        }
        let number: Int64
        if let known = try run(findResource, { try $0.number() }) {
            if let state = try run(findState, ofOwner: known, { try $0.number() }) { return state }
            number = known
        } else {
            try run(insertResource) { try $0.run() }
            number = database.lastInsertedRowID
        }
        try run(insertState, ofOwner: number) { try $0.run() }
        return database.lastInsertedRowID
    }
}
