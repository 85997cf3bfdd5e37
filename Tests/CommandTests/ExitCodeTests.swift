import Foundation
import TestSupport
import Testing

/// 0 done and good; 1 a verdict is fail or unknown, or a case failed; 2 the command could not do its work, and 2 wins.
@Suite struct ExitCodeTests {
    private static let clock = "--as-of 2026-11-01T00:00:00Z"
    private static let inventory = "--inventory rules/inventory \(clock)"

    @Test(arguments: [
        ("norma check rules", 0),
        ("norma check --strict --cost rules", 0),
        ("norma check no/such/path", 2),
        ("norma check .ci", 2),
        ("norma test rules/internet-svcs", 0),
        ("norma test .ci", 2),
        ("norma eval --rules rules/internet-svcs/cis_ddos_protection.norma \(inventory)", 0),
        ("norma eval --rules rules/internet-svcs \(inventory)", 1),
        ("norma eval --rules rules/docker \(inventory)", 2),
        ("norma eval --rules rules no/such/rule.norma \(inventory)", 2),
        ("norma eval --rules rules --inventory rules/inventory --as-of yesterday", 2),
        ("norma scan --attachment rules/attachments/demo.yaml \(inventory)", 0),
        ("norma scan --attachment no/such.yaml \(inventory)", 2),
        ("norma scan --attachment rules \(inventory)", 2),
        ("norma gate --rules rules/internet-svcs \(inventory)", 1),
        ("norma gate --rules rules/cloudcerts \(inventory)", 2),
        ("norma gate --attachment rules/attachments/demo.yaml --threshold 50 --allow-unknown \(inventory)", 0),
        ("norma gate --attachment rules/attachments/demo.yaml --threshold 99 \(inventory)", 1),
        ("norma gate --rules rules --threshold 101 \(inventory)", 2),
        ("norma fmt --check rules", 0),
        ("norma explain E1203", 0),
        ("norma explain E9999", 2),
        ("norma disassemble cis_tls_version", 0),
        ("norma disassemble no_such_rule", 2),
        ("norma import scc Tests/RuleImportersTests/SCC/Samples", 0),
        ("norma import scc Tests/RuleImportersTests/SCC/Samples rules/attachments/kestrel-lab.json", 2),
        ("norma import scc no/such.json", 2),
        ("norma export scc rules/internet-svcs/cis_waf_enabled.norma", 0),
        ("norma export scc rules/is/security_group_ssh.norma", 2),
        ("norma profile list", 0),
        ("norma profile list --pack .ci", 2),
        ("norma profile show cis-ibm-cloud-foundations@1.0.0", 0),
        ("norma profile show cis-ibm-cloud-foundations@9.0.0", 2),
        ("norma profile compare cis-ibm-cloud-foundations session-hygiene --format json", 0),
        ("norma profile upgrade rules/attachments/demo.yaml --to 1.0.0", 0),
        ("norma profile upgrade rules/attachments/demo.yaml --to 2.0.0", 2),
        ("norma check --strict-parameters rules", 2),
        ("norma scan --strict-parameters --attachment rules/attachments/sessions.yaml \(inventory)", 0),
        ("norma gate --strict-parameters --attachment rules/attachments/demo.yaml \(inventory)", 2),
        ("norma gate --strict-parameters --rules rules/is \(inventory)", 2),
        ("norma no-such-command", 2),
        ("norma check --no-such-flag rules", 2),
        ("norma --help", 0),
    ])
    func isAsDocumented(_ command: String, _ code: Int) throws {
        let result = try NormaProcess.run(command)
        #expect(Int(result.exitCode) == code, "\(result.output.suffix(2_000))")
    }

    @Test(arguments: [
        "check", "test", "eval", "scan", "gate", "explain", "fmt", "disassemble", "new rule", "import scc",
        "export scc", "profile list", "profile show", "profile compare", "profile upgrade",
    ])
    func helpShowsAnExample(_ command: String) throws {
        let result = try NormaProcess.run("norma \(command) --help")
        #expect(result.exitCode == 0)
        #expect(result.output.contains("EXAMPLE"))
    }

    /// What a bad file costs is that file: the others' findings still stand.
    @Test func aBadFileLosesNothingElse() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = [
            "good.yaml": "kind: internet-svcs.zone\nid: \"z\\e[31m\\n1\"\nproperties: {min_tls_version: \"1.0\"}\n",
            "bad.json": "{\"kind\": ", "empty.yaml": "", "deep.json": String(repeating: "[", count: 100_000),
        ]
        for (name, text) in files {
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        let rule = "rules/internet-svcs/cis_tls_version.norma"
        let result = try NormaProcess.run("norma eval --rules \(rule) --inventory \(folder.path) \(Self.clock)")
        #expect(result.exitCode == 2)
        #expect(result.output.contains("the zone accepts TLS 1.0"))
        for file in ["bad.json:1:", "deep.json:1:", "empty.yaml"] { #expect(result.output.contains(file)) }
        #expect(!result.output.contains("\u{1B}"))
    }
}
