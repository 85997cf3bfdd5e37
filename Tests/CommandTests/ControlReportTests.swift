import Foundation
import TestSupport
import Testing

/// How controls stand in reports: those that pass but for a mask, those whose rule met nothing, and those that wait for a person.
@Suite struct ControlReportTests {
    private static let clock = "--as-of 2026-11-01T00:00:00Z"

    /// D1 fails on the front door, which a mask sets aside; D2's rule meets nothing; of D3 a person speaks.
    private func scanned() throws -> ScratchFolder {
        let folder = try DoorPack.folder(
            attachments: ["all": DoorPack.attachment("all", "schedule: daily")],
            controls: [
                DoorPack.Control(name: "D2", description: "Gates are shut", assessment: "gate"),
                DoorPack.Control(name: "D3", description: "Keys are counted"),
            ],
            files: [
                "rules/gate_is_shut.norma":
                    "rule gate_is_shut {\n  id \"gate\"\n  for demo.gate\n  require open_for is 0\n}\n"
            ])
        for command in [
            "norma mask add --database s.sqlite --rule door_is_shut --resource front --category waiver --justification hinge --author ann --expires 2026-12-01T00:00:00Z \(Self.clock)",
            "\(Self.scan) --record --database s.sqlite \(Self.clock)",
        ] {
            let result = try folder.run(command)
            #expect(result.exitCode == 0, "\(result.output)")
        }
        return folder
    }

    private static let scan = "norma scan --attachment rules/attachments/all.yaml --inventory inventory"

    @Test func whatPassesButForAMaskIsSetApart() throws {
        let folder = try scanned()
        let scan = "\(Self.scan) --database s.sqlite \(Self.clock)"
        let text = try folder.run(scan).standardOutput
        #expect(
            text.contains(
                "compliant but for what is masked (1)\n  D1  Doors are shut  1 passed, 1 masked that does not pass\n"),
            "\(text)")
        #expect(!text.contains("\ncompliant ("))
        #expect(text.contains("1 compliant, 1 of them but for what is masked, 0 not_compliant"), "\(text)")
        let json = try folder.run("\(scan) --format json").standardOutput
        #expect(json.contains(#""status": "masked""#))
        let lines = try folder.run("\(scan) --format ndjson").standardOutput.split(separator: "\n")
        #expect(lines.contains { $0.contains(#""control_id":"D1""#) && $0.contains(#""status":"masked""#) }, "\(lines)")
        #expect(json.contains(#""masked_open_count": 1"#) && json.contains(#""masked_open_count": 0"#))
        let history = try folder.run("norma history --database s.sqlite").standardOutput
        #expect(history.contains("1 of 2 controls compliant; 1 evaluation masked"), "\(history)")
    }

    @Test(arguments: ["\(scan) --database s.sqlite \(clock)", "norma results --database s.sqlite"])
    func aRuleThatMetNothingNamesItsControls(_ command: String) throws {
        let folder = try scanned()
        let csv = try folder.run("\(command) --format csv --status not_applicable").standardOutput
        let rows = csv.split(separator: "\r\n")
        #expect(rows.count == 2, "\(csv)")
        #expect(rows.last?.contains(",not_applicable,,medium,gate_is_shut,gate,,D2,") == true, "\(csv)")
        let ocsf = try folder.run("\(command) --format ocsf --status not_applicable").standardOutput
        #expect(ocsf.contains(#""control": "D2""#), "\(ocsf)")
        let xccdf = try folder.run("\(command) --format xccdf").standardOutput
        for control in ["D1", "D2", "D3"] {
            #expect(xccdf.contains(">\(control)</ident>"), "\(xccdf)")
        }
    }

    /// History has the same reports as the scan had.
    @Test(arguments: ["manual", "not_applicable", "masked"])
    func everyStatusCanBeAskedOfHistory(_ status: String) throws {
        let folder = try scanned()
        let scan = try folder.run("\(Self.scan) --database s.sqlite \(Self.clock) --format csv --status \(status)")
        let past = try folder.run("norma results --database s.sqlite --format csv --status \(status)")
        #expect(past.exitCode == 0 && past.standardOutput == scan.standardOutput, "\(past.output)")
        #expect(past.standardOutput.split(separator: "\r\n").count == 2, "\(past.output)")
    }

    @Test func aGateSaysWhoIsWaitedFor() throws {
        let folder = try scanned()
        let gate =
            "norma gate --attachment rules/attachments/all.yaml --inventory inventory --database s.sqlite \(Self.clock)"
        let open = try folder.run(gate)
        #expect(open.exitCode == 0)
        #expect(
            open.standardOutput.hasSuffix(
                "gate open, exit 0: 1 evaluation passes, none fails (1 masked, 1 control waits for a person)\n"),
            "\(open.output)")
        let rest = try folder.run("\(gate) --control D1")
        #expect(rest.standardOutput.hasSuffix("none fails (1 masked)\n"), "\(rest.output)")
        let manual = try folder.run("\(gate) --control D3")
        #expect(manual.exitCode == 2)
        #expect(
            manual.standardOutput.hasSuffix(
                "gate undecidable, exit 2: no rule assesses the control 'D3': a person does\n"), "\(manual.output)")
        let json = try folder.run("\(gate) --format json").standardOutput
        #expect(json.contains(#""waiting_controls": 1"#), "\(json)")
    }

    @Test(arguments: ["manual", "not_applicable"])
    func textListsResultsAlone(_ status: String) throws {
        let folder = try scanned()
        let result = try folder.run("norma results --database s.sqlite --status \(status)")
        #expect(result.exitCode == 2)
        #expect(
            result.standardError.contains(
                "'\(status)' is no status of a result, and text and json list results alone: name another --format, such as csv"
            ))
    }
}
