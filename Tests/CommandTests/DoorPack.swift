import Foundation

/// A small pack with attachments, for tests of what follows from scans.
enum DoorPack {
    /// An attachment of the profile; `lines` are more of its fields.
    static func attachment(_ name: String, _ lines: String = "schedule: daily\nnotifications: { enabled: true }")
        -> String
    {
        "name: \(name)\nprofile_id: Doors\nscope: [{ scope_type: account, scope_id: acc1 }]\n\(lines)\n"
    }

    static let inventory =
        "- { kind: demo.door, id: front, account: acc1, properties: { open_for: 3 } }\n- { kind: demo.door, id: back, account: acc1, properties: { open_for: 0 } }\n"

    /// A control of the library, and the id of the rule that assesses it; none of one that a person answers.
    struct Control {
        let name: String
        let description: String
        var assessment: String?

        fileprivate var text: String {
            """
              - control_name: \(name)
                control_description: \(description)
                control_specifications: [{ assessments: [\(assessment.map { "{ assessment_id: \($0) }" } ?? "")] }]

            """
        }
    }

    /// - Parameter controls: those of the library beside D1, of which the profile has all.
    static func folder(
        attachments: [String: String], controls more: [Control] = [], files: [String: String] = [:]
    ) throws -> ScratchFolder {
        let controls = [Control(name: "D1", description: "Doors are shut", assessment: "door")] + more
        let chosen = controls.map { "{ control_id: \($0.name) }" }.joined(separator: ", ")
        var all = [
            "rules/door_is_shut.norma":
                "rule door_is_shut {\n  id \"door\"\n  for demo.door\n  require open_for is 0\n}\n",
            "rules/controls/doors.yaml": "control_library_name: Doors\ncontrols:\n" + controls.map(\.text).joined(),
            "rules/profiles/doors.yaml": "profile_name: Doors\ncontrols: [\(chosen)]\n",
            "inventory/doors.yaml": inventory,
        ]
        for (name, text) in attachments { all["rules/attachments/\(name).yaml"] = text }
        return try ScratchFolder(all.merging(files) { $1 })
    }
}
