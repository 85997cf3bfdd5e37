import Foundation
import TestSupport
import Testing

/// Names in destinations and attestations that nobody has, and how reports tell apart what has one name, by the built command.
@Suite struct SubjectCommandTests {
    private static let time = "--as-of 2026-01-31T10:00:00Z --database s.sqlite"
    private static let scan = "norma scan --attachment rules/attachments/a.yaml --inventory inventory \(time)"

    private func destination(_ attachments: String) -> String {
        "destinations: [{ name: log, file: { path: events.jsonl }, attachments: [\(attachments)] }]\n"
    }

    @Test func aDestinationOfAnAttachmentThatNobodyHasIsAWarning() throws {
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod"), "b": DoorPack.attachment("lab")],
            files: ["n.yaml": destination("prdo, lab")])
        let commands = [
            "norma run --due rules/attachments --inventory inventory --notify n.yaml \(Self.time)",
            "norma notify send --notify n.yaml \(Self.time)", "\(Self.scan) --record --notify n.yaml",
        ]
        for command in commands {
            let run = try folder.run(command)
            #expect(run.exitCode == 0)
            #expect(
                run.standardError.contains(
                    "warning[W5026]: destination 'log' is told of attachment 'prdo', which nobody has scanned"),
                "\(run.output)")
            #expect(run.standardError.contains("n.yaml:1:73") && run.standardError.contains("did you mean 'prod'?"))
            #expect(!run.standardError.contains("'lab', which"))
        }
        try folder.write(Data(destination("prod, lab").utf8), to: "n.yaml")
        for command in commands { #expect(try folder.run(command).standardError == "") }
    }

    @Test func anAttestationOfWhatNobodyHasIsSaidInEveryScan() throws {
        let folder = try DoorPack.folder(attachments: ["a": DoorPack.attachment("prod", "")])
        func attest(_ control: String, _ options: String = "") throws -> NormaProcess.Result {
            try folder.run(
                "norma attestation add --control \(control) \(options) --outcome compliant --statement seen --author ann \(Self.time)"
            )
        }
        // Nobody knows yet what there is.
        #expect(try attest("D9").standardError == "")
        let first = try folder.run("\(Self.scan) --record")
        #expect(
            first.standardError.contains(
                "warning[W4160]: ann attests control 'D9', which no library and no recorded scan has"),
            "\(first.output)")
        #expect(first.standardError.contains("did you mean 'D1'?"))
        #expect(try attest("D8").standardError.contains("attests control 'D8', which no recorded scan had"))
        let second = try attest("D1", "--attachment prdo")
        #expect(second.exitCode == 0)
        #expect(second.standardError.contains("for attachment 'prdo', which nobody has scanned"), "\(second.output)")
        let gate = try folder.run(
            "norma gate --attachment rules/attachments/a.yaml --inventory inventory --format json \(Self.time)")
        #expect(gate.standardOutput.components(separatedBy: "W4160").count == 4, "\(gate.output)")
        let audit = try folder.run("norma attestation audit \(Self.time)")
        #expect(audit.exitCode == 1)
        #expect(audit.output.contains("no recorded scan has its control"), "\(audit.output)")
        #expect(audit.output.contains("no scan of its attachment was recorded"), "\(audit.output)")
    }

    @Test(arguments: [
        ("--control D9", "control 'D9'", "did you mean 'D1'?"), ("--profile Dors", "profile 'Dors'", "'Doors'?"),
        ("--rule door_shut --resource front", "rule 'door_shut'", "did you mean 'door_is_shut'?"),
        ("--rule dor --resource front", "rule 'dor'", "did you mean 'door'?"),
        ("--resource frnt", "resource 'frnt'", "take it back"),
        ("--control D1 --scope-type account --scope-id acc2", "a resource of account 'acc2'", "'acc1'?"),
        ("--resource front --kind demo.dor", "a resource of kind 'demo.dor'", "'demo.door'?"),
    ])
    func aMaskOfWhatNoScanHadIsAWarning(_ subject: String, _ words: String, _ cure: String) throws {
        let folder = try DoorPack.folder(attachments: ["a": DoorPack.attachment("prod", "")])
        let add = "norma mask add --category mitigated --justification known --author ann \(Self.time)"
        #expect(try folder.run("\(add) \(subject)").standardError == "")
        #expect(try folder.run("\(Self.scan) --record").exitCode == 0)
        let run = try folder.run("\(add) \(subject)")
        #expect(run.exitCode == 0)
        #expect(
            run.standardError.contains("warning[W4156]: the mask names \(words), which no recorded scan had"),
            "\(run.output)")
        #expect(run.standardError.contains(cure), "\(run.output)")
        #expect(try folder.run("\(add) --rule door --resource front").standardError == "")
        #expect(try folder.run("\(add) --control D1").standardError == "")
        #expect(try folder.run("\(add) --profile Doors").standardError == "")
    }

    @Test(arguments: ["rules/controls/doors.yaml", "rules/profiles/doors.yaml"])
    func whatIsNoAttachmentIsSaidOnce(_ path: String) throws {
        let folder = try DoorPack.folder(attachments: ["a": DoorPack.attachment("prod")])
        let run = try folder.run("norma scan --attachment \(path) --inventory inventory")
        #expect(run.exitCode == 2)
        #expect(run.standardError.contains("stands where an attachment is due"), "\(run.output)")
        #expect(run.standardError.contains("\n1 error\n"))
    }

    /// A control that two profiles of the attachment have.
    @Test func controlsAreNamedWithTheirProfiles() throws {
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod", "profiles: [Gates]")],
            files: ["rules/profiles/gates.yaml": "profile_name: Gates\ncontrols: [{ control_id: D1 }]\n"])
        let scan = try folder.run("\(Self.scan) --record")
        #expect(scan.output.contains("controls: D1 (Doors), D1 (Gates)\n"), "\(scan.output)")
        let results = try folder.run("norma results --database s.sqlite")
        #expect(results.output.contains("D1 (Doors), D1 (Gates)"), "\(results.output)")
        let groups = try folder.run("norma results --group control --database s.sqlite")
        #expect(groups.output.contains("D1 (Doors)  1 fail") && groups.output.contains("D1 (Gates)  1 fail"))
        let json = try folder.run("norma results --database s.sqlite --format json").standardOutput
        let report = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let result = try #require((report["results"] as? [[String: Any]])?.first)
        let controls = try #require(result["assessed_controls"] as? [[String: Any]])
        #expect(controls.map { $0["control_id"] as? String } == ["D1", "D1"])
        #expect(controls.map { $0["profile_name"] as? String } == ["Doors", "Gates"])
    }

    /// What a resource's own lines ask for has its reason wherever it is honoured.
    @Test func theReasonOfAnInlineMaskIsShown() throws {
        let inventory = """
            - kind: demo.door
              id: front
              account: acc1
              # norma:mask door_is_shut: it is a show door
              properties: { open_for: 3 }

            """
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod", "inline_masks: honoured")],
            files: ["inventory/doors.yaml": inventory])
        let text = try folder.run("\(Self.scan) --record").output
        #expect(text.contains("inventory/doors.yaml:4 suppresses door_is_shut: it is a show door"), "\(text)")
        #expect(
            try folder.run("norma results --masked --database s.sqlite").output.contains("inline: it is a show door"))
        for command in [Self.scan, "norma results --masked --database s.sqlite"] {
            let json = try folder.run("\(command) --format json").standardOutput
            #expect(json.contains(#""justification": "it is a show door""#), "\(json)")
        }
    }
}

