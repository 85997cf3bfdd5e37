import Foundation
import TestSupport
import Testing

/// `norma mask` and `norma attestation`, and what scans make of them, by the built command.
@Suite struct MaskCommandTests {
    private func folder() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.copy("rules")
        return folder
    }

    private static let scan =
        "norma scan --attachment rules/attachments/demo.yaml --inventory rules/inventory --as-of 2026-11-01T00:00:00Z --database s.sqlite"

    private static let entered = "--author ann --as-of 2026-10-01T00:00:00Z --database s.sqlite"

    private func object(_ output: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    }

    /// JSON on one line, as most programs write it.
    @Test func masksMayStandOnOneLine() throws {
        let folder = try DoorPack.folder(attachments: ["a": DoorPack.attachment("prod")])
        let masks = ["front", "back"].map { #"{"resource":"\#($0)","justification":"known","author":"ann"}"# }
        try folder.write(Data(#"{"masks":[\#(masks.joined(separator: ","))]}"#.utf8), to: "mini.json")
        let gate = try folder.run(
            "norma gate --attachment rules/attachments/a.yaml --inventory inventory --masks mini.json --as-of 2026-11-01T00:00:00Z"
        )
        #expect(gate.exitCode == 2)
        #expect(gate.output.contains("everything that rules apply to is masked"), "\(gate.output)")
    }

    @Test(arguments: [
        ("mask add --profile \"\" --justification known --author ann", "--profile is empty"),
        ("mask add --control \" \" --justification known --author ann", "--control is empty"),
        ("mask add --resource front --rule \"\" --justification known --author ann", "--rule is empty"),
        ("attestation add --control \"\" --outcome compliant --statement seen --author ann", "--control is empty"),
        ("mask remove \"\" --author ann --reason fixed", "no mask was named: its id is empty"),
        ("diff \"\" 1b9d", "no scan was named: its id is empty"),
        ("history drift --attachment zzz", "no scan of attachment 'zzz' was recorded"),
    ])
    func aNameThatIsNoneIsRefused(_ command: String, _ words: String) throws {
        let folder = try ScratchFolder()
        let add = "norma mask add --resource r --justification j --author ann --database s.sqlite"
        #expect(try folder.run(add).exitCode == 0)
        let run = try folder.run("norma \(command) --database s.sqlite")
        #expect(run.exitCode != 0)
        #expect(run.output.contains(words), "\(run.output)")
    }

    /// Two controls have one rule, and a mask lies on one of them: there the result is masked, and in the other it fails.
    @Test func aMaskOnAControlIsInTheListings() throws {
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod")],
            files: [
                "rules/controls/more.yaml": """
                control_library_name: More
                controls: [{ control_name: D2, control_specifications: [{ assessments: [{ assessment_id: door }] }] }]

                """,
                "rules/profiles/doors.yaml":
                    "profile_name: Doors\ncontrols: [{ control_id: D1 }, { control_id: D2 }]\n",
            ])
        let mask = try folder.run("norma mask add --control D2 --justification known \(Self.entered)")
        #expect(mask.exitCode == 0, "\(mask.output)")
        let scan = try folder.run(
            "norma scan --attachment rules/attachments/a.yaml --inventory inventory --as-of 2026-11-01T00:00:00Z --record --database s.sqlite"
        )
        #expect(scan.exitCode == 0, "\(scan.output)")
        func listed(_ options: String) throws -> [[String: Any]] {
            let report = try object(
                try folder.run("norma results \(options) --database s.sqlite --format json").standardOutput)
            return try #require(report["results"] as? [[String: Any]])
        }
        #expect(try listed("--control D2").isEmpty)
        #expect(try listed("--control D1").count == 1)
        for options in ["--control D2 --status masked", "--masked", "--sort resource --masked"] {
            #expect(try listed(options).count == 2, "\(options)")
        }
        let all = try folder.run("norma results --control D2 --status masked --database s.sqlite").output
        #expect(all.contains("masked"), "\(all)")
        let groups = try folder.run(
            "norma results --group control --status fail --status pass --status masked --database s.sqlite"
        ).output
        #expect(groups.contains(/D1 .*1 fail.*1 pass/), "\(groups)")
        #expect(groups.contains(/D2 .*2 masked/), "\(groups)")
    }

    /// From entering a mask to its audit and its end.
    @Test func aMaskLivesAndEnds() throws {
        let folder = try folder()
        let withoutStore = Self.scan.replacing("--database s.sqlite", with: "")
        let before = try object(try folder.run("\(withoutStore) --format json").standardOutput)
        let failures = try #require((before["evaluations_summary"] as? [String: Any])?["failure_count"] as? Int)

        let added = try folder.run(
            "norma mask add --rule user_api_key_rotation --resource ApiKey-p3 --justification known --ticket T-1 --category mitigated --expires 2026-11-20T00:00:00Z \(Self.entered)"
        )
        #expect(added.exitCode == 0)
        let id = try #require(
            added.output.firstMatch(of: /masked as (m-[0-9a-f]{8}): rule user_api_key_rotation on/)?.1)

        let scan = try object(try folder.run("\(Self.scan) --record --format json").standardOutput)
        let summary = try #require(scan["evaluations_summary"] as? [String: Any])
        #expect(summary["failure_count"] as? Int == failures - 1)
        #expect(summary["masked_count"] as? Int == 1)
        let evaluations = try #require(scan["evaluations"] as? [[String: Any]])
        let masked = try #require(evaluations.first { $0["verdict"] as? String == "masked" })
        #expect(masked["beneath"] as? String == "fail")
        #expect((masked["findings"] as? [Any])?.isEmpty == false)
        let mask = try #require(masked["mask"] as? [String: Any])
        #expect(mask["id"] as? String == String(id))
        #expect(mask["ticket"] as? String == "T-1")

        let audit = "norma mask audit --database s.sqlite --as-of"
        #expect(try folder.run("\(audit) 2026-10-20T00:00:00Z").exitCode == 0)
        let soon = try folder.run("\(audit) 2026-10-21T00:00:00Z")
        #expect(soon.exitCode == 1)
        #expect(soon.output.contains("expires soon"))
        #expect(try folder.run("\(audit) 2026-11-20T00:00:00Z").output.contains("expired"))

        let removed = try folder.run("norma mask remove \(id.prefix(6)) --reason fixed \(Self.entered)")
        #expect(removed.exitCode == 0)
        #expect(try folder.run("norma mask list --database s.sqlite").output == "no masks\n")
        let all = try folder.run("norma mask list --all --database s.sqlite").output
        #expect(all.contains("by ann, at 2026-10-01T00:00:00Z: fixed"))
        let again = try folder.run("norma mask remove \(id) --reason fixed \(Self.entered)")
        #expect(again.exitCode == 2)
        #expect(again.output.contains("was taken back by ann already"))
        let after = try object(try folder.run("\(Self.scan) --format json").standardOutput)
        #expect((after["evaluations_summary"] as? [String: Any])?["failure_count"] as? Int == failures)
    }

    // MARK: A file of masks

    private static let doors = "--rules rules/door_is_shut.norma --inventory inventory --as-of 2026-11-01T00:00:00Z"

    private static func masks(_ more: String = "", subject: String = "resource: front") -> String {
        "masks:\n  - \(subject)\n    justification: the hinge is ordered\n    author: ann\n\(more)"
    }

    private func doors(_ masks: String, name: String = "masks.yaml") throws -> ScratchFolder {
        try DoorPack.folder(attachments: ["prod": DoorPack.attachment("prod", "")], files: [name: masks])
    }

    /// `front` fails and `back` passes; with the mask nothing fails any more.
    @Test func aGateWithoutAStoreTakesMasksOfAFile() throws {
        let folder = try doors(Self.masks("    expires_at: 2026-11-01T00:00:01Z\n"))
        let attached =
            "--attachment rules/attachments/prod.yaml --inventory inventory --as-of 2026-11-01T00:00:00Z"
        for (command, without) in [
            ("norma gate \(Self.doors)", 1), ("norma eval \(Self.doors)", 1), ("norma gate \(attached)", 1),
        ] {
            #expect(try folder.run(command).exitCode == Int32(without))
            let masked = try folder.run("\(command) --masks masks.yaml")
            #expect(masked.exitCode == 0, "\(masked.output)")
            #expect(masked.standardError == "")
            #expect(
                masked.output.contains("waiver masks.yaml:2 by ann until 2026-11-01T00:00:01Z: the hinge is ordered"))
            // It ends at its instant.
            let ended = try folder.run(
                "\(command) --masks masks.yaml".replacing("00:00:00Z", with: "00:00:01Z"))
            #expect(ended.exitCode == 1)
            #expect(
                ended.standardError.contains(
                    "warning[W4154]: the mask of resource front ended at 2026-11-01T00:00:01Z"))
        }
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "default.sqlite").path))
    }

    /// Whatever the level, under an attachment.
    @Test(arguments: [
        "rule: door\n    resource: front", "resource: front\n    kind: demo.door\n    account: acc1", "control: D1",
        "control: D1\n    scope_type: account\n    scope_id: acc1", "profile: Doors",
    ])
    func everyLevelStandsInAFile(_ subject: String) throws {
        let folder = try doors(Self.masks("    category: mitigated\n", subject: subject))
        let report = try object(
            try folder.run(
                "norma gate --attachment rules/attachments/prod.yaml --inventory inventory --masks masks.yaml --format json"
            ).standardOutput)
        #expect((report["masked"] as? Int ?? 0) > 0, "\(report)")
        #expect((report["diagnostics"] as? [Any])?.isEmpty == true, "\(report)")
    }

    @Test(arguments: [
        (masks(subject: "resource: side"), "warning[W4155]: nothing lies beneath the mask of resource side", 1),
        (masks(subject: "resource: back"), "warning[W4155]: everything beneath the mask of resource back passes", 1),
        (masks(subject: "control: D1"), "warning[W4155]: nothing lies beneath the mask of control D1", 1),
        (masks(subject: "rule: door"), "error[E4153]: the mask names a rule and no resource", 2),
        (masks(subject: "kind: demo.door"), "error[E4153]: the mask does not say what it lies on", 2),
        (
            masks("    control: D1\n"),
            "error[E4153]: the mask lies on 'resource' and 'control'", 2
        ),
        (masks("    kind: demo.door\n", subject: "control: D1"), "'kind' narrows a mask of a resource", 2),
        (masks("    scope_type: account\n", subject: "control: D1"), "error[E4151]: the mask has no 'scope_id'", 2),
        (masks("    scope_type: region\n    scope_id: a\n", subject: "control: D1"), "'region' is not a value of", 2),
        (masks("    expires_at: soon\n"), "error[E4150]: 'soon' of 'expires_at' is no instant", 2),
        (masks("    expire_at: 2026-01-01\n"), "did you mean 'expires_at'?", 2),
        (masks("    category: waver\n"), "did you mean 'waiver'?", 2),
        (masks("  - { resource: back, author: ann }\n"), "error[E4151]: the mask has no 'justification'", 2),
        ("masks:\n  - { resource: back, author: ann, justification: ' ' }\n", "'justification' is empty", 2),
        ("- resource: front\n", "error[E4150]: the file of masks must be a map", 2),
        ("mask: []\n", "error[E4152]: the file of masks has no field 'mask'", 2),
        (
            masks("    id: m-1\n") + masks("    id: m-1\n", subject: "resource: back").dropFirst("masks:\n".count),
            "two masks have the id 'm-1'", 2
        ),
    ])
    func whatIsWrongInAFileOfMasksIsSaid(_ masks: String, _ words: String, _ code: Int) throws {
        let result = try doors(masks).run("norma gate \(Self.doors) --masks masks.yaml")
        #expect(Int(result.exitCode) == code, "\(result.output)")
        #expect(result.standardError.contains(words), "\(result.output)")
        #expect(result.standardError.contains("masks.yaml:"))
    }

    /// What the store lists is such a file.
    @Test func aListOfMasksIsAFileOfMasks() throws {
        let folder = try DoorPack.folder(attachments: ["prod": DoorPack.attachment("prod", "")])
        for mask in [
            "--rule door_is_shut --resource front --kind demo.door --category mitigated --ticket T-1",
            "--control D1 --scope-type account --scope-id other --expires 2026-10-02T00:00:00Z",
        ] {
            let added = try folder.run("norma mask add \(mask) --justification j \(Self.entered)")
            #expect(added.exitCode == 0, "\(added.output)")
        }
        let removed = try folder.run(
            "id=$(norma mask add --resource front --justification j \(Self.entered) | cut -c11-20); norma mask remove $id --reason r \(Self.entered)"
        )
        #expect(removed.exitCode == 0, "\(removed.output)")
        let gate = try folder.run(
            "norma mask list --all --format json --database s.sqlite > masks.json; norma gate \(Self.doors) --masks masks.json"
        )
        #expect(gate.exitCode == 0, "\(gate.output)")
        #expect(gate.output.contains(/mitigated m-[0-9a-f]{8} by ann: j/))
        #expect(gate.standardError.contains("the mask of control D1 in account other ended at 2026-10-02T00:00:00Z"))
        #expect(gate.standardError.contains("the mask of resource front was taken back"))
    }

    // MARK: What a recorded scan shows of masks

    /// Masked results with their mask and what is beneath it, hidden ones with the exclusion; nothing of them without `--masked`.
    @Test func maskedAndHiddenResultsAreListed() throws {
        let subscope =
            "name: prod\nprofile_id: Doors\nscope:\n  - { scope_type: account, scope_id: acc1, subscopes: [{ name: auditors, exclusions: [{ names: [side] }] }] }\n"
        let folder = try DoorPack.folder(
            attachments: ["prod": subscope],
            files: [
                "inventory/side.yaml":
                    "- { kind: demo.door, id: side, account: acc1, properties: { open_for: 9 } }\n- { kind: demo.door, id: gate, account: acc1, properties: { open_for: 9 } }\n"
            ])
        _ = try folder.run(
            "norma mask add --resource front --justification 'the hinge is ordered' --ticket T-1 \(Self.entered)")
        let recorded = try folder.run(
            "norma scan --record --attachment rules/attachments/prod.yaml --inventory inventory --as-of 2026-11-01T00:00:00Z --database s.sqlite"
        )
        #expect(recorded.exitCode == 0, "\(recorded.output)")
        let open = try folder.run("norma results --database s.sqlite").output
        #expect(open.contains("gate") && !open.contains("front") && !open.contains("side"), "\(open)")
        let text = try folder.run("norma results --masked --database s.sqlite").output
        for words in ["front", "waiver", "the hinge is ordered", "side", "hidden", "subscope auditors"] {
            #expect(text.contains(words), "\(text)")
        }
        #expect(!text.contains("gate"))
        let report = try object(
            try folder.run("norma results --masked --database s.sqlite --format json").standardOutput)
        let results = try #require(report["results"] as? [[String: Any]])
        let rows = results.map { result in
            [result["resource"], result["status"], result["beneath"], (result["mask"] as? [String: Any])?["category"]]
                .map { $0 as? String ?? "" }
        }
        #expect(
            rows.sorted { $0[0] < $1[0] } == [
                ["front", "masked", "fail", "waiver"], ["side", "masked", "fail", "hidden"],
            ])
        // The same by the other way to ask, and of one resource alone.
        #expect(try folder.run("norma results --status masked --database s.sqlite").output == text)
        let one = try folder.run("norma results --masked --resource side --database s.sqlite").output
        #expect(one.contains("side") && !one.contains("front"))
    }

    @Test(arguments: [
        ("mask add --justification j", "name one of --resource, --control and --profile"),
        ("mask add --justification j --resource r --control c", "name one of --resource, --control and --profile"),
        ("mask add --justification j --rule r --control c", "--rule wants --resource"),
        ("mask add --justification j --control c --scope-type account", "--scope-type and --scope-id want each other"),
        ("mask add --justification \" \" --resource r", "--justification is empty"),
        ("mask add --justification j --resource r --expires 2026-10-01T00:00:00Z", "it would end at"),
        ("mask add --justification j --resource r --expires soon", "'soon' is not an instant"),
        ("mask add --justification j --resource r --category other", "'false_positive'"),
        ("mask remove m-none --reason r", "no mask is named 'm-none'"),
        ("attestation add --control c --outcome compliant --statement s --evidence absent.pdf", "absent.pdf"),
        ("attestation remove a-none --reason r", "no attestation is named 'a-none'"),
    ])
    func whatCannotBeDoneIsSaid(_ command: String, _ words: String) throws {
        let folder = try folder()
        #expect(try folder.run("norma mask add --resource r --justification j \(Self.entered)").exitCode == 0)
        let run = try folder.run("norma \(command) \(Self.entered)")
        #expect(run.exitCode == 2)
        #expect(run.output.contains(words), "\(run.output)")
    }

    @Test func anAttestationSpeaksUntilItExpires() throws {
        let folder = try folder()
        try folder.write(Data("minutes of the meeting\n".utf8), to: "evidence.txt")
        let added = try folder.run(
            "norma attestation add --control 1.1 --outcome compliant --statement seen --evidence evidence.txt --expires 2026-11-01T00:00:01Z \(Self.entered)"
        )
        #expect(added.exitCode == 0, "\(added.output)")
        // printf 'minutes of the meeting\n' | sha256sum
        let list = try folder.run("norma attestation list \(Self.entered.dropFirst("--author ann ".count))").output
        #expect(list.contains("sha256 b201e7d7200234965e3ef15047d62c904c30af01396a4f322e3054b981538c02"), "\(list)")
        let status = { (asOf: String) throws -> String? in
            let command = Self.scan.replacing("2026-11-01T00:00:00Z", with: asOf)
            let scan = try self.object(try folder.run("\(command) --format json").standardOutput)
            let control = (scan["controls"] as? [[String: Any]])?.first { $0["control_name"] as? String == "1.1" }
            return control?["status"] as? String
        }
        #expect(try status("2026-11-01T00:00:00Z") == "compliant")
        #expect(try status("2026-11-01T00:00:01Z") == "user_evaluation_required")
        let audit = "norma attestation audit --within 0 --database s.sqlite --as-of 2026-10-02T00:00:00Z"
        #expect(try folder.run(audit).exitCode == 0)
        try folder.write(Data("other minutes\n".utf8), to: "evidence.txt")
        let changed = try folder.run(audit)
        #expect(changed.exitCode == 1)
        #expect(changed.output.contains("its evidence is another file now"))
    }

    /// A resource whose own comment asks for a mask, and an attachment with the line.
    private func askingFolder(_ line: String, comment: String) throws -> ScratchFolder {
        try ScratchFolder([
            "p/rules.norma": "rule logs {\n  for k8s.ConfigMap\n  require data is present\n}\n",
            "p/controls/c.yaml":
                "control_library_name: C\ncontrols: [{control_name: one, control_specifications: [{assessments: [{assessment_id: logs}]}]}]\n",
            "p/profiles/p.yaml": "profile_name: P\ncontrols: [{control_id: one}]\n",
            "p/a.yaml": "\(line)profile_id: P\nscope: [{scope_type: enterprise, scope_id: e}]\n",
            "m.yaml": "# \(comment)\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n",
        ])
    }

    /// Also where documents may ask: nobody could answer for it.
    @Test(arguments: ["scan", "gate"]) func whatAsksWithoutAReasonIsNotGranted(_ command: String) throws {
        let folder = try askingFolder("inline_masks: honoured\n", comment: "norma:mask logs")
        let run = try folder.run("norma \(command) --attachment p/a.yaml --inventory m.yaml")
        #expect(run.exitCode == (command == "gate" ? 1 : 0), "\(run.output)")
        #expect(
            run.standardError.contains("warning[W2246]: 'logs' is not suppressed: no reason is given"), "\(run.output)")
        #expect(run.standardError.contains("m.yaml:1:1"), "\(run.output)")
        #expect(run.standardError.contains("help: write '# norma:mask logs: REASON'"), "\(run.output)")
        let summary =
            try object(
                try folder.run("norma scan --attachment p/a.yaml --inventory m.yaml --format json").standardOutput)[
                "evaluations_summary"] as? [String: Any]
        #expect(summary?["failure_count"] as? Int == 1 && summary?["masked_count"] as? Int == 0, "\(summary ?? [:])")
    }

    /// Where documents may not ask, a reason alone would help nobody.
    @Test(arguments: ["", "inline_masks: ignored\n"]) func whatIsIgnoredIsToldHowToBeGranted(_ line: String) throws {
        let folder = try askingFolder(line, comment: "norma:mask logs")
        let run = try folder.run("norma scan --attachment p/a.yaml --inventory m.yaml")
        #expect(
            run.standardError.contains(
                "warning[W2246]: 'logs' is not suppressed: the attachment ignores what documents ask for, and no reason is given"
            ),
            "\(run.output)")
        #expect(
            run.standardError.contains(
                "help: enter a mask with 'norma mask add'; or write '# norma:mask logs: REASON', and 'inline_masks: honoured' in the attachment"
            ), "\(run.output)")
    }

    /// A document cannot silence its own rule unless the attachment says that it may.
    @Test(arguments: [("", 0, 1), ("inline_masks: ignored\n", 0, 1), ("inline_masks: honoured\n", 1, 0)])
    func theAttachmentSaysWhetherDocumentsMayAsk(_ line: String, _ masked: Int, _ failed: Int) throws {
        let folder = try askingFolder(line, comment: "norma:mask logs: known")
        let run = try folder.run(
            "norma scan --attachment p/a.yaml --inventory m.yaml --format json")
        let summary = try #require(try object(run.standardOutput)["evaluations_summary"] as? [String: Any])
        #expect(summary["masked_count"] as? Int == masked, "\(run.output)")
        #expect(summary["failure_count"] as? Int == failed)
        let text = try folder.run("norma scan --attachment p/a.yaml --inventory m.yaml").output
        #expect(text.contains("ask for a mask") == (masked == 0))
    }
}
