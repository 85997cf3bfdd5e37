import Foundation
import TestSupport
import Testing

/// `norma profile` on a pack whose profile stands in two versions.
@Suite struct ProfileCommandTests {
    private static let rule = """
        rule door_is_shut {
          id "door"
          param patience "How long it may stand open": numeric that is at least 0 = 0
          param colour: string_list = ["green"]
          for demo.door
          require open_for is at most patience
          require paint is one of colour
        }

        """

    private static func library(_ version: String, _ controls: String) -> String {
        "control_library_name: Doors\ncontrol_library_version: \(version)\ncontrols:\n\(controls)"
    }

    private static func profile(_ version: String, controls: String, fields: String = "", parameters: String) -> String
    {
        """
        id: doors-\(version)
        profile_name: Doors
        profile_version: \(version)
        \(fields)controls:
        \(controls)default_parameters:
        \(parameters)
        """
    }

    private static let attachment = """
        # Ours.
        name: house
        profile_name: Doors
        profile_version: 1.0.0
        keep_deprecated: true
        scope: [{ scope_type: account, scope_id: acc1 }]
        attachment_parameters:
          - assessment_id: door
            parameter_name: patience
            parameter_value: "3" # minutes

        """

    private func pack(patience: String = "3") throws -> ScratchFolder {
        let shut =
            "  - { control_name: D1, control_description: Doors are shut, control_specifications: [{ assessments: [{ assessment_id: door }] }] }\n"
        let locked = "  - { control_name: D2, control_description: Doors are locked }\n"
        func entry(_ version: String, _ control: String) -> String {
            "  - { control_library_id: Doors, control_library_version: \(version), control_id: \(control) }\n"
        }
        return try ScratchFolder([
            "rules/door_is_shut.norma": Self.rule,
            "rules/controls/1.yaml": Self.library("1.0.0", shut),
            "rules/controls/2.yaml": Self.library("2.0.0", shut.replacing("are shut", with: "stay shut") + locked),
            "rules/profiles/1.yaml": Self.profile(
                "1.0.0", controls: entry("1.0.0", "D1"), fields: "deprecated: true\n",
                parameters:
                    "  - { assessment_id: door, parameter_name: patience, parameter_default_value: \"1\" }\n"),
            "rules/profiles/2.yaml": Self.profile(
                "2.0.0", controls: entry("2.0.0", "D1") + entry("2.0.0", "D2"),
                parameters: """
                      - assessment_id: door
                        parameter_name: patience
                        parameter_default_value: "2"
                        parameter_constraint: is at most 5
                      - { assessment_id: door, parameter_name: colour, parameter_default_value: "['red']" }

                    """),
            "rules/attachments/house.yaml": Self.attachment.replacing("\"3\"", with: "\"\(patience)\""),
            "inventory/doors.yaml":
                "- { kind: demo.door, id: front, account: acc1, properties: { open_for: 3, paint: green } }\n",
        ])
    }

    @Test func versionsAreListed() throws {
        let result = try pack().run("norma profile list")
        #expect(result.exitCode == 0, "\(result.output)")
        let rows = result.standardOutput.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(
            rows.map { Array($0.prefix(3)) } == [
                ["doors-1.0.0", "1.0.0", "deprecated"], ["doors-2.0.0", "2.0.0", "latest"],
            ])
    }

