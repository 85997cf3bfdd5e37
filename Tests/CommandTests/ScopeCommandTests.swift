import Foundation
import TestSupport
import Testing

/// `scan` with several profiles and attachments, and `--preview`, by the built command.
@Suite struct ScopeCommandTests {
    private static let rest = "--inventory rules/inventory --as-of 2026-11-01T00:00:00Z"

    private func run(_ command: String) throws -> NormaProcess.Result {
        let folder = try ScratchFolder()
        try folder.copy("rules")
        return try folder.run("\(command) \(Self.rest)")
    }

    private func report(_ command: String) throws -> [String: Any] {
        let output = try run("\(command) --format json").standardOutput
        return try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    }

    @Test func aPreviewEvaluatesNothing() throws {
        let run = try run("norma scan --preview --attachment rules/attachments/cis-and-sessions.yaml")
        #expect(run.exitCode == 0)
        for expected in [
            "nothing is evaluated\n", "CIS IBM Cloud Foundations Benchmark",
            "Session hygiene 1.0.0: 1 control on, 0 off\n",
            "switched off: the parent company watches the account\n", "set by profile Session hygiene\n",
            "resources in scope (",
        ] {
            #expect(run.output.contains(expected), "the preview lacks \(expected): \(run.output)")
        }
        #expect(!run.output.contains("not_compliant"))
        #expect(try self.run("norma scan --preview --record --attachment rules/attachments/demo.yaml").exitCode != 0)
    }

    @Test func theSampleWithTwoProfilesIsScanned() throws {
        let report = try report("norma scan --attachment rules/attachments/cis-and-sessions.yaml")
        #expect((report["profiles"] as? [Any])?.count == 2)
        let off = try #require(report["switched_off_controls"] as? [[String: Any]])
        #expect(off.map { $0["control_name"] as? String } == ["1.1"])
        let hidden = try #require(report["hidden"] as? [[String: Any]])
        #expect(hidden.map { $0["exclusion"] as? String } == ["names kestrel-logs"])
        let evaluations = try #require(report["evaluations"] as? [[String: Any]])
        #expect(!evaluations.contains { $0["resource"] as? String == "kestrel-logs" })
        #expect(evaluations.contains { $0["resource"] as? String == "kestrel-orders" })
        #expect((report["diagnostics"] as? [Any])?.isEmpty == true)
    }

    /// Two attachments with the same questions to some resources: fewer are run than are applied.
    @Test func severalAttachmentsShareTheirEvaluations() throws {
        let two =
            "norma scan --attachment rules/attachments/demo.yaml --attachment rules/attachments/financial-services.yaml"
        let report = try report(two)
        let scans = try #require(report["scans"] as? [[String: Any]])
        #expect(scans.compactMap { ($0["attachment"] as? [String: Any])?["name"] as? String }.count == 2)
        let run = try #require(report["evaluations_run"] as? Int)
        let each = scans.compactMap { $0["evaluations_run"] as? Int }
        #expect(each.count == 2)
        #expect(run < each.reduce(0, +))
        #expect(run > (each.max() ?? 0))
        // Each is what it is alone.
        let alone = try self.report("norma scan --attachment rules/attachments/demo.yaml")
        let score = { (scan: [String: Any]) in (scan["score"] as? [String: Any])?["percent"] as? Int }
        #expect(try score(alone) == score(#require(scans.first)))
        #expect(try self.run(two).output.contains("2 attachments: \(run) evaluations run, applied "))
    }

    /// What lies outside of the scope is not misspelt, and nothing is suggested that would leave nothing of it.
    @Test(arguments: [
        (
            "account, scope_id: acc1", "account, scope_id: acc2",
            "nothing of 'acc2' is in the scope: remove the exclusion"
        ),
        ("account, scope_id: acc1", "account, scope_id: acc3", "check its scope_id, or remove it"),
        ("account, scope_id: acc1", "account.resource_group, scope_id: rg9", "nothing of 'rg9' is in the scope"),
        ("account, scope_id: acc1", "account.resource_group, scope_id: rg2", "did you mean 'rg1'?"),
        ("account.resource_group, scope_id: rg1", "account.resource_group, scope_id: rg2", "check its scope_id"),
    ])
    func anExclusionOutsideOfTheScopeIsToldApart(_ scope: String, _ exclusion: String, _ words: String) throws {
        let folder = try DoorPack.folder(
            attachments: [
                "a":
                    "name: a\nprofile_id: Doors\nscope: [{ scope_type: \(scope) }]\nexclusions: [{ scope_type: \(exclusion) }]\n"
            ],
            files: [
                "inventory/doors.yaml": """
                - { kind: demo.door, id: front, account: acc1, resource_group: rg1, properties: { open_for: 3 } }
                - { kind: demo.door, id: side, account: acc1, properties: { open_for: 3 } }
                - { kind: demo.door, id: back, account: acc2, resource_group: rg9, properties: { open_for: 0 } }

                """
            ])
        let run = try folder.run("norma scan --attachment rules/attachments/a.yaml --inventory inventory")
        #expect(run.output.contains("warning[W4121]"), "\(run.output)")
        #expect(run.output.contains(words), "\(run.output)")
        #expect(!run.output.contains("did you mean 'acc1'"), "\(run.output)")
    }

    /// What was not read may lie in the scope: the error is all there is to say, and no model has a score.
    @Test(arguments: ["nowhere", "broken.yaml"])
    func ofWhatCouldNotBeReadNoScopeIsCalledEmpty(_ inventory: String) throws {
        let folder = try DoorPack.folder(
            attachments: [
                "a":
                    "name: a\nprofile_id: Doors\nscope: [{ scope_type: account, scope_id: acc1, kinds: [demo.*] }]\nexclusions: [{ scope_type: account, scope_id: acc7 }]\n"
            ], files: ["broken.yaml": "- {kind: demo.door, id: [\n"])
        let scan = "norma scan --attachment rules/attachments/a.yaml --inventory \(inventory)"
        let run = try folder.run(scan)
        #expect(run.exitCode == 2)
        #expect(run.output.contains("error["), "\(run.output)")
        #expect(!run.output.contains("warning["), "\(run.output)")
        for model in ["scc", "xccdf-default", "xccdf-flat", "xccdf-flat-unweighted", "xccdf-absolute", "weighted"] {
            let json = try folder.run("\(scan) --score \(model) --format json").standardOutput
            let report = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
            let score = try #require(report["score"] as? [String: Any])
            #expect(score["percent"] is NSNull, "\(model): \(score)")
        }
    }

    @Test(arguments: [
        "norma scan --attachment rules/attachments/demo.yaml --attachment ./rules/attachments/demo.yaml",
        "norma scan --attachment rules/attachments/demo.yaml --attachment rules/attachments/sessions.yaml --resume 1",
    ])
    func whatCannotBeMeantIsRefused(_ command: String) throws {
        #expect(try run(command).exitCode == 2)
    }
}
