import Foundation
import TestSupport
import Testing

/// What is accepted for ever is never looked at again: a file's waivers want an end.
@Suite struct MaskEndTests {
    private static let rules =
        "--rules rules/door_is_shut.norma --inventory inventory --as-of 2026-11-01T00:00:00Z --masks masks.yaml"
    private static let attachment =
        "--attachment rules/attachments/prod.yaml --inventory inventory --as-of 2026-11-01T00:00:00Z --masks masks.yaml"

    @Test(arguments: [
        ("", true), ("    category: waiver\n", true), ("    category: mitigated\n", false),
        ("    category: false_positive\n", false), ("    expires_at: 2026-12-01\n", false),
        ("    expires: 2026-12-01\n", false),
    ])
    func aWaiverWithoutOneIsAWarning(_ more: String, _ isTold: Bool) throws {
        let mask = "masks:\n  - resource: front\n    justification: the hinge is ordered\n    author: ann\n\(more)"
        let folder = try DoorPack.folder(
            attachments: ["prod": DoorPack.attachment("prod", "")], files: ["masks.yaml": mask])
        for command in ["norma gate \(Self.rules)", "norma eval \(Self.rules)", "norma gate \(Self.attachment)"] {
            let masked = try folder.run(command)
            #expect(masked.exitCode == 0, "\(masked.output)")
            let words = "warning[W4159]: the waiver of resource front has no end\n    ┌─ masks.yaml:2:5\n"
            #expect(masked.standardError.contains(words) == isTold, "\(masked.output)")
        }
    }

    private static let waiver =
        "masks: [{ resource: %, justification: the hinge is ordered, author: ann, expires_at: 2026-10-01 }]\n"

    /// What a waiver lay on that has ended counts again, and the last line says so.
    @Test(arguments: [rules, attachment])
    func anEndedWaiverOverAFailureSaysSo(_ options: String) throws {
        let folder = try DoorPack.folder(
            attachments: ["prod": DoorPack.attachment("prod", "")],
            files: ["masks.yaml": Self.waiver.replacing("%", with: "front")])
        let result = try folder.run("norma gate \(options)")
        #expect(result.exitCode == 1)
        #expect(
            result.standardError.contains(
                "the mask of resource front ended at 2026-10-01T00:00:00Z, and 1 result that it lay on counts again"),
            "\(result.output)")
        let last = result.standardOutput.split(separator: "\n").last ?? ""
        #expect(last.hasSuffix("1 evaluation fails: door_is_shut (1 where a mask has ended)"), "\(last)")
        let json = try folder.run("norma gate \(options) --format json")
        #expect(json.standardOutput.contains(#""ended": 1,"#), "\(json.output)")
        // Another one that is in force sets it aside.
        let both = Self.waiver.replacing("%", with: "front").replacing(
            "}]", with: "}, { resource: front, category: mitigated, justification: locked, author: ann }]")
        try folder.write(Data(both.utf8), to: "masks.yaml")
        let masked = try folder.run("norma gate \(options)")
        #expect(masked.exitCode == 0 && masked.standardOutput.hasSuffix("none fails (1 masked)\n"), "\(masked.output)")
    }

    @Test(arguments: [rules, attachment])
    func anEndedWaiverOverAPassIsAWarning(_ options: String) throws {
        let folder = try DoorPack.folder(
            attachments: ["prod": DoorPack.attachment("prod", "")],
            files: [
                "masks.yaml": Self.waiver.replacing("%", with: "back"),
                "inventory/doors.yaml": "- { kind: demo.door, id: back, account: acc1, properties: { open_for: 0 } }\n",
            ])
        let result = try folder.run("norma gate \(options)")
        #expect(result.exitCode == 0)
        #expect(
            result.standardError.contains(
                "warning[W4154]: the mask of resource back ended at 2026-10-01T00:00:00Z, and what it lay on passes"),
            "\(result.output)")
    }

    /// Of a store's masks those are told of that lay on something here.
    @Test func aStoresEndedMasksAreToldOf() throws {
        let folder = try DoorPack.folder(attachments: ["prod": DoorPack.attachment("prod", "")])
        func add(_ what: String, _ end: String) throws -> String {
            try folder.run(
                "norma mask add \(what) --justification aired --author ann --as-of 2026-09-01T00:00:00Z \(end) --database s.sqlite"
            ).standardError
        }
        #expect(try add("--resource back", "--expires 2026-10-01T00:00:00Z").isEmpty)
        #expect(try add("--control D1", "--expires 2026-10-01T00:00:00Z").isEmpty)
        #expect(try add("--resource gone", "--expires 2026-10-01T00:00:00Z").isEmpty)
        let endless = try add("--resource side", "")
        #expect(endless.contains("warning[W4159]: the waiver of resource side has no end"), "\(endless)")
        #expect(endless.contains("give it one with --expires, or another --category"), "\(endless)")
        #expect(try add("--resource roof", "--category mitigated").isEmpty)
        let gate =
            "norma gate --attachment rules/attachments/prod.yaml --inventory inventory --as-of 2026-11-01T00:00:00Z --database s.sqlite"
        let result = try folder.run(gate)
        #expect(result.exitCode == 1)
        #expect(result.standardOutput.hasSuffix("(1 where a mask has ended)\n"), "\(result.output)")
        #expect(result.standardError.contains("control D1 ended at 2026-10-01T00:00:00Z, and 1 result that it lay on"))
        #expect(result.standardError.contains("resource back ended at 2026-10-01T00:00:00Z, and what it lay on passes"))
        #expect(!result.standardError.contains("resource gone"))
    }

    @Test func aMaskOfAMisspeltRuleHasTheNearest() throws {
        let mask =
            "masks: [{ rule: door_is_shot, resource: front, category: mitigated, justification: locked, author: ann }]\n"
        let folder = try DoorPack.folder(
            attachments: ["prod": DoorPack.attachment("prod", "")], files: ["masks.yaml": mask])
        for options in [Self.rules, Self.attachment] {
            let result = try folder.run("norma gate \(options)")
            #expect(result.exitCode == 1)
            #expect(
                result.standardError.contains("no rule is called 'door_is_shot'; did you mean 'door_is_shut'?"),
                "\(result.output)")
        }
    }
}
