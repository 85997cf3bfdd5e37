import Compliance
import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// An attachment of several profiles is carried over profile by profile: what each brings, and has no use for, is its own.
@Suite struct SeveralProfilesUpgradeTests {
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
        let upgrade = try UpgradeExample.upgrade(text)
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
        let upgrade = try UpgradeExample.upgrade(
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
        let upgrade = try UpgradeExample.upgrade(own, named: "P")
        #expect(upgrade.changed.map { $0.dropped.map(\.key.name) } == [["tls_version"]])
        #expect(
            upgrade.text
                == own.replacing("2.0.0", with: "3.0.0").replacing(
                    "      - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_value: \"['1.3']\" }\n",
                    with: ""))
    }

    /// A value that is written for all profiles would be the other's too.
    @Test func whatAnotherProfileHasIsLeftToTheDefault() throws {
        let upgrade = try UpgradeExample.upgrade(
            """
            { "name": "prod", "profile_id": "p1", "profiles": [{ "profile_id": "q2" }],
              "scope": [{ "scope_type": "account", "scope_id": "acc1" }] }

            """, to: "2.0.0", named: "p1", json: true)
        #expect(upgrade.changed.map(\.added.count) == [0])
        #expect(upgrade.text.contains("\"profile_id\": \"p2\""))
        #expect(!upgrade.text.contains("attachment_parameters"))
    }

    @Test func aBareNameBecomesAMapWhereItNeedsAVersion() throws {
        let upgrade = try UpgradeExample.upgrade(
            "name: prod\nprofiles:\n  - P # ours\n  - R\nscope: [{ scope_type: account, scope_id: acc1 }]\n",
            to: "2.0.0", named: "P")
        #expect(upgrade.text.contains("  - { profile_id: P, profile_version: 2.0.0 } # ours\n  - R\n"))
    }

    /// A layout that cannot be changed in place is written anew, and says the same.
    @Test func anAliasIsWrittenAnew() throws {
        let upgrade = try UpgradeExample.upgrade(
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
        let upgrade = try UpgradeExample.upgrade(text)
        #expect(upgrade.changed.isEmpty)
        #expect(upgrade.text == text)
    }

    /// SCC asks for every parameter also where no profile is newer; each stands with its own profile.
    @Test func everyParameterIsStatedWhereNothingIsNewer() throws {
        let upgrade = try UpgradeExample.upgrade(
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
        let profiles = try UpgradeExample.profiles.map { try ExampleWorld.profile($0) }
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
