import Compliance
import ResourceDocuments
import SourceText
import Testing

/// Who is told, and of what.
@Suite struct NotificationTests {
    private func failures(_ statuses: [ComplianceStatus], threshold: Int, named: [String] = []) -> ControlFailures {
        let controls = statuses.enumerated().map { index, status in
            (
                control: Control(
                    id: "id\(index)", name: "C\(index)", description: "", category: nil, parent: nil, severity: nil,
                    tags: [], isRequired: false, availability: .enabled, specifications: [], source: nil),
                status: status
            )
        }
        return ControlFailures(
            controls,
            Notifications(
                isEnabled: true, threshold: threshold,
                failedControls: named.map { Notifications.FailedControl(control: $0, source: nil) }))
    }

    /// The denominator is every control but those that are not applicable, and the share is not rounded before it is compared.
    @Test func theShareIsOfControlsThatApply() {
        let twenty =
            Array(repeating: ComplianceStatus.notCompliant, count: 3)
            + Array(repeating: .compliant, count: 10) + Array(repeating: .userEvaluationRequired, count: 5)
            + Array(repeating: .unableToPerform, count: 2) + Array(repeating: .notApplicable, count: 30)
        let exact = failures(twenty, threshold: 15)
        #expect((exact.failed.count, exact.total, exact.percent) == (3, 20, 15))
        #expect(exact.reachesThreshold)
        #expect(!failures(twenty, threshold: 16).reachesThreshold)
        // 1 of 7 is 14.28 %, 2 of 13 is 15.38 %.
        let seventh = [.notCompliant] + Array(repeating: ComplianceStatus.compliant, count: 6)
        #expect(!failures(seventh, threshold: 15).reachesThreshold)
        #expect(failures(seventh, threshold: 14).reachesThreshold)
    }

    @Test func withoutAFailureNothingIsReached() {
        #expect(!failures([.compliant, .compliant], threshold: 0).isTold)
        #expect(failures([.notCompliant] + Array(repeating: .compliant, count: 200), threshold: 0).isTold)
        #expect(failures([.notApplicable], threshold: 15).percent == nil)
        #expect(!failures([], threshold: 0).isTold)
    }

    @Test func namedControlsAreToldOfBelowTheThreshold() {
        let statuses = [.notCompliant, .unableToPerform] + Array(repeating: ComplianceStatus.compliant, count: 50)
        let byName = failures(statuses, threshold: 15, named: ["C0", "C1", "C2"])
        #expect(byName.isTold && !byName.reachesThreshold)
        #expect(byName.named.map(\.id) == ["id0"])
        #expect(failures(statuses, threshold: 15, named: ["id0"]).isTold)
        #expect(!failures(statuses, threshold: 15, named: ["C1", "C2"]).isTold)
    }

    @Test func aSixteenthControlIsAnErrorAtItsPlace() throws {
        let ids = (1...16).map { "c\($0)" }
        let text =
            "profile_id: CIS\nscope: { scope_type: account, scope_id: acc1 }\nnotifications:\n  enabled: true\n  controls:\n    failed_control_ids:\n"
            + ids.map { "      - \($0)\n" }.joined()
        let diagnostic = try #require(try ExampleWorld.attachment(text).diagnostics.first)
        #expect(diagnostic.kind.code == "E4140")
        let place = try #require(diagnostic.primary?.place)
        #expect(place.file.line(at: place.span.start) == 22)
        let fifteen = text.replacing("      - c16\n", with: "")
        #expect(try ExampleWorld.attachment(fifteen).diagnostics.isEmpty)
    }

