import Foundation
import GRDB
import TestSupport
import Testing

/// Where the store stands: on a disk that nobody may write, on a full one, in a folder that is none.
@Suite struct StoreGroundTests {
    private static let scan =
        "norma scan --attachment rules/attachments/a.yaml --inventory inventory --as-of 2026-01-31T10:00:00Z"

    /// A store in a folder of its own.
    private func recorded() throws -> ScratchFolder {
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod")], files: ["store/.keep": ""])
        let run = try folder.run("\(Self.scan) --record --database store/s.sqlite")
        #expect(run.exitCode == 0, "\(run.output)")
        return folder
    }

    /// The scans were taken out of the store behind its back, which shows when the next one is written.
    @Test func aDocumentThatIsWrittenIsFollowedByNoOther() throws {
        let folder = try recorded()
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let path = folder.url.appending(path: "store/s.sqlite").path
        try DatabaseQueue(path: path, configuration: configuration).write { try $0.execute(sql: "DELETE FROM scan") }
        let run = try folder.run("\(Self.scan) --record --database store/s.sqlite --format json")
        #expect(run.exitCode == 2, "\(run.output)")
        #expect(run.standardError.contains("error[E5101]"), "\(run.output)")
        let document = try JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [String: Any]
        #expect(document?["format"] as? String == "norma.scan", "\(run.output)")
    }

    // MARK: Nobody may write

    /// A folder and a file that nobody may write stop everybody but the administrator; a view of the folder that is mounted read-only
    /// stops that one too. Where neither can be had the tests of read-only ground say nothing.
    private enum ReadOnly {
        static let isAdministrator = getuid() == 0
        static let canMount =
            (try? NormaProcess.run("unshare --mount true", in: FileManager.default.temporaryDirectory).exitCode) == 0
        static let canBeHad = !isAdministrator || canMount

        static func command(_ command: String, folder: String) -> String {
            guard isAdministrator else { return "chmod 444 \(folder)/s.sqlite; chmod 555 \(folder); \(command)" }
            let mount = "mount --bind \(folder) \(folder) && mount -o remount,ro,bind \(folder)"
            return "unshare --mount sh -c '\(mount) && exec \(command)'"
        }
    }

