import ResourceReaders
package import SourceText

/// Faults of versions: of profiles and control libraries, E4011 to E4013; and of the attachments that name one, E4109, E4119
/// and W4124.
package enum VersionDiagnostics {
    package static let allVersionKinds: [DiagnosticKind] = [
        notSemantic, sameVersion, severalLatest, ambiguousProfile, deprecated, keptDeprecated,
    ]

    private static let control = "controls:\n  - control_id: 6.1.1\n"

    static let notSemantic = DiagnosticKind(
        "E4011", "a version of a profile or a control library is not SemVer",
        "Versions are ordered, so that a name can mean the latest: three numbers, and perhaps a pre-release behind a hyphen "
            + "(semver.org), as SCC asks of them: 0.0.0, 1.0.2, 2.1.3-alpha.",
        .profile,
        wrong: "profile_name: CIS\nprofile_version: \"1.0\"\n\(control)",
        right: "profile_name: CIS\nprofile_version: 1.0.0\n\(control)")

    static let sameVersion = DiagnosticKind(
        "E4012", "one version of a profile or a control library is given by two documents",
        "Versions of a profile stand side by side, each in a document of its own, and belong together by their "
            + "version_group_label, or by their name. A document without a version is 0.0.0.",
        .profile,
        wrong: "profile_name: Example\n\(control)",
        right: "profile_name: Example\nprofile_version: 1.0.0\n\(control)")

    static let severalLatest = DiagnosticKind(
        "E4013", "two versions of a profile or a control library say that they are the latest",
        "A name without a version means the version that says 'latest: true', and where none does, the highest that is no "
            + "pre-release and not deprecated.",
        .profile,
        wrong: "profile_name: Without defaults\nprofile_version: 1.1.0\nlatest: true\n\(control)",
        right: "profile_name: Without defaults\nprofile_version: 1.1.0\nlatest: false\n\(control)")

    private static func attachment(_ lines: String) -> String {
        "name: prod\n\(lines)scope: { scope_type: account, scope_id: acc1 }\n"
    }

    static let ambiguousProfile = DiagnosticKind(
        "E4109", "an attachment names a profile that there are several of",
        "Profiles whose version_group_labels differ have nothing to do with one another, even where they share a name. An id "
            + "or a version group tells them apart.",
        .attachment,
        wrong: attachment("profile_name: Shared name\n"), right: attachment("profile_id: shared-b\n"))

    static let deprecated = DiagnosticKind(
        "E4119", "an attachment takes a deprecated profile, or one with controls of a deprecated library",
        "A profile or a control library that says 'deprecated: true' is kept for the attachments that have it already, and such "
            + "an attachment says 'keep_deprecated: true'. A new one takes the successor: what 'successor' names, else the latest "
            + "version. 'norma profile upgrade' carries an attachment over.",
        .attachment,
        wrong: attachment("profile_name: Records\nprofile_version: 1.0.0\n"),
        right: attachment("profile_name: Records\nprofile_version: 2.0.0\n"))

    static let keptDeprecated = DiagnosticKind(
        "W4124", "an attachment keeps a deprecated profile",
        "The attachment says 'keep_deprecated: true'. It works as before, until somebody removes the profile.",
        .attachment,
        wrong: attachment("profile_name: Records\nprofile_version: 1.0.0\nkeep_deprecated: true\n"),
        right: attachment("profile_name: Records\nprofile_version: 2.0.0\n"))
}

extension VersionDiagnostics {
    /// `1.0` becomes `1.0.0`; nil where it is not plain what was meant.
    private static func completed(_ text: String) -> String? {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain = numbers.count < 3 && numbers.allSatisfy { Int($0).map { $0 >= 0 } ?? false }
        return isPlain ? (numbers + Array(repeating: "0", count: 3 - numbers.count)).joined(separator: ".") : nil
    }

    static func notSemantic(_ value: PlacedNode, _ text: String, field: String) -> Diagnostic {
        let completed = completed(text)
        return Diagnostic(
            notSemantic, at: value.place, "'\(field)' is '\(text)', which is not SemVer",
            hint: "write three numbers: \(completed ?? "1.0.0")", replacement: completed)
    }

    /// What keeps versions apart from one another, in documents that stand side by side.
    package static func conflicts<Entity: Versioned>(_ noun: String, among entities: [Entity]) -> [Diagnostic] {
        entities.indices.compactMap { index -> Diagnostic? in
            let entity = entities[index]
            let earlier = entities[..<index].filter { entity.isVersion(of: $0) }
            if let same = earlier.first(where: { $0.edition.number == entity.edition.number }) {
                return Diagnostic(
                    sameVersion, at: entity.edition.source?.place,
                    "\(noun) '\(entity.name)' stands twice in version \(entity.edition.number)",
                    secondary: label(same.edition.source, "first here"), hint: "give one of them another version")
            }
            guard entity.edition.saysLatest, let other = earlier.first(where: \.edition.saysLatest) else { return nil }
            return Diagnostic(
                severalLatest, at: entity.edition.latestSource?.place,
                "two versions of \(noun) '\(entity.name)' say that they are the latest",
                secondary: label(other.edition.latestSource, "\(other.edition.number) says so too"),
                hint: "leave 'latest: true' to one of them")
        }
    }

    static func ambiguousProfile(
        _ reference: ProfileReference, of attachment: Attachment, among profiles: [Profile]
    ) -> Diagnostic {
        Diagnostic(
            ambiguousProfile, at: reference.source?.place,
            "attachment '\(attachment.name)' names profile '\(reference.name)', and there are \(profiles.count) of them",
            secondary: profiles.flatMap { label($0.edition.source, "\($0.id) \($0.edition.number)") },
            hint: "give 'profile_id': \(ids(profiles))")
    }

    private static func ids(_ profiles: [Profile]) -> String {
        var seen: Set<String> = []
        return profiles.map(\.id).filter { seen.insert($0).inserted }.map { "'\($0)'" }.joined(separator: " or ")
    }

    /// What an attachment takes that is deprecated: an error, and a warning where it is kept.
    static func deprecation<Entity: Versioned>(
        of entity: Entity, _ noun: String, deprecation: Deprecation, taken reference: ProfileReference,
        among entities: [Entity]
    ) -> Diagnostic {
        let successor = successor(of: entity, deprecation, among: entities)
        let cure = successor.map { "take \($0)" } ?? "take another \(noun)"
        return Diagnostic(
            reference.keepsDeprecated ? keptDeprecated : deprecated, at: reference.source?.place,
            "\(noun) '\(entity.title)' is deprecated", secondary: label(deprecation.source, "it says so"),
            hint: reference.keepsDeprecated
                ? "\(cure), before it is removed"
                : "\(cure), or say 'keep_deprecated: true' in an attachment that had it before")
    }

    private static func successor<Entity: Versioned>(
        of entity: Entity, _ deprecation: Deprecation, among entities: [Entity]
    ) -> String? {
        if let named = deprecation.successor { return named }
        let others = entities.filter { $0.isVersion(of: entity) && $0.edition.deprecation == nil }
        return (try? VersionSelection.latest(of: others).get())?.version
    }

    private static func label(_ source: PlacedNode?, _ text: String) -> [Diagnostic.Label] {
        (source?.place).map { [Diagnostic.Label($0, text)] } ?? []
    }
}
