import ResourceDocuments
import ResourceReaders
import RuleSyntax
package import SourceText

/// Faults of control libraries and profiles: E40xx.
package enum ControlDiagnostics {
    package static let allControlKinds: [DiagnosticKind] = [
        wrongShape, missingField, unknownField, duplicateControl, unknownRule, unknownControl, unknownLibrary,
        ambiguousControl, controlTwice, unknownRuleParameter, unknownSeverity, sameName,
    ]

    static let faults = RecordFaults(
        unknownField: unknownField, missingField: missingField, wrongShape: wrongShape)

    static let wrongShape = DiagnosticKind(
        "E4001", "a field of a control library or profile has another shape",
        "Control libraries and profiles use the field names and shapes of SCC's API: text, lists and maps as its "
            + "clients send them. A field that stands twice is refused, because readers differ in which one they take.",
        .profile,
        wrong: "profile_name: CIS\ncontrols: 6.1.1\n",
        right: "profile_name: CIS\ncontrols:\n  - control_id: 6.1.1\n")

    static let missingField = DiagnosticKind(
        "E4002", "a field of a control library or profile is missing",
        "A library needs control_library_name and controls, a control its control_name, an assessment its "
            + "assessment_id, a profile profile_name and controls, and a control of a profile its control_id.",
        .profile,
        wrong: "controls:\n  - control_id: 6.1.1\n",
        right: "profile_name: CIS\ncontrols:\n  - control_id: 6.1.1\n")

    static let unknownField = DiagnosticKind(
        "E4003", "a control library or profile has an unknown field",
        "A field that nobody reads is a mistake more often than not: a misspelt 'assessments' would leave a control "
            + "without rules. The fields that SCC's API adds when it returns a library or profile are known and kept.",
        .profile,
        wrong: "profile_name: CIS\nprofile_verison: 1.0.0\ncontrols:\n  - control_id: 6.1.1\n",
        right: "profile_name: CIS\nprofile_version: 1.0.0\ncontrols:\n  - control_id: 6.1.1\n")

    static let duplicateControl = DiagnosticKind(
        "E4004", "a control library has two controls of one id",
        "A profile names a control by its id, so an id belongs to one control. Where a file gives no control_id, the "
            + "control_name is the id.",
        .library,
        wrong: """
            control_library_name: My controls
            controls:
              - control_name: TLS
              - control_name: TLS

            """,
        right: """
            control_library_name: My controls
            controls:
              - control_name: TLS
              - control_name: Cipher suites

            """)

    static let unknownRule = DiagnosticKind(
        "E4005", "an assessment names a rule that is not loaded",
        "An assessment's assessment_id is the id of a rule, or its name. A control whose rule is not there cannot be "
            + "evaluated, and leaving it out would make the score better than it is. An assessment that a person makes "
            + "says assessment_type manual.",
        .library,
        wrong: """
            control_library_name: My controls
            controls:
              - control_name: TLS
                control_specifications:
                  - assessments:
                      - assessment_id: cis_tls_versoin

            """,
        right: """
            control_library_name: My controls
            controls:
              - control_name: TLS
                control_specifications:
                  - assessments:
                      - assessment_id: cis_tls_version

            """)

    static let unknownControl = DiagnosticKind(
        "E4006", "a profile names a control that no library has",
        "A profile's control_id is a control's control_id or control_name in the library that control_library_id "
            + "names, or in any library that is loaded where it names none.",
        .profile,
        wrong: "profile_name: CIS\ncontrols:\n  - control_id: 6.1.l\n",
        right: "profile_name: CIS\ncontrols:\n  - control_id: 6.1.1\n")

    static let unknownLibrary = DiagnosticKind(
        "E4007", "a profile names a control library that is not loaded",
        "control_library_id is a library's id, its control_library_name or its version_group_label; with "
            + "control_library_version it is that version, and else the latest.",
        .profile,
        wrong: "profile_name: CIS\ncontrols:\n  - control_library_id: Exmaple\n    control_id: 6.1.1\n",
        right: "profile_name: CIS\ncontrols:\n  - control_library_id: Example\n    control_id: 6.1.1\n")

    static let ambiguousControl = DiagnosticKind(
        "E4008", "a profile names a control that several libraries have",
        "Without a control_library_id, a control is looked for in every library that is loaded, and must be in one only.",
        .profile,
        wrong: "profile_name: CIS\ncontrols:\n  - control_id: shared\n",
        right: "profile_name: CIS\ncontrols:\n  - control_library_id: Example\n    control_id: shared\n")

    static let controlTwice = DiagnosticKind(
        "E4009", "a profile takes in a control twice",
        "A control counts once in a profile's summary, so naming it again has no meaning.",
        .profile,
        wrong: "profile_name: CIS\ncontrols:\n  - control_id: 6.1.1\n  - control_id: 6.1.1\n",
        right: "profile_name: CIS\ncontrols:\n  - control_id: 6.1.1\n")

    static let unknownRuleParameter = DiagnosticKind(
        "E4010", "an assessment lists a parameter that its rule does not have",
        "The parameters of an assessment are those of its rule. They are listed for readers, and a list that differs "
            + "from the rule misleads them.",
        .library,
        wrong: """
            control_library_name: My controls
            controls:
              - control_name: TLS
                control_specifications:
                  - assessments:
                      - assessment_id: cis_tls_version
                        parameters:
                          - parameter_name: tls_versions

            """,
        right: """
            control_library_name: My controls
            controls:
              - control_name: TLS
                control_specifications:
                  - assessments:
                      - assessment_id: cis_tls_version
                        parameters:
                          - parameter_name: tls_version

            """)

    static let unknownSeverity = DiagnosticKind(
        "W4017", "a control has a severity that nobody knows",
        "A control_severity is critical, high, medium, low or informational, in any case. It is kept as it is written; scores and gates take "
            + "the severity of rules.",
        .library,
        wrong: "control_library_name: My controls\ncontrols:\n  - { control_name: TLS, control_severity: hihg }\n",
        right: "control_library_name: My controls\ncontrols:\n  - { control_name: TLS, control_severity: high }\n")

    static let sameName = DiagnosticKind(
        "W4018", "two controls of a library have one name",
        "Profiles, masks and attestations may name a control by its control_name, and reports do. Of two controls of one name nobody can tell which "
            + "is meant but by its control_id.",
        .library,
        wrong: """
            control_library_name: My controls
            controls:
              - { control_name: TLS, control_id: tls-1 }
              - { control_name: TLS, control_id: tls-2 }

            """,
        right: """
            control_library_name: My controls
            controls:
              - { control_name: TLS, control_id: tls-1 }
              - { control_name: TLS of clients, control_id: tls-2 }

            """)
}