    /// By SemVer, and beside the family's other versions, whatever the files are called.
    @Test func versionsAreListedByTheirNumbers() throws {
        let profile = { (name: String, version: String) in
            "id: \(name)-\(version)\nprofile_name: \(name)\nprofile_version: \(version)\ncontrols: [{ control_id: D1 }]\n"
        }
        let folder = try ScratchFolder([
            "rules/door_is_shut.norma": Self.rule,
            "rules/controls/1.yaml": Self.library(
                "1.0.0",
                "  - { control_name: D1, control_description: d, control_specifications: [{ assessments: [{ assessment_id: door }] }] }\n"
            ),
            "rules/profiles/1.yaml": profile("Doors", "1.10.0"), "rules/profiles/2.yaml": profile("Locks", "1.0.0"),
            "rules/profiles/3.yaml": profile("Doors", "1.2.0"),
            "rules/profiles/4.yaml": profile("Doors", "1.10.0-rc.1"),
        ])
        let ids = { (list: String) in list.split(separator: "\n").compactMap { $0.split(separator: " ").first } }
        #expect(
            ids(try folder.run("norma profile list").standardOutput) == [
                "Doors-1.2.0", "Doors-1.10.0-rc.1", "Doors-1.10.0", "Locks-1.0.0",
            ])
    }

    @Test func aVersionIsShown() throws {
        let shown = try pack().run("norma profile show Doors@2.0.0").standardOutput
        for line in [
            "Doors 2.0.0", "D2  Doors are locked",
            "    patience: numeric that is at most 5 = 2  How long it may stand open",
            "    colour: string_list = [\"red\"]", "2 controls, 1 with rules; 2 parameters",
        ] { #expect(shown.contains(line), "\(shown)") }
    }

    @Test func whatChangedIsSaid() throws {
        let result = try pack().run("norma profile compare doors-1.0.0")
        #expect(
            result.output == """
                Doors 1.0.0 → Doors 2.0.0

                Controls
                  + D2  Doors are locked
                  ~ D1  Doors stay shut
                      control_description: Doors are shut → Doors stay shut

                Parameters
                  + door_is_shut.colour = ["red"]
                  ~ door_is_shut.patience
                      parameter_default_value: 1 → 2
                      parameter_constraint: (none) → is at most 5

                controls: 1 added, 0 removed, 1 changed
                parameters: 1 added, 0 removed, 1 changed

                """)
    }

    /// A quantity and a span of time stand as their profile or rule writes them, and are the same in other words.
    @Test func defaultsAreShownAsTheyAreWritten() throws {
        let library = "  - { control_name: D1, control_specifications: [{ assessments: [{ assessment_id: room }] }] }\n"
        let control = "  - { control_library_id: Doors, control_id: D1 }\n"
        func given(_ room: String, _ age: String) -> String {
            "  - { assessment_id: room, parameter_name: size, parameter_default_value: \"\(room)\" }\n"
                + "  - { assessment_id: room, parameter_name: age, parameter_default_value: \"\(age)\" }\n"
        }
        let folder = try ScratchFolder([
            "rules/room.norma": """
            rule room {
              param size: quantity = "512Mi"
              param age: duration = 36h
              param rest: duration = 12w
              for demo.door
              require quantity(mem) is at most size
              require duration(since) is at most age
              require duration(since) is at most rest
            }

            """,
            "rules/controls/1.yaml": Self.library("1.0.0", library),
            "rules/profiles/1.yaml": Self.profile("1.0.0", controls: control, parameters: given("1Gi", "1w")),
            "rules/profiles/2.yaml": Self.profile("2.0.0", controls: control, parameters: given("1024Mi", "90m")),
        ])
        let shown = try folder.run("norma profile show doors-1.0.0").standardOutput
        for line in ["size: quantity = 1Gi", "age: duration = 1w", "rest: duration = 12w"] {
            #expect(shown.contains(line), "\(shown)")
        }
        let compared = try folder.run("norma profile compare doors-1.0.0 doors-2.0.0").standardOutput
        #expect(compared.contains("parameter_default_value: 1w → 90m"), "\(compared)")
        #expect(!compared.contains("size"), "\(compared)")
    }

    /// SCC's own keys.
    @Test func theComparisonHasSCCsShape() throws {
        let result = try pack().run("norma profile compare doors-1.0.0 doors-2.0.0 --format json")
        let root = try #require(
            JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8)) as? [String: Any])
        let controls = try #require(root["controls_changes"] as? [String: [[String: Any]]])
        let parameters = try #require(root["default_parameters_changes"] as? [String: [[String: Any]]])
        #expect(controls["added"]?.first?["control_name"] as? String == "D2")
        let latest = controls["updated"]?.first?["latest"] as? [String: Any]
        #expect(latest?["control_description"] as? String == "Doors stay shut")
        #expect(parameters["updated"]?.count == 1)
        #expect(parameters["added"]?.count == 1)
        #expect((root["current_predefined_version"] as? [String: Any])?["profile_version"] as? String == "1.0.0")
    }

    @Test func anAttachmentIsCarriedOverInItsOwnFile() throws {
        let folder = try pack()
        let scan =
            "norma scan --attachment rules/attachments/house.yaml --inventory inventory --as-of 2026-11-01T00:00:00Z"
        #expect(try folder.run(scan).standardError.contains("warning[W4124]"))
        let upgraded = try folder.run(
            "norma profile upgrade rules/attachments/house.yaml --to 2.0.0 --output rules/attachments/house.yaml")
        #expect(upgraded.exitCode == 0)
        // The rule had the parameter before; the profile lists it since this version.
        #expect(
            upgraded.output
                == "house takes Doors 2.0.0 instead of 1.0.0: 1 kept, 1 added, 0 dropped\n  + door_is_shut.colour = ['red']\n"
        )
        let text = try String(contentsOf: folder.url.appending(path: "rules/attachments/house.yaml"), encoding: .utf8)
        #expect(
            text
                == Self.attachment.replacing("profile_version: 1.0.0", with: "profile_version: 2.0.0").replacing(
                    "keep_deprecated: true", with: "keep_deprecated: false") + """
                      - assessment_type: automated
                        assessment_id: door
                        parameter_name: colour
                        parameter_type: string_list
                        parameter_value: "['red']"

                    """)
        let after = try folder.run(scan)
        #expect(after.exitCode == 0)
        #expect(after.standardError == "")
        #expect(after.standardOutput.contains("Doors 2.0.0"))
    }

    @Test func strictlyEverythingIsStated() throws {
        let folder = try pack()
        let result = try folder.run(
            "norma profile upgrade rules/attachments/house.yaml --to doors-2.0.0 --strict-parameters > new.yaml")
        #expect(
            result.standardError
                == "house takes Doors 2.0.0 instead of 1.0.0: 1 kept, 1 added, 0 dropped\n  + door_is_shut.colour = ['red']\n"
        )
        let scan = try folder.run(
            "norma scan --strict-parameters --attachment new.yaml --pack rules --inventory inventory --as-of 2026-11-01T00:00:00Z"
        )
        #expect(scan.exitCode == 0, "\(scan.output)")
    }

    /// Each profile of an attachment with a newer version takes it, or the one that is named; what is said of it is said for each.
    @Test func severalProfilesAreCarriedOver() throws {
        let folder = try pack()
        let two = Self.attachment.replacing(
            "profile_name: Doors\nprofile_version: 1.0.0\nkeep_deprecated: true\n",
            with:
                "profiles:\n  - { profile_name: Doors, profile_version: 1.0.0, keep_deprecated: true }\n  - { profile_name: Locks, profile_version: 1.0.0 }\n"
        )
        try folder.write(Data(two.utf8), to: "rules/attachments/house.yaml")
        for version in ["1.0.0", "1.1.0"] {
            let colour =
                version == "1.0.0"
                ? ""
                : "default_parameters: [{ assessment_id: door, parameter_name: colour, parameter_default_value: \"['blue']\" }]\n"
            try folder.write(
                Data(
                    "id: locks-\(version)\nprofile_name: Locks\nprofile_version: \(version)\ncontrols: [{ control_library_id: Doors, control_id: D1 }]\n\(colour)"
                        .utf8), to: "rules/profiles/locks-\(version).yaml")
        }
        /// What a profile that lists the parameter since this version adds.
        func colour(_ name: String) -> String {
            """

                  attachment_parameters: [
                    { "assessment_type": "automated", "assessment_id": "door", "parameter_name": "colour", \
            "parameter_type": "string_list", "parameter_value": "['\(name)']" }
                  ]
            """
        }
        let upgrade = "norma profile upgrade rules/attachments/house.yaml"
        let all = try folder.run("\(upgrade) > new.yaml")
        #expect(all.exitCode == 0, "\(all.output)")
        #expect(
            all.standardError == """
                house takes Doors 2.0.0 instead of 1.0.0: 1 kept, 1 added, 0 dropped
                  + door_is_shut.colour = ['red']
                house takes Locks 1.1.0 instead of 1.0.0: 1 kept, 1 added, 0 dropped
                  + door_is_shut.colour = ['blue']

                """)
        let new = try String(contentsOf: folder.url.appending(path: "new.yaml"), encoding: .utf8)
        #expect(
            new
                == two.replacing(
                    "1.0.0, keep_deprecated: true }", with: "2.0.0, keep_deprecated: false,\(colour("red")) }"
                ).replacing(
                    "profile_name: Locks, profile_version: 1.0.0 }",
                    with: "profile_name: Locks, profile_version: 1.1.0,\(colour("blue")) }"))
        let one = try folder.run("\(upgrade) --profile Locks --format json")
        let report = try #require(
            JSONSerialization.jsonObject(with: Data(one.standardOutput.utf8)) as? [String: Any])
        let changed = try #require(report["profiles"] as? [[String: Any]])
        #expect(changed.map { $0["from"] as? String } == ["1.0.0"])
        #expect(changed.map { ($0["profile"] as? [String: Any])?["profile_version"] as? String } == ["1.1.0"])
        // A version of one of them is meant for that one; a bare version may be either's.
        #expect(try folder.run("\(upgrade) --to locks-1.1.0").standardError.contains("house takes Locks 1.1.0"))
        let unsaid = try folder.run("\(upgrade) --to 2.0.0")
        #expect(unsaid.exitCode == 2)
        #expect(unsaid.standardError.contains("error[E5017]"))
        #expect(unsaid.standardError.contains("name one of them with --profile: 'Doors', 'Locks'"))
        let misspelt = try folder.run("\(upgrade) --profile Lokcs")
        #expect(misspelt.standardError.contains("error[E5013]: attachment 'house' has no profile 'Lokcs'"))
        #expect(misspelt.standardError.contains("did you mean 'Locks'?"))
        _ = try folder.run("cp new.yaml rules/attachments/house.yaml")
        #expect(try folder.run(upgrade).standardError == "house has the latest version of its profiles\n")
    }

    /// A value that the new version does not allow is told, and nothing is written.
    @Test func aValueBeyondTheNewBoundStopsTheUpgrade() throws {
        let result = try pack(patience: "6").run("norma profile upgrade rules/attachments/house.yaml --to 2.0.0")
        #expect(result.exitCode == 2)
        #expect(result.standardOutput == "")
        #expect(
            result.standardError.contains("error[E4117]: profile 'Doors' does not allow 6 for parameter 'patience'"))
        #expect(result.standardError.contains("rules/profiles/2.yaml:"))
    }

    @Test func strictnessSpeaksSCCsWords() throws {
        let result = try pack().run("norma check --strict-parameters rules")
        #expect(result.exitCode == 2)
        #expect(
            result.standardError.contains(
                "error[E4118]: Necessary attachment parameters are not available to create or update attachment."))
        #expect(result.standardError.contains("rules/attachments/house.yaml:3:"))
        #expect(result.standardError.contains("'colour' of 'door_is_shut'"))
        #expect(try pack().run("norma check rules").exitCode == 0)
    }
}
