import ResourceReaders
import RuleChecker
import RuleSyntax
package import SourceText

/// E152x: manifests of packs, and packs that use one another.
extension Diagnostic {
    static func emptyPackManifest(_ source: SourceFile) -> Self {
        Diagnostic(
            .incompletePackManifest, at: SourcePlace(source, .empty(at: 0)), "the pack's manifest is empty",
            hint: "write name, version, licence and kinds")
    }

    static func packVersion(_ text: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .packFieldShape, at: place, "'\(text)' is no version of a pack",
            hint: "write three numbers with dots between them, such as 1.0.0")
    }

    static func undeclaredKind(
        _ kind: KindPattern, of rule: CheckedRule, at place: SourcePlace, in manifest: PackManifest
    )
        -> Self
    {
        Diagnostic(
            .undeclaredKind, at: place,
            "rule '\(rule.name.text)' judges '\(kind.text)', a kind that pack '\(manifest.name)' does not name",
            hint: "add it to 'kinds' in '\(manifest.source.name)'")
    }

    static func unknownPackFolder(_ name: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .unknownPackFolder, at: place, "where pack '\(name)' stands is not known",
            hint: "give its folder: --dependency \(name)=FOLDER")
    }
}

extension Diagnostic {
    static func dependencyIsNoFolder(_ name: String, _ folder: String, exists: Bool, at place: SourcePlace?) -> Self {
        Diagnostic(
            .wrongDependency, at: place,
            "'\(folder)', where pack '\(name)' is said to stand, " + (exists ? "is a file" : "does not exist"),
            hint: "give the folder that holds its \(PackManifest.fileName): --dependency \(name)=FOLDER")
    }

    static func dependencyIsNoPack(_ name: String, _ folder: String, at place: SourcePlace?) -> Self {
        Diagnostic(
            .wrongDependency, at: place,
            "'\(folder)', where pack '\(name)' is said to stand, holds no \(PackManifest.fileName)",
            hint: "give the folder that holds it: --dependency \(name)=FOLDER")
    }

    static func dependencyIsOtherPack(
        _ name: String, _ folder: String, _ other: PackManifest, at place: SourcePlace?
    ) -> Self {
        Diagnostic(
            .wrongDependency, at: place, "the pack in '\(folder)' is called '\(other.name)', not '\(name)'",
            secondary: other.namePlace.map { [Label($0, "it says so itself")] } ?? [],
            hint: "give the folder of '\(name)', or name '\(other.name)' under 'dependencies' and with --dependency")
    }

    package static func undeclaredDependency(_ name: String, candidates: [String]) -> Self {
        Diagnostic(
            .undeclaredDependency, at: nil, "no pack depends on '\(name)', of which --dependency gives the folder",
            hint: Spelling.nearest(to: name, among: candidates).map { "did you mean '\($0)'?" }
                ?? "name it under 'dependencies' in the \(PackManifest.fileName) of the pack that needs it, or leave it out"
        )
    }

    /// `use "NAME/…"` of neither a folder nor a dependency.
    static func undeclaredPack(
        _ name: String, dependencies: [String], _ manifest: PackManifest?, at place: SourcePlace
    ) -> Self {
        let manifestName = manifest?.source.name ?? "a \(PackManifest.fileName) in this pack's folder"
        return Diagnostic(
            .undeclaredPack, at: place, "'\(name)' is no folder beside this file, and no pack that this one depends on",
            hint: Spelling.nearest(to: name, among: dependencies).map { "did you mean '\($0)'?" }
                ?? "check the path; a pack is named under 'dependencies' in \(manifestName)")
    }
}

extension RecordFaults {
    static var packManifest: RecordFaults {
        RecordFaults(
            unknownField: .unknownPackField, missingField: .incompletePackManifest, wrongShape: .packFieldShape)
    }
}

extension DiagnosticKind {
    package static let packManifestKinds: [DiagnosticKind] = [
        .unknownPackField, .incompletePackManifest, .packFieldShape, .undeclaredKind, .unknownPackFolder,
        .wrongDependency, .undeclaredDependency, .undeclaredPack,
    ]

