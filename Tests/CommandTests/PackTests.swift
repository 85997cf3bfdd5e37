import Foundation
import TestSupport
import Testing

/// Packs with manifests, as the command takes them.
@Suite struct PackTests {
    private static let common = """
        define is_open(value) = value is "open"

        """

    private static func manifest(_ name: String, dependencies: String = "[]") -> String {
        "name: \(name)\nversion: 1.0.0\nlicence: Apache-2.0\nkinds: [demo.*]\ndependencies: \(dependencies)\n"
    }

    private static func rule(using path: String, name: String = "door_is_shut") -> String {
        """
        use "\(path)"

        rule \(name) {
          for demo.door
          forbid is_open(state) else "the door is open"
        }

        """
    }

    private func packs(use path: String = "norma-common/shared/words.norma") throws -> ScratchFolder {
        try ScratchFolder([
            "mine/pack.yaml": Self.manifest("mine", dependencies: "[norma-common]"),
            "mine/doors/door_is_shut.norma": Self.rule(using: path),
            "elsewhere/common/pack.yaml": Self.manifest("norma-common"),
            "elsewhere/common/shared/words.norma": Self.common,
            "elsewhere/secret.norma": Self.common,
        ])
    }

    @Test func aDependencyIsReachedWhereTheCallerSays() throws {
        let result = try packs().run("norma check mine --dependency norma-common=elsewhere/common")
        #expect(result.standardError == "")
        #expect(result.standardOutput == "1 rule checked\n")
        #expect(result.exitCode == 0)
    }

    /// A pack that has no profiles yet can be checked, and what else is wrong with it is said.
    @Test(arguments: ["controls", "profiles"])
    func anEmptyFolderIsAWarning(_ folder: String) throws {
        let files = [
            "pack.yaml": Self.manifest("mine"), "\(folder)/notes.txt": "later\n", "a/words.norma": Self.common,
        ]
        let packed = try ScratchFolder(files.merging(["a/door.norma": Self.rule(using: "words.norma")]) { $1 })
        let result = try packed.run("norma check .")
        #expect(result.exitCode == 0)
        #expect(result.standardError.contains("warning[E5004]: '\(folder)' holds no file"))
        #expect(result.standardOutput == "1 rule checked\n")
        #expect(try packed.run("norma check --strict .").exitCode == 2)
    }

    /// The files of a folder are parsed ahead, on another thread; those that are named are not.
    @Test func aFolderIsCheckedAsItsFilesAre() throws {
        var files = ["mine/pack.yaml": Self.manifest("mine"), "mine/words.norma": Self.common, "mine/empty.norma": ""]
        let names = (10..<60).map { "mine/door_\($0).norma" }
        for (index, name) in names.enumerated() {
            let rule = Self.rule(using: "words.norma", name: "door_\(index)")
            files[name] = index.isMultiple(of: 7) ? rule.replacing("forbid", with: "forbids") : rule
        }
        let packed = try ScratchFolder(files)
        try packed.write(Data([0x72, 0]), to: "mine/door_70.norma")
        try packed.write(Data([0xFF]), to: "mine/door_71.norma")
        try packed.link("mine/door_72.norma", to: "words.norma")
        let named = names + ["mine/door_70.norma", "mine/door_71.norma", "mine/door_72.norma"]
        let all = (named + ["mine/empty.norma", "mine/words.norma"]).joined(separator: " ")
        for flags in ["", "--format json", "--strict"] {
            let folder = try packed.run("norma check \(flags) mine")
            #expect(folder.exitCode == 2)
            let files = try packed.run("norma check \(flags) \(all)")
            #expect(files.exitCode == 2)
            #expect(files.output == folder.output)
        }
    }

