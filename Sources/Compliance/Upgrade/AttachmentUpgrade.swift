package import ResourceDocuments
import ResourceReaders
import RuleSyntax
import SourceText

/// An attachment carried over to another profile, or to another version of its own: what it says of parameters stays, what
/// the new profile adds takes the default, and what it does not have is dropped.
///
/// SCC refuses such an attachment until every new parameter is stated.
package struct AttachmentUpgrade: Sendable {
    package let attachment: Attachment
    package let target: Profile
    package let kept: [ParameterEntry]
    package let dropped: [ParameterEntry]
    package let added: [ProfileParameter]
    /// The attachment in the form of its file.
    package let text: String

    /// - Parameters:
    ///   - current: what the attachment has now; nil where that is not loaded any more.
    ///   - profiles: all that are loaded, so that the reference means one of them.
    ///   - statesAll: state every parameter, as SCC asks, and not only those that are new.
    package init(
        _ attachment: Attachment, in document: Document, from current: ProfileOutline?, to target: ProfileOutline,
        among profiles: [Profile], statesAll: Bool = false
    ) {
        let known = Set(target.parameters.map(\.slot))
        func slot(_ entry: ParameterEntry) -> ParameterSlot? {
            guard case .success(let found) = target.directory.find(entry), known.contains(found.slot) else {
                return nil
            }
            return found.slot
        }
        let kept = attachment.parameters.filter { slot($0) != nil }
        let stated = Set(kept.compactMap(slot))
        let before = statesAll ? [] : Set(current?.parameters.map(\.slot) ?? [])
        let added = target.parameters.filter {
            !stated.contains($0.slot) && !before.contains($0.slot) && $0.text != nil
        }
        self.attachment = attachment
        self.target = target.profile
        self.kept = kept
        dropped = attachment.parameters.filter { slot($0) == nil }
        self.added = added
        let reference = Reference(to: target.profile, of: attachment, among: profiles)
        text = AttachmentText(document, attachment).rewritten(
            reference: reference, kept: kept, added: added.map(AddedEntry.init))
    }

    /// How the attachment names its new profile.
    struct Reference: Hashable {
        let name: String
        /// nil where the name alone means it, and the attachment gave no version before.
        let version: String?
        /// A word for the profile that it leaves is none for the next.
        let keepsDeprecated: Bool

        init(to target: Profile, of attachment: Attachment, among profiles: [Profile]) {
            func means(_ name: String) -> Bool {
                guard case .success(let found) = VersionSelection.select(name, among: profiles) else { return false }
                return found.file === target.file
            }
            // What the attachment says already stays, where a version makes it mean the new one.
            let isSame = profiles.contains {
                ($0.id == attachment.profile.name || $0.name == attachment.profile.name
                    || $0.edition.group == attachment.profile.name)
                    && $0.isVersion(of: target)
            }
            let isNamed = attachment.profile.name == target.name || attachment.profile.name == target.edition.group
            name = isSame && isNamed ? attachment.profile.name : target.id
            let isPlain = means(name)
            keepsDeprecated = attachment.profile.keepsDeprecated && target.edition.deprecation != nil
            version = attachment.profile.version == nil && isPlain ? nil : target.edition.number.description
        }
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
