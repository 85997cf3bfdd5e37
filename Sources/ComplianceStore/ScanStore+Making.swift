import Foundation
import GRDB
import ResourceDocuments

extension ScanStore {
    /// Makes the store where nothing is. It is made beside its place and put there whole, so that nobody ever meets a part of one; one
    /// process makes it, and the others wait.
    static func make(_ path: String, secret fresh: DigestKey, _ patience: Double) throws {
        if !isEmpty(path) { return }
        let lock = try waitForMaker(of: path, patience)
        defer { withExtendedLifetime(lock) {} }
        // Another process may have made it since.
        if !isEmpty(path) { return }
        let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let draft = "\(StoreLock.folder(beside: path))/new.sqlite"
        // What a process left that ended while it made one.
        for ending in ["", "-wal", "-shm", "-journal"] { unlink(draft + ending) }
        let database = try open(draft, patience)
        try migrate(database)
        _ = try secret(of: database, otherwise: fresh)
        // Everything is in the one file then.
        try database.close()
        // The log of a store that somebody deleted would be taken for this one's.
        for ending in ["-wal", "-shm", "-journal"] { unlink(place + ending) }
        guard rename(draft, place) == 0 else {
            throw StoreProblem.inaccessible(path: path, reason: String(cString: strerror(errno)))
        }
        synchroniseFolder(of: place)
    }

    /// Makes a store that an earlier version wrote what this version writes, one process at a time.
    static func bringUpToDate(_ database: DatabaseQueue, _ path: String, _ patience: Double) throws {
        if try database.read(StoreMigrations.migrator.hasCompletedMigrations) { return }
        let lock = try waitForMaker(of: path, patience)
        defer { withExtendedLifetime(lock) {} }
        try migrate(database)
    }

    private static func migrate(_ database: DatabaseQueue) throws {
        try database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA application_id = \(StoreMigrations.applicationID)")
        }
        try StoreMigrations.migrator.migrate(database)
    }

    private static func waitForMaker(of path: String, _ patience: Double) throws -> StoreLock {
        let deadline = Date(timeIntervalSinceNow: patience)
        while true {
            if let lock = try StoreLock.take("prepare", beside: path) { return lock }
            if Date() > deadline { throw StoreProblem.locked(path: path) }
            Thread.sleep(forTimeInterval: 0.01)
        }
    }

    /// It is not there, or nothing is in it.
    private static func isEmpty(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) != 0 || information.st_size == 0
    }
}

/// The new name is on the disk too before anything is said to be kept.
private func synchroniseFolder(of place: String) {
    let descriptor = open(URL(fileURLWithPath: place).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return }
    fsync(descriptor)
    close(descriptor)
}
