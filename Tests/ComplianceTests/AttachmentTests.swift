import Compliance
import ResourceDocuments
import ResourceReaders
import SourceText
import Testing

@Suite struct AttachmentTests {
    /// As SCC's clients send it.
    private let text = """
        name: prod-eu
        description: The European shop
        profile_id: Example
        scope:
          - environment: ibm-cloud
            properties:
              - { name: scope_id, value: acc1 }
              - { name: scope_type, value: account }
              - name: exclusions
                value: [{ scope_id: sandbox, scope_type: account.resource_group }]
        attachment_parameters:
          - assessment_type: Automated
            assessment_id: rule-e16fcfea-fe21-4d30-a721-423611481fea
            parameter_name: tls_version
            parameter_display_name: TLS version
            parameter_type: string_list
            parameter_value: "['1.3']"
        notifications:
          enabled: true
          controls: { threshold_limit: 20, failed_control_ids: ["6.1.1"] }
        schedule: every_7_days
        status: disabled
        last_scan: { id: x, status: completed }
        """

    /// Maps as lists of one, ids beside it, and what was not given as null.
    @Test func whatTerraformKeepsIsRead() throws {
        let kept = """
            {"limit": 50, "total_count": 1, "first": {"href": "x"}, "attachments": [{
              "name": "prod", "profile_id": "Example", "profile_attachment_id": "a1", "status": "enabled",
              "notifications": [{"enabled": true, "controls": [{"threshold_limit": 20, "failed_control_ids": []}]}],
              "scope": [{"environment": "ibm-cloud", "properties": [
                {"name": "scope_id", "value": "acc1", "exclusions": []}, {"name": "scope_type", "value": "account"},
                {"name": "exclusions", "value": null,
                 "exclusions": [{"scope_id": "sandbox", "scope_type": "account.resource_group"}]}]}]
            }]}
            """
        let (read, diagnostics) = try ExampleWorld.attachment(kept)
        #expect(diagnostics.isEmpty, "\(diagnostics)")
        #expect(read?.notifications?.threshold == 20 && read?.notifications?.isEnabled == true)
        #expect(read?.scopes.first?.exclusions.map { $0.area?.id } == ["sandbox"])
    }

    @Test(arguments: [
        ("name: prod-eu", "name: \"\"", "'name' is empty"),
        ("status: disabled", "switched_off_controls: [{ control: 6.1.1, reason: \" \" }]", "'reason' is empty"),
    ])
    func whatSaysNothingIsRefused(_ field: String, _ other: String, _ words: String) throws {
        let (_, diagnostics) = try ExampleWorld.attachment(text.replacing(field, with: other))
        #expect(diagnostics.map(\.message) == [words])
    }

    @Test func everyFieldIsRead() throws {
        let (read, diagnostics) = try ExampleWorld.attachment(text)
        #expect(diagnostics.isEmpty)
        let attachment = try #require(read)
        #expect(attachment.name == "prod-eu")
        #expect(attachment.description == "The European shop")
        #expect(attachment.profile.name == "Example")
        #expect(attachment.schedule == .everySevenDays)
        #expect(attachment.availability == .disabled)
        #expect(attachment.notifications?.isEnabled == true)
        #expect(attachment.notifications?.threshold == 20)
        #expect(attachment.notifications?.failedControls.map(\.control) == ["6.1.1"])
        #expect(attachment.scopes.map(\.area.description) == ["account acc1"])
        #expect(attachment.scopes.first?.exclusions.map(\.description) == ["account.resource_group sandbox"])
        let setting = try #require(attachment.parameters.first)
        #expect(setting.key.assessment == "rule-e16fcfea-fe21-4d30-a721-423611481fea")
        #expect(setting.key.name == "tls_version")
        #expect(setting.value.place?.position.line == 17)
    }

    @Test func whatIsLeftOutHasADefault() throws {
        let (read, diagnostics) = try ExampleWorld.attachment(
            "profile_id: Example\nscope: { scope_type: account, scope_id: acc1 }\n")
        #expect(diagnostics.isEmpty)
        let attachment = try #require(read)
        #expect(attachment.name == "attachment")
        #expect(attachment.schedule == .none)
        #expect(attachment.availability == .enabled)
        #expect(attachment.notifications == nil)
        #expect(attachment.parameters.isEmpty)
    }

