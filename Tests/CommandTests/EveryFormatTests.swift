import Foundation
import TestSupport
import Testing

/// Every form that the built command writes of a scan that passes, one in which every status occurs, an empty one, and two of which not everything could be
/// read, by the validators of `ComplianceReportsTests`.
@Suite struct EveryFormatTests {
    private static let clock = "--as-of 2026-11-01T00:00:00Z"

    /// Files of an inventory, by the name of the scan.
    private static let scans = [
        "passing": "- { kind: demo.door, id: back, account: acc1, properties: { open_for: 0 } }\n",
        "everything": """
        - { kind: demo.door, id: front, account: acc1, properties: { open_for: 3 } }
        - { kind: demo.door, id: back, account: acc1, properties: { open_for: 0 } }
        - { kind: demo.door, id: side, account: acc1, properties: {} }
        - { kind: demo.door, id: cellar, account: acc1, properties: { open_for: 9 } }

        """,
        "empty": "[]\n",
        "unread": "- { kind: demo.door, id: back, account: acc1, properties: { open_for: 0 } }\n",
        "broken": "- { kind: demo.door, id: back, account: acc1, properties: { open_for: 0 } }\n",
    ]

    private static let masks = """
        masks:
          - { rule: door_is_shut, resource: cellar, category: waiver, justification: nobody has the key, author: ann }

        """

    private func folder() throws -> ScratchFolder {
        var files = ["masks.yaml": Self.masks]
        for (name, text) in Self.scans { files["\(name)/doors.yaml"] = text }
        files["unread/inventory.yaml"] = """
            accounts: [acc1]
            kinds: [demo.*]
            could_not_read:
              - { kind: demo.door, account: acc1, reason: "403 <Forbidden>, \\"sorry\\"\\n- and `so` on" }
              - { kind: demo.w*, reason: "=1+1" }

            """
        files["broken/more.yaml"] = "kind: [\n"
        files["rules/window_is_shut.norma"] = "rule window_is_shut {\n  for demo.window\n  require open_for is 0\n}\n"
        files["rules/controls/doors.yaml"] = """
            control_library_name: Doors
            controls:
              - control_name: D1
                control_specifications: [{ assessments: [{ assessment_id: door }, { assessment_id: window_is_shut }] }]
              - control_name: D2
                control_description: Somebody walks around at night

            """
        files["rules/profiles/doors.yaml"] =
            "profile_name: Doors\ncontrols: [{ control_id: D1 }, { control_id: D2 }]\n"
        return try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("a", ""), "b": DoorPack.attachment("b", "")], files: files)
    }

    @Test func everyFormOfEveryScanIsValid() throws {
        let python = ProjectFolder.root.appending(path: ".build/validators/bin/python3").path
        guard let schemas = ProjectFolder.shared("schemas"), FileManager.default.isExecutableFile(atPath: python) else {
            print(
                "SKIPPED: no validators in .build/validators ('make validators' installs them), so no form was held against a schema"
            )
            return
        }
        let folder = try folder()
        let formats = [
            "json", "ndjson", "csv", "sarif", "junit", "markdown", "github", "gitlab", "oscal", "ocsf", "xccdf", "html",
        ]
        var written: [String] = []
        /// Runs a command that writes every format, or one document of JSON.
        func write(_ command: String, _ name: String, _ formats: [String], ends codes: Set<Int32> = [0]) throws {
            let reports = formats.map { "--report \($0)=\(name).\($0)" }.joined(separator: " ")
            let output = formats.isEmpty ? "--format json > \(name).json" : reports
            let result = try folder.run("norma \(command) \(output)")
            #expect(codes.contains(result.exitCode), "\(command): \(result.output)")
            written += formats.isEmpty ? ["json=\(name).json"] : formats.map { "\($0)=\(name).\($0)" }
        }
        for name in Self.scans.keys.sorted() {
            let attachment = "--attachment rules/attachments/a.yaml --inventory \(name) \(Self.clock)"
            let store = "--database \(name).sqlite"
            _ = try folder.run(
                "norma mask add --rule door_is_shut --resource cellar --category waiver --justification x --author ann \(Self.clock) \(store)"
            )
            let ends: Set<Int32> = ["broken": [2], "unread": [1]][name] ?? [0]
            try write("scan \(attachment) --record \(store)", "\(name)-scan", formats, ends: ends)
            try write(
                "scan --attachment rules/attachments/a.yaml --attachment rules/attachments/b.yaml --inventory \(name) \(Self.clock)",
                "\(name)-scans", formats, ends: ends)
            // Of a scan that failed nothing is listed.
            if name != "broken" {
                try write("results \(store)", "\(name)-results", formats)
                for group in ["service", "resource", "control"] {
                    try write("results \(store) --group \(group)", "\(name)-by-\(group)", [])
                }
            }
            let rules = "--rules rules --inventory \(name) --masks masks.yaml \(Self.clock)"
            try write("eval \(rules)", "\(name)-eval", formats, ends: [0, 1, 2])
            try write("gate \(rules)", "\(name)-gate", formats, ends: [0, 1, 2])
            try write("gate \(rules) --baseline \(name)-eval.json", "\(name)-narrowed", formats, ends: [0, 1, 2])
        }
        for resource in ["front", "back", "side", "cellar"] {
            try write(
                "explain door_is_shut \(resource) --rules rules --inventory everything \(Self.clock)",
                "explained-\(resource)",
                [], ends: [0, 1])
        }
        let validate = ProjectFolder.root.appending(path: "Tests/ComplianceReportsTests/validate.py").path
        let own = ProjectFolder.root.appending(path: "Sources/ComplianceReports/ComplianceReports.docc/Schemas").path
        let result = try folder.run(
            "PYTHONDONTWRITEBYTECODE=1 \(python) \(validate) \(schemas.path) \(own) \(written.joined(separator: " "))")
        #expect(result.exitCode == 0, "\(result.output.prefix(4_000))")
        // What occurs in the scan in which everything does.
        let table = try String(contentsOf: folder.url.appending(path: "everything-scan.csv"), encoding: .utf8)
        for status in ["pass", "fail", "unknown", "masked", "manual", "not_applicable"] {
            #expect(table.contains(",\(status),"), "\(status)")
        }
    }
}
