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

extension RecordFaults {
    static var packManifest: RecordFaults {
        RecordFaults(
            unknownField: .unknownPackField, missingField: .incompletePackManifest, wrongShape: .packFieldShape)
    }
}

extension DiagnosticKind {
    package static let packManifestKinds: [DiagnosticKind] = [
        .unknownPackField, .incompletePackManifest, .packFieldShape, .undeclaredKind, .unknownPackFolder,
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
}
