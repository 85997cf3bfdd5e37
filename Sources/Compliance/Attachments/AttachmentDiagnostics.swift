import ResourceDocuments
import ResourceReaders
package import SourceText

/// Faults of attachments: E410x, E413x and W412x.
package enum AttachmentDiagnostics {
    package static let allAttachmentKinds: [DiagnosticKind] = [
        wrongShape, missingField, unknownField, unknownProfile, profileTwice, notOneAttachment, threshold,
        unknownControl,
        unknownSwitchedOff, switchedOffTwice, unusedRange,
    ]

    static let faults = RecordFaults(
        unknownField: unknownField, missingField: missingField, wrongShape: wrongShape)

    /// What pages show: an attachment with `lines` in front of its scope.
    static func example(
        _ lines: String = "", profile: String = "Example", scope: String = "account, scope_id: acc1"
    ) -> String {
        "name: prod\nprofile_id: \(profile)\n\(lines)scope:\n  - { scope_type: \(scope) }\n"
    }

    static let wrongShape = DiagnosticKind(
        "E4101", "a field of an attachment has another shape or value",
        "Attachments use the field names, shapes and words of SCC's API. A schedule is daily, every_7_days, "
            + "every_30_days, paused or none; a status is enabled or disabled; inline_masks are honoured or ignored; a scope_type is enterprise, "
            + "enterprise.account_group, enterprise.account, account or account.resource_group.",
        .attachment,
        wrong: example("schedule: hourly\n"), right: example("schedule: daily\n"))

    static let missingField = DiagnosticKind(
        "E4102", "a field of an attachment is missing",
        "An attachment needs profile_id and scope; a scope its scope_type and scope_id; a parameter its assessment_id, "
            + "parameter_name and parameter_value; notifications say whether they are enabled.",
        .attachment,
        wrong: "name: prod\nprofile_id: Example\n", right: example())

    static let unknownField = DiagnosticKind(
        "E4103", "an attachment has an unknown field",
        "A field that nobody reads is a mistake more often than not, and a misspelt 'attachment_parameters' would scan "
            + "with the defaults. The fields that SCC's API adds when it returns an attachment are known.",
        .attachment,
        wrong: example("schedul: daily\n"), right: example("schedule: daily\n"))

    package static let unknownProfile = DiagnosticKind(
        "E4104", "an attachment names a profile that is not loaded",
        "profile_id is a profile's id, and may be its profile_name or its version_group_label; with profile_version it is "
            + "that version, and else the latest.",
        .attachment,
        wrong: example(profile: "Exmaple"), right: example())

    static let profileTwice = DiagnosticKind(
        "E4132", "an attachment has one profile twice",
        "Each entry of 'profiles', and profile_id beside it, is another profile; two versions of one are two.",
        .attachment,
        wrong: example("profiles: [{ profile_name: Example }]\n"),
        right: example("profiles: [{ profile_name: Bounded }]\n"))

    static let notOneAttachment = DiagnosticKind(
        "E4105", "a file holds several attachments, or none",
        "A scan is one run of one attachment. A file in the form of SCC's request, {profile_id, attachments: [...]}, "
            + "holds one attachment in its list.",
        .attachment,
        wrong: "profile_id: Example\nattachments: []\n",
        right: """
            profile_id: Example
            attachments:
              - name: prod
                scope:
                  - properties:
                      - { name: scope_type, value: account }
                      - { name: scope_id, value: acc1 }

            """)

    static let threshold = DiagnosticKind(
        "E4108", "a threshold_limit is not a percentage",
        "threshold_limit is the share of failed controls, in whole percent from 0 to 100, from which on a scan is told "
            + "of. SCC's own default is 15.",
        .attachment,
        wrong: example("notifications: { enabled: true, controls: { threshold_limit: 150 } }\n"),
        right: example("notifications: { enabled: true, controls: { threshold_limit: 15 } }\n"))

    static let unknownControl = DiagnosticKind(
        "W4122", "notifications name a control that the profile does not have",
        "failed_control_ids are ids or names of the profile's controls. Nobody would ever be told of another one.",
        .attachment,
        wrong: example("notifications: { enabled: true, controls: { failed_control_ids: [6.1.9] } }\n"),
        right: example("notifications: { enabled: true, controls: { failed_control_ids: [6.1.1] } }\n"))

    static let unknownSwitchedOff = DiagnosticKind(
        "E4131", "a control that no profile of the attachment has is switched off",
        "switched_off_controls names controls of the attachment's profiles, by id or name. Another one would stay on, and nobody "
            + "would know.",
        .attachment,
        wrong: example("switched_off_controls: [{ control: 6.1.9, reason: no zones yet }]\n"),
        right: example("switched_off_controls: [{ control: 6.1.1, reason: no zones yet }]\n"))

    static let switchedOffTwice = DiagnosticKind(
        "E4133", "a control is switched off twice",
        "A control has one reason for being off. It may be named by its id or by its name, and that is one control all the same.",
        .attachment,
        wrong: example(
            "switched_off_controls: [{ control: 6.1.1, reason: no zones yet }, { control: 6.1.1, reason: later }]\n"),
        right: example("switched_off_controls: [{ control: 6.1.1, reason: no zones yet }]\n"))

    static let unusedRange = DiagnosticKind(
        "W4135", "data_selection_range is not used",
        "SCC's data_selection_range limits a scan to what its service collected between two days. Norma scans the inventory that it is given, as of "
            + "--as-of: what was collected when is decided by what --inventory names.",
        .attachment,
        wrong: example("data_selection_range: { start_date: 2026-01-01T00:00:00Z, end_date: 2026-02-01T00:00:00Z }\n"),
        right: example())
}

