import Foundation
import GRDB
import TestSupport
import Testing

/// Messages that name what is really so.
@Suite struct TrueMessageTests {
    private static let scan =
        "norma scan --attachment rules/attachments/a.yaml --inventory inventory --as-of 2026-11-01T00:00:00Z"

    private func folder(_ attachments: [String: String] = ["a": DoorPack.attachment("prod")]) throws -> ScratchFolder {
        try DoorPack.folder(
            attachments: attachments,
            files: [
                "rules/controls/doors.yaml": """
                control_library_name: Doors
                controls:
                  - { control_name: D1, control_specifications: [{ assessments: [{ assessment_id: door }] }] }
                  - { control_name: D2, control_specifications: [{ assessments: [{ assessment_id: door }] }] }

                """,
                "rules/profiles/doors.yaml":
                    "profile_name: Doors\nprofile_version: 1.2.0\ncontrols: [{ control_id: D1 }, { control_id: D2 }]\n",
            ])
    }

    private func ids(_ folder: ScratchFolder) throws -> [String] {
        let history = try folder.run("norma history --database s.sqlite --format json").standardOutput
        let report = try JSONSerialization.jsonObject(with: Data(history.utf8)) as? [String: Any]
        return (report?["scans"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    @Test(arguments: ["Doors@3", "Doors@2.0.0", "Doors@latest"]) func theVersionIsWhatIsNotThere(_ name: String) throws
    {
        let run = try folder().run("norma profile show \(name)")
        #expect(run.exitCode == 2)
        let version = name.dropFirst("Doors@".count)
        #expect(run.output.contains("profile 'Doors' is not there in version \(version)"), "\(run.output)")
        #expect(run.output.contains("it is there in 1.2.0"), "\(run.output)")
    }

    @Test func aSignInANameIsPartOfIt() throws {
        let folder = try folder()
        try folder.write(
            Data("profile_name: ops@home\ncontrols: [{ control_id: D1 }]\n".utf8), to: "rules/profiles/p.yaml")
        #expect(try folder.run("norma profile show ops@home").exitCode == 0)
        #expect(try folder.run("norma profile show opps@home").output.contains("no profile is called 'opps'"))
    }

    /// Nothing stands there that could be quoted.
    @Test(arguments: [("name: [", "the end of the text"), ("name: [\n", "the end of the text"), ("name: [a, %", "'%'")])
    func whatStandsWhereAValueIsDue(_ text: String, _ found: String) throws {
        let folder = try folder()
        try folder.write(Data(text.utf8), to: "rules/attachments/a.yaml")
        let run = try folder.run(Self.scan)
        #expect(run.exitCode == 2)
        #expect(run.output.contains(found) && !run.output.contains("found ''"), "\(run.output)")
    }

    @Test func theInstantIsWhatDiffers() throws {
        let folder = try folder()
        let mark = "DELETE FROM scan_kind; UPDATE scan SET state = 'running', finished_at = NULL"
        #expect(try folder.run("\(Self.scan) --record --database s.sqlite").exitCode == 0)
        try Store.execute(mark, in: folder)
        let id = try #require(try ids(folder).first)
        let other = try folder.run(
            Self.scan.replacing("2026-11-01", with: "2026-11-02") + " --resume \(id) --database s.sqlite")
        #expect(other.exitCode == 2)
        #expect(other.output.contains("was begun as of 2026-11-01T00:00:00Z"), "\(other.output)")
        #expect(other.output.contains("add '--as-of 2026-11-01T00:00:00Z'"), "\(other.output)")
        let same = try folder.run("\(Self.scan) --resume \(id) --database s.sqlite")
        #expect(same.exitCode == 0, "\(same.output)")
    }

    @Test func twoAttachmentsAreSaid() throws {
        let folder = try folder(["a": DoorPack.attachment("prod"), "b": DoorPack.attachment("test")])
        for attachment in ["a", "b"] {
            let scan = Self.scan.replacing("attachments/a", with: "attachments/\(attachment)")
            #expect(try folder.run("\(scan) --record --database s.sqlite").exitCode == 0)
        }
        let ids = try ids(folder)
        let text = try folder.run("norma diff \(ids[1]) \(ids[0]) --database s.sqlite").standardOutput
        #expect(text.contains("they are of two attachments, 'prod' and 'test'"), "\(text)")
        let alone = try folder.run("norma diff \(ids[0]) \(ids[0]) --database s.sqlite").standardOutput
        #expect(!alone.contains("two attachments"), "\(alone)")
    }

    @Test func aControlThatIsSwitchedOffIsSaid() throws {
        let folder = try folder()
        #expect(try folder.run("\(Self.scan) --record --database s.sqlite").exitCode == 0)
        let off = DoorPack.attachment("prod", "switched_off_controls: [{ control: D2, reason: twice }]")
        try folder.write(Data(off.utf8), to: "rules/attachments/a.yaml")
        let second = try folder.run("\(Self.scan) --record --database s.sqlite")
        #expect(second.exitCode == 0, "\(second.output)")
        let ids = try ids(folder)
        let text = try folder.run("norma diff \(ids[1]) \(ids[0]) --database s.sqlite").standardOutput
        #expect(text.contains(/control D2 +not_compliant → not in the scan/), "\(text)")
        let json = try folder.run("norma diff \(ids[0]) \(ids[1]) --database s.sqlite --format json").standardOutput
        let report = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let controls = try #require(report?["controls"] as? [[String: Any]])
        #expect(controls.map { $0["control_name"] as? String } == ["D2"])
        #expect(controls.first?["before"] is NSNull && controls.first?["after"] as? String == "not_compliant")
    }

    /// No program that reads doubles can hold it.
    @Test(arguments: [("-1e999", 2), ("\"1e999\"", 2), ("1e308", 0), ("-3", 0)])
    func aNumberBeyondDoublesIsRefused(_ value: String, _ exitCode: Int32) throws {
        let rule =
            "rule door_is_shut {\n  id \"door\"\n  for demo.door\n  param most: numeric = 0\n  require open_for is at most most\n}\n"
        let lines =
            "attachment_parameters: [{ assessment_id: door, parameter_name: most, parameter_value: \(value), parameter_type: numeric }]"
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod", lines)], files: ["rules/door_is_shut.norma": rule])
        let run = try folder.run(Self.scan)
        #expect(run.exitCode == exitCode, "\(run.output)")
        if exitCode == 2 { #expect(run.output.contains("1.8e308"), "\(run.output)") }
    }

    /// Who tries a file of another engine learns that it is one, and not which word is wrong.
    @Test func theLanguageOfOPAIsNotRead() throws {
        let text = "package kubernetes.images\ndeny contains msg if { input.x == 1 }\n"
        let folder = try ScratchFolder(["images.rego": text, "images.norma": text])
        let rego = try folder.run("norma check images.rego")
        #expect(rego.exitCode == 2)
        #expect(
            rego.standardError.contains("  help: the language of OPA is not read: 'norma new rule NAME'"),
            "\(rego.output)")
        #expect(try !folder.run("norma check images.norma").standardError.contains("OPA"))
    }

    @Test func theScoreThatIsKeptIsSaid() throws {
        let folder = try folder()
        let weighted = try folder.run("\(Self.scan) --record --database s.sqlite --score weighted")
        #expect(weighted.standardOutput.contains(/recorded as scan [-0-9a-f]+; its history has the score by scc\n/))
        let scc = try folder.run("\(Self.scan) --record --database s.sqlite --score scc")
        #expect(scc.standardOutput.contains(/recorded as scan [-0-9a-f]+\n/), "\(scc.output)")
    }

    private enum Store {
        static func execute(_ sql: String, in folder: ScratchFolder) throws {
            let file = folder.url.appending(path: "s.sqlite").path
            try DatabaseQueue(path: file).writeWithoutTransaction { try $0.execute(sql: sql) }
        }
    }
}
