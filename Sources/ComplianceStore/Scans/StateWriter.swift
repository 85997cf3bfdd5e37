import Compliance
import Foundation
import GRDB
import ResourceDocuments

/// Enters resources, and the states that scans see them in.
struct StateWriter {
    private let database: Database
    private let findResource: Statement
    private let insertResource: Statement
    private let findState: Statement
    private let insertState: Statement
    private var words: WordWriter

    init(in database: Database) throws {
        self.database = database
        findResource = try database.cachedStatement(
            sql: "SELECT id FROM resource WHERE account = ? AND kind = ? AND resource_id = ?")
        insertResource = try database.cachedStatement(
            sql: "INSERT INTO resource (account, kind, resource_id) VALUES (?, ?, ?)")
        findState = try database.cachedStatement(
            sql: "SELECT id FROM resource_state WHERE resource = ? AND digest = ? AND file = ?")
        insertState = try database.cachedStatement(
            sql: """
                INSERT INTO resource_state (resource, digest, name, region, resource_group, file)
                VALUES (?, ?, ?, ?, ?, ?)
                """)
        words = try WordWriter(in: database)
    }

    /// The number of the resource's state, entered where it is new. A resource that cannot be read any more has none: 0.
    mutating func number(of resource: ResourceRecord?) throws -> Int64 {
        guard let resource else { return 0 }
        let digest = Data(resource.content.bytes)
        let file = try words.number(of: resource.file)
        let account = try words.number(of: resource.account ?? "")
        let kind = try words.number(of: resource.kind)
        let number: Int64
        if let known = try Int64.fetchOne(findResource, arguments: [account, kind, resource.id]) {
            if let state = try Int64.fetchOne(findState, arguments: [known, digest, file]) { return state }
            number = known
        } else {
            try insertResource.execute(arguments: [account, kind, resource.id])
            number = database.lastInsertedRowID
        }
        try insertState.execute(arguments: [
            number, digest, resource.name, try resource.region.map { try words.number(of: $0) },
            try resource.group.map { try words.number(of: $0) }, file,
        ])
        return database.lastInsertedRowID
    }
}