extension ControlDiagnostics {
    static func unknownSeverity(_ value: PlacedNode, _ text: String) -> Diagnostic {
        let words = SeverityLevel.allCases.map(\.rawValue)
        let nearest = Spelling.nearest(to: text, among: words)
        return Diagnostic(
            unknownSeverity, at: value.place, "'\(text)' is no severity",
            hint: nearest.map { "did you mean '\($0)'?" } ?? "it is one of \(words.joined(separator: ", "))",
            replacement: nearest)
    }

    static func sameName(_ control: Control, other: Control) -> Diagnostic {
        Diagnostic(
            sameName, at: control.source?.place,
            "control '\(control.id)' has the name '\(control.name)', and control '\(other.id)' has it too",
            secondary: label(other.source, "the other one"), hint: "give each a name of its own")
    }

    static func duplicateControl(_ control: Control, first: Control) -> Diagnostic {
        Diagnostic(
            duplicateControl, at: control.source?.place, "control '\(control.id)' stands twice in the library",
            secondary: label(first.source, "first here"), hint: "give each control an id of its own")
    }

    static func ownParent(_ control: Control) -> Diagnostic {
        Diagnostic(
            wrongShape, at: control.source?.place, "control '\(control.name)' is above itself by its 'control_parent'",
            hint: "name a parent that is not one of its own parts")
    }

