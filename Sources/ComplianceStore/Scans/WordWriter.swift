import GRDB
import ResourceDocuments

/// Enters texts that stand in many rows, each once.
struct WordWriter {
    private let database: Database
    private let find: Statement
    private let insert: Statement
    private var numbers: [ExactText: Int64] = [:]

    init(in database: Database) throws {
        self.database = database
        find = try database.cachedStatement(sql: "SELECT id FROM word WHERE text = ?")
        insert = try database.cachedStatement(sql: "INSERT INTO word (text) VALUES (?)")
    }

    /// The number of the word, entered where it is new.
    mutating func number(of word: String) throws -> Int64 {
        if let known = numbers[ExactText(word)] { return known }
        let number: Int64
        if let entered = try Int64.fetchOne(find, arguments: [StoredText.value(word)]) {
            number = entered
        } else {
            try insert.execute(arguments: [StoredText.value(word)])
            number = database.lastInsertedRowID
        }
        numbers[ExactText(word)] = number
        return number
    }
}
