import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import SourceText
import Testing

@Suite struct ScanPlanTests {
    private func setting(_ rule: String, _ name: String, _ value: String, type: String? = nil) -> String {
        let type = type.map { ", parameter_type: \($0)" } ?? ""
        return "  - { assessment_id: \(rule), parameter_name: \(name), parameter_value: \(value)\(type) }\n"
    }

    private func values(_ plan: ScanPlan?) -> [String] {
        (plan?.rules ?? []).flatMap { bound in
            zip(bound.rule.parameters, bound.parameters).map { parameter, value in
                "\(bound.rule.name.text).\(parameter.name.text) = \(value.value)"
            }
        }
    }

    private func isAttachment(_ origin: BoundParameter.Origin?) -> Bool {
        if case .attachment("prod")? = origin { true } else { false }
    }

    @Test func theRulesDefaultStandsLast() throws {
        let (plan, diagnostics) = try ExampleWorld.plan(ExampleWorld.attachmentText())
        #expect(diagnostics.isEmpty)
        let bound = try #require(plan?.rules.first)
        #expect(values(plan) == ["cis_tls_version.tls_version = [\"1.2\", \"1.3\"]"])
        guard case .ruleDefault? = bound.parameters.first?.origin else {
            Issue.record("the rule's default has its own origin")
            return
        }
        #expect(bound.parameters.first?.place?.file.name == "rules.norma")
    }

