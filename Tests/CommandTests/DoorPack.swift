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

    static func folder(attachments: [String: String], files: [String: String] = [:]) throws -> ScratchFolder {
        var all = [
            "rules/door_is_shut.norma":
                "rule door_is_shut {\n  id \"door\"\n  for demo.door\n  require open_for is 0\n}\n",
            "rules/controls/doors.yaml": """
            control_library_name: Doors
            controls:
              - control_name: D1
                control_description: Doors are shut
                control_specifications: [{ assessments: [{ assessment_id: door }] }]

            """,
            "rules/profiles/doors.yaml": "profile_name: Doors\ncontrols: [{ control_id: D1 }]\n",
            "inventory/doors.yaml": inventory,
        ]
        for (name, text) in attachments { all["rules/attachments/\(name).yaml"] = text }
        return try ScratchFolder(all.merging(files) { $1 })
    }
}
