import GRDB

/// Why the store cannot do what it was asked for.
package enum StoreProblem: Error, Hashable, Sendable {
    /// The file or its folder cannot be made, read or written.
    case inaccessible(path: String, reason: String)
    /// A folder, a pipe or a device is there.
    case notAFile(path: String, isFolder: Bool)
    /// It stands where nobody may write, beside a log that SQLite has to write to read it.
    case unreadableLog(path: String)
    /// The folder of its locks, or a lock in it, cannot be made.
    case unlockable(path: String, reason: String)
    /// It is no database, or another program's.
    case foreign(path: String)
    /// A later version of Norma wrote it.
    case newer(path: String)
    /// An earlier version wrote it, or it is being made: it has to be opened for writing first.
    case outdated(path: String)
    /// Another process holds it longer than the store waits.
    case locked(path: String)
    /// The disk is full; nothing of the last step was written.
    ///
    /// - Parameter scan: the one that is kept as far as it was written; nil: nothing is kept.
    case full(path: String, scan: String?)
    /// The database is damaged, or SQLite says something else.
    case damaged(path: String, reason: String)

    init(_ error: any Error, path: String) {
        if let problem = error as? StoreProblem {
            self = problem
            return
        }
        guard let error = error as? DatabaseError else {
            self = .inaccessible(path: path, reason: "\(error)")
            return
        }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
        case .SQLITE_FULL: self = .full(path: path, scan: nil)
        case .SQLITE_NOTADB: self = .foreign(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH:
            self = .inaccessible(path: path, reason: error.message ?? "it cannot be opened")
        case .SQLITE_IOERR where Self.isOfNoRoom(error.extendedResultCode):
            self = .full(path: path, scan: nil)
        default: self = .damaged(path: path, reason: error.message ?? "\(error.resultCode)")
        }
    }

    /// A write that fails, and the index of the log that cannot be made as large as it has to be.
    private static func isOfNoRoom(_ code: ResultCode) -> Bool {
        code == .SQLITE_IOERR_WRITE || code == .SQLITE_IOERR_SHMSIZE
    }
}
