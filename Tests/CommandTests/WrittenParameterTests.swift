import Foundation
import TestSupport
import Testing

/// Quantities and spans of time, as those who wrote them know them.
@Suite struct WrittenParameterTests {
    private static let rule = """
        rule disk_is_small {
          id "door"
          param most: quantity = "5Gi"
          param age: duration = 12w
          param count: numeric = 3
          for demo.door
          require quantity(size) is at most most
          require not made is older than age
          require sides is at most count
        }

        """
    private static let disks =
        "- { kind: demo.door, id: d, account: acc1, properties: { size: 6Gi, made: 2020-01-01T00:00:00Z, sides: 4 } }\n"
    private static let setting = """
        attachment_parameters:
          - { assessment_id: door, parameter_name: most, parameter_value: 5120Mi }

        """

    private static let formats = ["ndjson", "sarif", "xccdf", "html", "json"]

    private func folder(_ attachment: String = "") throws -> ScratchFolder {
        try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("a", attachment)],
            files: ["rules/door_is_shut.norma": Self.rule, "inventory/doors.yaml": Self.disks])
    }

    private func text(_ name: String, in folder: ScratchFolder) throws -> String {
        try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    }

    @Test(arguments: [("", "5Gi"), (setting, "5120Mi")])
    func everyFormatShowsThem(_ attachment: String, _ most: String) throws {
        let folder = try folder(attachment)
        let reports = { (name: String) in Self.formats.map { "--report \($0)=\(name).\($0)" }.joined(separator: " ") }
        let scan = try folder.run(
            "norma scan --attachment rules/attachments/a.yaml --inventory inventory --as-of 2026-11-01T00:00:00Z --record --database s.sqlite \(reports("scan"))"
        )
        #expect(scan.exitCode == 0, "\(scan.output)")
        #expect(scan.standardOutput.contains("  most   \(most)  "), "\(scan.standardOutput)")
        let said = [
            "ndjson": [
                #"{"name":"most","value":"5368709120","written":"\#(most)"},{"name":"age","value":"84d","written":"12w"},{"name":"count","value":"3","written":null}"#,
                #""name": "most","value": 5368709120,"written": "\#(most)""#,
            ],
            "sarif": [
                #""most=\#(most)""#, #""age=12w""#, #""count=3""#, #""text": "most is \#(most)"#,
                #""text": "age is 12w""#,
            ],
            "xccdf": ["<value>\(most)</value>", "<value>12w</value>", "<value>3</value>"],
            "html": [#"["most","\#(most)"],["age","12w"],["count","3"]"#],
            "json": [#""value": 5368709120,"#, #""written": "\#(most)""#, #""written": "12w""#, #""written": null"#],
        ]
        for (format, parts) in said {
            let text = try text("scan.\(format)", in: folder)
            for part in parts { #expect(text.contains(part), "\(format) does not say \(part)\n\(text.prefix(9_000))") }
            if format != "json", format != "ndjson" { #expect(!text.contains("5368709120"), "\(format)") }
        }
        // History shows what was written too.
        #expect(try folder.run("norma results --database s.sqlite \(reports("then"))").exitCode == 0)
        for format in Self.formats where format != "json" {
            #expect(try text("scan.\(format)", in: folder) == text("then.\(format)", in: folder), "\(format)")
        }
    }

    /// The same value in other words is the same value: nothing of the scan changed.
    @Test func theSameInOtherWordsIsNoChange() throws {
        let folder = try folder()
        let scan =
            "norma scan --attachment rules/attachments/a.yaml --inventory inventory --record --database s.sqlite --as-of"
        #expect(try folder.run("\(scan) 2026-11-01T00:00:00Z").exitCode == 0)
        try folder.write(Data(DoorPack.attachment("a", Self.setting).utf8), to: "rules/attachments/a.yaml")
        #expect(try folder.run("\(scan) 2026-11-02T00:00:00Z").exitCode == 0)
        let ids = try folder.run("norma history --database s.sqlite").standardOutput.split(separator: "\n")
            .compactMap { $0.split(separator: " ").first }
        #expect(ids.count == 2)
        let diff = try folder.run("norma diff \(ids[1]) \(ids[0]) --database s.sqlite")
        #expect(!diff.standardOutput.contains("a parameter changed"), "\(diff.output)")
    }
}
