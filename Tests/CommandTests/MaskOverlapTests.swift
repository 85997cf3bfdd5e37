import Foundation
import TestSupport
import Testing

/// Masks that lie on the same results, and masks that name what the estate does not have.
@Suite struct MaskOverlapTests {
    private static let scan =
        "norma scan --attachment rules/attachments/a.yaml --inventory inventory --as-of 2026-11-02T00:00:00Z --record --database s.sqlite"
    private static let entered = "--justification known --author ann --as-of 2026-11-01T00:00:00Z --database s.sqlite"
    private static let audit = "norma mask audit --within 0 --as-of 2026-11-02T12:00:00Z --database s.sqlite"

    private func folder(_ lines: String = "") throws -> ScratchFolder {
        try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("prod", lines)],
            files: [
                "inventory/doors.yaml": """
                - { kind: demo.door, id: front, account: acc1, properties: { open_for: 3 } }
                - { kind: demo.door, id: back, account: acc1, properties: { open_for: 0 } }
                - { kind: demo.door, id: side, account: acc1, properties: {} }

                """
            ])
    }

    /// The id of the mask that is entered.
    private func add(_ subject: String, to folder: ScratchFolder) throws -> String {
        let run = try folder.run("norma mask add \(subject) \(Self.entered)")
        return String(try #require(run.standardOutput.firstMatch(of: /masked as (m-[0-9a-f]+)/)).1)
    }

    /// What the audit says of each mask: `concerns masked_by beneath`.
    private func concerns(in folder: ScratchFolder) throws -> [String: String] {
        let output = try folder.run("\(Self.audit) --format json").standardOutput
        let report = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
        let masks = (report?["masks"] as? [[String: Any]] ?? []).map { mask in
            let words = ["concerns", "masked_by"].flatMap { mask[$0] as? [String] ?? [] }
            return (mask["id"] as? String ?? "", words.joined(separator: " "))
        }
        return Dictionary(uniqueKeysWithValues: masks)
    }

    /// Whoever takes it back because nothing lies beneath it opens the result as soon as the other one ends.
    @Test(arguments: [
        ("--rule door --resource front", "--rule door --resource front"), ("--resource front", "--resource front"),
        ("--resource side", "--rule door --resource side"), ("--control D1", "--control D1"),
        ("--control D1", "--profile Doors"), ("--control D1", "--control D1 --scope-type account --scope-id acc1"),
    ])
    func aMaskUnderAnotherIsNotNeedless(_ first: String, _ second: String) throws {
        let folder = try folder()
        let masks = try [first, second].map { try add($0, to: folder) }
        #expect(try folder.run(Self.scan).exitCode == 0)
        #expect(try concerns(in: folder) == [masks[0]: "", masks[1]: "also_masked \(masks[0])"])
        let text = try folder.run(Self.audit)
        #expect(text.output.contains("also masked by \(masks[0])"), "\(text.output)")
        #expect(text.exitCode == 0, "\(text.output)")
    }

    /// A mask of every result of a resource lies on what a mask of the control would.
    @Test func aControlsMaskUnderThoseOfItsResources() throws {
        let folder = try folder()
        let masks = try ["--control D1", "--resource front", "--resource side"].map { try add($0, to: folder) }
        #expect(try folder.run(Self.scan).exitCode == 0)
        // What passes is beneath the control's mask alone.
        let others = masks[1...].sorted().joined(separator: " ")
        #expect(
            try concerns(in: folder) == [masks[0]: "also_masked \(others)", masks[1]: "", masks[2]: ""])
    }

    @Test func whatASubscopeHidesIsNotNothing() throws {
        let folder = try folder()
        let text = """
            name: prod
            profile_id: Doors
            scope:
              - { scope_type: account, scope_id: acc1, subscopes: [{ name: auditors, exclusions: [{ names: [front] }] }] }

            """
        try folder.write(Data(text.utf8), to: "rules/attachments/a.yaml")
        let mask = try add("--resource front", to: folder)
        #expect(try folder.run(Self.scan).exitCode == 0)
        #expect(try concerns(in: folder)[mask]?.hasPrefix("also_masked names front of subscope auditors") == true)
    }

    @Test func masksThatAreNeedlessAreStillSaid() throws {
        let folder = try folder()
        let masks = try ["--resource back", "--resource back", "--resource gone"].map { try add($0, to: folder) }
        #expect(try folder.run(Self.scan).exitCode == 0)
        #expect(
            try concerns(in: folder) == [
                masks[0]: "matches_only_passes", masks[1]: "also_masked \(masks[0])", masks[2]: "matches_nothing",
            ])
        #expect(try folder.run(Self.audit).exitCode == 1)
    }

    /// In a file, too, and in a stream.
    @Test(arguments: ["", "--stream"]) func aMaskOfAFileUnderAnotherIsNotSaidToBeNeedless(_ way: String) throws {
        let masks = ["front", "front", "back"].map { #"{"resource":"\#($0)","justification":"known","author":"ann"}"# }
        let folder = try ScratchFolder([
            "rule.norma": "rule door_is_shut {\n  for demo.door\n  require open_for is 0\n}\n",
            "doors.jsonl":
                #"{"kind":"demo.door","id":"front","properties":{"open_for":3}}"# + "\n"
                + #"{"kind":"demo.door","id":"back","properties":{"open_for":0}}"# + "\n",
            "masks.json": #"{"masks":[\#(masks.joined(separator: ","))]}"#,
        ])
        let run = try folder.run(
            "norma eval --rules rule.norma --inventory doors.jsonl \(way) --masks masks.json --as-of 2026-11-01T00:00:00Z"
        )
        #expect(run.standardError.components(separatedBy: "warning[W4155]").count == 2, "\(run.output)")
        #expect(run.standardError.contains("everything beneath the mask of resource back passes"), "\(run.output)")
    }

    @Test func theSameMaskTwiceIsSaid() throws {
        let folder = try folder()
        let first = try add("--rule door --resource front", to: folder)
        let again = try folder.run("norma mask add --rule door --resource front \(Self.entered)")
        #expect(again.exitCode == 0)
        #expect(
            again.standardError.contains("warning[W4158]: the mask \(first) lies on rule door on front already"),
            "\(again.output)")
        let other = try folder.run("norma mask add --rule door --resource back \(Self.entered)")
        #expect(!other.standardError.contains("W4158"), "\(other.output)")
        let removed = try folder.run("norma mask remove \(first) --author ann --reason over --database s.sqlite")
        #expect(removed.exitCode == 0)
        let list = try folder.run("norma mask list --as-of 2026-11-01T00:00:00Z --database s.sqlite").output
        let second = try #require(list.firstMatch(of: /m-[0-9a-f]+/)?.output)
        #expect(
            try folder.run("norma mask add --rule door --resource front \(Self.entered)").standardError.contains(
                "the mask \(second) lies on"))
    }

    /// It would mask the whole control if nobody named enterprises.
    @Test(arguments: ["enterprise", "enterprise.account_group"])
    func aMaskInAnEnterpriseThatNobodyNamesMasksNothing(_ level: String) throws {
        let folder = try folder()
        _ = try add("--control D1 --scope-type \(level) --scope-id acme", to: folder)
        let run = try folder.run(Self.scan)
        #expect(run.standardError.contains("the mask of control D1 in \(level) acme lies on nothing"), "\(run.output)")
        #expect(run.output.contains("W4157"), "\(run.output)")
        #expect(try folder.run("norma results --masked --database s.sqlite").output.contains("no result is so"))
    }

    /// Only where the mask is confined to an account that the inventory does not have, too.
    @Test func aMaskInAnAccountThatIsNotThereIsSaid() throws {
        let folder = try folder()
        _ = try add("--control D1 --scope-type account --scope-id acc9", to: folder)
        let run = try folder.run(Self.scan)
        #expect(run.standardError.contains("the mask of control D1 in account acc9 lies on nothing"), "\(run.output)")
    }
}