    @Test(
        .enabled(if: ReadOnly.canBeHad, "read-only ground wants a user who is not root, or the right to mount"),
        arguments: [
            "norma history", "norma results", "norma history drift --attachment prod --as-of 2026-02-01T00:00:00Z",
            "norma mask list", "norma mask audit", "norma attestation list", "norma notify list", scan,
            "norma gate --attachment rules/attachments/a.yaml --inventory inventory",
        ])
    func aStoreThatNobodyMayWriteIsRead(_ command: String) throws {
        let folder = try recorded()
        let path = folder.url.appending(path: "store").path
        let run = try folder.run(ReadOnly.command("\(command) --database store/s.sqlite", folder: "store"))
        // A gate closes.
        #expect(run.exitCode == (command.hasPrefix("norma gate") ? 1 : 0), "\(run.output)")
        #expect(!run.output.contains("error["), "\(run.output)")
        chmod(path, 0o755)
        let files = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasPrefix("s.sqlite-") }
        #expect(files == ["s.sqlite-locks"])
    }

    @Test(.enabled(if: ReadOnly.canBeHad))
    func writingThereIsRefused() throws {
        let folder = try recorded()
        let add = "norma mask add --resource q --justification x --author ann --database store/s.sqlite"
        let run = try folder.run(ReadOnly.command(add, folder: "store"))
        #expect(run.exitCode == 2)
        #expect(
            run.standardError.contains("error[E5101]: the store 'store/s.sqlite' cannot be opened"), "\(run.output)")
        chmod(folder.url.appending(path: "store").path, 0o755)
    }

    /// Whoever wrote last ended in the middle: what stands in the log would be missed.
    @Test(.enabled(if: ReadOnly.canBeHad))
    func aLogThatCannotBeReadIsSaid() throws {
        let folder = try recorded()
        let path = folder.url.appending(path: "store/s.sqlite").path
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA wal_autocheckpoint = 0") }
        let database = try DatabaseQueue(path: path, configuration: configuration)
        try database.writeWithoutTransaction { try $0.execute(sql: "UPDATE scan SET process = 1") }
        // A copy of both files as they stand while somebody writes.
        for ending in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: path + ending, toPath: path + ending + "+")
        }
        try database.close()
        for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
        try FileManager.default.removeItem(atPath: path)
        for ending in ["", "-wal"] {
            try FileManager.default.moveItem(atPath: path + ending + "+", toPath: path + ending)
        }
        let run = try folder.run(ReadOnly.command("norma history --database store/s.sqlite", folder: "store"))
        chmod(folder.url.appending(path: "store").path, 0o755)
        #expect(run.exitCode == 2)
        #expect(run.standardError.contains("changes are in 'store/s.sqlite-wal'"), "\(run.output)")
        #expect(run.standardError.contains("copy both files to a folder that you may write to"), "\(run.output)")
    }

    // MARK: No room

    /// Nothing was kept, and nothing says that something was. In blocks of 512 bytes: not enough for the store itself.
    @Test(arguments: ["\(scan) --record", "norma mask add --resource q --justification x --author ann"])
    func aDiskThatIsFullFromTheBeginning(_ command: String) throws {
        let folder = try DoorPack.folder(attachments: ["a": DoorPack.attachment("prod")])
        let run = try folder.run("ulimit -f 40; \(command) --database s.sqlite")
        #expect(run.exitCode == 2)
        #expect(
            run.standardError.contains("the disk of the store 's.sqlite' is full: nothing of this was kept"),
            "\(run.output)")
        #expect(!run.output.contains("go on with"), "\(run.output)")
    }

    // MARK: No folder

    @Test func aFileInThePlaceOfTheLocksIsNamed() throws {
        let folder = try recorded()
        try FileManager.default.removeItem(at: folder.url.appending(path: "store/s.sqlite-locks"))
        try folder.write(Data("mine".utf8), to: "store/s.sqlite-locks")
        let run = try folder.run("\(Self.scan) --record --database store/s.sqlite")
        #expect(run.exitCode == 2)
        #expect(run.standardError.contains("error[E5101]: the locks of the store cannot be kept in"), "\(run.output)")
        #expect(run.standardError.contains("s.sqlite-locks': Not a directory"), "\(run.output)")
        #expect(run.standardError.contains("make that a folder that you may write to"), "\(run.output)")
    }

    @Test func aFileInThePlaceOfTheFolderIsNamed() throws {
        let folder = try recorded()
        let run = try folder.run("\(Self.scan) --record --database rules/attachments/a.yaml/s.sqlite")
        #expect(run.exitCode == 2)
        #expect(run.standardError.contains("its folder 'rules/attachments/a.yaml' cannot be made"), "\(run.output)")
    }

    // MARK: Names

    /// SQLite keeps the first in memory, and takes the others for URIs: what is entered would be gone, or elsewhere than the store's locks.
    @Test(arguments: [":memory:", "file:m?mode=memory", "file:s.sqlite", "file:sub/s.sqlite", "file::memory:"])
    func aStoreIsTheFileOfItsName(_ name: String) throws {
        let folder = try ScratchFolder()
        let environment = ["NO_COLOR": "1", "NORMA_DATABASE": name]
        let add = "norma mask add --resource q --justification x --author ann"
        let run = try folder.run(add, environment: environment)
        #expect(run.exitCode == 0, "\(run.output)")
        let list = try folder.run("norma mask list --database '\(name)'")
        #expect(list.output.contains("resource q"), "\(list.output)")
        let path = folder.url.path
        for file in ["\(path)/\(name)", "\(path)/\(name)-locks"] {
            #expect(FileManager.default.fileExists(atPath: file), "\(file)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).allSatisfy { !$0.hasPrefix("s.sqlite") })
    }

    @Test(arguments: ["history", "results", "mask list"]) func anEmptyNameIsNoFile(_ command: String) throws {
        let run = try ScratchFolder().run("norma \(command) --database \"\"")
        #expect(run.exitCode == 2)
        #expect(run.output.contains("--database is empty"), "\(run.output)")
    }
}
