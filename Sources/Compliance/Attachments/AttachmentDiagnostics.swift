import ResourceDocuments
import ResourceReaders
package import SourceText

/// Faults of attachments and their scopes: E410x and W412x.
package enum AttachmentDiagnostics {
    package static let allAttachmentKinds: [DiagnosticKind] = [
        wrongShape, missingField, unknownField, unknownProfile, notOneAttachment, storedScope, foreignExclusion,
        threshold, emptyScope, emptyExclusion, unknownControl,
    ]

    static let faults = RecordFaults(
        unknownField: unknownField, missingField: missingField, wrongShape: wrongShape)

    /// An attachment with `lines` in front of its scope.
    private static func example(
        _ lines: String, profile: String = "Example", account: String = "acc1", scope: String? = nil
    ) -> String {
        let properties = """
            scope:
              - properties:
                  - { name: scope_type, value: account }
                  - { name: scope_id, value: \(account) }

            """
        return "name: prod\nprofile_id: \(profile)\n\(lines)\(scope ?? properties)"
    }

    static let wrongShape = DiagnosticKind(
        "E4101", "a field of an attachment has another shape or value",
        "Attachments use the field names, shapes and words of SCC's API. A schedule is daily, every_7_days, "
            + "every_30_days or none; a status is enabled or disabled; inline_masks are honoured or ignored; a scope_type is enterprise, "
            + "enterprise.account_group, enterprise.account, account or account.resource_group.",
        .attachment,
        wrong: example("schedule: hourly\n"), right: example("schedule: daily\n"))

    static let missingField = DiagnosticKind(
        "E4102", "a field of an attachment is missing",
        "An attachment needs profile_id and scope; a scope its scope_type and scope_id; a parameter its assessment_id, "
            + "parameter_name and parameter_value; notifications say whether they are enabled.",
        .attachment,
        wrong: "name: prod\nprofile_id: Example\n", right: example(""))

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
        wrong: example("", profile: "Exmaple"), right: example(""))

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

    static let storedScope = DiagnosticKind(
        "E4106", "a scope is named by the id of one that is stored elsewhere",
        "SCC lets an attachment name a scope that its service stores. Norma has no service to ask: write the scope's "
            + "properties.",
        .attachment,
        wrong: example("", scope: "scope:\n  - id: 0b4f9a1e\n"), right: example(""))

    static let foreignExclusion = DiagnosticKind(
        "E4107", "an exclusion is not of its scope's family",
        "A scope of an enterprise leaves out account groups and accounts of the enterprise (enterprise.account_group, "
            + "enterprise.account); a scope of an account leaves out resource groups (account.resource_group).",
        .attachment,
        wrong: example("exclusions:\n  - { scope_type: enterprise.account, scope_id: acc2 }\n"),
        right: example("exclusions:\n  - { scope_type: account.resource_group, scope_id: sandbox }\n"))

    static let threshold = DiagnosticKind(
        "E4108", "a threshold_limit is not a percentage",
        "threshold_limit is the share of failed controls, in whole percent from 0 to 100, from which on a scan is told "
            + "of. SCC's own default is 15.",
        .attachment,
        wrong: example("notifications: { enabled: true, controls: { threshold_limit: 150 } }\n"),
        right: example("notifications: { enabled: true, controls: { threshold_limit: 15 } }\n"))

    static let emptyScope = DiagnosticKind(
        "W4120", "a scope holds no resource of the inventory",
        "Nothing of the inventory lies in the scope: its scope_id may be misspelt, or the resources may lack an account "
            + "or a resource group. A scan of nothing has no score.",
        .attachment,
        wrong: example("", account: "acc9"), right: example(""))

    static let emptyExclusion = DiagnosticKind(
        "W4121", "an exclusion leaves out nothing",
        "No resource of the scope lies in the exclusion: its scope_id may be misspelt, or what it was written for is "
            + "gone.",
        .attachment,
        wrong: example("exclusions:\n  - { scope_type: account.resource_group, scope_id: sandbx }\n"),
        right: example("exclusions:\n  - { scope_type: account.resource_group, scope_id: sandbox }\n"))

    static let unknownControl = DiagnosticKind(
        "W4122", "notifications name a control that the profile does not have",
        "failed_control_ids are ids or names of the profile's controls. Nobody would ever be told of another one.",
        .attachment,
        wrong: example("notifications: { enabled: true, controls: { failed_control_ids: [6.1.9] } }\n"),
        right: example("notifications: { enabled: true, controls: { failed_control_ids: [6.1.1] } }\n"))
}

extension AttachmentDiagnostics {
    /// Why an attachment's profile is not one of those that are loaded.
    static func profileSelection(
        _ fault: VersionSelection<Profile>.Fault, _ attachment: Attachment, among profiles: [Profile]
    ) -> Diagnostic {
        switch fault {
        case .unknownName:
            let names = profiles.flatMap { [$0.id, $0.name] }
            let nearest = Spelling.nearest(to: attachment.profile, among: names)
            return Diagnostic(
                unknownProfile, at: attachment.profileSource?.place,
                "attachment '\(attachment.name)' names profile '\(attachment.profile)', which is not loaded",
                hint: nearest.map { "did you mean '\($0)'?" } ?? Self.known(names), replacement: nearest)
        case .unknownVersion(let versions):
            return Diagnostic(
                unknownProfile, at: (attachment.profileVersionSource ?? attachment.profileSource)?.place,
                "profile '\(attachment.profile)' is not loaded in version \(attachment.profileVersion ?? "")",
                hint: "it is there in \(versions.map(\.edition.number.description).joined(separator: ", "))")
        case .severalFamilies(let found), .sameVersion(let found), .severalLatest(let found):
            return VersionDiagnostics.ambiguousProfile(attachment, among: found)
        }
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

    static func storedScope(_ reference: PlacedNode) -> Diagnostic {
        Diagnostic(
            storedScope, at: reference.place, "the scope is named by its id",
            hint: "write its properties: scope_type, scope_id and exclusions")
    }

    static func foreignExclusion(_ exclusion: Scope.Area, of scope: Scope.Area, at place: SourcePlace?) -> Diagnostic {
        let levels = Scope.Level.allCases.filter {
            $0.isOfEnterprise == scope.level.isOfEnterprise && $0 != .enterprise && $0 != .account
        }
        return Diagnostic(
            foreignExclusion, at: place,
            "a scope of type '\(scope.level.rawValue)' cannot leave out '\(exclusion.level.rawValue)'",
            hint: "it can leave out \(levels.map { "'\($0.rawValue)'" }.joined(separator: " and "))")
    }

    static func threshold(_ value: PlacedNode) -> Diagnostic {
        Diagnostic(
            threshold, at: value.place, "'threshold_limit' must be a whole number from 0 to 100",
            hint: "it is the share of failed controls, in percent")
    }

    static func emptyScope(_ area: Scope.Area, unplaced: Int) -> Diagnostic {
        let lack = area.level == .resourceGroup ? "resource group" : "account"
        return Diagnostic(
            emptyScope, at: area.source?.place, "no resource of the inventory is in scope '\(area)'",
            hint: unplaced > 0
                ? "\(unplaced) of the inventory's resources have no \(lack)"
                : "check its scope_id, and what the inventory holds")
    }

    static func emptyExclusion(_ area: Scope.Area) -> Diagnostic {
        Diagnostic(
            emptyExclusion, at: area.source?.place, "the exclusion '\(area)' leaves out no resource",
            hint: "check its scope_id, or remove it")
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
