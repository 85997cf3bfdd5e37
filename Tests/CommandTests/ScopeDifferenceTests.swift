import Foundation
import TestSupport
import Testing

/// `norma diff` of scans between which the scope changed, and not the estate.
@Suite struct ScopeDifferenceTests {
    private static let inventory = """
        - { kind: demo.door, id: front, account: acc1, properties: { open_for: 3 } }
        - { kind: demo.door, id: back, account: acc1, properties: { open_for: 2 } }
        - { kind: demo.door, id: cellar, account: acc2, properties: { open_for: 9 } }

        """

    private static func attachment(_ scope: String) -> String {
        "name: prod\nprofile_id: Doors\nscope: [\(scope)]\n"
    }

    private static let whole = "{ scope_type: account, scope_id: acc1 }"
    private static let excluding =
        "{ scope_type: account, scope_id: acc1, exclusions: [{ names: [back] }] }"
    private static let both = "{ scope_type: account, scope_id: acc1 }, { scope_type: account, scope_id: acc2 }"
    private static let hiding =
        "{ scope_type: account, scope_id: acc1, subscopes: [{ name: auditors, exclusions: [{ names: [back] }] }] }"

    private static func scan(_ attachment: String, _ inventory: String = "inventory") -> String {
        "norma scan --attachment rules/attachments/\(attachment).yaml --inventory \(inventory) --as-of 2026-11-01T00:00:00Z --record --database s.sqlite --format json"
    }

    private func folder() throws -> ScratchFolder {
        let attachments = [
            "whole": Self.whole, "excluding": Self.excluding, "both": Self.both, "hiding": Self.hiding,
        ]
        return try DoorPack.folder(
            attachments: attachments.mapValues(Self.attachment),
            files: [
                "inventory/doors.yaml": Self.inventory,
                "without/doors.yaml": Self.inventory.split(separator: "\n", omittingEmptySubsequences: false)
                    .filter { !$0.contains("back") }.joined(separator: "\n"),
                "mended/doors.yaml": Self.inventory.replacing("open_for: 2", with: "open_for: 0"),
            ])
    }

    /// What differs between two scans: `resource change causes before after`, and the text.
    private func difference(
        _ old: String, _ new: String, inventories: (String, String) = ("inventory", "inventory"),
        masking resource: String? = nil
    ) throws -> (changes: [String], text: String) {
        let folder = try folder()
        if let resource {
            let add = "norma mask add --resource \(resource) --justification known --author ann"
            #expect(try folder.run("\(add) --as-of 2026-10-01T00:00:00Z --database s.sqlite").exitCode == 0)
        }
        for (attachment, inventory) in [(old, inventories.0), (new, inventories.1)] {
            let run = try folder.run(Self.scan(attachment, inventory))
            #expect(run.exitCode == 0, "\(run.output)")
        }
        let history = try folder.run("norma history --database s.sqlite --format json").standardOutput
        let report = try JSONSerialization.jsonObject(with: Data(history.utf8)) as? [String: Any]
        let ids = (report?["scans"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
        let command = "norma diff \(try #require(ids.last)) \(try #require(ids.first)) --database s.sqlite"
        let output = try folder.run("\(command) --format json").standardOutput
        let difference = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
        let changes = (difference?["changes"] as? [[String: Any]] ?? []).map { change in
            let causes = (change["causes"] as? [String] ?? []).joined(separator: "+")
            let words = [change["resource"], change["change"], causes, change["before"], change["after"]]
            return words.map { $0 as? String ?? "-" }.joined(separator: " ")
        }
        return (changes.filter { !$0.contains("still_open") }, try folder.run(command).standardOutput)
    }

    /// It is there, and nobody mended it.
    @Test func whatAnExclusionLeavesOutLeftTheScan() throws {
        let (changes, text) = try difference("whole", "excluding")
        #expect(changes == ["back left_scan scope fail -"])
        #expect(text.contains("left the scan (1)") && text.contains("the scope or an exclusion"), "\(text)")
        #expect(!text.contains("gone with"), "\(text)")
    }

    @Test func whatIsNoLongerExcludedIsNotNew() throws {
        let (changes, text) = try difference("excluding", "whole")
        #expect(changes == ["back new_fail scope - fail"])
        #expect(!text.contains("on new resources"), "\(text)")
    }

    @Test func aWiderScopeTakesResourcesIn() throws {
        #expect(try difference("whole", "both").changes == ["cellar new_fail scope - fail"])
        #expect(try difference("both", "whole").changes == ["cellar left_scan scope fail -"])
    }

    /// What the inventory has no longer is gone, whatever the scope is.
    @Test func whatIsGoneIsGone() throws {
        let (changes, _) = try difference("whole", "excluding", inventories: ("inventory", "without"))
        #expect(changes == ["back disappeared resource fail -"])
        let (appeared, _) = try difference("excluding", "whole", inventories: ("without", "inventory"))
        #expect(appeared == ["back appeared resource - fail"])
    }

    /// It is neither new nor fixed, for nobody waited for it; but the mask can go.
    @Test func whatIsMendedUnderAMaskIsSaid() throws {
        let (fixed, text) = try difference(
            "whole", "whole", inventories: ("inventory", "mended"), masking: "back")
        #expect(fixed == ["back fixed_under_mask resource masked(fail) masked(pass)"])
        #expect(text.contains("fixed under a mask, which can go (1)"), "\(text)")
        #expect(!text.contains("nothing differs") && !text.contains("\nfixed ("), "\(text)")
        let (gone, _) = try difference("whole", "whole", inventories: ("inventory", "without"), masking: "back")
        #expect(gone == ["back disappeared_under_mask resource masked(fail) -"])
        // Nothing was mended, and what fails under a mask from the beginning asks nobody.
        #expect(try difference("whole", "excluding", masking: "back").changes == [])
        #expect(
            try difference("whole", "whole", inventories: ("mended", "inventory"), masking: "back").changes == [])
    }

    /// No mask has to do with it.
    @Test func whatASubscopeHidesIsNotMasked() throws {
        let (shown, shownText) = try difference("hiding", "whole")
        #expect(shown == ["back unhidden scope hidden(fail) fail"])
        #expect(shownText.contains("no longer hidden (1)") && !shownText.contains("mask"), "\(shownText)")
        let (hidden, hiddenText) = try difference("whole", "hiding")
        #expect(hidden == ["back hidden scope fail hidden(fail)"])
        #expect(hiddenText.contains("hidden since (1)") && !hiddenText.contains("mask"), "\(hiddenText)")
    }
}
