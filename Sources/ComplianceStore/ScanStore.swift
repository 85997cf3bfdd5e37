import Foundation
import GRDB
package import ResourceDocuments

/// Scans and what belongs to them, in one SQLite file: written in whole steps, so that a process that ends at any moment leaves it
/// whole. Decides nothing.
package final class ScanStore: Sendable {
    package let path: String
    /// What digests in this store are made with.
    package let key: DigestKey
    let database: DatabaseQueue

    /// Opens the store, and makes it where there is none.
    ///
    /// - Parameters:
    ///   - patience: how long another process may hold the file, in seconds.
    ///   - random: for the secret of a store that is made.
    package init(
        path: String, patience: Double = 5, random: inout some RandomNumberGenerator
    ) throws(StoreProblem) {
        self.path = path
        let fresh = DigestKey.random(using: &random)
        do {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().relativePath
            throw .inaccessible(path: path, reason: "its folder '\(folder)' cannot be made")
        }
        try Self.requireFile(path)
        do {
            try Self.make(path, secret: fresh, patience)
            let database = try Self.open(path, patience)
            try Self.bringUpToDate(database, path, patience)
            key = try Self.secret(of: database, otherwise: fresh)
            self.database = database
        } catch {
            throw StoreProblem(error, path: path)
        }
    }

    /// Opens a store that is there to read it: nothing is written, and nobody who writes it is waited for.
    ///
    /// Throws `.outdated` of one that an earlier version wrote.
    package init(reading path: String, patience: Double = 5) throws(StoreProblem) {
        self.path = path
        try Self.requireFile(path)
        do {
            let database = try Self.openToRead(path, patience)
            if try !database.read(StoreMigrations.migrator.hasCompletedMigrations) {
                throw StoreProblem.outdated(path: path)
            }
            key = try database.read(Self.secret)
            self.database = database
        } catch {
            throw StoreProblem(error, path: path)
        }
    }

    /// SQLite keeps files of its own beside a store that it reads. Where it can put none there, nobody can write the store either, and it is
    /// read as it stands.
    private static func openToRead(_ path: String, _ patience: Double) throws -> DatabaseQueue {
        do {
            return try open(path, patience, isReadOnly: true)
        } catch let error as DatabaseError where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) {
            let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
            // A store of which nothing can be read has no better reason than SQLite's.
            guard access(file.path, R_OK) == 0 else { throw error }
            let log = try? FileManager.default.attributesOfItem(atPath: "\(file.path)-wal")[.size] as? Int
            if let log, log > 0 { throw StoreProblem.unreadableLog(path: path) }
            return try open(path, as: "\(file.absoluteString)?immutable=1", patience, isReadOnly: true)
        }
    }

    /// SQLite would take a device for a damaged store.
    private static func requireFile(_ path: String) throws(StoreProblem) {
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let type = try? FileManager.default.attributesOfItem(atPath: file)[.type] as? FileAttributeType,
            type != .typeRegular
        else { return }
        throw .notAFile(path: path, isFolder: type == .typeDirectory)
    }

    /// The file of that name, whatever it is called: SQLite would keep `:memory:` in memory, and read `file:` as the beginning of a URI.
    static func open(_ path: String, _ patience: Double, isReadOnly: Bool = false) throws -> DatabaseQueue {
        try open(path, as: path.hasPrefix("/") ? path : "./\(path)", patience, isReadOnly: isReadOnly)
    }

    /// - Parameter name: the store's for SQLite.
    private static func open(
        _ path: String, as name: String, _ patience: Double, isReadOnly: Bool
    ) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(patience)
        configuration.prepareDatabase { database in
            // A scan is not done before it is on the disk.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // Indexes of large scans are written all over: in kibibytes, and in pages of 4 of them.
            try database.execute(sql: "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000")
        }
        let database = try DatabaseQueue(path: name, configuration: configuration)
        // Both in one look: whoever makes a store says whose it is before it makes a table.
        let (owner, tables) = try database.read { database in
            (
                try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            )
        }
        guard owner == StoreMigrations.applicationID || (owner == 0 && tables == 0) else {
            throw StoreProblem.foreign(path: path)
        }
        if try database.read(StoreMigrations.migrator.hasBeenSuperseded) { throw StoreProblem.newer(path: path) }
        return database
    }

    /// The store's secret; `fresh` where it has none yet.
    static func secret(of database: DatabaseQueue, otherwise fresh: DigestKey) throws -> DigestKey {
        let count = try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM secret") }
        if count == 0 {
            let words = withUnsafeBytes(of: (fresh.words.0.littleEndian, fresh.words.1.littleEndian)) { Data($0) }
            try database.write { database in
                try database.execute(
                    sql: "INSERT OR IGNORE INTO secret (name, value) VALUES ('digest', ?)", arguments: [words])
            }
        }
        return try database.read(secret)
    }

    private static func secret(_ database: Database) throws -> DigestKey {
        let stored = try Data.fetchOne(database, sql: "SELECT value FROM secret WHERE name = 'digest'") ?? Data()
        guard let digest = ContentDigest(bytes: stored) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "its secret is not sixteen bytes")
        }
        return DigestKey(digest.low, digest.high)
    }

    func write<Result>(_ body: (Database) throws -> Result) throws(StoreProblem) -> Result {
        do { return try database.write(body) } catch { throw StoreProblem(error, path: path) }
    }

    func read<Result>(_ body: (Database) throws -> Result) throws(StoreProblem) -> Result {
        do { return try database.read(body) } catch { throw StoreProblem(error, path: path) }
    }
}