    @Test(arguments: [
        ("https://hooks.example.com/norma", "hooks.example.com", true, false),
        ("HTTPS://Hooks.Example.com:8443?x=1", "hooks.example.com", true, false),
        ("http://localhost:8080/", "localhost", false, true), ("http://127.0.0.1", "127.0.0.1", false, true),
        ("http://[::1]:80/x", "[::1]", false, true), ("http://[fd00::1]", "[fd00::1]", false, false),
    ])
    func addressesAreRead(_ text: String, _ host: String, _ isEncrypted: Bool, _ isLocal: Bool) throws {
        let address = try #require(WebhookAddress(text))
        #expect((address.host, address.isEncrypted, address.isLocal) == (host, isEncrypted, isLocal))
        #expect(address.text == text)
    }

    @Test(arguments: [
        "", "hooks.example.com", "ftp://x", "https://", "https:///x", "https://u:p@x/", "https://u@x",
        "https://x:99999/", "https://x:port/",
        "https://[::1/", "https://x y/", "https://x/\"", "https://x/\\", "https://x/\n", "https://ü/",
        "file:///etc/passwd",
    ])
    func whatIsNoAddressIsNone(_ text: String) { #expect(WebhookAddress(text) == nil) }

    @Test func destinationsTakeWhatTheyAskFor() throws {
        let read = NotificationSettingsReader.read(
            try ExampleWorld.document(
                """
                destinations:
                  - { name: all, file: { path: all.jsonl } }
                  - name: failures of prod
                    command: { run: [page, --now], timeout_seconds: 30 }
                    events: [posture-scan-failure-threshold-limit-exceeds]
                    attachments: [prod]
                  - name: hook
                    webhook: { url: "https://hooks.example.com/n", secret: { file: /run/secrets/hook } }
                    attachments: [lab]

                """))
        #expect(read.diagnostics.isEmpty)
        let settings = try #require(read.settings)
        #expect(settings.destinations(for: .completed, of: "prod") == ["all"])
        #expect(settings.destinations(for: .thresholdReached, of: "prod") == ["all", "failures of prod"])
        #expect(settings.destinations(for: .newResources, of: "lab") == ["all", "hook"])
        guard case .webhook(let webhook) = settings.destinations[2].route else { return #expect(Bool(false)) }
        #expect(webhook.secret == .file(path: "/run/secrets/hook"))
        #expect(webhook.timeout == 10)
    }

    /// Whatever is wrong is said, and no secret with it.
    @Test(arguments: [
        ("webhook: { url: \"https://x/\", secret: whsec_c2VjcmV0 }", "E4146"),
        ("webhook: { url: \"https://x/\", secret: { environment: A, file: b } }", "E4146"),
        ("webhook: { url: \"https://x/\", secret: {} }", "E4146"),
        ("webhook: { url: \"https://a:whsec_c2VjcmV0@x/\", secret: { environment: A } }", "E4145"),
        ("webhook: { url: \"https://x/\", secret: { environment: A }, timeout_seconds: 0 }", "E4141"),
        ("webhook: { url: \"https://x/\", secret: { environment: A }, timeout_seconds: 121 }", "E4141"),
        ("webhook: { url: \"https://x/\", secret: { env: A } }", "E4143"),
        ("webhook: https://x/", "E4141"), ("command: { run: [] }", "E4141"), ("command: {}", "E4142"),
        ("command: { run: ls }", "E4141"), ("file: {}", "E4142"), ("file: { path: \"\" }", "E4141"),
        ("file: { path: a }\n    command: { run: [a] }", "E4144"), ("file: { path: a }\n    events: [all]", "E4141"),
    ])
    func whatIsWrongIsSaid(_ lines: String, _ code: String) throws {
        let text = "destinations:\n  - name: d\n    \(lines)\n"
        let diagnostics = NotificationSettingsReader.read(try ExampleWorld.document(text)).diagnostics
        #expect(diagnostics.map(\.kind.code).contains(code), "\(diagnostics.map(\.message))")
        for diagnostic in diagnostics {
            #expect(!diagnostic.message.contains("whsec_") && !(diagnostic.hint ?? "").contains("whsec_"))
        }
    }
}
