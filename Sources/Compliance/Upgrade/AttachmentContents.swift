import ResourceDocuments
import RuleSyntax

/// What an attachment's text is to say of its profiles and of parameters.
struct AttachmentContents {
    struct Parameters {
        /// As they stand.
        var kept: [ParameterEntry]
        var added: [AddedEntry] = []

        var isEmpty: Bool { kept.isEmpty && added.isEmpty }
    }

    /// How the attachment names a profile, and what it gives to that one alone.
    struct ProfileEntry {
        let name: String
        /// nil where the name alone means it, and the attachment gave no version before.
        let version: String?
        let keepsDeprecated: Bool
        let parameters: Parameters
    }

    /// In the attachment's order.
    var profiles: [ProfileEntry]
    var shared: Parameters

    /// What it says now.
    init(_ attachment: Attachment) {
        profiles = attachment.profiles.map { reference in
            ProfileEntry(
                name: reference.name, version: reference.version, keepsDeprecated: reference.keepsDeprecated,
                parameters: Parameters(kept: reference.parameters))
        }
        shared = Parameters(kept: attachment.parameters)
    }

    /// An entry of `attachment_parameters` for a parameter's default.
    struct AddedEntry {
        let fields: [(name: String, value: String)]

        init(_ parameter: ProfileParameter) {
            fields =
                [
                    ("assessment_type", "automated"), ("assessment_id", parameter.assessment),
                    ("parameter_name", parameter.name),
                ] + (parameter.displayName.map { [("parameter_display_name", $0)] } ?? [])
                + [("parameter_type", parameter.type.rawValue), ("parameter_value", parameter.text ?? "")]
        }
    }
}

extension AttachmentContents.ProfileEntry {
    /// A profile in the place of the one that the reference names now.
    init(
        naming target: Profile, in reference: ProfileReference, among profiles: [Profile],
        parameters: AttachmentContents.Parameters
    ) {
        func means(_ name: String) -> Bool {
            guard case .success(let found) = VersionSelection.select(name, among: profiles) else { return false }
            return found.file === target.file
        }
        // What the attachment says already stays, where a version makes it mean the new one.
        let isSame = profiles.contains { $0.isNamed(reference.name) && $0.isVersion(of: target) }
        let isNamed = reference.name == target.name || reference.name == target.edition.group
        name = isSame && isNamed ? reference.name : target.id
        version = reference.version == nil && means(name) ? nil : target.edition.number.description
        // A word for the profile that it leaves is none for the next.
        keepsDeprecated = reference.keepsDeprecated && target.edition.deprecation != nil
        self.parameters = parameters
    }
}
