import Compliance
import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// Profiles in versions, and attachments of them carried over to newer ones.
enum UpgradeExample {
    static let profiles = [
        """
        id: p1
        profile_name: P
        profile_version: 1.0.0
        controls: [{ control_id: 6.1.1 }]
        default_parameters:
          - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_default_value: "['1.2', '1.3']" }
        """,
        """
        id: p2
        profile_name: P
        profile_version: 2.0.0
        controls: [{ control_id: 6.1.1 }, { control_id: records }]
        default_parameters:
          - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_default_value: "['1.3']" }
          - { assessment_id: needs_a_limit, parameter_name: limit, parameter_type: numeric, parameter_default_value: "5" }
        """,
        """
        id: p3
        profile_name: P
        profile_version: 3.0.0
        controls: [{ control_id: records }]
        default_parameters:
          - { assessment_id: needs_a_limit, parameter_name: limit, parameter_type: numeric, parameter_default_value: "7" }
        """,
        """
        id: q1
        profile_name: Q
        profile_version: 1.0.0
        controls: [{ control_id: by hand }]
        """,
        """
        id: q2
        profile_name: Q
        profile_version: 1.1.0
        controls: [{ control_id: by hand }, { control_id: records }]
        default_parameters:
          - { assessment_id: needs_a_limit, parameter_name: limit, parameter_type: numeric, parameter_default_value: "40" }
        """,
        """
        id: r1
        profile_name: R
        controls: [{ control_id: 6.1.1 }]
        """,
        """
        id: s1
        profile_name: S
        profile_version: 1.0.0
        controls: [{ control_id: records }]
        """,
        """
        id: s2
        profile_name: S
        profile_version: 2.0.0
        controls: [{ control_id: records }]
        default_parameters:
          - { assessment_id: needs_a_limit, parameter_name: limit, parameter_type: numeric, parameter_default_value: "5" }
        """,
    ]

    static func upgrade(
        _ text: String, to version: String? = nil, named: String? = nil, json: Bool = false, statesAll: Bool = false
    ) throws -> AttachmentUpgrade {
        let wish = version.map { UpgradeChoice.Wish.version($0) } ?? .latest(orSame: statesAll)
        let name = json ? "a.json" : "a.yaml"
        let document =
            try json
            ? JSONParser.document(SourceFile(name: name, text: text), keys: KeyTable())
            : ExampleWorld.document(text, name: name)
        let attachment = try #require(AttachmentReader.read(document).attachment)
        let profiles = try profiles.map { try ExampleWorld.profile($0) }
        let (libraries, rules) = (try ExampleWorld.libraries(), try ExampleWorld.rules())
        func outline(_ profile: Profile) -> ProfileOutline { ProfileOutline(of: profile, in: libraries, rules: rules) }
        let choices = try UpgradeChoice.choose(
            wish, named: named, of: attachment, among: profiles
        ).get()
        let others = try attachment.profiles.enumerated().filter { position, _ in
            !choices.contains { $0.position == position }
        }.map { try VersionSelection.select($1.name, version: $1.version, among: profiles).get() }
        return AttachmentUpgrade(
            attachment, in: document,
            changes: choices.map {
                AttachmentUpgrade.Change(
                    position: $0.position, current: $0.current.map(outline), target: outline($0.target))
            }, others: others.map(outline), among: profiles, statesAll: statesAll)
    }
}
