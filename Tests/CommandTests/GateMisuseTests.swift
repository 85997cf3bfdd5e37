import Foundation
import TestSupport
import Testing

/// Ways to ask a gate for nothing, or for what is not there: none of them is open, and the last line says why.
@Suite struct GateMisuseTests {
    /// What a document does not hold nobody judged: the last line says so.
    @Test func aPartIsNamedInTheLastLine() throws {
        let folder = try ScratchFolder([
            "r.norma": "rule r {\n  for \"AWS::SNS::Topic\"\n  require KmsMasterKeyId is present\n}\n",
            "t.json":
                #"{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"KmsMasterKeyId": "k"}}, "S": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "./s.json"}}}}"#,
        ])
        let result = try folder.run("norma gate --rules r.norma --inventory t.json --as-of 2026-11-01T00:00:00Z")
        #expect(result.exitCode == 0)
        #expect(
            result.standardOutput.hasSuffix(
                "gate open, exit 0: 1 evaluation passes, none fails (1 warning that there is more than was read)\n"),
            "\(result.output)")
        #expect(result.standardError.contains("W2247"))
    }

    struct Misuse: Sendable, CustomTestStringConvertible {
        let name: String
        let options: String
        var files: [String: String] = [:]
        var exit: Int32 = 2
        let reason: String
        var testDescription: String { name }
    }

    private static let rule = "rule shut {\n  severity high\n  for demo.door\n  require open_for is 0\n}\n"
    private static let doors = """
        - { kind: demo.door, id: front, account: acc1, properties: { open_for: 3 } }
        - { kind: demo.door, id: back, account: acc1, properties: { open_for: 0 } }

        """
    private static let shut = "- { kind: demo.door, id: back, account: acc1, properties: { open_for: 0 } }\n"
    private static func wholePercentage(_ word: String) -> String {
        "exit 2: The value '\(word)' is invalid for '--threshold <percent>': --threshold is a percentage from 0 to 100, a whole number as the scores are"
    }
    private static let plain = "--rules r.norma --inventory doors.yaml"
    private static let attached = "--attachment rules/attachments/a.yaml --inventory doors.yaml"

    private static func masks(_ end: String) -> String {
        """
        masks:
          - { resource: front, category: waiver, justification: aired, author: ann@example.com\(end) }
          - { resource: back, category: waiver, justification: aired, author: ann@example.com\(end) }

        """
    }

    private static let manual = """
        control_library_name: Doors
        controls:
          - control_name: D1
            control_description: Doors are shut
            control_specifications: [{ assessments: [{ assessment_id: look, assessment_type: manual }] }]

        """

    static let misuses: [Misuse] = [
        Misuse(
            name: "a folder without rules", options: "--rules none --inventory doors.yaml", files: ["none/x.txt": ""],
            reason: "no rule file stands below 'none'"),
        Misuse(
            name: "a file without a rule", options: "--rules empty.norma --inventory doors.yaml",
            files: ["empty.norma": "# soon\n"], reason: "there is no rule"),
        Misuse(
            name: "no resources", options: "--rules r.norma --inventory empty.json", files: ["empty.json": "[]"],
            reason: "there is no resource"),
        Misuse(
            name: "everything skipped", options: "--rules when.norma --inventory doors.yaml",
            files: ["when.norma": "rule shut {\n  for demo.door where open_for is 99\n  require open_for is 0\n}\n"],
            reason: "no rule applies to any resource"),
        Misuse(
            name: "everything masked", options: "\(plain) --masks m.yaml", files: ["m.yaml": masks("")],
            reason: "everything that rules apply to is masked"),
        Misuse(
            name: "an expired waiver", options: "\(plain) --masks m.yaml",
            files: ["m.yaml": masks(", expires_at: 2026-01-01T00:00:00Z")], exit: 1,
            reason: "1 evaluation fails: shut (1 where a mask has ended)"),
        Misuse(
            name: "a waiver of a misspelt rule", options: "\(plain) --masks m.yaml",
            files: [
                "m.yaml":
                    "masks: [{ rule: shot, resource: front, justification: aired, author: ann, expires_at: 2999-01-01 }]\n"
            ], exit: 1, reason: "1 evaluation fails: shut"),
        Misuse(
            name: "everything manual", options: attached, files: ["rules/controls/doors.yaml": manual],
            reason: "no rule assesses the control: a person does"),
        Misuse(
            name: "nothing in scope", options: attached,
            files: ["rules/attachments/a.yaml": DoorPack.attachment("prod").replacing("acc1", with: "acc9")],
            reason: "none of 2 resources is in the attachment's scope"),
        Misuse(
            name: "a parameter without a value", options: attached,
            files: [
                "rules/door_is_shut.norma":
                    "rule door_is_shut {\n  id \"door\"\n  param most: numeric\n  for demo.door\n  require open_for is at most most\n}\n"
            ], reason: "rules/attachments/a.yaml:2: parameter 'most' of rule 'door_is_shut' has no value"),
        Misuse(
            name: "a template of which nobody knows the values", options: "--rules t.norma --inventory t.yaml",
            files: [
                "t.norma": "rule shut { for \"Demo::Door\" require Open is \"no\" }\n",
                "t.yaml":
                    "Parameters: { P: { Type: String } }\nResources: { D: { Type: \"Demo::Door\", Properties: { Open: !Ref P } } }\n",
            ], exit: 1, reason: "1 evaluation is unknown: shut"),
        Misuse(
            name: "an empty baseline", options: "\(plain) --baseline b.json", files: ["b.json": ""],
            reason: "b.json:1: the text is empty"),
        Misuse(
            name: "a baseline that knows nothing", options: "\(plain) --baseline b.json",
            files: ["b.json": #"{"format": "norma.evaluations", "format_version": "1.0", "evaluations": []}"#], exit: 1,
            reason: "1 evaluation fails: shut"),
        Misuse(
            name: "a baseline that is a gate's own answer", options: "\(plain) --baseline b.json",
            files: ["b.json": #"{"format": "norma.gate", "format_version": "1.0", "decision": "open"}"#],
            reason: "'b.json' is no report of results"),
        Misuse(
            name: "a file of bytes", options: "--rules r.norma --inventory shut.yaml x.yaml",
            files: ["shut.yaml": shut, "x.yaml": "a: \u{0}\n"],
            reason: "not everything could be read: there is 1 error: x.yaml:1: "),
        Misuse(
            name: "rules that a variable was to name", options: "--rules '' --inventory doors.yaml",
            reason: "'' does not exist"),
        Misuse(
            name: "an inventory that a variable was to name", options: "--rules r.norma --inventory ''",
            reason: "there is no resource: '' does not exist"),
        Misuse(
            name: "a file whose name ends in capitals", options: "--rules r.norma --inventory all",
            files: ["all/shut.yaml": shut.replacing("back", with: "side"), "all/open.YAML": doors], exit: 1,
            reason: "1 evaluation fails: shut"),
        Misuse(
            name: "a rule whose file's name ends in capitals", options: "--rules all --inventory doors.yaml",
            files: [
                "all/shut.NORMA": rule,
                "all/open.norma": rule.replacing("shut", with: "open").replacing("is 0", with: "is present"),
            ],
            exit: 1, reason: "1 evaluation fails: shut"),
        Misuse(
            name: "a value that stands twice", options: "--rules r.norma --inventory twice.json",
            files: ["twice.json": #"{"kind": "demo.door", "id": "a", "properties": {"open_for": 0, "open_for": 3}}"#],
            exit: 1, reason: "1 evaluation is unknown: shut"),
        Misuse(
            name: "half a character", options: "--rules r.norma --inventory half.json",
            files: ["half.json": #"{"kind": "demo.door", "id": "\ud800", "properties": {"open_for": 0}}"#],
            reason: "there is no resource: half.json:1: '\\ud800' is half of a character"),
        Misuse(
            name: "a kind in other letters", options: "--rules r.norma --inventory d.yaml",
            files: ["d.yaml": shut.replacing("demo.door", with: "Demo.door")],
            reason: "no rule applies to any resource"),
        Misuse(
            name: "a report over what is judged", options: "\(plain) --report sarif=doors.yaml",
            reason: "'doors.yaml' cannot be written: the command reads it"),
        Misuse(
            name: "a mask for any resource", options: "\(plain) --masks m.yaml",
            files: [
                "m.yaml":
                    "masks: [{ rule: shut, resource: '*', category: waiver, justification: aired, author: ann }]\n"
            ],
            exit: 1, reason: "1 evaluation fails: shut"),
        Misuse(
            name: "a mask without a reason", options: "\(plain) --masks m.yaml",
            files: ["m.yaml": "masks: [{ resource: front, category: waiver, justification: ' ', author: ann }]\n"],
            reason: "m.yaml:1: 'justification' is empty"),
        Misuse(
            name: "a rule that asks nothing", options: "--rules none.norma --inventory doors.yaml",
            files: ["none.norma": "rule none {\n  for demo.door\n}\n"],
            reason: "there is no rule: none.norma:1: rule 'none' asks nothing"),
        Misuse(
            name: "a limit of failures over what is unknown", options: "--rules r.norma --inventory d.yaml --failing 9",
            files: ["d.yaml": "- { kind: demo.door, id: a, properties: {} }\n"], exit: 1,
            reason: "1 evaluation is unknown: shut"),
        Misuse(
            name: "an empty file", options: "--rules r.norma --inventory shut.yaml x.yaml",
            files: ["shut.yaml": shut, "x.yaml": ""],
            reason: "not everything could be read: there is 1 error: x.yaml:1: the file 'x.yaml' is empty"),
        Misuse(
            name: "a misspelt profile", options: "\(attached) --profile-threshold Dors=90",
            reason: "the attachment has no profile 'Dors'; did you mean 'Doors'?"),
        Misuse(
            name: "an attachment of a misspelt profile", options: attached,
            files: ["rules/attachments/a.yaml": DoorPack.attachment("prod").replacing("Doors", with: "Dors")],
            reason: "'Dors'"),
        Misuse(name: "a misspelt severity", options: "\(plain) --severity hihg", reason: "there is no severity 'hihg'"),
        Misuse(
            name: "a severity that no rule has", options: "\(plain) --severity critical",
            reason: "no rule is of severity critical or worse"),
        Misuse(
            name: "a misspelt rule", options: "\(plain) --rule shot",
            reason: "no rule is called 'shot'; did you mean 'shut'?"),
        Misuse(
            name: "a misspelt control", options: "\(attached) --control D9", reason: "no rule assesses a control 'D9'"),
        Misuse(
            name: "an inventory that is not there", options: "--rules r.norma --inventory nothere.yaml",
            reason: "there is no resource: 'nothere.yaml'"),
        Misuse(
            name: "an inventory that is cut off", options: "--rules r.norma --inventory cut.json",
            files: ["cut.json": "[{\"kind\": "], reason: "there is no resource"),
        Misuse(
            name: "a baseline that is not there", options: "\(plain) --baseline nothere.json", reason: "'nothere.json'"),
        Misuse(
            name: "a baseline that is not ours", options: "\(plain) --baseline other.json",
            files: ["other.json": "{\"runs\": []}"], reason: "'other.json' is no report of results"),
        Misuse(name: "a scan that nobody recorded", options: "\(attached) --baseline 1234abcd", reason: "1234abcd"),
        Misuse(name: "no repository", options: "\(plain) --since HEAD", reason: "this folder is in no git repository"),
        Misuse(
            name: "a revision that is an option", options: "\(plain) --since=--output=x",
            reason: "'--output=x' cannot be a revision"),
        Misuse(
            name: "a rule file with an error", options: "--rules r.norma bad.norma --inventory doors.yaml",
            files: ["bad.norma": "rule bad {\n  for demo.door\n  require open_for == 0\n}\n"],
            reason: "exit 2: 1 evaluation fails: shut; not everything could be read: there is 1 error"),
        Misuse(
            name: "only a rule file with an error", options: "--rules bad.norma --inventory doors.yaml",
            files: ["bad.norma": "rule bad {\n  for demo.door\n  require open_for == 0\n}\n"],
            reason: "there is no rule"),
        Misuse(
            name: "a kind that no rule knows", options: "--rules r.norma --inventory windows.yaml",
            files: ["windows.yaml": "- { kind: demo.window, id: w, properties: {} }\n"],
            reason: "no rule applies to any resource"),
        Misuse(
            name: "two baselines", options: "\(plain) --baseline a.json --baseline b.json",
            reason: "exit 2: --baseline is given 2 times"),
        Misuse(
            name: "two thresholds", options: "\(plain) --threshold 80 --threshold 20",
            reason: "exit 2: --threshold is given 2 times: say it once"),
        Misuse(
            name: "two numbers of failures", options: "\(plain) --failing 0 --failing 9",
            reason: "exit 2: --failing is given 2 times"),
        Misuse(
            name: "two severities", options: "\(plain) --severity low --severity critical",
            reason: "exit 2: --severity is given 2 times"),
        Misuse(
            name: "two revisions", options: "\(plain) --since main --since HEAD",
            reason: "exit 2: --since is given 2 times"),
        Misuse(
            name: "two files of masks", options: "\(plain) --masks m.yaml --masks n.yaml",
            reason: "exit 2: --masks is given 2 times: put the masks into one file"),
        Misuse(
            name: "two attachments", options: "\(attached) --attachment b.yaml",
            reason: "exit 2: --attachment is given 2 times: a gate decides under one"),
        Misuse(
            name: "a threshold that is no number", options: "\(plain) --threshold most", reason: wholePercentage("most")
        ),
        Misuse(
            name: "a threshold beyond all", options: "\(plain) --threshold 101", reason: wholePercentage("101")),
        Misuse(
            name: "a threshold between two", options: "\(plain) --threshold 61.6", reason: wholePercentage("61.6")),
        Misuse(name: "an option that there is not", options: "\(plain) --thresold 90", reason: "--thresold"),
        Misuse(
            name: "no rules", options: "--inventory doors.yaml", reason: "exit 2: name either --attachment or --rules"),
        Misuse(
            name: "a report in a folder that is not there", options: "\(plain) --report sarif=nothere/a.sarif",
            reason: "nothere"),
        Misuse(
            name: "an instant that is none", options: "\(plain) --as-of yesterday",
            reason: "'yesterday' is not an instant"),
    ]

    @Test(arguments: misuses)
    func isNeverOpenAndSaysWhy(_ misuse: Misuse) throws {
        var files = ["r.norma": Self.rule, "doors.yaml": Self.doors]
        files.merge(misuse.files) { $1 }
        let folder = try DoorPack.folder(attachments: ["a": DoorPack.attachment("prod")], files: files)
        let clock = misuse.options.contains("--as-of") ? "" : " --as-of 2026-11-01T00:00:00Z"
        let result = try folder.run("norma gate \(misuse.options)\(clock) 2>&1")
        #expect(result.exitCode == misuse.exit, "\(result.output)")
        let last = result.output.split(separator: "\n").last ?? ""
        #expect(last.contains(misuse.reason), "\(result.output)")
        #expect(
            last.hasPrefix(
                misuse.reason.contains("fails") || misuse.exit == 1
                    ? "gate closed, exit \(misuse.exit)" : "gate undecidable, exit 2"),
            "\(last)")
    }
}