    @Test func aRequestHoldsOneAttachment() throws {
        let one =
            "profile_id: Example\nattachments:\n  - name: a\n    scope: [{ scope_type: account, scope_id: acc1 }]\n"
        let (attachment, diagnostics) = try ExampleWorld.attachment(one)
        #expect(diagnostics.isEmpty)
        #expect(attachment?.name == "a")
        #expect(attachment?.profile.name == "Example")
        let second = "  - name: b\n    scope: [{ scope_type: account, scope_id: acc1 }]\n"
        let (none, faults) = try ExampleWorld.attachment(one + second)
        #expect(none == nil)
        #expect(faults.map(\.kind.code) == ["E4105"])
        #expect(faults.map(\.message) == ["the file holds 2 attachments"])
    }

    @Test(
        arguments: [
            ("schedule: weekly", "E4101"), ("status: on hold", "E4101"), ("name: [a]", "E4101"),
            ("notifications: { controls: { threshold_limit: 15 } }", "E4102"),
            ("notifications: { enabled: yes please }", "E4101"),
            ("notifications: { enabled: true, controls: { threshold_limit: 101 } }", "E4108"),
            ("notifications: { enabled: true, controls: { threshold_limit: -1 } }", "E4108"),
            ("notifications: { enabled: true, controls: { threshold_limit: 1.5 } }", "E4108"),
            ("notifications: { enabled: true, controls: { treshold_limit: 15 } }", "E4103"),
            ("attachment_parameter: []", "E4103"), ("attachment_parameters: {}", "E4101"),
            ("attachment_parameters: [{ parameter_name: a, parameter_value: b }]", "E4102"),
            ("attachment_parameters: [{ assessment_id: a, parameter_name: b }]", "E4102"),
            (
                "attachment_parameters: [{ assessment_id: a, parameter_name: b, parameter_value: c, parameter_type: int }]",
                "E4101"
            ),
            ("attachment_parameters: [{ assessment_id: a, parameter_name: b, parameter_value: c, value: d }]", "E4103"),
            ("exclusions: [{ scope_type: account, scope_id: acc2 }]", nil),
            ("exclusions: [{ scope_type: enterprise.account, scope_id: acc2 }]", "E4107"),
            ("exclusions: [{ scope_type: group, scope_id: acc2 }]", "E4101"),
            ("exclusions: [{ scope_type: account.resource_group }]", "E4102"),
        ] as [(String, String?)])
    func faultsAreFound(_ line: String, _ code: String?) throws {
        let (_, diagnostics) = try ExampleWorld.attachment(
            "\(line)\nprofile_id: Example\nscope: [{ scope_type: account, scope_id: acc1 }]\n")
        #expect(diagnostics.map(\.kind.code) == [code].compactMap { $0 })
        #expect(diagnostics.allSatisfy { $0.primary != nil })
    }

    @Test(arguments: [
        ("scope: []", "E4101"), ("scope: acc1", "E4101"), ("scope: [{ scope_type: account }]", "E4102"),
        ("scope: [{ id: 1f6a }]", "E4106"), ("scope: [{ scope_type: accuont, scope_id: acc1 }]", "E4101"),
        ("scope: [{ scope_type: account, scope_id: 12 }]", "E4101"),
        ("scope: [{ properties: [{ name: scope_typ, value: account }, { name: scope_id, value: a }] }]", "E4103"),
        ("scope: [{ properties: [{ name: scope_id }] }]", "E4102"), ("name: a", "E4102"),
    ])
    func anAttachmentWithoutAScopeIsNone(_ line: String, _ code: String) throws {
        let (attachment, diagnostics) = try ExampleWorld.attachment("profile_id: Example\n\(line)\n")
        #expect(attachment == nil)
        #expect(diagnostics.map(\.kind.code).contains(code))
    }
}
