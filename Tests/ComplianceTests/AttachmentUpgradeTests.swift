import Compliance
import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// An attachment carried over keeps its values, its comments and its form.
@Suite struct AttachmentUpgradeTests {
    private static let profiles = [
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

    /// The rule is in both versions; only the later one lists its parameter.
    @Test func whatOnlyTheNewVersionListsIsWrittenOut() throws {
        let text = "name: a\nprofile_id: S\nprofile_version: 1.0.0\nscope: [{ scope_type: account, scope_id: acc1 }]\n"
        let upgrade = try upgrade(text, to: "2.0.0")
        #expect(upgrade.changed.first?.added.map(\.name) == ["limit"])
        #expect(upgrade.text.contains("parameter_value: \"5\""), "\(upgrade.text)")
    }

    private func upgrade(
        _ text: String, to version: String? = nil, named: String? = nil, json: Bool = false, statesAll: Bool = false
    ) throws -> AttachmentUpgrade {
        let wish = version.map { UpgradeChoice.Wish.version($0) } ?? .latest(orSame: statesAll)
        let name = json ? "a.json" : "a.yaml"
        let document =
            try json
            ? JSONParser.document(SourceFile(name: name, text: text), keys: KeyTable())
            : ExampleWorld.document(text, name: name)
        let attachment = try #require(AttachmentReader.read(document).attachment)
        let profiles = try Self.profiles.map { try ExampleWorld.profile($0) }
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

    @Test func yamlKeepsItsCommentsAndLayout() throws {
        let upgrade = try upgrade(
            """
            # Who reads this should know why.
            name: prod
            profile_id: p1 # the first
            scope:
              - { scope_type: account, scope_id: acc1 }
            attachment_parameters:
              # Strict on purpose.
              - assessment_id: cis_tls_version
                parameter_name: tls_version
                parameter_value: "['1.3']" # only

            schedule: daily

            """, to: "2.0.0")
        #expect(
            upgrade.text == """
                # Who reads this should know why.
                name: prod
                profile_id: p2 # the first
                scope:
                  - { scope_type: account, scope_id: acc1 }
                attachment_parameters:
                  # Strict on purpose.
                  - assessment_id: cis_tls_version
                    parameter_name: tls_version
                    parameter_value: "['1.3']" # only
                  - assessment_type: automated
                    assessment_id: needs_a_limit
                    parameter_name: limit
                    parameter_type: numeric
                    parameter_value: "5"

                schedule: daily

                """)
        #expect(upgrade.changed[0].kept.map(\.key.name) == ["tls_version"])
        #expect(upgrade.changed[0].added.map(\.name) == ["limit"])
        #expect(upgrade.changed[0].dropped.isEmpty)
    }

    @Test func whatIsGoneIsDropped() throws {
        let text = """
            name: prod
            profile_name: P
            profile_version: 2.0.0
            attachment_parameters:
              - assessment_id: cis_tls_version
                parameter_name: tls_version
                parameter_value: "['1.3']"
              # Ours.
              - assessment_id: needs_a_limit
                parameter_name: limit
                parameter_value: 9
            scope: [{ scope_type: account, scope_id: acc1 }]

            """
        let down = try upgrade(text, to: "3.0.0")
        #expect(down.changed[0].dropped.map(\.key.name) == ["tls_version"])
        #expect(
            down.text == """
                name: prod
                profile_name: P
                profile_version: 3.0.0
                attachment_parameters:
                  - assessment_id: needs_a_limit
                    parameter_name: limit
                    parameter_value: 9
                scope: [{ scope_type: account, scope_id: acc1 }]

                """)
        let back = try upgrade(text, to: "1.0.0")
        #expect(back.changed[0].dropped.map(\.key.name) == ["limit"])
        #expect(back.text.contains("profile_version: 1.0.0\n"))
        #expect(!back.text.contains("needs_a_limit"))
    }

