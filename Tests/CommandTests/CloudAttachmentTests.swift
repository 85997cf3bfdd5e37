import Foundation
import TestSupport
import Testing

/// Attachments as users of SCC have them in their files: the profile by the id that SCC's service gave it.
@Suite struct CloudAttachmentTests {
    private static func parameter(_ rule: String, _ name: String, _ value: String, type: String) -> String {
        #"{"assessment_type": "Automated", "assessment_id": "rule-\#(rule)", "parameter_name": "\#(name)", "parameter_display_name": "d", "parameter_type": "\#(type)", "parameter_value": \#(value)}"#
    }

    /// The request that creates an attachment, as the SDKs put it on the wire.
    private static func request(_ profile: String, _ parameters: [String]) -> String {
        """
        {"profile_id": "\(profile)", "attachments": [{
          "name": "prod", "description": "d", "status": "enabled", "schedule": "daily",
          "attachment_parameters": [\(parameters.joined(separator: ", "))],
          "notifications": {"enabled": false, "controls": {"threshold_limit": 15, "failed_control_ids": []}},
          "scope": [{"environment": "ibm-cloud", "properties": [
            {"name": "scope_id", "value": "91d7e0c35ab84f6e8c20f4d1b6a3e775"}, {"name": "scope_type", "value": "account"}]}]}]}
        """
    }

    private static let foundations = [
        parameter("e16fcfea-fe21-4d30-a721-423611481fea", "tls_version", #""1.3""#, type: "string"),
        parameter("f9137be8-2490-4afb-8cd5-a201cb167eb2", "ssh_port", #""22""#, type: "numeric"),
        parameter("9653d2c7-6290-4128-a5a3-65487ba40370", "rdp_port", #""3389""#, type: "numeric"),
        parameter("7c5f6385-67e4-4edf-bec8-c722558b2dec", "ssh_port", #""22""#, type: "numeric"),
        parameter("f1e80ee7-88d5-4bf2-b42f-c863bb24601c", "rdp_port", #""3389""#, type: "numeric"),
        parameter(
            "96527f89-1867-4581-b923-1400e04661e0", "exclude_default_security_groups",
            #""['Update the parameter']""#, type: "string_list"),
    ]

    /// us-south, eu-de, ca-tor and eu-es; and the framework for financial services.
    @Test(arguments: [
        ("1c13d739-e09e-4bf4-8715-dd82e4498041", "CIS IBM Cloud Foundations Benchmark 1.0.0", true),
        ("a0bd1ee2-1ed3-407e-a2f4-ce7a1a38f54d", "CIS IBM Cloud Foundations Benchmark 1.0.0", true),
        ("d8ac6f16-a55c-471c-89a1-abc61d90b620", "CIS IBM Cloud Foundations Benchmark 1.0.0", true),
        ("98d4e0cc-236a-4de6-b31b-13c6b6cdda8a", "CIS IBM Cloud Foundations Benchmark 1.0.0", true),
        ("fe96bd4d-9b37-40f2-b39f-a62760e326a3", "IBM Cloud Framework for Financial Services 1.7.0", false),
    ])
    func theShippedProfilesAnswerToTheirIds(_ id: String, _ profile: String, _ isFoundations: Bool) throws {
        let folder = try ScratchFolder()
        try folder.copy("rules")
        try folder.write(
            Data(Self.request(id, isFoundations ? Self.foundations : []).utf8), to: "attachment.json")
        let run = try folder.run(
            "norma scan --attachment attachment.json --pack rules --inventory rules/inventory --as-of 2026-11-01T00:00:00Z"
        )
        #expect(run.exitCode == 0, "\(run.output)")
        #expect(run.output.contains(profile), "\(run.output)")
        #expect(!run.output.contains("error["), "\(run.output)")
        let shown = try folder.run("norma profile show \(id)")
        #expect(shown.exitCode == 0 && shown.standardOutput.hasPrefix(profile), "\(shown.output)")
        #expect(shown.standardOutput.contains(id), "\(shown.output)")
    }
}