    @Test(arguments: ["rule-e16fcfea-fe21-4d30-a721-423611481fea", "cis_tls_version"])
    func theAttachmentComesFirst(_ assessment: String) throws {
        let text = ExampleWorld.attachmentText(parameters: setting(assessment, "tls_version", #""['1.3']""#))
        let (plan, diagnostics) = try ExampleWorld.plan(text)
        #expect(diagnostics.isEmpty)
        #expect(values(plan) == ["cis_tls_version.tls_version = [\"1.3\"]"])
        let parameter = try #require(plan?.rules.first?.parameters.first)
        #expect(isAttachment(parameter.origin))
        #expect(parameter.place?.file.name == "attachment.yaml")
        #expect(parameter.place?.text == #""['1.3']""#)
    }

    @Test func theProfilesDefaultComesSecond() throws {
        let profile = try ExampleWorld.profile(
            """
            profile_name: Example
            controls: [{ control_id: 6.1.1 }]
            default_parameters:
              - assessment_id: rule-e16fcfea-fe21-4d30-a721-423611481fea
                parameter_name: tls_version
                parameter_default_value: "['1.2']"
            """)
        let attachment = try #require(try ExampleWorld.attachment(ExampleWorld.attachmentText()).attachment)
        let plan = try ScanPlan.make(
            attachment: attachment, profiles: [profile], libraries: try ExampleWorld.libraries(),
            rules: try ExampleWorld.rules()
        ).get()
        #expect(values(plan) == ["cis_tls_version.tls_version = [\"1.2\"]"])
        guard case .profile("Example")? = plan.rules.first?.parameters.first?.origin else {
            Issue.record("the value is the profile's")
            return
        }
    }

    @Test(
        arguments: [
            ("cis_tls_version", "tls_version", #""['1.4']""#, nil, "E4113"),
            ("cis_tls_version", "tls_version", #""['1.2', '1.4']""#, nil, "E4113"),
            ("cis_tls_version", "tls_version", #""1.2""#, nil, "E4112"),
            ("cis_tls_version", "tls_version", "[1.2]", nil, "E4112"),
            ("cis_tls_version", "tls_version", #""['1.2']""#, "numeric", "E4115"),
            ("cis_tls_version", "tls_version", #""1.4""#, "string", "E4113"),
            ("cis_tls_version", "tls_version", #""['1.2'""#, "string", "E4112"),
            ("cis_tls_version", "tls_version", #"1.2"#, "string", "E4112"),
            ("cis_tls_version", "tls_versoin", #""['1.2']""#, nil, "E4111"),
            ("cis_tls_versoin", "tls_version", #""['1.2']""#, nil, "E4110"),
            ("needs_a_limit", "limit", #""3""#, nil, "W4123"), ("needs_a_limit", "limit", #""0""#, nil, "E4113"),
            ("needs_a_limit", "limit", #""many""#, nil, "E4112"),
        ] as [(String, String, String, String?, String)])
    func faultsOfParametersAreFound(
        _ rule: String, _ name: String, _ value: String, _ type: String?, _ code: String
    ) throws {
        let text = ExampleWorld.attachmentText(parameters: setting(rule, name, value, type: type))
        let (_, diagnostics) = try ExampleWorld.plan(text)
        #expect(diagnostics.last?.kind.code == code)
        #expect(diagnostics.last?.primary?.place.file.name == "attachment.yaml")
        #expect(diagnostics.last?.primary?.place.position.line == 5)
    }

    /// As Terraform's users bind it: text, which is called so.
    @Test(arguments: [(#""1.3""#, #"["1.3"]"#), (#""['1.2', '1.3']""#, #"["1.2", "1.3"]"#), (#"["1.2"]"#, #"["1.2"]"#)])
    func aListMayBeCalledAString(_ written: String, _ value: String) throws {
        let text = ExampleWorld.attachmentText(
            parameters: setting("cis_tls_version", "tls_version", written, type: "string"))
        let (plan, diagnostics) = try ExampleWorld.plan(text)
        #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
        #expect(values(plan) == ["cis_tls_version.tls_version = \(value)"])
    }

    @Test func aParameterIsGivenOnceWhateverTheRuleIsCalled() throws {
        let text = ExampleWorld.attachmentText(
            parameters: setting("cis_tls_version", "tls_version", #""['1.2']""#)
                + setting("rule-e16fcfea-fe21-4d30-a721-423611481fea", "tls_version", #""['1.3']""#))
        let (plan, diagnostics) = try ExampleWorld.plan(text)
        #expect(plan == nil)
        #expect(diagnostics.map(\.kind.code) == ["E4114"])
        #expect(diagnostics.first?.primary?.place.position.line == 6)
        #expect(diagnostics.first?.secondary.map(\.place.position.line) == [5])
    }

    @Test func aParameterWithoutAValueIsAnError() throws {
        let text = ExampleWorld.attachmentText(profile: "Without defaults")
        #expect(try ExampleWorld.plan(text).diagnostics.map(\.kind.code) == ["E4116"])
        let given = ExampleWorld.attachmentText(
            parameters: setting("needs_a_limit", "limit", #""3""#), profile: "Without defaults")
        let plan = try ExampleWorld.plan(given).plan
        #expect(values(plan) == ["needs_a_limit.limit = 3"])
    }

    /// One fault is not told twice: a parameter whose value is wrong is not also without a value.
    @Test func aWrongValueIsOneFault() throws {
        let text = ExampleWorld.attachmentText(
            parameters: setting("needs_a_limit", "limit", #""many""#), profile: "Without defaults")
        #expect(try ExampleWorld.plan(text).diagnostics.map(\.kind.code) == ["E4112"])
    }

    @Test func aRuleOfSeveralControlsIsRunOnce() throws {
        let library = try #require(
            ControlLibraryReader.read(
                try ExampleWorld.document(
                    """
                    control_library_name: Both
                    controls:
                      - control_name: a
                        control_specifications: [{ assessments: [{ assessment_id: cis_tls_version }] }]
                      - control_name: b
                        control_specifications:
                          - assessments: [{ assessment_id: rule-e16fcfea-fe21-4d30-a721-423611481fea }]
                          - assessments: [{ assessment_id: cis_tls_version }, { assessment_id: ask, assessment_type: Manual }]
                      - control_name: off
                        status: disabled
                        control_specifications: [{ assessments: [{ assessment_id: not_loaded }] }]
                    """)
            ).library)
        let profile = try ExampleWorld.profile(
            "profile_name: Example\ncontrols: [{ control_id: a }, { control_id: b }, { control_id: 'off' }]\n")
        let attachment = try #require(try ExampleWorld.attachment(ExampleWorld.attachmentText()).attachment)
        let plan = try ScanPlan.make(
            attachment: attachment, profiles: [profile], libraries: [library], rules: try ExampleWorld.rules()
        ).get()
        #expect(plan.rules.count == 1)
        #expect(plan.controls.map(\.rules) == [[0], [0]])
        #expect(plan.controls.map(\.manualAssessments) == [0, 1])
        #expect(plan.disabledControls.map(\.name) == ["off"])
    }
}
