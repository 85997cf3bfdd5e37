import GRDB
import ResourceDocuments

/// Reads what the store says of states of resources: whose they are, and what was in them.
struct StateReader {
    private let key: DigestKey
    private let find: DirectStatement
    private let findWord: DirectStatement
    private var words: [Int64: ContentDigest] = [:]

    /// The columns behind these are numbers of words.
    private static let texts: Range<Int32> = 0..<3
    private static let wordColumns: Range<Int32> = 3..<8

    init(_ key: DigestKey, in database: Database) throws {
        self.key = key
        find = try DirectStatement(
            """
            SELECT s.digest, s.name, r.resource_id, s.region, s.resource_group, s.file, r.account, r.kind
            FROM resource_state s JOIN resource r ON r.id = s.resource WHERE s.id = ?
            """, in: database)
        findWord = try DirectStatement("SELECT text FROM word WHERE id = ?", in: database)
    }

    /// - Returns: a digest of all that the rows say; and that of the content for each state, nil where no row has one.
    mutating func read(_ states: [Int64]) throws -> (digest: ContentDigest, contents: [ContentDigest?]) {
        var stream = DigestStream(key)
        stream.append(measured: "states")
        var contents: [ContentDigest?] = []
        contents.reserveCapacity(states.count)
        for state in states {
            var content: ContentDigest?
            var isThere = false
            find.bind(state, at: 1)
            try find.rows { row in
                isThere = true
                content = row.digest(0)
                stream.append(number: 1)
                for column in Self.texts { row.append(column, to: &stream) }
                for column in Self.wordColumns {
                    guard let word = row.number(column) else {
                        stream.append(number: 0)
                        continue
                    }
                    stream.append(number: 1)
                    stream.append(try digest(ofWord: word))
                }
                return true
            }
            if !isThere { stream.append(number: 0) }
            contents.append(content)
        }
        return (stream.finish(), contents)
    }

    private mutating func digest(ofWord number: Int64) throws -> ContentDigest {
        if let known = words[number] { return known }
        var stream = DigestStream(key)
        findWord.bind(number, at: 1)
        try findWord.rows { row in
            row.append(0, to: &stream)
            return true
        }
        let digest = stream.finish()
        words[number] = digest
        return digest
    }
}
