import ResourceDocuments

/// Which profile of an attachment gives way to which.
package struct UpgradeChoice: Sendable {
    /// In the attachment's profiles.
    package let position: Int
    /// nil where it is not loaded any more.
    package let current: Profile?
    package let target: Profile

    /// What somebody asks for.
    package enum Wish: Sendable {
        /// The latest version of each profile that has a newer one; of the others the same again, where that is wanted.
        case latest(orSame: Bool)
        /// Another version of its own profile.
        case version(String)
        case profile(Profile)
    }

    package enum Fault: Error {
        /// The attachment has no profile of this name.
        case unknownProfile(among: [ProfileReference])
        /// Which of several profiles is meant is not said.
        case severalProfiles([ProfileReference])
        /// The wish is no version of the profile, or the profile of an attachment is none that is loaded.
        case selection(VersionSelection<Profile>.Fault, ProfileReference)
    }

    /// - Parameter named: the profile to change, by what the attachment calls it or by its id, name or version group; nil: any.
    /// - Returns: at most one choice for each profile, in the order of the attachment.
    package static func choose(
        _ wish: Wish, named: String? = nil, of attachment: Attachment, among profiles: [Profile]
    ) -> Result<[UpgradeChoice], Fault> {
        let all = attachment.profiles.enumerated().map { position, reference in
            (
                position: position, reference: reference,
                current: try? VersionSelection.select(reference.name, version: reference.version, among: profiles).get()
            )
        }
        let candidates = all.filter { candidate in
            named.map { candidate.reference.name == $0 || candidate.current?.isNamed($0) ?? false } ?? true
        }
        if candidates.isEmpty { return .failure(.unknownProfile(among: attachment.profiles)) }
        var target = Profile?.none
        var meant = candidates
        switch wish {
        case .latest(let orSame):
            return .success(
                candidates.compactMap { candidate in
                    let newer = newer(than: candidate.current, candidate.reference, among: profiles)
                    return (newer ?? (orSame ? candidate.current : nil)).map {
                        UpgradeChoice(position: candidate.position, current: candidate.current, target: $0)
                    }
                })
        case .profile(let profile):
            target = profile
            if candidates.count > 1 { meant = candidates.filter { $0.current?.isVersion(of: profile) ?? false } }
        case .version: break
        }
        guard let only = meant.first, meant.count == 1 else {
            return .failure(.severalProfiles(candidates.map(\.reference)))
        }
        if case .version(let version) = wish {
            switch VersionSelection.select(only.current?.id ?? only.reference.name, version: version, among: profiles) {
            case .success(let found): target = found
            case .failure(let fault): return .failure(.selection(fault, only.reference))
            }
        }
        return .success(
            target.map { [UpgradeChoice(position: only.position, current: only.current, target: $0)] } ?? [])
    }

    /// The latest version of a profile's family, where that is a later one; of a profile that is not loaded any more, the latest of
    /// its name.
    private static func newer(
        than current: Profile?, _ reference: ProfileReference, among profiles: [Profile]
    ) -> Profile? {
        guard let current else { return try? VersionSelection.select(reference.name, among: profiles).get() }
        let family = profiles.filter { $0.isVersion(of: current) }
        guard case .success(let latest) = VersionSelection.latest(of: family) else { return nil }
        return latest.edition.number > current.edition.number ? latest : nil
    }
}