/// Commands want ids; what lists resources by their names tells the ids too, and a name in place of an id is understood.
@Suite struct ResourceNameTests {
    private static let inventory = ["one", "two"].map { id in
        "- { kind: demo.door, id: \"crn:v1:\(id)\", name: edge, account: acc1, properties: { open_for: 3 } }\n"
    }.joined()
    private static let store = "--database s.sqlite"

    private func folder() throws -> ScratchFolder {
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod")], files: ["inventory/doors.yaml": Self.inventory])
        let scan = try folder.run(
            "norma scan --attachment rules/attachments/a.yaml --inventory inventory --record --as-of 2026-01-30T10:00:00Z \(Self.store)"
        )
        #expect(scan.output.contains("recorded"), "\(scan.output)")
        return folder
    }

    @Test func resultsOfOneNameAreToldApart() throws {
        let folder = try folder()
        for options in ["", "--group resource"] {
            let results = try folder.run("norma results \(options) \(Self.store)")
            for id in ["crn:v1:one", "crn:v1:two"] {
                let lines = results.standardOutput.split(separator: "\n").filter { $0.contains(id) }
                #expect(lines.count == 1 && lines[0].contains("edge"), "\(results.output)")
            }
        }
        try folder.write(Data(Self.inventory.split(separator: "\n")[0].utf8), to: "inventory/doors.yaml")
        _ = try folder.run(
            "norma scan --attachment rules/attachments/a.yaml --inventory inventory --record --as-of 2026-01-31T10:00:00Z \(Self.store)"
        )
        let difference = try folder.run(
            "norma diff $(norma history --format json \(Self.store) | grep '^      \"id\"' | cut -d '\"' -f 4 | tac | tr '\\n' ' ') \(Self.store)"
        )
        #expect(difference.standardOutput.contains("edge (demo.door)  crn:v1:two"), "\(difference.output)")
        #expect(!difference.standardOutput.contains("crn:v1:one"))
    }

    @Test func aNameForAnIdIsUnderstood() throws {
        let folder = try folder()
        let cure = "help: 'edge' is the name of 'crn:v1:one', 'crn:v1:two'; a resource is meant by its id"
        let results = try folder.run("norma results --resource edge \(Self.store)")
        #expect(results.exitCode == 2)
        #expect(results.standardError.contains("no recorded scan saw resource 'edge'"))
        #expect(results.standardError.contains(cure), "\(results.output)")
        let mask = try folder.run(
            "norma mask add --resource edge --author ann --justification moved --as-of 2026-02-01T00:00:00Z \(Self.store)"
        )
        #expect(mask.standardError.contains("W4156") && mask.standardError.contains(cure), "\(mask.output)")
    }
}
