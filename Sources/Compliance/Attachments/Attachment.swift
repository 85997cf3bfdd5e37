package import ResourceReaders
package import SourceText

/// A profile, a scope, values for parameters, notifications and a schedule, by SCC's field names.
package struct Attachment: Sendable {
    /// `status`: a disabled attachment is not run, by its schedule or otherwise, unless somebody scans it by hand.
    package enum Availability: String, CaseIterable, Sendable { case enabled, disabled }

    /// `inline_masks`
    package enum InlineMasks: String, CaseIterable, Sendable { case honoured, ignored }

    /// The file's name without its ending, where it gives none.
    package let name: String
    package let description: String
    /// `profile_id` or `profile_name`: a profile's id, name or version group.
    package let profile: String
    package let profileSource: PlacedNode?
    /// `profile_version`; nil: the one that has the id, or the latest of the name.
    package let profileVersion: String?
    package let profileVersionSource: PlacedNode?
    /// `keep_deprecated`: the attachment had its profile before that was deprecated.
    package let keepsDeprecated: Bool
    package let availability: Availability
    package let schedule: ScanSchedule
    package let notifications: Notifications?
    /// `inline_masks`: what resources' own documents ask for is granted. Else it is only told of, so that nobody silences a rule in
    /// the file that it judges.
    package let honoursInlineMasks: Bool
    package let scopes: [Scope]
    package let parameters: [ParameterEntry]
    package let file: SourceFile

    package init(
        name: String, description: String, profile: String, profileSource: PlacedNode?, profileVersion: String? = nil,
        profileVersionSource: PlacedNode? = nil, keepsDeprecated: Bool = false, availability: Availability,
        schedule: ScanSchedule, notifications: Notifications?, honoursInlineMasks: Bool = false, scopes: [Scope],
        parameters: [ParameterEntry], file: SourceFile
    ) {
        self.name = name
        self.description = description
        self.profile = profile
        self.profileSource = profileSource
        self.profileVersion = profileVersion
        self.profileVersionSource = profileVersionSource
        self.keepsDeprecated = keepsDeprecated
        self.availability = availability
        self.schedule = schedule
        self.notifications = notifications
        self.honoursInlineMasks = honoursInlineMasks
        self.scopes = scopes
        self.parameters = parameters
        self.file = file
    }
}
