import Foundation
import TestSupport
import Testing

/// A run whose one door is shut, and of which not everything could be read: no form of it reads as one in which everything passes.
@Suite struct UnreadReportTests {
    /// What could not be read.
    enum Gap: String, CaseIterable {
        /// Doors, as the manifest says.
        case kind
        /// A file that does not parse.
        case file

        /// Behind what every form says; the reason is the manifest's.
        var kinds: String { self == .kind ? ": demo.door of account acc1 (access denied)" : "" }
    }

    private static let formats = [
        "json", "ndjson", "csv", "sarif", "junit", "markdown", "github", "gitlab", "oscal", "ocsf", "xccdf", "html",
    ]

    private static let asOf = "--as-of 2026-11-01T00:00:00Z"

    private func folder(_ gap: Gap) throws -> ScratchFolder {
        var files = [
            "inventory/doors.yaml": "- { kind: demo.door, id: back, account: acc1, properties: { open_for: 0 } }\n"
        ]
        switch gap {
        case .kind:
            files["inventory/inventory.yaml"] =
                "accounts: [acc1]\nkinds: [demo.door]\ncould_not_read: [{ kind: demo.door, account: acc1, reason: access denied }]\n"
        case .file: files["inventory/broken.yaml"] = "kind: [\n"
        }
        return try DoorPack.folder(attachments: ["a": DoorPack.attachment("a", "")], files: files)
    }

