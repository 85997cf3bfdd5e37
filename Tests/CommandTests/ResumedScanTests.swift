import Foundation
import GRDB
import TestSupport
import Testing

/// Why `norma scan --resume` refuses: each cause is said by itself.
@Suite struct ResumedScanTests {
    private static let scan =
        "norma scan --attachment rules/attachments/a.yaml --inventory inventory --database s.sqlite"

    /// With a scan that looks as a process left it that was killed when it was about to end, and its id.
    private func interrupted() throws -> (folder: ScratchFolder, id: String) {
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod"), "b": DoorPack.attachment("lab")])
        for command in [
            "norma mask add --resource front --justification known --author ann --database s.sqlite --as-of 2026-01-01T00:00:00Z",
            "\(Self.scan) --record --as-of 2026-01-02T00:00:00Z",
        ] {
            let run = try folder.run(command)
            #expect(run.exitCode == 0, "\(run.output)")
        }
        let id = try database(folder).write { database in
            try database.execute(sql: "UPDATE scan SET state = 'running', finished_at = NULL")
            try database.execute(sql: "DELETE FROM scan_kind")
            return try String.fetchOne(database, sql: "SELECT id FROM scan")
        }
        return (folder, try #require(id))
    }

    private func database(_ folder: ScratchFolder) throws -> DatabaseQueue {
        try DatabaseQueue(path: folder.url.appending(path: "s.sqlite").path)
    }

    private func refused(_ command: String, _ id: String, in folder: ScratchFolder, _ reason: String) throws {
        let run = try folder.run("\(command) --resume \(id)")
        #expect(run.exitCode == 2, "\(run.output)")
        #expect(
            run.standardError.contains("error[E5102]: scan '\(id)' cannot be gone on with: \(reason)"), "\(run.output)")
    }

    @Test func anotherAttachment() throws {
        let (folder, id) = try interrupted()
        try refused(
            Self.scan.replacing("a.yaml", with: "b.yaml"), id, in: folder, "it is of attachment 'prod'")
    }

    @Test func otherRules() throws {
        let (folder, id) = try interrupted()
        let rule = "rule door_is_shut {\n  id \"door\"\n  for demo.door\n  require open_for is at most 1\n}\n"
        try folder.write(Data(rule.utf8), to: "rules/door_is_shut.norma")
        try refused(
            Self.scan, id, in: folder, "its rules, their values or its controls are not those that it was begun with")
    }

    @Test func anotherInventory() throws {
        let (folder, id) = try interrupted()
        try folder.write(
            Data(DoorPack.inventory.replacing("open_for: 3", with: "open_for: 4").utf8), to: "inventory/doors.yaml")
        try refused(
            Self.scan, id, in: folder, "the resources in its scope are not those that it was begun with")
    }

    @Test func aMaskThatWasTakenBack() throws {
        let (folder, id) = try interrupted()
        let mask = try #require(
            try database(folder).read { try String.fetchOne($0, sql: "SELECT id FROM mask") })
        let removed = try folder.run(
            "norma mask remove \(mask) --author ann --reason over --database s.sqlite --as-of 2026-01-01T00:00:01Z")
        #expect(removed.exitCode == 0, "\(removed.output)")
        try refused(
            Self.scan, id, in: folder, "mask '\(mask)', which it was judged with, was taken back since")
    }

    @Test func nothingInTheWay() throws {
        let (folder, id) = try interrupted()
        let run = try folder.run("\(Self.scan) --resume \(id)")
        #expect(run.exitCode == 0, "\(run.output)")
        #expect(run.output.contains("recorded as scan \(id)"), "\(run.output)")
        try refused(Self.scan, id, in: folder, "it has ended")
    }
}
