import Foundation
import TestSupport
import Testing

/// A gate that counts only what is new, or only what changed; and limits of its own for rules and profiles.
@Suite struct GateNarrowingTests {
    private static let rule =
        "rule shut {\n  id \"door\"\n  severity high\n  for demo.door\n  require every d in doors satisfies d.open is false\n  require count(doors) is at most 9\n}\nrule named {\n  severity low\n  for demo.door\n  require owner is present\n}\n"
    private static let clock = "--as-of 2026-11-01T00:00:00Z"

    private static func door(_ id: String, _ open: [Bool], name: String = "x", owner: String = "ann") -> String {
        "- kind: demo.door\n  id: \(id)\n  name: \(name)\n  properties:\n    owner: \(owner)\n    doors: [\(open.map { "{ open: \($0) }" }.joined(separator: ", "))]\n"
    }

    private func folder(_ doors: String) throws -> ScratchFolder {
        try ScratchFolder(["r.norma": Self.rule, "doors.yaml": doors])
    }

    private func gate(_ folder: ScratchFolder, _ options: String, inventory: String = "doors.yaml") throws -> (
        Int32, String
    ) {
        let result = try folder.run("norma gate --rules r.norma --inventory \(inventory) \(options) \(Self.clock) 2>&1")
        return (result.exitCode, String(result.output.split(separator: "\n").last ?? ""))
    }