extension AttachmentDiagnostics {
    /// - Parameter field: one that attachments do not have.
    static func notAttachment(_ field: PlacedNode, isLibrary: Bool) -> Diagnostic {
        Diagnostic(
            wrongShape, at: field.keyPlace,
            "\(isLibrary ? "a control library" : "a profile") stands where an attachment is due",
            hint: "name attachments; profiles and control libraries are found in the pack's folders")
    }

    static func unusedRange(_ range: PlacedNode) -> Diagnostic {
        Diagnostic(
            unusedRange, at: range.keyPlace, "'data_selection_range' is not used: all of the inventory is scanned",
            hint: "name what was collected in that time with --inventory, and remove it")
    }

    /// Why a profile of an attachment is not one of those that are loaded.
    static func profileSelection(
        _ fault: VersionSelection<Profile>.Fault, _ reference: ProfileReference, of attachment: Attachment,
        among profiles: [Profile]
    ) -> Diagnostic {
        switch fault {
        case .unknownName:
            let names = profiles.flatMap { [$0.id, $0.name] }
            let nearest = Spelling.nearest(to: reference.name, among: names)
            return Diagnostic(
                unknownProfile, at: reference.source?.place,
                "attachment '\(attachment.name)' names profile '\(reference.name)', which is not loaded",
                hint: nearest.map { "did you mean '\($0)'?" } ?? Self.known(names), replacement: nearest)
        case .unknownVersion(let versions):
            return Diagnostic(
                unknownProfile, at: (reference.versionSource ?? reference.source)?.place,
                "profile '\(reference.name)' is not loaded in version \(reference.version ?? "")",
                hint:
                    "it is there in \(versions.inVersionOrder.map(\.edition.number.description).joined(separator: ", "))"
            )
        case .severalFamilies(let found), .sameVersion(let found), .severalLatest(let found):
            return VersionDiagnostics.ambiguousProfile(reference, of: attachment, among: found)
        }
    }

    static func profileTwice(_ reference: ProfileReference, _ profile: Profile, first: ProfileReference) -> Diagnostic {
        Diagnostic(
            profileTwice, at: reference.source?.place, "the attachment has profile '\(profile.title)' twice",
            secondary: (first.source?.place).map { [Diagnostic.Label($0, "first here")] } ?? [],
            hint: "remove one of them")
    }

    static func unknownSwitchedOff(
        _ switchedOff: SwitchedOffControl, of profiles: [Profile], among names: [String]
    ) -> Diagnostic {
        let nearest = Spelling.nearest(to: switchedOff.control, among: names)
        let named = profiles.map { "'\($0.name)'" }.joined(separator: ", ")
        return Diagnostic(
            unknownSwitchedOff, at: switchedOff.source?.place,
            profiles.count == 1
                ? "profile \(named) has no control '\(switchedOff.control)'"
                : "none of the profiles \(named) has a control '\(switchedOff.control)'",
            hint: nearest.map { "did you mean '\($0)'?" } ?? "name a control of the profile, by its id or name",
            replacement: nearest)
    }

    static func switchedOffTwice(_ later: SwitchedOffControl, first: SwitchedOffControl) -> Diagnostic {
        Diagnostic(
            switchedOffTwice, at: later.source?.place, "control '\(later.control)' is switched off twice",
            secondary: (first.source?.place).map { [Diagnostic.Label($0, "first here")] } ?? [],
            hint: "keep one of them")
    }

    private static func known(_ names: [String]) -> String {
        names.isEmpty ? "load a pack with profiles" : "the profiles are \(Set(names).sorted().joined(separator: ", "))"
    }

    static func notOneAttachment(_ list: PlacedNode, count: Int) -> Diagnostic {
        Diagnostic(
            notOneAttachment, at: list.keyPlace,
            count == 0 ? "the file holds no attachment" : "the file holds \(count) attachments",
            hint: count == 0 ? "add an attachment to the list" : "write each attachment to a file of its own")
    }

    static func threshold(_ value: PlacedNode) -> Diagnostic {
        Diagnostic(
            threshold, at: value.place, "'threshold_limit' must be a whole number from 0 to 100",
            hint: "it is the share of failed controls, in percent")
    }

    static func unknownControl(_ failed: Notifications.FailedControl, of profile: String, among names: [String])
        -> Diagnostic
    {
        let nearest = Spelling.nearest(to: failed.control, among: names)
        return Diagnostic(
            unknownControl, at: failed.source?.place,
            "profile '\(profile)' has no control '\(failed.control)'",
            hint: nearest.map { "did you mean '\($0)'?" } ?? "name a control of the profile, by its id or name",
            replacement: nearest)
    }
}
