import Foundation
import GRDB
import TestSupport
import Testing

/// The files that show what is attested, by the built command.
@Suite struct EvidenceCommandTests {
    private static let entered = "--author ann --as-of 2026-10-01T00:00:00Z --database s.sqlite"

    /// Whoever audits may be in another folder, as cron is.
    @Test func evidenceIsFoundFromAnyFolder() throws {
        let folder = try ScratchFolder()
        try folder.write(Data("minutes of the meeting\n".utf8), to: "minutes/evidence.txt")
        let added = try folder.run(
            "cd minutes && norma attestation add --control 1.1 --outcome compliant --statement seen --evidence ./evidence.txt \(Self.entered.replacing("s.sqlite", with: "../s.sqlite"))"
        )
        #expect(added.exitCode == 0, "\(added.output)")
        for place in ["", "cd minutes && ", "cd / && "] {
            let store = folder.url.appending(path: "s.sqlite").path
            let audit = try folder.run(
                "\(place)norma attestation audit --within 0 --database \(store) --as-of 2026-10-02T00:00:00Z")
            #expect(audit.exitCode == 0, "\(place): \(audit.output)")
        }
        // As it was entered before: from the folder of whoever looks.
        try DatabaseQueue(path: folder.url.appending(path: "s.sqlite").path).write { database in
            try database.execute(sql: "UPDATE attestation SET evidence = 'evidence.txt'")
        }
        let audit = "norma attestation audit --within 0 --as-of 2026-10-02T00:00:00Z --database"
        #expect(try folder.run("cd minutes && \(audit) ../s.sqlite").exitCode == 0)
        #expect(try folder.run("\(audit) s.sqlite").exitCode == 1)
    }

    /// Reading it would never end, or show nothing.
    @Test(arguments: ["/dev/zero", "/dev/null", "pipe", "link"]) func evidenceIsARegularFile(_ path: String) throws {
        let folder = try ScratchFolder()
        #expect(mkfifo(folder.url.appending(path: "pipe").path, 0o600) == 0)
        try FileManager.default.createSymbolicLink(
            atPath: folder.url.appending(path: "link").path, withDestinationPath: "/dev/zero")
        let run = try folder.run(
            "ulimit -t 60; norma attestation add --control 1.1 --outcome compliant --statement seen --evidence \(path) \(Self.entered)"
        )
        #expect(run.exitCode == 2)
        #expect(
            run.standardError.contains("'\(path)' is a pipe or a device, and a file is due here"), "\(run.output)")
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "s.sqlite").path))
    }
}