    @Test func jsonStaysJSON() throws {
        let upgrade = try upgrade(
            """
            {
              "name": "prod",
              "profile_id": "p1",
              "scope": [{ "scope_type": "account", "scope_id": "acc1" }],
              "attachment_parameters": [
                {
                  "assessment_id": "cis_tls_version",
                  "parameter_name": "tls_version",
                  "parameter_value": "[\\"1.3\\"]"
                }
              ],
              "schedule": "daily"
            }

            """, to: "2.0.0", json: true)
        #expect(
            upgrade.text == """
                {
                  "name": "prod",
                  "profile_id": "p2",
                  "scope": [{ "scope_type": "account", "scope_id": "acc1" }],
                  "attachment_parameters": [
                    {
                      "assessment_id": "cis_tls_version",
                      "parameter_name": "tls_version",
                      "parameter_value": "[\\"1.3\\"]"
                    },
                    {
                      "assessment_type": "automated",
                      "assessment_id": "needs_a_limit",
                      "parameter_name": "limit",
                      "parameter_type": "numeric",
                      "parameter_value": "5"
                    }
                  ],
                  "schedule": "daily"
                }

                """)
    }

    /// In every layout the result says what it should.
    @Test(arguments: [
        ("profile_id: p1\nscope: [{ scope_type: account, scope_id: acc1 }]\nname: a\n", false),
        (
            "profile_id: p1\nscope: [{ scope_type: account, scope_id: acc1 }]\nattachment_parameters: []\nname: a\n",
            false
        ),
        (
            "profile_id: 'p1'\nscope:\n- { scope_type: account, scope_id: acc1 }\nattachment_parameters:\nname: a\n",
            false
        ),
        (
            "profile_id: p1\nscope: [{ scope_type: account, scope_id: acc1 }]\nname: a\nattachment_parameters:\n- assessment_id: cis_tls_version\n  parameter_name: tls_version\n  parameter_value: ['1.3']",
            false
        ),
        (
            "profile_id: p1\nscope: [{ scope_type: account, scope_id: acc1 }]\nname: a\nattachment_parameters:\n  -\n    assessment_id: cis_tls_version\n    parameter_name: tls_version\n    parameter_value: ['1.3']\n",
            false
        ),
        (
            "profile_id: p1\nscope: [{ scope_type: account, scope_id: acc1 }]\nname: a\nattachment_parameters: &all [{ assessment_id: cis_tls_version, parameter_name: tls_version, parameter_value: \"['1.3']\" }]\n",
            false
        ),
        (
            #"{"profile_id": "p1", "name": "a", "scope": [{"scope_type": "account", "scope_id": "acc1"}]}"#, true
        ),
        (
            #"{"profile_id": "p1", "attachments": [{"name": "a", "scope": [{"scope_type": "account", "scope_id": "acc1"}], "attachment_parameters": []}]}"#,
            true
        ),
    ])
    func everyLayoutIsCarriedOver(_ text: String, _ json: Bool) throws {
        let upgrade = try upgrade(text, to: "2.0.0", json: json)
        let source = SourceFile(name: "b.yaml", text: upgrade.text)
        if json { _ = try JSONParser.document(source, keys: KeyTable()) }
        let (attachment, diagnostics) = AttachmentReader.read(try ExampleWorld.document(upgrade.text))
        #expect(diagnostics.isEmpty, "\(upgrade.text)")
        #expect(attachment?.profile.name == "p2")
        #expect(attachment?.name == "a")
        #expect(attachment?.parameters.last?.key.name == "limit")
        #expect(attachment?.parameters.count == (text.contains("cis_tls_version") ? 2 : 1))
    }

    /// What the attachment left to the profile it goes on leaving to it, but for SCC.
    @Test func onlySCCAsksForEverything() throws {
        let text = "profile_id: p1\nscope: [{ scope_type: account, scope_id: acc1 }]\n"
        #expect(try upgrade(text, to: "2.0.0").changed[0].added.map(\.name) == ["limit"])
        #expect(
            try upgrade(text, to: "2.0.0", statesAll: true).changed[0].added.map(\.name) == ["tls_version", "limit"])
    }

    // MARK: Several profiles

    /// Each that has a newer version takes it; what it brings is its own, and nobody else's.
    @Test func eachProfileTakesItsLatestVersion() throws {
        let text = """
            name: prod
            profiles:
              # The benchmark.
              - profile_name: P
                profile_version: 1.0.0 # for now
              - { profile_id: q1 }
              - R
            attachment_parameters:
              - assessment_id: cis_tls_version
                parameter_name: tls_version
                parameter_value: "['1.3']"
            scope: [{ scope_type: account, scope_id: acc1 }]

            """
        let upgrade = try upgrade(text)
        #expect(upgrade.changed.map(\.target.title) == ["P 3.0.0", "Q 1.1.0"])
        #expect(upgrade.changed.map { $0.added.map(\.text) } == [["7"], ["40"]])
        // P has no use for the TLS versions any more, and R does.
        #expect(upgrade.changed.map(\.dropped.count) == [0, 0])
        #expect(
            upgrade.text == """
                name: prod
                profiles:
                  # The benchmark.
                  - profile_name: P
                    profile_version: 3.0.0 # for now
                    attachment_parameters:
                      - assessment_type: automated
                        assessment_id: needs_a_limit
                        parameter_name: limit
                        parameter_type: numeric
                        parameter_value: "7"
                  - { profile_id: q2,
                      attachment_parameters: [
                        { "assessment_type": "automated", "assessment_id": "needs_a_limit", "parameter_name": "limit", "parameter_type": "numeric", "parameter_value": "40" }
                      ] }
                  - R
                attachment_parameters:
                  - assessment_id: cis_tls_version
                    parameter_name: tls_version
                    parameter_value: "['1.3']"
                scope: [{ scope_type: account, scope_id: acc1 }]

                """)
    }

    @Test func aValueThatNobodyHasAUseForIsDropped() throws {
        let upgrade = try upgrade(
            """
            name: prod
            profile_name: P
            profile_version: 2.0.0
            profiles: [{ profile_name: Q, profile_version: 1.0.0 }]
            attachment_parameters:
              - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_value: "['1.3']" }
              - { assessment_id: needs_a_limit, parameter_name: limit, parameter_value: "9" }
            scope: [{ scope_type: account, scope_id: acc1 }]

            """, to: "1.0.0", named: "P")
        #expect(upgrade.changed.map(\.dropped.count) == [1])
        #expect(
            upgrade.text.contains("profile_version: 1.0.0\nprofiles: [{ profile_name: Q, profile_version: 1.0.0 }]"))
        #expect(!upgrade.text.contains("needs_a_limit"))
        #expect(upgrade.text.contains("cis_tls_version"))
    }

    /// A profile's own values go with it.
    @Test func ownValuesStayOrAreDropped() throws {
        let own = """
            name: prod
            profiles:
              - profile_name: P
                profile_version: 2.0.0
                attachment_parameters:
                  - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_value: "['1.3']" }
                  - { assessment_id: needs_a_limit, parameter_name: limit, parameter_value: "9" }
              - R
            scope: [{ scope_type: account, scope_id: acc1 }]

            """
        let upgrade = try upgrade(own, named: "P")
        #expect(upgrade.changed.map { $0.dropped.map(\.key.name) } == [["tls_version"]])
        #expect(
            upgrade.text
                == own.replacing("2.0.0", with: "3.0.0").replacing(
                    "      - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_value: \"['1.3']\" }\n",
                    with: ""))
    }

    /// A value that is written for all profiles would be the other's too.
    @Test func whatAnotherProfileHasIsLeftToTheDefault() throws {
        let upgrade = try upgrade(
            """
            { "name": "prod", "profile_id": "p1", "profiles": [{ "profile_id": "q2" }],
              "scope": [{ "scope_type": "account", "scope_id": "acc1" }] }

            """, to: "2.0.0", named: "p1", json: true)
        #expect(upgrade.changed.map(\.added.count) == [0])
        #expect(upgrade.text.contains("\"profile_id\": \"p2\""))
        #expect(!upgrade.text.contains("attachment_parameters"))
    }

    @Test func aBareNameBecomesAMapWhereItNeedsAVersion() throws {
        let upgrade = try upgrade(
            "name: prod\nprofiles:\n  - P # ours\n  - R\nscope: [{ scope_type: account, scope_id: acc1 }]\n",
            to: "2.0.0", named: "P")
        #expect(upgrade.text.contains("  - { profile_id: P, profile_version: 2.0.0 } # ours\n  - R\n"))
    }

    /// A layout that cannot be changed in place is written anew, and says the same.
    @Test func anAliasIsWrittenAnew() throws {
        let upgrade = try upgrade(
            """
            name: prod
            profiles:
              - &first { profile_name: P, profile_version: 1.0.0, attachment_parameters: &values [] }
              - { profile_name: Q, profile_version: 1.0.0, attachment_parameters: *values }
            scope: [{ scope_type: account, scope_id: acc1 }]

            """)
        let (attachment, diagnostics) = AttachmentReader.read(try ExampleWorld.document(upgrade.text))
        #expect(diagnostics.isEmpty, "\(upgrade.text)")
        #expect(attachment?.profiles.map(\.version) == ["3.0.0", "1.1.0"])
        #expect(attachment?.profiles.map { $0.parameters.map { $0.value.node.string } } == [["7"], ["40"]])
    }

    @Test func nothingNewerChangesNothing() throws {
        let text = "name: prod\nprofiles: [p3, R]\nscope: [{ scope_type: account, scope_id: acc1 }]\n"
        let upgrade = try upgrade(text)
        #expect(upgrade.changed.isEmpty)
        #expect(upgrade.text == text)
    }

    /// SCC asks for every parameter also where no profile is newer; each stands with its own profile.
    @Test func everyParameterIsStatedWhereNothingIsNewer() throws {
        let upgrade = try upgrade(
            "name: prod\nprofiles:\n  - { profile_id: p3 }\n  - { profile_id: q2 }\nscope: [{ scope_type: account, scope_id: acc1 }]\n",
            statesAll: true)
        #expect(upgrade.changed.map { $0.added.map(\.text) } == [["7"], ["40"]])
        let (attachment, diagnostics) = AttachmentReader.read(try ExampleWorld.document(upgrade.text))
        #expect(diagnostics.isEmpty, "\(upgrade.text)")
        #expect(attachment?.profiles.map(\.name) == ["p3", "q2"])
        #expect(attachment?.profiles.map { $0.parameters.map { $0.value.node.string } } == [["7"], ["40"]])
    }

    @Test func whichProfileIsMeantHasToBeSaid() throws {
        let (attachment, _) = try ExampleWorld.attachment(
            "profiles: [p1, q1]\nscope: [{ scope_type: account, scope_id: acc1 }]\n")
        let profiles = try Self.profiles.map { try ExampleWorld.profile($0) }
        func choose(_ wish: UpgradeChoice.Wish, _ named: String? = nil) throws -> Result<[Int], UpgradeChoice.Fault> {
            UpgradeChoice.choose(wish, named: named, of: try #require(attachment), among: profiles).map {
                $0.map(\.position)
            }
        }
        if case .success(let positions) = try choose(.version("2.0.0")) { Issue.record("\(positions)") }
        if case .success(let positions) = try choose(.profile(profiles[5])) { Issue.record("\(positions)") }
        if case .success(let positions) = try choose(.latest(orSame: false), "S") { Issue.record("\(positions)") }
        // A version of one of them is meant for that one.
        #expect(try choose(.profile(profiles[4])).get() == [1])
        #expect(try choose(.profile(profiles[5]), "P").get() == [0])
        #expect(try choose(.latest(orSame: false)).get() == [0, 1])
        #expect(try choose(.latest(orSame: false), "q1").get() == [1])
    }
}