    /// Parts of each form's text that say it, and parts that would deny it.
    private static func parts(_ format: String, _ gap: Gap, attachment: String = "") -> (
        said: [String], never: [String]
    ) {
        let words = "not everything could be read\(gap.kinds)"
        // Seven columns from the status to the kind, seven from the account to the message.
        let row =
            gap == .kind
            ? "unknown,,,,,,,demo.door,,,acc1,,,,,,,could not be read: access denied,,,"
            : "unknown,,,,,,,,,,,,,,,,,not everything could be read,,,"
        switch format {
        case "ndjson":
            let unread =
                gap == .kind ? #"[{"kind":"demo.door","account":"acc1","reason":"access denied"}]"# : "[]"
            return (
                [
                    #""complete":false,"unread":\#(unread),"#, #""evaluations_summary":{"status":"unable_to_perform","#,
                    #""percent":100,"complete":false,"judged":true"#,
                ],
                [#""status":"compliant""#]
            )
        case "csv": return (["\(attachment),2026-11-01T00:00:00Z,\(row)\r\n"], [])
        case "sarif": return ([#""executionSuccessful": false"#, #""text": "\#(words)""#, #""complete": false"#], [])
        case "junit":
            return (
                [#"errors="1""#, #"<testcase name="everything could be read""#, #"<error message="\#(words)""#], []
            )
        case "markdown":
            return (
                [
                    "## Norma: nothing fails that was judged\n", "; score 100 % of what could be read; ",
                    "> **Not everything could be read:** ",
                ]
                    + (gap == .kind ? ["demo.door of account acc1 (access denied)"] : []), []
            )
        case "github":
            return (
                ["::warning title=Norma", "; score 100 %25 of what could be read; ", "; not everything could be read"]
                    + (gap == .kind ? ["; could not be read: demo.door of account acc1 (access denied)"] : []),
                ["::notice"]
            )
        case "gitlab": return ([": \(words)\"", #""severity": "blocker""#], [])
        case "oscal":
            return (
                [
                    #""state": "not-satisfied""#, #""reason": "other""#, "Not everything that it judges could be read.",
                    #""name": "score-of-what-could-be-read""#,
                ],
                [#""state": "satisfied""#, #""name": "score""#]
            )
        case "ocsf": return ([#""message": "\#(words)""#, #""status": "Warning""#], [])
        case "xccdf":
            return (
                [
                    "<result>error</result>", "severity=\"error\">\(words)</message>",
                    #"flat-unweighted" maximum="2">1</score>"#,
                    #"<score system="urn:norma:scoring:scc:of-what-could-be-read" maximum="100">100</score>"#,
                ], [#""urn:norma:scoring:scc""#]
            )
        case "html":
            return (
                [
                    "Not everything could be read. What is missing here is not known to pass.",
                    "Score of what could be read",
                    "<dt>Could not be read</dt>",
                ], []
            )
        case "json": return ([gap == .kind ? "demo.door" : #""severity": "error""#], [])
        default: return (["no such format"], [])
        }
    }

    private func look(_ gap: Gap, _ format: String, _ name: String, attachment: String = "", in folder: ScratchFolder)
        throws
    {
        let text = try String(contentsOf: folder.url.appending(path: "\(name).\(format)"), encoding: .utf8)
        let (said, never) = Self.parts(format, gap, attachment: attachment)
        for part in said {
            #expect(text.contains(part), "\(name).\(format) does not say: \(part)\n\(text.prefix(4_000))")
        }
        for part in never { #expect(!text.contains(part), "\(name).\(format) says: \(part)") }
    }

    private static func reports(_ name: String) -> String {
        formats.map { "--report \($0)=\(name).\($0)" }.joined(separator: " ")
    }

    @Test(arguments: Gap.allCases) func everyFormOfRulesAloneSaysIt(_ gap: Gap) throws {
        let folder = try folder(gap)
        let rules = "--rules rules --inventory inventory \(Self.asOf)"
        let result = try folder.run("norma eval \(rules) \(Self.reports("eval"))")
        #expect(result.exitCode == (gap == .kind ? 1 : 2), "\(result.output)")
        #expect(result.standardOutput.contains("incomplete because "), "\(result.standardOutput)")
        #expect(
            result.standardError.contains(gap == .kind ? "warning[W5039]: " : "broken.yaml"), "\(result.standardError)")
        let gate = try folder.run("norma gate \(rules) \(Self.reports("gate"))")
        #expect(gate.exitCode == (gap == .kind ? 1 : 2), "\(gate.output)")
        for format in Self.formats {
            try look(gap, format, "eval", in: folder)
            // A gate's JSON is its decision.
            if format != "json" { try look(gap, format, "gate", in: folder) }
        }
    }

    /// What there was to decide on may be among it; and who lets it pass is told that it does.
    @Test func aGateNamesItsGapWhateverElseItSays() throws {
        let folder = try folder(.kind)
        let unread = "door_is_shut (demo.door (403))"
        func gate(_ resources: String, _ options: String = "") throws -> String {
            try folder.write(Data(resources.utf8), to: "inventory/doors.yaml")
            try folder.write(
                Data("kinds: [demo.door, demo.wall]\ncould_not_read: [{ kind: demo.door, reason: '403' }]\n".utf8),
                to: "inventory/inventory.yaml")
            let result = try folder.run("norma gate --rules rules --inventory inventory \(Self.asOf) \(options)")
            return result.standardOutput.split(separator: "\n").last.map(String.init) ?? ""
        }
        let empty = try gate("[]")
        #expect(empty.hasSuffix("there is no resource, and resources could not be read: \(unread)"), "\(empty)")
        let other = "- { kind: demo.wall, id: w, account: acc1, properties: {} }\n"
        #expect(
            try gate(other, "--allow-unknown")
                == "gate undecidable, exit 2: no rule applies to any resource, and resources could not be read: \(unread)"
        )
        let shut = "- { kind: demo.door, id: d, account: acc1, properties: { open_for: 0 } }\n"
        let allowed = try gate(shut, "--allow-unknown")
        #expect(allowed.hasSuffix(", and resources that could not be read may pass: \(unread)"), "\(allowed)")
    }

    /// A pattern of kinds is each kind that it matches, and no other; so is one of a rule, whichever of both is the wider.
    @Test(
        arguments: [
            ("demo.door", nil, true), ("demo.*", nil, true), ("*", nil, true), ("*.door", nil, true),
            ("demo.d*r", "acc1", true),
            ("demo.window", nil, false), ("*.window", nil, false), ("demo.doo", nil, false), ("dem.*", nil, false),
            // Of an account that is not in the scope.
            ("demo.*", "acc2", nil),
        ] as [(String, String?, Bool?)])
    func aPatternOfKindsClosesAGate(_ kind: String, _ account: String?, _ isConcerned: Bool?) throws {
        let folder = try folder(.kind)
        let ofAccount = account.map { ", account: \($0)" } ?? ""
        try folder.write(
            Data(
                "accounts: [acc1, acc2]\nkinds: [demo.door]\ncould_not_read: [{ kind: '\(kind)'\(ofAccount) }]\n".utf8),
            to: "inventory/inventory.yaml")
        let rest = "--inventory inventory \(Self.asOf)"
        let attached = "--attachment rules/attachments/a.yaml \(rest)"
        let gate = try folder.run("norma gate \(attached)")
        #expect(gate.exitCode == (isConcerned == true ? 1 : 0), "\(gate.output)")
        let reason = "gate closed, exit 1: resources could not be read: door_is_shut (\(kind)"
        #expect(gate.standardOutput.contains(reason) == (isConcerned == true), "\(gate.output)")
        #expect(try folder.run("norma scan \(attached)").exitCode == (isConcerned == true ? 1 : 0))
        // Rules alone have no scope.
        for command in ["eval", "gate"] {
            let alone = try folder.run("norma \(command) --rules rules \(rest)")
            #expect(alone.exitCode == (isConcerned == false ? 0 : 1), "\(alone.output)")
        }
        // A rule's own pattern.
        try folder.write(
            Data("rule any_is_named { for \"demo.d*\" require @id is present }\n".utf8), to: "any/any.norma")
        let ofPattern = try folder.run("norma gate --rules any \(rest)")
        // What is called `demo.d*` may be `demo.doo`, or `demo.d.window`.
        let meets = isConcerned != false || ["demo.doo", "*.window"].contains(kind)
        #expect(ofPattern.exitCode == (meets ? 1 : 0), "\(kind): \(ofPattern.output)")
    }

    /// A kind that could not be read and is misspelt would hide what is missing.
    @Test(arguments: [("demo.door ", true), ("Demo.door", true), ("demo.doors", true), ("demo.wheel", false)])
    func aMisspeltKindIsToldOf(_ kind: String, _ isSlip: Bool) throws {
        let folder = try folder(.kind)
        try folder.write(
            Data("accounts: [acc1]\nkinds: [demo.door]\ncould_not_read: [{ kind: '\(kind)' }]\n".utf8),
            to: "inventory/inventory.yaml")
        let warning =
            "warning[W5025]: no rule judges the kind '\(kind)', of which the inventory says that it could not be read\n  help: did you mean 'demo.door'?"
        for command in [
            "eval --rules rules", "gate --rules rules", "scan --attachment rules/attachments/a.yaml",
            "gate --attachment rules/attachments/a.yaml",
        ] {
            let result = try folder.run("norma \(command) --inventory inventory \(Self.asOf)")
            #expect(result.standardError.contains(warning) == isSlip, "\(command): \(result.output)")
        }
    }

    /// A line of a log has room for the beginning of a reason.
    @Test func aLongReasonIsCut() throws {
        let folder = try folder(.kind)
        let reason = String(repeating: "n", count: 3_000)
        try folder.write(
            Data(
                "accounts: [acc1]\nkinds: [demo.door]\ncould_not_read: [{ kind: demo.door, reason: \(reason) }]\n".utf8),
            to: "inventory/inventory.yaml")
        let gate = try folder.run("norma gate --rules rules --inventory inventory \(Self.asOf)")
        let last = gate.standardOutput.split(separator: "\n").last ?? ""
        #expect(last.hasSuffix("door_is_shut (demo.door (\(reason.prefix(200))…))"), "\(gate.output)")
    }

    /// A scope, or what is left out of one, that names kinds may hold some of a pattern.
    @Test(arguments: [
        ("kinds: [demo.door]", "demo.*", true), ("kinds: ['*.door']", "demo.*", true),
        ("kinds: [demo.window]", "demo.d*", false), ("kinds: [demo.window, demo.door]", "demo.d*", true),
        ("exclusions: [{ kinds: [demo.door] }]", "demo.*", true),
        ("exclusions: [{ kinds: ['demo.*'] }]", "demo.*", false),
        ("exclusions: [{ kinds: ['demo.?'] }]", "demo.*", true), ("environment: ibm-cloud", "*.door", true),
    ])
    func aScopeMayHoldSomeOfAPattern(_ scope: String, _ kind: String, _ isConcerned: Bool) throws {
        let folder = try folder(.kind)
        try folder.write(
            Data("accounts: [acc1]\nkinds: [demo.door]\ncould_not_read: [{ kind: '\(kind)', account: acc1 }]\n".utf8),
            to: "inventory/inventory.yaml")
        let area = "{ scope_type: account, scope_id: acc1, \(scope) }"
        try folder.write(
            Data("name: a\nprofile_id: Doors\nscope: [\(area)]\n".utf8), to: "rules/attachments/a.yaml")
        let scan = try folder.run("norma scan --attachment rules/attachments/a.yaml --inventory inventory \(Self.asOf)")
        #expect(scan.standardError.contains("W5039") == isConcerned, "\(scan.output)")
        #expect(scan.exitCode == (isConcerned ? 1 : 0), "\(scan.output)")
    }

    /// Whoever asks for resources of kinds of which a pattern tells does not see all of them.
    @Test(arguments: [("demo.log", "demo.l*"), ("demo.*", "*.log"), ("*.log", "demo.*")])
    func aPatternOfKindsLeavesAJoinOpen(_ asked: String, _ unread: String) throws {
        let folder = try ScratchFolder([
            "r.norma":
                "rule no_log {\n  for demo.bucket\n  forbid some l in resources of \"\(asked)\" where l.bucket is @id\n}\n",
            "inventory/inventory.yaml":
                "kinds: [demo.bucket, demo.log]\ncould_not_read: [{ kind: '\(unread)', account: acc9 }]\n",
            "inventory/b.yaml": "- { kind: demo.bucket, id: b, properties: {} }\n",
        ])
        let gate = try folder.run("norma gate --rules r.norma --inventory inventory \(Self.asOf)")
        #expect(gate.exitCode == 1 && gate.standardOutput.contains("1 evaluation is unknown: no_log"), "\(gate.output)")
    }

    /// A kind that no rule judges and one ranges over; out of scope too, for a rule sees every partner. Where nothing is left open by it, nothing is missing.
    @Test(arguments: [("acc1", "", true), ("acc9", "", true), ("acc1", " where @id is \"none\"", false)])
    func aKindThatIsOnlyRangedOverIsToldOf(_ account: String, _ subject: String, _ isTold: Bool) throws {
        let folder = try folder(.kind)
        try folder.write(
            Data(
                "rule door_is_shut {\n  id \"door\"\n  for demo.door\(subject)\n  require no k in resources of demo.key where k.door is @id\n}\n"
                    .utf8), to: "rules/door_is_shut.norma")
        try folder.write(
            Data(
                "accounts: [acc1]\nkinds: [demo.door, demo.key]\ncould_not_read: [{ kind: demo.key, account: \(account), reason: access denied }]\n"
                    .utf8), to: "inventory/inventory.yaml")
        let rest = "--inventory inventory \(Self.asOf)"
        let scan = try folder.run("norma scan --attachment rules/attachments/a.yaml \(rest) --report ndjson=a.ndjson")
        let warning =
            "warning[W5039]: the inventory says that resources which the rules judge or range over could not be read: demo.key of account \(account) (access denied)\n"
        #expect(scan.exitCode == (isTold ? 1 : 0), "\(scan.output)")
        #expect(scan.standardError.contains(warning) == isTold, "\(scan.output)")
        let lines = try String(contentsOf: folder.url.appending(path: "a.ndjson"), encoding: .utf8)
        #expect(
            lines.contains(
                #""complete":false,"unread":[{"kind":"demo.key","account":"\#(account)","reason":"access denied"}]"#)
                == isTold, "\(lines)")
        let run = try folder.run("norma run rules/attachments \(rest) --database r.sqlite")
        #expect(run.exitCode == (isTold ? 1 : 0) && run.standardError.contains(warning) == isTold, "\(run.output)")
    }

    /// Nobody knows what rules say of kinds that nothing was read of.
    @Test func aRuleThatMetNothingIsUnknown() throws {
        let folder = try folder(.kind)
        try folder.write(
            Data("- { kind: demo.window, id: w, account: acc1, properties: { } }\n".utf8), to: "inventory/doors.yaml")
        try folder.write(
            Data("rule window_is_there {\n  for demo.window\n  require @id is present\n}\n".utf8),
            to: "rules/window.norma")
        let result = try folder.run(
            "norma eval --rules rules --inventory inventory \(Self.asOf) --report csv=a.csv --report junit=a.junit --report xccdf=a.xccdf --report oscal=a.oscal"
        )
        #expect(result.exitCode == 1, "\(result.output)")
        func text(_ name: String) throws -> String {
            try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
        }
        #expect(try !text("a.csv").contains("not_applicable"))
        #expect(try text("a.csv").contains(",unknown,,medium,door_is_shut,door,"))
        #expect(try text("a.junit").contains("unknown: no resource that the rule judges, and not all could be read"))
        #expect(try !text("a.xccdf").contains("notapplicable"))
        #expect(try text("a.oscal").contains("not-satisfied"))
    }

    @Test(arguments: Gap.allCases) func everyFormOfAScanSaysIt(_ gap: Gap) throws {
        let folder = try folder(gap)
        let scan = "--attachment rules/attachments/a.yaml --inventory inventory \(Self.asOf)"
        let result = try folder.run("norma scan \(scan) --record --database s.sqlite \(Self.reports("scan"))")
        #expect(result.exitCode == (gap == .kind ? 1 : 2), "\(result.output)")
        #expect(
            result.standardError.contains(gap == .kind ? "warning[W5039]: " : "broken.yaml"), "\(result.standardError)")
        #expect(
            result.standardOutput.contains("100 % of what could be read (1 of 1, scc: "), "\(result.standardOutput)")
        let gate = try folder.run("norma gate \(scan) \(Self.reports("gate"))")
        #expect(gate.exitCode == (gap == .kind ? 1 : 2), "\(gate.output)")
        for format in Self.formats {
            try look(gap, format, "scan", attachment: "a", in: folder)
            if format != "json" { try look(gap, format, "gate", attachment: "a", in: folder) }
        }
        let lines = try String(contentsOf: folder.url.appending(path: "scan.ndjson"), encoding: .utf8)
        #expect(lines.contains(#""status":"unable_to_perform""#))
        let json = try String(contentsOf: folder.url.appending(path: "scan.json"), encoding: .utf8)
        #expect(!json.contains(#""compliant""#))
        if gap == .file { return }
        let history = try folder.run("norma history --database s.sqlite --format json")
        #expect(history.output.contains(#""status": "unable_to_perform""#) && !history.output.contains(#""compliant""#))
        let run = try folder.run("norma run rules/attachments --inventory inventory \(Self.asOf) --database r.sqlite")
        #expect(run.exitCode == 1 && run.standardError.contains("warning[W5039]: "), "\(run.output)")
        // What history keeps says the same.
        let results = try folder.run("norma results --database s.sqlite \(Self.reports("results"))")
        #expect(results.exitCode == 0, "\(results.output)")
        for format in Self.formats where format != "json" {
            let (now, then) = try (
                Data(contentsOf: folder.url.appending(path: "scan.\(format)")),
                Data(contentsOf: folder.url.appending(path: "results.\(format)"))
            )
            #expect(now == then, "\(format)")
        }
    }
}
