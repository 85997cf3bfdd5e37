import Foundation
import GRDB

/// Texts of anybody's documents, as they are: also those with U+0000, at which a text of SQLite ends for whoever reads it as C does, and
/// GRDB among them. Such a text is kept as its bytes; whole rows give it back as a `String`.
enum StoredText {
    static func holdsEnd(_ text: String) -> Bool { text.utf8.contains(0) }

    /// What stands for a text in a statement.
    static func value(_ text: String) -> DatabaseValue {
        holdsEnd(text) ? Data(text.utf8).databaseValue : text.databaseValue
    }

    /// The first column of all rows.
    static func all(
        in database: Database, sql: String, arguments: StatementArguments = []
    ) throws -> [String] {
        try DatabaseValue.fetchAll(database, sql: sql, arguments: arguments).compactMap(String.fromDatabaseValue)
    }
}

extension StatementArguments {
    /// Values of which the texts are anybody's, and kept as `StoredText` has it.
    static func stored(_ values: [(any DatabaseValueConvertible)?]) -> StatementArguments {
        StatementArguments(values.map { value in (value as? String).map { StoredText.value($0) } ?? value })
    }
}
