import Foundation
import TestSupport
import Testing

/// What judged nothing does not look like success, and what is checked with less is said.
@Suite struct JudgedNothingTests {
    private static let rule = "rule r {\n  title \"t\"\n  severity low\n  for demo.thing\n  require a is true\n}\n"

    @Test(arguments: [
        ("[]", "there is no resource to judge"),
        (
            #"[{"kind": "demo.thin", "id": "1", "properties": {"a": true}}]"#,
            "did you mean 'demo.thing' by 'demo.thin'?"
        ),
        (#"[{"kind": "other.sort", "id": "1", "properties": {"a": true}}]"#, "the resources are of other.sort"),
    ])
    func evalEndsWithTwo(_ inventory: String, _ words: String) throws {
        let folder = try ScratchFolder(["r.norma": Self.rule, "i.json": inventory])
        let result = try folder.run("norma eval --rules r.norma --inventory i.json")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("W5011") && result.standardError.contains(words), "\(result.output)")
    }

    @Test func aGateIsNotOpenWhereAFileCouldNotBeRead() throws {
        let folder = try ScratchFolder([
            "r.norma": Self.rule, "i.json": #"[{"kind": "demo.thing", "id": "1", "properties": {"a": true}}]"#,
        ])
        let command = "norma gate --rules r.norma --allow-unknown --inventory i.json --inventory"
        #expect(try folder.run("\(command) i.json").exitCode == 0)
        let text = try folder.run("\(command) nothere")
        #expect(text.exitCode == 2)
        #expect(
            text.standardOutput.contains(
                "gate undecidable, exit 2: not everything could be read: there is 1 error: 'nothere'"))
        #expect(!text.standardOutput.contains("gate open"))
        let json = try folder.run("\(command) nothere --format json")
        #expect(json.exitCode == 2)
        #expect(json.standardOutput.contains(#""decision": "undecidable""#), "\(json.standardOutput)")
    }

    /// What is unknown may pass, and says nothing by itself.
    @Test func aGateIsNotOpenWhereEverythingIsUnknown() throws {
        func thing(_ id: String, _ properties: String) -> String {
            #"{"kind": "demo.thing", "id": "\#(id)", "properties": \#(properties)}"#
        }
        let folder = try ScratchFolder([
            "r.norma": Self.rule, "i.json": "[\(thing("1", "{}")), \(thing("2", "{}"))]",
            "good.json": thing("3", #"{"a": true}"#),
        ])
        let command = "norma gate --rules r.norma --allow-unknown --inventory i.json"
        let alone = try folder.run(command)
        #expect(alone.exitCode == 2)
        #expect(
            alone.standardOutput.hasSuffix(
                "gate undecidable, exit 2: everything that rules say is unknown: nothing was found to be good; r: a is missing\n"
            ),
            "\(alone.output)")
        let beside = try folder.run("\(command) good.json")
        #expect(beside.exitCode == 0)
        #expect(
            beside.standardOutput.hasSuffix(
                "gate open, exit 0: 1 evaluation passes, 2 unknown, and what is unknown may pass\n"), "\(beside.output)"
        )
    }

    /// The last line is all that a log of a pipeline may hold: it says why nothing is known.
    @Test func aGateWhereEverythingIsUnknownSaysWhy() throws {
        let folder = try ScratchFolder([
            "r.norma":
                "rule has_log {\n  for demo.bucket\n  require some l in resources of demo.log satisfies l.bucket is @id\n}\n",
            "i.json": #"{"kind": "demo.bucket", "id": "b", "properties": {}}"#,
        ])
        let gate = try folder.run("norma gate --rules r.norma --inventory i.json --allow-unknown --format sarif")
        #expect(gate.exitCode == 2)
        #expect(
            gate.standardError.hasSuffix("; has_log: resources of demo.log were not collected\n"),
            "\(gate.standardError)")
    }

    /// Resources of the kind are there, and the rule leaves them out.
    @Test(arguments: [
        (
            "for demo.door where open_for is 99",
            "a 'where' or 'when' of its rules leaves out each of 2 resources of their kinds in scope (demo.door)"
        ),
        ("for demo.window", "no resource in scope that its rules judge (demo.window)"),
        (
            "for \"demo.*\" where @id is \"back\" and open_for is 99",
            "a 'where' or 'when' of its rules leaves out each of 2 resources of their kinds in scope (demo.*)"
        ),
    ])
    func aScanSaysWhyAControlIsNotApplicable(_ subject: String, _ reason: String) throws {
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod", "")],
            files: [
                "rules/door_is_shut.norma":
                    "rule door_is_shut {\n  id \"door\"\n  \(subject)\n  require open_for is 0\n}\n"
            ])
        let scan = try folder.run("norma scan --attachment rules/attachments/a.yaml --inventory inventory")
        #expect(scan.standardOutput.contains("  D1  \(reason)\n"), "\(scan.output)")
        #expect(scan.standardOutput.contains("; 1 rule that applies to no resource\n"), "\(scan.output)")
    }

    @Test(arguments: [
        ("rules/profiles/doors.yaml", "profile_name: Doors\ncontrols: []\n", "its profile has no control"),
        (
            "rules/attachments/a.yaml",
            DoorPack.attachment("prod", "switched_off_controls: [{control: D1, reason: no}]"),
            "every control is switched off"
        ),
        (
            "rules/attachments/a.yaml", DoorPack.attachment("prod", "exclusions: [{names: [front, back]}]"),
            "all 2 resources in scope are excluded"
        ),
        (
            "inventory/doors.yaml", "- { kind: demo.window, id: w, account: acc1, properties: {} }\n",
            "no resource in scope is of a kind that its rules judge: demo.door"
        ),
    ])
    func aScanThatAssessesNothingSaysSo(_ file: String, _ text: String, _ reason: String) throws {
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod", "")], files: [file: text])
        let command = "--inventory inventory --as-of 2026-11-01T00:00:00Z"
        let scan = try folder.run("norma scan --attachment rules/attachments/a.yaml \(command)")
        let warning = "warning[W4125]: the scan of 'prod' assesses nothing: \(reason)"
        #expect(scan.exitCode == 0)
        #expect(scan.standardError.components(separatedBy: "warning[W4125]").count == 2, "\(scan.output)")
        #expect(scan.standardError.contains(warning), "\(scan.output)")
        let run = try folder.run("norma run rules/attachments \(command) --database s.sqlite")
        #expect(run.exitCode == 0)
        #expect(run.standardError.contains(warning), "\(run.output)")
    }

    /// It is of use: a person attests, or the gate is told of nothing else.
    @Test func controlsForPersonsAloneAreNoFault() throws {
        let library =
            "control_library_name: Doors\ncontrols: [{control_name: D1, control_description: Doors are shut}]\n"
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod", "")], files: ["rules/controls/doors.yaml": library])
        let scan = try folder.run("norma scan --attachment rules/attachments/a.yaml --inventory inventory")
        #expect(scan.exitCode == 0)
        #expect(!scan.standardError.contains("W4125"), "\(scan.output)")
    }

    @Test func aRuleInNoPackIsCheckedWithoutASchemaAndSaysSo() throws {
        let folder = try ScratchFolder(["alone/r.norma": Self.rule, "pack/r.norma": Self.rule])
        try folder.write(
            Data("name: p\nversion: 1.0.0\nlicence: Apache-2.0\nkinds: [demo.*]\n".utf8), to: "pack/pack.yaml")
        let alone = try folder.run("norma check alone")
        #expect(alone.exitCode == 0)
        #expect(alone.standardError.components(separatedBy: "W1506").count == 2, "\(alone.standardError)")
        #expect(alone.standardError.contains("demo.thing") && alone.standardError.contains("norma schema infer"))
        #expect(try !folder.run("norma check pack").standardError.contains("W1506"))
    }

    /// One error, rather than one for each of its bytes.
    @Test func aFileThatIsNoTextIsOneError() throws {
        let folder = try ScratchFolder()
        try folder.write(Data([0xFF, 0xFE, 0x72, 0, 0x75, 0]), to: "utf16.norma")
        try folder.write(Data((0..<200).map { UInt8($0 % 7) }), to: "program.norma")
        for (file, words) in [("utf16.norma", "it is UTF-16"), ("program.norma", "name another file")] {
            let result = try folder.run("norma check \(file)")
            #expect(result.exitCode == 2)
            #expect(result.standardError.components(separatedBy: "error[").count == 2, "\(result.standardError)")
            #expect(result.standardError.contains("E1505") && result.standardError.contains(words))
        }
    }
}
