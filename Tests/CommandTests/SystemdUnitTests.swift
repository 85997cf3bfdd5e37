import Foundation
import TestSupport
import Testing

/// The units that are shipped, by systemd's own word. Skips, loudly, where systemd is not installed.
@Suite struct SystemdUnitTests {
    private static let folder = "Integrations/systemd"

    private func analyze(_ arguments: String, changing line: (String, String)? = nil) throws -> NormaProcess.Result? {
        guard try NormaProcess.run("command -v systemd-analyze").exitCode == 0 else {
            print("SKIPPED: systemd-analyze is not here, so the units were not checked")
            return nil
        }
        let scratch = try ScratchFolder()
        try scratch.copy(Self.folder)
        let unit = scratch.url.appending(path: "\(Self.folder)/norma-run.service")
        // systemd looks whether the program is there.
        var text = try String(contentsOf: unit, encoding: .utf8).replacing("/usr/bin/norma ", with: "/bin/true ")
        if let line { text = text.replacing(line.0, with: line.1) }
        try Data(text.utf8).write(to: unit)
        return try scratch.run("cd \(Self.folder) && systemd-analyze \(arguments)")
    }

    @Test func systemdTakesTheUnits() throws {
        guard let result = try analyze("verify ./norma-run.service ./norma-run.timer") else { return }
        #expect(result.output == "")
        #expect(result.exitCode == 0)
        // It does say what is wrong.
        let wrong = try analyze("verify ./norma-run.service", changing: ("ProtectSystem=strict", "ProtectSystm=strict"))
        #expect(wrong?.output.contains("ProtectSystm") == true)
    }

    /// At most 2.0 of 10, by systemd's own measure of what a service may do.
    @Test func theServiceMayDoLittle() throws {
        let command = "security --offline=true --threshold=20 ./norma-run.service"
        guard let result = try analyze(command) else { return }
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(try analyze(command, changing: ("CapabilityBoundingSet=\n", ""))?.exitCode != 0)
    }

    @Test func theCommandLineIsOneThatNormaTakes() throws {
        let unit = try String(
            contentsOf: ProjectFolder.root.appending(path: "\(Self.folder)/norma-run.service"), encoding: .utf8)
        let line = try #require(unit.split(separator: "\n").first { $0.hasPrefix("ExecStart=") })
        let command = String(line).replacing("ExecStart=/usr/bin/", with: "").replacing("/etc/norma/", with: "etc/")
        let folder = try DoorPack.folder(
            attachments: [:],
            files: [
                "etc/attachments/prod.yaml": DoorPack.attachment("prod"),
                "etc/inventory/doors.yaml": DoorPack.inventory,
                "etc/notifications.yaml": "destinations: [{ name: log, file: { path: events.jsonl } }]\n",
            ])
        try folder.link("etc/pack", to: "../rules")
        let result = try folder.run(command, environment: ["NO_COLOR": "1", "NORMA_DATABASE": "var/norma.sqlite"])
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(result.output.contains("prod: ran as scan"))
        #expect(FileManager.default.fileExists(atPath: folder.url.appending(path: "etc/events.jsonl").path))
        #expect(FileManager.default.fileExists(atPath: folder.url.appending(path: "var/norma.sqlite").path))
    }
}