    @Test func onlyWhatIsNewFails() throws {
        let folder = try folder(Self.door("front", [true]) + Self.door("back", [false]))
        _ = try folder.run("norma eval --rules r.norma --inventory doors.yaml --report json=before.json \(Self.clock)")
        let known = try gate(folder, "--baseline before.json")
        #expect(known == (0, "gate open, exit 0: 3 evaluations pass, none fails (1 known from the baseline)"))
        // It moves to another file and has another name: it is the same.
        try folder.write(Data(("# moved\n\n" + Self.door("front", [true], name: "y")).utf8), to: "moved.yaml")
        #expect(try gate(folder, "--baseline before.json", inventory: "moved.yaml").0 == 0)
        // Another element fails beside the known one, and another resource.
        try folder.write(Data((Self.door("front", [true, true]) + Self.door("back", [false])).utf8), to: "doors.yaml")
        #expect(try gate(folder, "--baseline before.json") == (1, "gate closed, exit 1: 1 evaluation fails: shut"))
        try folder.write(Data((Self.door("front", [true]) + Self.door("back", [true])).utf8), to: "doors.yaml")
        #expect(
            try gate(folder, "--baseline before.json")
                == (1, "gate closed, exit 1: 1 evaluation fails: shut (1 known from the baseline)"))
    }

    /// A score counts what the baseline knows, and the line that closes the gate says so.
    @Test func aScoreThatCountsWhatIsKnownSaysSo() throws {
        let folder = try folder(Self.door("front", [true]) + Self.door("back", [false]))
        _ = try folder.run("norma eval --rules r.norma --inventory doors.yaml --report json=before.json \(Self.clock)")
        let narrowed = try gate(folder, "--baseline before.json --threshold 99")
        #expect(narrowed.0 == 1)
        #expect(
            narrowed.1.hasSuffix(" % is below 99 %, and that counts what is known as well (1 known from the baseline)"),
            "\(narrowed.1)")
        let whole = try gate(folder, "--threshold 99")
        #expect(whole.0 == 1 && whole.1.hasSuffix(" % is below 99 %"), "\(whole.1)")
    }

    @Test func whatWasUnknownAndFailsNowIsNew() throws {
        let unknown = "- { kind: demo.door, id: front, properties: { owner: ann, doors: [{}] } }\n"
        let folder = try folder(unknown)
        _ = try folder.run("norma eval --rules r.norma --inventory doors.yaml --report json=before.json \(Self.clock)")
        #expect(try gate(folder, "--baseline before.json").0 == 0)
        try folder.write(Data(Self.door("front", [true]).utf8), to: "doors.yaml")
        #expect(try gate(folder, "--baseline before.json").0 == 1)
    }

    @Test func aBaselineOfOtherRulesSaysSo() throws {
        let folder = try folder(Self.door("front", [true]))
        try folder.write(Data(Self.rule.components(separatedBy: "rule named")[1].utf8), to: "named")
        _ = try folder.run(
            "printf 'rule named' | cat - named > n.norma; norma eval --rules n.norma --inventory doors.yaml --report json=before.json \(Self.clock)"
        )
        let result = try folder.run(
            "norma gate --rules r.norma --inventory doors.yaml --baseline before.json \(Self.clock)")
        #expect(result.exitCode == 1)
        #expect(result.standardError.contains("W5032") && result.standardError.contains("'shut'"), "\(result.output)")
    }

    @Test func rulesAndLimitsAreChosen() throws {
        let folder = try folder(Self.door("front", [true]) + Self.door("back", [true]))
        #expect(try gate(folder, "--rule named").0 == 0)
        #expect(try gate(folder, "--rule door") == (1, "gate closed, exit 1: 2 evaluations fail: shut"))
        #expect(
            try gate(folder, "--failing 2") == (
                0, "gate open, exit 0: 2 evaluations pass, 2 fail, and at most 2 may fail"
            ))
        #expect(try gate(folder, "--failing 1").1.hasSuffix("2 evaluations fail, and at most 1 may: shut"))
    }

    /// What closes a gate does so also where something else could not be read; the line and the exit code are one.
    @Test func theLastLineSaysWithWhatItEnds() throws {
        let folder = try folder(Self.door("front", [true]))
        try folder.write(Data("rule x {\n".utf8), to: "bad.norma")
        let result = try folder.run("norma gate --rules r.norma bad.norma --inventory doors.yaml \(Self.clock)")
        #expect(result.exitCode == 2)
        let line = result.standardOutput.split(separator: "\n").last ?? ""
        #expect(
            line.hasPrefix("gate closed, exit 2: 1 evaluation fails: shut; not everything could be read: "), "\(line)")
        let json = try folder.run(
            "norma gate --rules r.norma bad.norma --inventory doors.yaml --format json \(Self.clock)")
        #expect(json.exitCode == 2 && json.standardOutput.contains(#""obstacle": "not everything could be read"#))
    }

    /// A waiver that whoever is judged has written.
    @Test func documentsLeaveThemselvesOutOnlyWhereTheyMay() throws {
        let folder = try folder("# norma:mask shut: because\n" + Self.door("front", [true]))
        #expect(try gate(folder, "") == (0, "gate open, exit 0: 1 evaluation passes, none fails (1 masked)"))
        #expect(try gate(folder, "--ignore-inline-masks") == (1, "gate closed, exit 1: 1 evaluation fails: shut"))
        let result = try folder.run("norma gate --attachment a.yaml --inventory doors.yaml --ignore-inline-masks")
        #expect(result.exitCode == 2 && result.output.contains("an attachment says it by 'inline_masks'"))
    }

    /// Names are given twice, ids in two accounts: a line of a report is of one resource.
    @Test func reportsTellResourcesApart() throws {
        let folder = try folder(
            Self.door("i-1", [true], name: "shop") + Self.door("i-2", [false], name: "shop") + "  account: prod\n")
        for format in ["junit", "markdown", "github", "gitlab"] {
            let result = try folder.run(
                "norma gate --rules r.norma --inventory doors.yaml --format \(format) \(Self.clock)")
            #expect(result.standardOutput.contains("shop [i-1]"), "\(format): \(result.output)")
        }
        let cases = try folder.run("norma gate --rules r.norma --inventory doors.yaml --format junit \(Self.clock)")
            .standardOutput
        #expect(cases.contains("shop [i-2, prod] (demo.door)"))
    }

    @Test func profilesHaveLimitsOfTheirOwn() throws {
        let folder = try DoorPack.folder(attachments: ["a": DoorPack.attachment("prod")])
        func gate(_ options: String) throws -> String {
            let command =
                "norma gate --attachment rules/attachments/a.yaml --inventory inventory \(options) \(Self.clock) 2>&1"
            return String(try folder.run(command).output.split(separator: "\n").last ?? "")
        }
        #expect(try gate("--profile-threshold Doors=50").hasPrefix("gate open, exit 0"))
        #expect(
            try gate("--profile-threshold Doors=51")
                == "gate closed, exit 1: the score of profile Doors, 50 %, is below 51 %")
        #expect(
            try gate("--profile-failing Doors=0").hasSuffix("1 evaluation fails in profile Doors, and at most 0 may"))
    }

    @Test func onlyWhatChangedSinceARevisionCounts() throws {
        let folder = try folder(Self.door("front", [true]) + Self.door("back", [false]))
        let commit = "git add -A && git -c user.name=a -c user.email=a@example.com commit -q -m x"
        #expect(try folder.run("git init -q -b main && \(commit)").exitCode == 0)
        #expect(
            try gate(folder, "--since main")
                == (0, "gate open, exit 0: 3 evaluations pass, none fails (1 in what did not change)"))
        // Another resource of the same file changes, then the one that fails, then a file that is new.
        try folder.write(Data((Self.door("front", [true]) + Self.door("back", [false, false])).utf8), to: "doors.yaml")
        #expect(try gate(folder, "--since main").0 == 0)
        try folder.write(
            Data((Self.door("front", [true], owner: "bob") + Self.door("back", [false])).utf8), to: "doors.yaml")
        #expect(try gate(folder, "--since main") == (1, "gate closed, exit 1: 1 evaluation fails: shut"))
        try folder.write(Data(Self.door("side", [true]).utf8), to: "new/ä b.yaml")
        #expect(try gate(folder, "--since main", inventory: "'new/ä b.yaml'").0 == 1)
        #expect(try gate(folder, "--since nobranch").1.hasSuffix("the repository has no revision 'nobranch'"))
        #expect(
            try folder.run("\(commit) && git clone -q --depth 1 file://$PWD clone && cp r.norma clone").exitCode == 0)
        let shallow = try folder.run(
            "cd clone && norma gate --rules r.norma --inventory doors.yaml --since main~1 \(Self.clock) 2>&1")
        #expect(shallow.exitCode == 2 && shallow.output.contains("git fetch --unshallow"), "\(shallow.output)")
    }

    /// Of a manifest, a template and a plan only the resources that are another count.
    @Test(arguments: [
        (
            "deploy.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: front }
            data: { open: "yes" }
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: back }
            data: { open: "no" }

            """, #"open: "no""#, #"open: "yes""#
        ),
        (
            "template.yaml",
            """
            AWSTemplateFormatVersion: "2010-09-09"
            Resources:
              Front:
                Type: Demo::House::Door
                Properties:
                  Open: "yes"
              Back:
                Type: Demo::House::Door
                Properties:
                  Open: "no"

            """, #"Open: "no""#, #"Open: "yes""#
        ),
        (
            "plan.json",
            """
            {"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": [
             {"address": "demo_door.front", "mode": "managed", "type": "demo_door", "name": "front",
              "change": {"actions": ["create"], "before": null, "after": {"open": "yes"}}},
             {"address": "demo_door.back", "mode": "managed", "type": "demo_door", "name": "back",
              "change": {"actions": ["create"], "before": null, "after": {"open": "no"}}}
            ]}

            """, #"{"open": "no"}"#, #"{"open": "yes"}"#
        ),
    ])
    func onlyWhatAResourceIsCounts(_ file: String, _ text: String, _ shut: String, _ open: String) throws {
        let rules = """
            rule shut {
              for k8s.ConfigMap, "Demo::House::Door", demo_door
              require data.open default Open default this.open is "no"
            }

            """
        let folder = try ScratchFolder(["r.norma": rules, file: text])
        let commit = "git add -A && git -c user.name=a -c user.email=a@example.com commit -q -m x"
        #expect(try folder.run("git init -q -b main && \(commit)").exitCode == 0)
        try folder.write(Data(text.replacing(shut, with: open).utf8), to: file)
        #expect(
            try gate(folder, "--since main", inventory: file)
                == (1, "gate closed, exit 1: 1 evaluation fails: shut (1 in what did not change)"))
        let ajar = open.replacing("yes", with: "ajar")
        try folder.write(Data(text.replacing(open, with: ajar, maxReplacements: 1).utf8), to: file)
        #expect(
            try gate(folder, "--since main", inventory: file)
                == (1, "gate closed, exit 1: 1 evaluation fails: shut"))
        for spaced in [text + "\n", text.replacing(open, with: "\(open) ", maxReplacements: 1)] {
            try folder.write(Data(spaced.utf8), to: file)
            #expect(
                try gate(folder, "--since main", inventory: file)
                    == (0, "gate open, exit 0: 1 evaluation passes, none fails (1 in what did not change)"))
        }
    }

    /// What a resource takes from an anchor is touched where the anchor stands.
    @Test(arguments: ["*d", "{<<: *d}"])
    func aChangedAnchorTouchesWhatUsesIt(_ use: String) throws {
        let text = """
            - kind: a.q
              id: base
              properties: &d
                v: 1

            - kind: a.b
              id: uses
              properties: \(use)

            - kind: a.b
              id: other
              properties: {v: 3}

            """
        let folder = try ScratchFolder(["r.norma": "rule one { for a.b require v is 1 }\n", "a.yaml": text])
        let commit = "git add -A && git -c user.name=a -c user.email=a@example.com commit -q -m x"
        #expect(try folder.run("git init -q -b main && \(commit)").exitCode == 0)
        try folder.write(Data(text.replacing("v: 1", with: "v: 2").utf8), to: "a.yaml")
        #expect(
            try gate(folder, "--since main", inventory: "a.yaml")
                == (1, "gate closed, exit 1: 1 evaluation fails: one (1 in what did not change)"))
    }

    @Test func jsonTellsWhatWasSetAside() throws {
        let folder = try folder(Self.door("front", [true]))
        _ = try folder.run("norma eval --rules r.norma --inventory doors.yaml --report json=before.json \(Self.clock)")
        let result = try folder.run(
            "norma gate --rules r.norma --inventory doors.yaml --baseline before.json --format json \(Self.clock)")
        #expect(result.exitCode == 0)
        #expect(
            result.standardOutput.contains(#""known": 1"#) && result.standardOutput.contains(#""decision": "open""#))
    }
}