    @Test func withoutItsFolderADependencyIsAnError() throws {
        let result = try packs().run("norma check mine")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("error[E1525]: where pack 'norma-common' stands is not known"))
        #expect(result.standardError.contains("mine/pack.yaml:5:16"))
        #expect(result.standardError.contains("--dependency norma-common=FOLDER"))
    }

    @Test(
        "a folder that is not the dependency's is said where the manifest names it",
        arguments: [
            ("elsewhere/other", "the pack in 'elsewhere/other' is called 'other', not 'norma-common'"),
            ("elsewhere/none", "'elsewhere/none', where pack 'norma-common' is said to stand, does not exist"),
            ("elsewhere/secret.norma", "where pack 'norma-common' is said to stand, is a file"),
            ("elsewhere", "'elsewhere', where pack 'norma-common' is said to stand, holds no pack.yaml"),
        ])
    func aWrongFolder(_ folder: String, _ message: String) throws {
        let packs = try packs()
        try packs.write(.init(Self.manifest("other").utf8), to: "elsewhere/other/pack.yaml")
        let result = try packs.run("norma check mine --dependency norma-common=\(folder)")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("error[E1526]: \(message)") || result.standardError.contains(message))
        #expect(result.standardError.contains("mine/pack.yaml:5:16"))
        #expect(result.standardError.contains("help: give the folder"))
        // What follows from it is not said.
        #expect(result.standardError.hasSuffix("1 error\n"), "\(result.standardError)")
    }

    @Test func aMisspeltDependencyIsAnErrorWithASuggestion() throws {
        let result = try packs().run(
            "norma check mine --dependency norma-common=elsewhere/common --dependency norma-comon=elsewhere/common")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("error[E1527]: no pack depends on 'norma-comon'"))
        #expect(result.standardError.contains("did you mean 'norma-common'?"))
    }

    /// Of two packs that are tested at once one may need what the other does not.
    @Test func aDependencyOfOneOfTwoPacksIsNoError() throws {
        let folder = try packs()
        let cases =
            "rules: ROW\ncases:\n  - name: a\n    resource: {kind: demo.door, id: a, properties: {state: shut}}\n"
        try folder.write(
            .init((cases.replacing("ROW", with: "door_is_shut.norma") + "    expect: {door_is_shut: pass}\n").utf8),
            to: "mine/doors/door_is_shut.cases.yaml")
        try folder.write(.init(Self.manifest("alone").utf8), to: "alone/pack.yaml")
        try folder.write(.init("rule r {\n  for demo.door\n  require state is \"shut\"\n}\n".utf8), to: "alone/r.norma")
        try folder.write(
            .init((cases.replacing("ROW", with: "r.norma") + "    expect: {r: pass}\n").utf8), to: "alone/r.cases.yaml")
        let both = try folder.run("norma test mine alone --dependency norma-common=elsewhere/common")
        #expect(both.output == "2 passed, 0 failed\n")
        let other = try folder.run("norma test alone --dependency norma-common=elsewhere/common")
        #expect(other.standardError.contains("error[E1527]: no pack depends on 'norma-common'"))
    }

    @Test(arguments: [
        ("norma-comon/shared/words.norma", "did you mean 'norma-common'?"),
        ("other/words.norma", "a pack is named under 'dependencies' in mine/pack.yaml"),
    ])
    func aPackThatTheManifestDoesNotNameIsNotUsed(_ path: String, _ hint: String) throws {
        let result = try packs(use: path).run("norma check mine --dependency norma-common=elsewhere/common")
        let name = path.prefix { $0 != "/" }
        #expect(result.exitCode == 2)
        #expect(
            result.standardError.contains(
                "error[E1528]: '\(name)' is no folder beside this file, and no pack that this one depends on"))
        #expect(result.standardError.contains("mine/doors/door_is_shut.norma:1:5"))
        #expect(result.standardError.contains(hint), "\(result.standardError)")
    }

    @Test func aFaultInTheManifestOfADependencyIsShownThere() throws {
        let folder = try packs()
        try folder.write(
            .init(Self.manifest("norma-common").replacing("licence:", with: "license:").utf8),
            to: "elsewhere/common/pack.yaml")
        let result = try folder.run("norma check mine --dependency norma-common=elsewhere/common")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("elsewhere/common/pack.yaml:3:1"))
        #expect(result.standardError.contains("did you mean 'licence'?"))
        #expect(result.standardError.hasSuffix("1 error\n"), "\(result.standardError)")
    }

    /// A dependency opens its own folder and no other; a pack that the manifest does not name opens none.
    @Test(arguments: ["norma-common/../secret.norma", "../../elsewhere/common/shared/words.norma"])
    func everythingElseStaysInsideThePack(_ path: String) throws {
        let result = try packs(use: path).run("norma check mine --dependency norma-common=elsewhere/common")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("error[E1503]"))
    }

    @Test func aRuleForAKindThatTheManifestDoesNotNameIsAnError() throws {
        let folder = try packs()
        try folder.write(
            .init(Self.manifest("mine", dependencies: "[norma-common]").replacing("demo.*", with: "shop.*").utf8),
            to: "mine/pack.yaml")
        let result = try folder.run("norma check mine --dependency norma-common=elsewhere/common")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("error[E1524]: rule 'door_is_shut' judges 'demo.door'"))
        #expect(result.standardError.contains("mine/doors/door_is_shut.norma:3:6"))
    }

    @Test func controlsAreCheckedWithTheirPack() throws {
        let folder = try packs()
        try folder.write(
            .init(
                """
                control_library_name: doors
                control_library_version: 1.0.0
                controls:
                  - control_name: D1
                    control_description: doors are shut
                    control_category: Doors
                    control_specifications:
                      - control_specification_description: doors
                        assessments:
                          - { assessment_id: door_is_shutt, assessment_method: automated }

                """.utf8), to: "mine/controls/doors.yaml")
        let result = try folder.run("norma check mine --dependency norma-common=elsewhere/common")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("door_is_shutt"))
        #expect(result.standardError.contains("mine/controls/doors.yaml:"))
        // A part of a pack lacks rules without a fault.
        let part = try folder.run("norma check mine/doors --dependency norma-common=elsewhere/common")
        #expect(part.exitCode == 0)
    }

    @Test(arguments: ["--dependency norma-common", "--dependency =x", "--dependency a=b --dependency a=c"])
    func aBadDependencyIsRefused(_ flags: String) throws {
        #expect(try packs().run("norma check mine \(flags)").exitCode == 2)
    }

    /// A pack in a folder of another one has rules of its own.
    @Test func aPackInAPackIsNotScannedWithIt() throws {
        let folder = try ScratchFolder()
        try folder.copy("rules")
        try folder.write(.init(Self.manifest("inner").utf8), to: "rules/inner/pack.yaml")
        // The same name as a rule of the outer pack, and never true.
        try folder.write(
            .init("rule cis_tls_version {\n  for demo.door\n  require state is \"shut\" if missing fail\n}\n".utf8),
            to: "rules/inner/tls.norma")
        let command =
            "norma scan --attachment rules/attachments/demo.yaml --inventory rules/inventory --as-of 2026-11-01T00:00:00Z"
        let with = try folder.run(command)
        let without = try NormaProcess.run(command, in: ProjectFolder.root, environment: ["NO_COLOR": "1"])
        #expect(with.standardOutput == without.standardOutput)
        #expect(with.exitCode == 0)
    }

    /// The schema of a kind may stand in parts; one whose part cannot be read holds no rule to the rest of it.
    @Test func schemasShareWhatAnotherFileDefines() throws {
        let files = [
            "pack/door.norma": "rule r {\n  for demo.door\n  require lock.kye is \"a\" if missing fail\n}\n",
            "pack/schemas/demo.door.json": #"{"properties": {"lock": {"$ref": "parts/lock.json"}}}"#,
            "pack/schemas/parts/lock.json": ##"{"properties": {"key": {"$ref": "words.json#/$defs/word"}}}"##,
            "pack/schemas/parts/words.json": #"{"$defs": {"word": {"type": "string"}}}"#,
        ]
        let whole = try ScratchFolder(files).run("norma check pack")
        #expect(whole.standardError.contains("error[E1401]: 'lock' has no property 'kye'"))
        #expect(whole.standardError.contains("did you mean 'key'?"))

        let broken = files.merging(["pack/schemas/parts/words.json": "{"]) { _, new in new }
        let unread = try ScratchFolder(broken).run("norma check pack")
        #expect(unread.standardError.contains("pack/schemas/parts/words.json:1:"))
        #expect(!unread.standardError.contains("E1401") && !unread.standardError.contains("E1405"))
    }

    /// Schemas beside rules make no pack of their own within that of an attachment: a scan finds the rules that `check` does. A manifest does, and
    /// profiles do.
    @Test(arguments: [
        ("schemas/.keep", true), ("schemas/notes.txt", true), ("schemas/demo.door.json", true),
        ("pack.yaml", false), ("profiles/p.yaml", false),
    ])
    func aScanFindsTheRulesThatCheckDoes(_ file: String, _ isFound: Bool) throws {
        let folder = try ScratchFolder([
            "pack/rules/a.norma": "rule a { for demo.door require n is present }\n",
            "pack/controls/c.yaml":
                "control_library_name: L\ncontrols: [{control_name: C, control_specifications: [{assessments: [{assessment_id: a}]}]}]\n",
            "pack/profiles/p.yaml": "profile_name: P\nprofile_version: 1.0.0\ncontrols: [{control_id: C}]\n",
            "pack/attachments/at.yaml": "name: at\nprofile_id: P\nscope: {scope_type: account, scope_id: x}\n",
            "i.ndjson": #"{"kind":"demo.door","id":"1","account":"x","properties":{}}"# + "\n",
        ])
        let texts = [
            "schemas/demo.door.json": #"{"type": "object", "properties": {"n": {"type": "integer"}}}"#,
            "pack.yaml": "name: own\nversion: 1.0.0\nlicence: Apache-2.0\nkinds: [demo.*]\n",
            "profiles/p.yaml": "profile_name: P\nprofile_version: 1.0.0\ncontrols: [{control_id: C}]\n",
        ]
        try folder.write(Data((texts[file] ?? "").utf8), to: "pack/rules/\(file)")
        let check = try folder.run("norma check pack")
        #expect(check.standardOutput.contains("1 rule checked") && check.exitCode == 0, "\(check.output)")
        let scan = try folder.run("norma scan --attachment pack/attachments/at.yaml --inventory i.ndjson")
        #expect(scan.standardError.contains("E4005") == !isFound, "\(scan.output)")
        #expect(scan.exitCode == (isFound ? 0 : 2), "\(scan.output)")
    }
}
