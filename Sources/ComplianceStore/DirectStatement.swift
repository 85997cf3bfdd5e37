import GRDB
import GRDBSQLite
import ResourceDocuments

/// A statement that a scan runs hundreds of thousand times, or that has as many rows. Its values go to SQLite as they are: to box, check and copy arguments one by
/// one, as GRDB does for everybody, takes as long as SQLite itself.
///
/// Invariants: it is used within the access to the database that made it, and SQLite copies texts and bytes before `bind` returns.
struct DirectStatement {
    private let statement: Statement
    private let connection: OpaquePointer?
    private var handle: OpaquePointer { statement.sqliteStatement }

    /// `SQLITE_TRANSIENT`: the address -1, which no function has and no constant that Swift imports; SQLite copies what it is bound with.
    private static var copied: sqlite3_destructor_type {
        unsafeBitCast(OpaquePointer(bitPattern: -1), to: sqlite3_destructor_type.self)
    }

    init(_ sql: String, in database: Database) throws {
        statement = try database.makeStatement(sql: sql)
        connection = database.sqliteConnection
    }

    // MARK: Values, from 1

    func bind(_ number: Int64?, at index: Int32) {
        if let number {
            sqlite3_bind_int64(handle, index, number)
        } else {
            sqlite3_bind_null(handle, index)
        }
    }

    func bind(_ number: Int?, at index: Int32) { bind(number.map(Int64.init), at: index) }

    func bind(_ text: String?, at index: Int32) {
        guard var text else { return bind(nil as Int64?, at: index) }
        let holdsEnd = StoredText.holdsEnd(text)
        text.withUTF8 { bytes in
            if holdsEnd {
                sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(clamping: bytes.count), Self.copied)
                return
            }
            _ = bytes.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text(handle, index, $0.baseAddress, Int32(clamping: $0.count), Self.copied)
            }
        }
    }

    func bind(_ digest: ContentDigest, at index: Int32) {
        _ = withUnsafeBytes(of: (digest.low.littleEndian, digest.high.littleEndian)) {
            sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), Self.copied)
        }
    }

    // MARK: Running

    /// Runs it for what it does.
    func run() throws {
        defer { sqlite3_reset(handle) }
        try step()
    }

    /// The whole number in the first column of its first row; nil where it has no row.
    func number() throws -> Int64? {
        defer { sqlite3_reset(handle) }
        return try step() ? sqlite3_column_int64(handle, 0) : nil
    }

    /// Its rows in their order, as long as `body` asks for the next.
    ///
    /// - Returns: false where `body` did not.
    @discardableResult
    func rows(_ body: (DirectRow) throws -> Bool) throws -> Bool {
        defer { sqlite3_reset(handle) }
        let row = DirectRow(handle)
        while try step() {
            if !(try body(row)) { return false }
        }
        return true
    }

    /// Whether there is a row.
    @discardableResult
    private func step() throws -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw DatabaseError(
            resultCode: ResultCode(rawValue: code), message: sqlite3_errmsg(connection).map { String(cString: $0) })
    }
}

/// The row that a statement stands at, good until the next.
struct DirectRow {
    private let handle: OpaquePointer

    fileprivate init(_ handle: OpaquePointer) { self.handle = handle }

    /// A whole number, from column 0; 0 where it is null.
    subscript(column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// nil where it is null.
    func number(_ column: Int32) -> Int64? { isNull(column) ? nil : self[column] }

    /// nil of anything but sixteen bytes.
    func digest(_ column: Int32) -> ContentDigest? { ContentDigest(bytes: bytes(column)) }

    /// Its type, its length and its bytes, so that values behind one another cannot be cut otherwise.
    func append(_ column: Int32, to stream: inout DigestStream) {
        stream.append(number: Int(sqlite3_column_type(handle, column)))
        let bytes = bytes(column)
        stream.append(number: bytes.count)
        stream.append(bytes)
    }

    /// Good until the next row, and until another type is asked for.
    private func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        // SQLite wants to be asked for the bytes before their count.
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, column)))
    }
}
