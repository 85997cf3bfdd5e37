import Compliance
import ResourceDocuments
import ResourceReaders
import SourceText

/// E5013, E5017 and W5014: profiles on the command line.
extension Diagnostic {
    /// Why a name on the command line is not one profile.
    static func profileSelection(
        _ fault: VersionSelection<Profile>.Fault, _ name: String, version: String?, among profiles: [Profile]
    ) -> Self {
        switch fault {
        case .unknownName:
            let nearest = Spelling.nearest(to: name, among: profiles.flatMap { [$0.id, $0.name] })
            return Diagnostic(
                .unknownProfile, at: nil, "no profile is called '\(name)'",
                hint: nearest.map { "did you mean '\($0)'?" } ?? "'norma profile list' names them")
        case .unknownVersion(let versions):
            return Diagnostic(
                .unknownProfile, at: nil, "profile '\(name)' is not there in version \(version ?? "")",
                hint: "it is there in \(versions.map(\.edition.number.description).joined(separator: ", "))")
        case .severalFamilies(let found), .sameVersion(let found), .severalLatest(let found):
            return Diagnostic(
                .unknownProfile, at: nil, "profile '\(name)' is there \(found.count) times",
                hint: "name one of \(found.map { "'\($0.id)@\($0.edition.number)'" }.joined(separator: ", "))")
        }
    }

    static func noProfiles(_ folder: String) -> Self {
        Diagnostic(
            .noPack, at: nil, "'\(folder)' holds no 'profiles'",
            hint: "name the folder of rules, controls and profiles with --pack")
    }

    /// Why it is not known which profile of an attachment changes, or into what.
    ///
    /// - Parameters:
    ///   - name: of `--profile`.
    ///   - wish: of `--to`.
    static func upgradeChoice(
        _ fault: UpgradeChoice.Fault, _ name: String?, _ wish: String?, of attachment: Attachment,
        among profiles: [Profile]
    ) -> Self {
        func named(_ references: [ProfileReference]) -> String {
            references.map { "'\($0.name)'" }.joined(separator: ", ")
        }
        switch fault {
        case .unknownProfile(let references):
            let nearest = Spelling.nearest(to: name ?? "", among: references.map(\.name))
            return Diagnostic(
                .unknownProfile, at: references.first?.source?.place,
                "attachment '\(attachment.name)' has no profile '\(name ?? "")'",
                hint: nearest.map { "did you mean '\($0)'?" } ?? "it has \(named(references))")
        case .severalProfiles(let references):
            return Diagnostic(
                .severalProfiles, at: attachment.furtherProfiles.first?.source?.place,
                "attachment '\(attachment.name)' has \(references.count) profiles that '\(wish ?? "")' may be meant for",
                hint: "name one of them with --profile: \(named(references))")
        case .selection(let fault, let reference):
            return profileSelection(fault, reference.name, version: wish, among: profiles)
        }
    }

    static func droppedParameter(_ entry: ParameterEntry, target: Profile) -> Self {
        Diagnostic(
            .droppedParameter, at: entry.nameSource?.place,
            "'\(entry.key.name)' of '\(entry.key.assessment)' is dropped",
            hint: "profile '\(target.title)' has no such parameter")
    }
}

extension DiagnosticKind {
    static let profileKinds: [DiagnosticKind] = [.unknownProfile, .severalProfiles, .droppedParameter]

    static let unknownProfile = DiagnosticKind(
        "E5013", "no profile has this name",
        """
        A profile is named by its id, its name or its version group; NAME@VERSION means that version, and a name alone the latest.
        """, .command,
        wrong: "norma profile show sesion-hygiene", right: "norma profile show session-hygiene")

    static let severalProfiles = DiagnosticKind(
        "E5017", "which of an attachment's profiles changes is not said",
        """
        A version alone may be any profile's, and another profile may take the place of any. Where an attachment has several profiles, \
        --profile says which one changes; without --to each takes its latest version.
        """, .command,
        wrong: "norma profile upgrade rules/attachments/cis-and-sessions.yaml --to 1.0.0",
        right: "norma profile upgrade rules/attachments/cis-and-sessions.yaml --profile session-hygiene --to 1.0.0")

    static let droppedParameter = DiagnosticKind(
        "W5014", "an attachment's parameter is not carried over",
        """
        The profile that an attachment is carried over to has no such parameter, so the value is left out. Where the parameter \
        was only renamed, give its value anew.
        """, .command,
        wrong: "norma profile upgrade rules/attachments/sessions.yaml --to cis-ibm-cloud-foundations",
        right: "norma profile upgrade rules/attachments/sessions.yaml --to ibm-cloud-framework-for-financial-services")
}