    static func unknownRule(_ assessment: Assessment, of control: Control, among rules: [String]) -> Diagnostic {
        let nearest = Spelling.nearest(to: assessment.id, among: rules)
        return Diagnostic(
            unknownRule, at: assessment.source?.place,
            "control '\(control.name)' is assessed by '\(assessment.id)', which is no rule that is loaded",
            hint: nearest.map { "did you mean '\($0)'?" } ?? "load the rule, or say 'assessment_type: manual'",
            replacement: nearest)
    }

    static func unknownControl(_ entry: ProfileControl, of profile: Profile, among controls: [String]) -> Diagnostic {
        let nearest = Spelling.nearest(to: entry.control, among: controls)
        return Diagnostic(
            unknownControl, at: entry.source?.place,
            "profile '\(profile.name)' takes in control '\(entry.control)', which \(entry.library.map { "library '\($0)' does not have" } ?? "no library has")",
            hint: nearest.map { "did you mean '\($0)'?" } ?? "name a control of a library that is loaded",
            replacement: nearest)
    }

    /// Why a control's library is not one of those that are loaded.
    static func librarySelection(
        _ fault: VersionSelection<ControlLibrary>.Fault, _ entry: ProfileControl, named name: String,
        among libraries: [ControlLibrary]
    ) -> Diagnostic {
        switch fault {
        case .unknownName:
            let nearest = Spelling.nearest(to: name, among: libraries.flatMap { [$0.id, $0.name] })
            return Diagnostic(
                unknownLibrary, at: entry.librarySource?.place,
                "control '\(entry.control)' is of library '\(name)', which is not loaded",
                hint: nearest.map { "did you mean '\($0)'?" } ?? "load the library, or leave control_library_id out",
                replacement: nearest)
        case .unknownVersion(let versions):
            return Diagnostic(
                unknownLibrary, at: (entry.libraryVersionSource ?? entry.librarySource)?.place,
                "library '\(name)' is not loaded in version \(entry.libraryVersion ?? "")",
                hint:
                    "it is there in \(versions.inVersionOrder.map(\.edition.number.description).joined(separator: ", "))"
            )
        case .severalFamilies(let found), .sameVersion(let found), .severalLatest(let found):
            return ambiguousControl(entry, in: found.map(\.title))
        }
    }

    static func ambiguousControl(_ entry: ProfileControl, in libraries: [String]) -> Diagnostic {
        let names = libraries.map { "'\($0)'" }.joined(separator: " and ")
        return Diagnostic(
            ambiguousControl, at: entry.source?.place, "control '\(entry.control)' stands in \(names)",
            hint: "say which with control_library_id and control_library_version")
    }

    static func controlTwice(_ entry: ProfileControl, first: ProfileControl) -> Diagnostic {
        Diagnostic(
            controlTwice, at: entry.source?.place, "control '\(entry.control)' is taken in twice",
            secondary: label(first.source, "first here"), hint: "remove one of them")
    }

    static func unknownRuleParameter(
        _ parameter: Assessment.ParameterName, of rule: String, among parameters: [String]
    ) -> Diagnostic {
        let nearest = Spelling.nearest(to: parameter.text, among: parameters)
        return Diagnostic(
            unknownRuleParameter, at: parameter.source?.place,
            "rule '\(rule)' has no parameter '\(parameter.text)'",
            hint: nearest.map { "did you mean '\($0)'?" } ?? list(parameters),
            replacement: nearest)
    }

    private static func label(_ source: PlacedNode?, _ text: String) -> [Diagnostic.Label] {
        (source?.place).map { [Diagnostic.Label($0, text)] } ?? []
    }

    private static func list(_ parameters: [String]) -> String {
        parameters.isEmpty ? "it has none" : "its parameters are \(parameters.joined(separator: ", "))"
    }
}
