package import ResourceDocuments
import ResourceReaders
import RuleSyntax
import SourceText

/// An attachment carried over to other profiles, or to other versions of its own: what it says of parameters stays, what
/// a new profile adds takes the default, and what none of its profiles has is dropped.
///
/// SCC refuses such an attachment until every new parameter is stated.
package struct AttachmentUpgrade: Sendable {
    /// A profile of the attachment that gives way to another.
    package struct Change: Sendable {
        /// In the attachment's profiles.
        let position: Int
        /// nil where it is not loaded any more.
        let current: ProfileOutline?
        let target: ProfileOutline

        package init(position: Int, current: ProfileOutline?, target: ProfileOutline) {
            self.position = position
            self.current = current
            self.target = target
        }
    }

    /// What becomes of one profile and its parameters.
    package struct ChangedProfile: Sendable {
        /// nil where it is not loaded any more.
        package let current: Profile?
        package let target: Profile
        /// Values that the attachment gives, for this profile or for all.
        package let kept: [ParameterEntry]
        package let added: [ProfileParameter]
        package let dropped: [ParameterEntry]
    }

    package let attachment: Attachment
    /// In the order of the attachment; empty where nothing changes.
    package let changed: [ChangedProfile]
    /// The attachment in the form of its file.
    package let text: String

    /// - Parameters:
    ///   - changes: at most one for each profile of the attachment, in its order.
    ///   - others: those of the attachment's profiles that stay.
    ///   - profiles: all that are loaded, so that a reference means one of them.
    ///   - statesAll: state every parameter, as SCC asks, and not only those that are new.
    package init(
        _ attachment: Attachment, in document: Document, changes: [Change], others: [ProfileOutline] = [],
        among profiles: [Profile], statesAll: Bool = false
    ) {
        let outlines = changes.map(\.target) + others
        func isUsed(_ entry: ParameterEntry) -> Bool { outlines.contains { $0.slot(of: entry) != nil } }
        let shared = attachment.parameters.filter(isUsed)
        var contents = AttachmentContents(attachment)
        contents.shared.kept = changes.isEmpty ? attachment.parameters : shared
        var changed: [ChangedProfile] = []
        for (index, change) in changes.enumerated() {
            let target = change.target
            let reference = attachment.profiles[change.position]
            let own = reference.parameters.filter { target.slot(of: $0) != nil }
            let kept = own + shared.filter { target.slot(of: $0) != nil }
            let stated = Set(kept.compactMap(target.slot))
            let before = statesAll ? [] : change.current?.parameters ?? []
            let listed = Set(before.filter(\.isListed).map(\.slot))
            let known = Set(before.map(\.slot))
            let added = target.parameters.filter { parameter in
                // Written for all profiles, a value would be that of the others too.
                let isOthers =
                    !reference.takesParameters
                    && outlines.contains { $0.profile.file !== target.profile.file && $0.knows(parameter.slot) }
                return !stated.contains(parameter.slot) && !listed.contains(parameter.slot)
                    && (parameter.isListed || !known.contains(parameter.slot)) && !isOthers
                    && parameter.text != nil
            }
            let entries = added.map(AttachmentContents.AddedEntry.init)
            contents.profiles[change.position] = AttachmentContents.ProfileEntry(
                naming: target.profile, in: reference, among: profiles,
                parameters: AttachmentContents.Parameters(
                    kept: own, added: reference.takesParameters ? entries : []))
            if !reference.takesParameters { contents.shared.added += entries }
            // What nobody has a use for any more goes with the profile that had one.
            let gone = attachment.parameters.filter { entry in
                !isUsed(entry) && index == changes.firstIndex { $0.current?.slot(of: entry) != nil } ?? 0
            }
            changed.append(
                ChangedProfile(
                    current: change.current?.profile, target: target.profile, kept: kept, added: added,
                    dropped: reference.parameters.filter { target.slot(of: $0) == nil } + gone))
        }
        self.attachment = attachment
        self.changed = changed
        text = AttachmentText(document, attachment).rewritten(contents)
    }
}

extension ProfileOutline {
    func knows(_ slot: ParameterSlot) -> Bool { parameters.contains { $0.slot == slot } }

    /// The parameter that an entry gives a value to; nil where the profile has none such.
    fileprivate func slot(of entry: ParameterEntry) -> ParameterSlot? {
        guard case .success(let found) = directory.find(entry), knows(found.slot) else { return nil }
        return found.slot
    }
}

extension ProfileReference {
    /// It is a map of `profiles`, which can have parameters of its own.
    fileprivate var takesParameters: Bool { entry?.node.kind == .map }
}
