package import ResourceReaders

/// How an attachment names a profile.
package struct ProfileReference: Sendable {
    /// `profile_id` or `profile_name`: a profile's id, name or version group.
    package let name: String
    package let source: PlacedNode?
    /// `profile_version`; nil: the one that has the id, or the latest of the name.
    package let version: String?
    package let versionSource: PlacedNode?
    /// `keep_deprecated`: the attachment had its profile before that was deprecated.
    package let keepsDeprecated: Bool
    /// `attachment_parameters` of an entry of `profiles`: values for this profile alone. They win over those of the attachment.
    package let parameters: [ParameterEntry]
    /// Its entry of `profiles`; nil where the attachment itself names the profile.
    package let entry: PlacedNode?

    package init(
        _ name: String, source: PlacedNode? = nil, version: String? = nil, versionSource: PlacedNode? = nil,
        keepsDeprecated: Bool = false, parameters: [ParameterEntry] = [], entry: PlacedNode? = nil
    ) {
        self.name = name
        self.source = source
        self.version = version
        self.versionSource = versionSource
        self.keepsDeprecated = keepsDeprecated
        self.parameters = parameters
        self.entry = entry
    }
}

/// A control that an attachment does without.
package struct SwitchedOffControl: Sendable {
    /// A control's id or name.
    package let control: String
    package let reason: String
    package let source: PlacedNode?

    package init(control: String, reason: String, source: PlacedNode? = nil) {
        self.control = control
        self.reason = reason
        self.source = source
    }
}
