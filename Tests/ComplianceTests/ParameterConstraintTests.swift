import Compliance
import ResourceDocuments
import RulePacks
import RuleSyntax
import SourceText
import Testing

/// What a profile asks of the values that attachments give.
@Suite struct ParameterConstraintTests {
    private func holds(_ constraint: String, of yaml: String, as type: TypeName) throws -> Bool {
        let node = try #require(try ExampleWorld.document("v: \(yaml)\n").root["v"])
        let value = try ParameterText.value(#require(node.value), as: type).get()
        return try ParameterConstraint.read(constraint, type: type).get().broken(by: value) == nil
    }

    @Test(arguments: [
        (TypeName.numeric, "is at most 7200", "\"7200\"", "\"7201\""),
        (.numeric, "that is at least 900 that is at most 7200", "900", "899"),
        (.numeric, "is between 1 and 65535", "22", "0"),
        (.numeric, "is one of [22, 2222]", "22", "23"),
        (.stringList, "each is one of [\"1.2\", \"1.3\"]", "\"['1.2']\"", "\"['1.2', '1.1']\""),
        (.stringList, "contains all of [\"1.3\"]", "\"['1.2', '1.3']\"", "\"['1.2']\""),
        (.stringList, "is not empty", "[a]", "[]"),
        // By addresses, however the ranges are cut.
        (.ipList, "is within [\"10.0.0.0/8\"]", "\"['10.1.0.0/16', '10.2.0.1']\"", "\"['10.0.0.0/7']\""),
        (.ipList, "is within [\"10.0.0.0/9\", \"10.128.0.0/9\"]", "\"['10.0.0.0/8']\"", "\"['0.0.0.0/0']\""),
        (.duration, "is at most 90d", "\"12w\"", "\"13w\""),
        (.boolean, "is true", "\"true\"", "\"False\""),
        (.version, "is at least \"1.2\"", "\"1.10\"", "\"1.1\""),
        (.string, "is one of [\"full\", \"strict\"]", "strict", "\"off\""),
    ])
    func itIsTheRuleLanguages(_ type: TypeName, _ constraint: String, _ good: String, _ bad: String) throws {
        #expect(try holds(constraint, of: good, as: type))
        #expect(try !holds(constraint, of: bad, as: type))
        #expect(try holds("that \(constraint)".replacing("that that", with: "that"), of: good, as: type))
    }

    @Test(arguments: [
        (TypeName.numeric, ""), (.numeric, "7200"), (.numeric, "<= 7200"), (.numeric, "is at most many"),
        (.numeric, "is at most \"x\""), (.boolean, "is at most 3"), (.numeric, "is at most 3 = 2"),
        (.numeric, "is at most 3\n  param q: numeric"), (.numeric, "is at most 3\n  require x is 1"),
        (.numeric, "is at most 3 }"), (.ipList, "is within [\"10.0.0.0/99\"]"),
    ])
    func anythingElseIsRefused(_ type: TypeName, _ constraint: String) {
        guard case .failure(let fault) = ParameterConstraint.read(constraint, type: type) else {
            Issue.record("'\(constraint)' was taken")
            return
        }
        #expect(!fault.message.isEmpty)
    }

    private func plan(_ value: String) throws -> [Diagnostic] {
        try ExampleWorld.plan(
            ExampleWorld.attachmentText(
                parameters:
                    "  - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_value: \(value) }\n",
                profile: "Bounded")
        ).diagnostics
    }

    @Test func aLoosenedValueIsAnErrorInTheAttachment() throws {
        #expect(try plan("\"['1.3']\"").isEmpty)
        let diagnostics = try plan("\"['1.1', '1.3']\"")
        #expect(diagnostics.map(\.kind.code) == ["E4117"])
        let fault = try #require(diagnostics.first)
        #expect(fault.primary?.place.file.name == "attachment.yaml")
        #expect(fault.primary?.place.text == "\"['1.1', '1.3']\"")
        #expect(fault.secondary.map(\.place.file.name) == ["profile.yaml"])
        #expect(fault.secondary.map(\.place.text) == ["each is one of [\"1.2\", \"1.3\"]"])
        #expect(fault.message == "profile 'Bounded' does not allow \"1.1\" for parameter 'tls_version'")
    }

    /// A parameter of an assessment that a person makes has no effect, and is held to its type and its bound all the same.
    @Test(arguments: [
        ("asked, parameter_name: limit, parameter_value: \"7\"", nil),
        ("asked, parameter_name: limit, parameter_value: many", "E4112"),
        ("asked, parameter_name: limit, parameter_value: \"11\"", "E4117"),
        ("asked, parameter_name: limt, parameter_value: \"7\"", "E4111"),
        ("other, parameter_name: limit, parameter_value: \"7\"", "E4110"),
    ])
    func parametersOfAPersonsAssessmentsAreKnown(_ entry: String, _ code: String?) throws {
        let library = try #require(
            ControlLibraryReader.read(
                try ExampleWorld.document(
                    """
                    control_library_name: By hand
                    controls:
                      - control_name: asked
                        control_specifications: [{ assessments: [{ assessment_id: asked, assessment_type: manual }] }]
                    """)
            ).library)
        let profile = try ExampleWorld.profile(
            """
            profile_name: P
            controls: [{ control_id: asked }]
            default_parameters:
              - assessment_id: asked
                parameter_name: limit
                parameter_type: numeric
                parameter_default_value: "5"
                parameter_constraint: is at most 10
            """)
        let read = try ExampleWorld.attachment(
            ExampleWorld.attachmentText(parameters: "  - { assessment_id: \(entry) }\n", profile: "P"))
        let attachment = try #require(read.attachment)
        let plan = ScanPlan.make(
            attachment: attachment, profiles: [profile], libraries: [library], rules: try ExampleWorld.rules())
        switch plan {
        case .success: #expect(code == nil)
        case .failure(let fault): #expect(fault.diagnostics.map(\.kind.code) == [code])
        }
    }

    // MARK: SCC's own strictness

    private func strict(_ parameters: String, profile: String = "Bounded") throws -> [Diagnostic] {
        let attachment = try #require(
            try ExampleWorld.attachment(ExampleWorld.attachmentText(parameters: parameters, profile: profile))
                .attachment)
        let plan = ScanPlan.make(
            attachment: attachment, profiles: try ExampleWorld.profiles(), libraries: try ExampleWorld.libraries(),
            rules: try ExampleWorld.rules(), strictParameters: true)
        return switch plan {
        case .success(let plan): plan.warnings
        case .failure(let fault): fault.diagnostics
        }
    }

    @Test func strictParametersMustAllBeStated() throws {
        let stated =
            "  - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_value: \"['1.3']\" }\n"
        #expect(try strict(stated).isEmpty)
        let fault = try #require(try strict("").first)
        #expect(fault.kind.code == "E4118")
        #expect(
            fault.message == "Necessary attachment parameters are not available to create or update attachment.")
        #expect(fault.hint == "profile 'Bounded' has these too: 'tls_version' of 'cis_tls_version'")
        #expect(fault.primary?.place.text == "Bounded")
        // The rule's default does not do either.
        #expect(try strict("", profile: "Example").map(\.kind.code) == ["E4118"])
    }
}