    static let unknownPackField = DiagnosticKind(
        "E1521", "a pack's manifest has an unknown field",
        "pack.yaml says what a pack is: name, version, licence, kinds and dependencies. Another field would be passed over in "
            + "silence.",
        .pack,
        wrong: "name: mine\nversion: 1.0.0\nlicense: Apache-2.0\nlicence: Apache-2.0\nkinds: [demo.*]\n",
        right: "name: mine\nversion: 1.0.0\nlicence: Apache-2.0\nkinds: [demo.*]\n")

    static let incompletePackManifest = DiagnosticKind(
        "E1522", "a pack's manifest lacks a field",
        "Whoever takes a pack over wants to know its name, its version, under which licence it is given and which kinds it "
            + "judges.",
        .pack,
        wrong: "name: mine\nversion: 1.0.0\nkinds: [demo.*]\n",
        right: "name: mine\nversion: 1.0.0\nlicence: Apache-2.0\nkinds: [demo.*]\n")

    static let packFieldShape = DiagnosticKind(
        "E1523", "a field of a pack's manifest has another shape",
        "Versions are SemVer's, three numbers: 1.0.0. Kinds and dependencies are lists of text.",
        .pack,
        wrong: "name: mine\nversion: \"1\"\nlicence: Apache-2.0\nkinds: [demo.*]\n",
        right: "name: mine\nversion: 1.0.0\nlicence: Apache-2.0\nkinds: [demo.*]\n")

    static let undeclaredKind = DiagnosticKind(
        "E1524", "a rule judges a kind that its pack does not name",
        "The manifest's kinds tell whoever takes a pack over what it is about; a rule beside them would not be looked for. The "
            + "examples are the manifest of a pack whose rule is for demo.thing.",
        .pack,
        wrong: "name: mine\nversion: 1.0.0\nlicence: Apache-2.0\nkinds: [other.*]\n",
        right: "name: mine\nversion: 1.0.0\nlicence: Apache-2.0\nkinds: [demo.*]\n")

    static let unknownPackFolder = DiagnosticKind(
        "E1525", "where a pack stands is not known",
        "A pack names its dependencies, and whoever runs Norma says where they stand, with --dependency NAME=FOLDER: rules then "
            + "never reach into folders that nobody chose. The examples are the manifest of a pack whose rule is for demo.thing.",
        .pack,
        wrong: "name: mine\nversion: 1.0.0\nlicence: Apache-2.0\nkinds: [demo.*]\ndependencies: [other]\n",
        right: "name: mine\nversion: 1.0.0\nlicence: Apache-2.0\nkinds: [demo.*]\n")

    static let wrongDependency = DiagnosticKind(
        "E1526", "a folder does not hold the pack that it is given for",
        "--dependency NAME=FOLDER names the folder with the manifest of that pack. Rules of another one would be taken for its own.",
        .command, wrong: examplePack + "norma check mine --dependency common=rules",
        right: examplePack + "norma check mine --dependency common=common")

    package static let undeclaredDependency = DiagnosticKind(
        "E1527", "the folder of a pack that nobody depends on",
        "No manifest of the packs that were read names it under 'dependencies', so no rule reaches it. More often than not its name is "
            + "misspelt.",
        .command, wrong: examplePack + "norma check mine --dependency common=common --dependency comon=common",
        right: examplePack + "norma check mine --dependency common=common")

    static let undeclaredPack = DiagnosticKind(
        "E1528", "neither a folder nor a dependency is used",
        "'use' reaches files of its own pack, by the way from the file that uses them, and those of packs that the manifest names as "
            + "dependencies, as \"NAME/FILE.norma\".",
        wrong: "use \"common/words.norma\"\n\nrule r {\n  for demo.thing\n  require a is present\n}\n",
        right: "rule r {\n  for demo.thing\n  require a is present\n}\n")

    /// Two packs, the one depending on the other.
    private static let examplePack = """
        mkdir mine common
        printf 'name: common\\nversion: 1.0.0\\nlicence: Apache-2.0\\nkinds: [demo.*]\\n' > common/pack.yaml
        (sed s/common/mine/ common/pack.yaml; echo 'dependencies: [common]') > mine/pack.yaml
        printf 'rule r {\\n  for demo.thing\\n  require @id is present\\n}\\n' > mine/r.norma

        """
}
