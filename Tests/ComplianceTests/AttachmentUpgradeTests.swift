import Compliance
import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

/// An attachment carried over keeps its values, its comments and its form.
@Suite struct AttachmentUpgradeTests {
    /// The rule is in both versions; only the later one lists its parameter.
    @Test func whatOnlyTheNewVersionListsIsWrittenOut() throws {
        let text = "name: a\nprofile_id: S\nprofile_version: 1.0.0\nscope: [{ scope_type: account, scope_id: acc1 }]\n"
        let upgrade = try UpgradeExample.upgrade(text, to: "2.0.0")
        #expect(upgrade.changed.first?.added.map(\.name) == ["limit"])
        #expect(upgrade.text.contains("parameter_value: \"5\""), "\(upgrade.text)")
    }

    @Test func yamlKeepsItsCommentsAndLayout() throws {
        let upgrade = try UpgradeExample.upgrade(
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

    /// A file of another system keeps its line ends, those of new lines too.
    @Test func linesEndAsTheyDid() throws {
        let text = """
            name: prod
            profile_id: p1 # the first
            scope:
              - { scope_type: account, scope_id: acc1 }
            attachment_parameters:
              - assessment_id: cis_tls_version
                parameter_name: tls_version
                parameter_value: "['1.3']"
            schedule: daily

            """
        let lines = try UpgradeExample.upgrade(text, to: "2.0.0").text
        let returns = try UpgradeExample.upgrade(text.replacing("\n", with: "\r\n"), to: "2.0.0").text
        #expect(lines.contains("parameter_name: limit"))
        #expect(returns.utf8.elementsEqual(lines.replacing("\n", with: "\r\n").utf8), "\(returns.debugDescription)")
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
        let down = try UpgradeExample.upgrade(text, to: "3.0.0")
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
        let back = try UpgradeExample.upgrade(text, to: "1.0.0")
        #expect(back.changed[0].dropped.map(\.key.name) == ["limit"])
        #expect(back.text.contains("profile_version: 1.0.0\n"))
        #expect(!back.text.contains("needs_a_limit"))
    }

    @Test func jsonStaysJSON() throws {
        let upgrade = try UpgradeExample.upgrade(
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
        let upgrade = try UpgradeExample.upgrade(text, to: "2.0.0", json: json)
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
        #expect(try UpgradeExample.upgrade(text, to: "2.0.0").changed[0].added.map(\.name) == ["limit"])
        #expect(
            try UpgradeExample.upgrade(text, to: "2.0.0", statesAll: true).changed[0].added.map(\.name) == [
                "tls_version", "limit",
            ])
    }
}
