import ComplianceStore
import Foundation
import GRDB
import TestSupport
import Testing

/// Which scans `norma history forget` forgets where some were never written to their end.
@Suite struct ForgottenScanTests {
    private static let scan =
        "norma scan --attachment rules/attachments/a.yaml --inventory inventory --record --database s.sqlite"

    /// Scans of the first days of January 2026, the first of them on the first; those of `killed` days look as a process left them that
    /// was killed after it had written something.
    private func folder(days: Int, killed: Set<Int>) throws -> ScratchFolder {
        let folder = try DoorPack.folder(attachments: ["a": DoorPack.attachment("prod")])
        for day in 1...days {
            let run = try folder.run("\(Self.scan) --as-of 2026-01-0\(day)T00:00:00Z")
            #expect(run.exitCode == 0, "\(run.output)")
        }
        try database(folder).write { database in
            for day in killed {
                try database.execute(
                    sql: "UPDATE scan SET state = 'running', finished_at = NULL WHERE as_of LIKE ?",
                    arguments: ["2026-01-0\(day)%"])
            }
        }
        return folder
    }

    private func database(_ folder: ScratchFolder) throws -> DatabaseQueue {
        try DatabaseQueue(path: folder.url.appending(path: "s.sqlite").path)
    }

    /// The days of the scans that are left, the newest first.
    private func days(_ folder: ScratchFolder) throws -> [Int] {
        try database(folder).read { database in
            try String.fetchAll(database, sql: "SELECT as_of FROM scan ORDER BY as_of DESC")
                .compactMap { Int($0.dropFirst(8).prefix(2)) }
        }
    }

    @Test(arguments: [
        // The last whole one stays, and so does a later one that can be gone on with.
        (Set([3]), "--keep 1", [3, 2]), (Set([1]), "--keep 1", [4]), (Set([2, 3]), "--keep 1", [4]),
        (Set([1, 2, 3, 4]), "--keep 1", [4]), (Set([1, 2, 3, 4]), "--keep 2", [4, 3]),
        (Set([1, 2]), "--keep 1 --older-than 9 --as-of 2026-01-11T00:00:00Z", [4, 3, 2]),
        (Set([1, 2]), "--keep 3", [4, 3, 2]),
    ])
    func whatNobodyWritesIsForgotten(_ killed: Set<Int>, _ options: String, _ left: [Int]) throws {
        let days = killed == [3] ? 3 : 4
        let folder = try folder(days: days, killed: killed)
        let run = try folder.run("norma history forget \(options) --database s.sqlite")
        let count = days - left.count
        #expect(run.output == "forgot \(count) \(count == 1 ? "scan" : "scans")\n")
        #expect(try self.days(folder) == left)
        try database(folder).read { database in
            for table in ["scan_piece", "scan_rule", "scan_control", "finding", "scan_text"] {
                let orphans = try Int.fetchOne(
                    database, sql: "SELECT count(*) FROM \(table) WHERE scan NOT IN (SELECT number FROM scan)")
                #expect(orphans == 0, "\(table)")
            }
        }
    }

    /// Here by this process.
    @Test func whatIsBeingWrittenStays() throws {
        let folder = try folder(days: 3, killed: [1, 2])
        var random = SeededGenerator(seed: 1)
        let store = try ScanStore(path: folder.url.appending(path: "s.sqlite").path, random: &random)
        let lock = try #require(try store.lock(.scanning(attachment: "prod")))
        let forget = "norma history forget --keep 1 --database s.sqlite"
        #expect(try folder.run(forget).output == "forgot 0 scans\n")
        withExtendedLifetime(lock) {}
        #expect(try days(folder) == [3, 2, 1])
    }
}
