package import SourceText

/// Profiles, a scope, values for parameters, notifications and a schedule, by SCC's field names.
package struct Attachment: Sendable {
    /// `status`: a disabled attachment is not run, by its schedule or otherwise, unless somebody scans it by hand.
    package enum Availability: String, CaseIterable, Sendable { case enabled, disabled }

    /// `inline_masks`
    package enum InlineMasks: String, CaseIterable, Sendable { case honoured, ignored }

    /// The file's name without its ending, where it gives none.
    package let name: String
    package let description: String
    /// The one that `profile_id` names, or the first of `profiles`.
    package let profile: ProfileReference
    /// The others of `profiles`.
    package let furtherProfiles: [ProfileReference]
    /// `switched_off_controls`
    package let switchedOff: [SwitchedOffControl]
    package let availability: Availability
    package let schedule: ScanSchedule
    package let notifications: Notifications?
    /// `inline_masks`: what resources' own documents ask for is granted. Else it is only told of, so that nobody silences a rule in
    /// the file that it judges.
    package let honoursInlineMasks: Bool
    package let scopes: [Scope]
    /// `exclusions` of the attachment itself: those of each of its scopes.
    package let exclusions: [Scope.Part]
    /// `attachment_parameters`: for each profile that has the parameter and no value of its own for it.
    package let parameters: [ParameterEntry]
    package let file: SourceFile

    package init(
        name: String, description: String, profile: ProfileReference, furtherProfiles: [ProfileReference] = [],
        switchedOff: [SwitchedOffControl] = [], availability: Availability, schedule: ScanSchedule,
        notifications: Notifications?, honoursInlineMasks: Bool = false, scopes: [Scope],
        exclusions: [Scope.Part] = [], parameters: [ParameterEntry], file: SourceFile
    ) {
        self.name = name
        self.description = description
        self.profile = profile
        self.furtherProfiles = furtherProfiles
        self.switchedOff = switchedOff
        self.availability = availability
        self.schedule = schedule
        self.notifications = notifications
        self.honoursInlineMasks = honoursInlineMasks
        self.scopes = scopes
        self.exclusions = exclusions
        self.parameters = parameters
        self.file = file
    }

    /// At least one.
    package var profiles: [ProfileReference] { [profile] + furtherProfiles }
}
