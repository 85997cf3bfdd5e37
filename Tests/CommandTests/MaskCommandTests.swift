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

    /// From entering a mask to its audit and its end.
    @Test func aMaskLivesAndEnds() throws {
        let folder = try folder()
        let before = try object(try folder.run("\(Self.scan) --format json").standardOutput)
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

    @Test(arguments: [
        ("mask add --justification j", "name one of --resource, --control and --profile"),
        ("mask add --justification j --resource r --control c", "name one of --resource, --control and --profile"),
        ("mask add --justification j --rule r --control c", "--rule wants --resource"),
        ("mask add --justification j --control c --scope-type account", "--scope-type and --scope-id want each other"),
        ("mask add --justification \" \" --resource r", "--justification is empty"),
        ("mask add --justification j --resource r --expires 2026-10-01T00:00:00Z", "it would end at"),
        ("mask add --justification j --resource r --expires soon", "'soon' is not an instant"),
        ("mask add --justification j --resource r --category other", "'false_positive'"),
        ("mask remove m-0 --reason r", "no mask is named 'm-0'"),
        ("attestation add --control c --outcome compliant --statement s --evidence absent.pdf", "absent.pdf"),
        ("attestation remove a-0 --reason r", "no attestation is named 'a-0'"),
    ])
    func whatCannotBeDoneIsSaid(_ command: String, _ words: String) throws {
        let run = try folder().run("norma \(command) \(Self.entered)")
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

    /// A document cannot silence its own rule unless the attachment says that it may.
    @Test(arguments: [("", 0, 1), ("inline_masks: ignored\n", 0, 1), ("inline_masks: honoured\n", 1, 0)])
    func theAttachmentSaysWhetherDocumentsMayAsk(_ line: String, _ masked: Int, _ failed: Int) throws {
        let folder = try ScratchFolder([
            "p/rules.norma": "rule logs {\n  for k8s.ConfigMap\n  require data is present\n}\n",
            "p/controls/c.yaml":
                "control_library_name: C\ncontrols: [{control_name: one, control_specifications: [{assessments: [{assessment_id: logs}]}]}]\n",
            "p/profiles/p.yaml": "profile_name: P\ncontrols: [{control_id: one}]\n",
            "p/a.yaml": "\(line)profile_id: P\nscope: [{scope_type: enterprise, scope_id: e}]\n",
            "m.yaml": "# norma:mask logs: known\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n",
        ])
        let run = try folder.run(
            "norma scan --attachment p/a.yaml --inventory m.yaml --database none.sqlite --format json")
        let summary = try #require(try object(run.standardOutput)["evaluations_summary"] as? [String: Any])
        #expect(summary["masked_count"] as? Int == masked, "\(run.output)")
        #expect(summary["failure_count"] as? Int == failed)
        let text = try folder.run("norma scan --attachment p/a.yaml --inventory m.yaml --database none.sqlite").output
        #expect(text.contains("ask for a mask") == (masked == 0))
    }
}
