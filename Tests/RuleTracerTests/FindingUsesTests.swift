import ResourceDocuments
import RuleChecker
import SourceText
import Testing

@testable import RuleTracer

/// "Findings" of language.md: parameters with who set them, joins, and the two texts as they are drawn.
@Suite struct FindingUsesTests {
    @Test func parametersAndTheirOrigins() throws {
        let attachment = SourceFile(name: "attachments/prod.yaml", text: "\n\nssh_port: 23")
        let bound = BoundParameter(
            value: .number(ExactNumber(23)), origin: .attachment("prod-eu"),
            place: SourcePlace(attachment, SourceSpan(2, 5)))
        let scene = try Scene(
            rule: "rule t {\n title \"T\"\n param ssh_port: numeric = 22\n for k\n require port is ssh_port\n}",
            resource: #"{"kind": "k", "id": "r1", "properties": {"port": 80}}"#, parameters: ["ssh_port": bound])
        let finding = try #require(scene.trace().findings.first)
        #expect(finding.explanation == "port is 80, and must be 23")
        #expect(finding.parameters.map(\.name) == ["ssh_port"])
        let test = try #require(finding.tests.first)
        #expect([test.subject, test.actual, test.expected] == ["port", "80", "must be 23"])
        #expect(try scene.drawing().contains("23, set by attachment prod-eu (attachments/prod.yaml:3)"))
    }

    /// Wherever a quantifier or a list has them, also where no element decides.
    @Test(arguments: [
        "require some p in allowed satisfies this.port is p",
        "require at least 1 p in ports where p is one of allowed",
        "let open = each p in ports where p is not one of allowed\n require open is empty",
        "let open = each p in ports where p is not one of allowed\n let first = open\n require first is empty",
        "require no p in ports satisfies (p is more than 1 and p is not one of allowed)",
    ])
    func theParametersOfQuantifiersAreTold(_ lines: String) throws {
        let scene = try Scene(
            rule: "rule t {\n title \"T\"\n param allowed: numeric_list = [443, 80]\n for k\n \(lines)\n}",
            resource: #"{"kind": "k", "id": "r1", "properties": {"port": 22, "ports": [22]}}"#)
        let finding = try #require(scene.trace().findings.first)
        #expect(finding.parameters.map(\.name) == ["allowed"])
        #expect(try scene.drawing().contains("[443, 80], default of the rule"))
    }

    /// No element shows what partners were held against.
    @Test func aJoinWithoutAPartnerShowsWhatItLooksFor() throws {
        let other = #"{"kind": "net", "id": "n1", "properties": {}}"#
        let scene = try Scene(
            "require some n in resources of net where n.@id is this.net", #"{"net": "n2"}"#, others: [other])
        let finding = try #require(scene.trace().findings.first)
        #expect(finding.path.isWhole)
        #expect(finding.resourceMarks.map(\.label) == ["this resource", "net is \"n2\""])
    }

    /// The form that language.md 4 draws.
    @Test func theDrawing() throws {
        let scene = try Scene(
            rule: """
                rule cis_tls_version {
                  title "T"
                  param tls_version: string_list = ["1.2", "1.3"]
                  for internet-svcs.zone
                  require min_tls_version is one of tls_version
                    else "the zone accepts TLS {min_tls_version}; allowed: {tls_version}"
                }
                """,
            resource: """
                {
                  "kind": "internet-svcs.zone",
                  "id": "example.com",
                  "properties": {
                    "min_tls_version": "1.1"
                  }
                }
                """)
        let finding = try #require(scene.trace().findings.first)
        #expect(finding.message == #"the zone accepts TLS 1.1; allowed: ["1.2", "1.3"]"#)
        #expect(
            try scene.drawing() == """
                    ┌─ zone.json:5:24
                  5 │     "min_tls_version": "1.1"
                    │                        ^^^^^ min_tls_version is "1.1"
                    ┌─ t.norma:5:11
                  5 │   require min_tls_version is one of tls_version
                    │           ^^^^^^^^^^^^^^^ ^^^^^^^^^^^^^^^^^^^^^ false
                    │                           ["1.2", "1.3"], default of the rule

                """)
    }

    @Test func theDrawingOfADefine() throws {
        let scene = try Scene(
            "forbid some r in rules satisfies anywhere(r.cidr)", #"{"rules": [{"cidr": "::/0"}]}"#,
            defines: "define anywhere(c: ip) = c is one of [\"0.0.0.0/0\", \"::/0\"]")
        #expect(
            try scene.drawing() == """
                    ┌─ zone.json:1:76
                  1 │ {"kind": "k", "id": "r1", "name": "one", "properties": {"rules": [{"cidr": "::/0"}]}}
                    │                                                                            ^^^^^^ rules[0].cidr is "::/0"
                    ┌─ t.norma:5:36
                  1 │ define anywhere(c: ip) = c is one of ["0.0.0.0/0", "::/0"]
                    │                          - ------------------------------- true
                    ·
                  5 │   forbid some r in rules satisfies anywhere(r.cidr)
                    │                                    ^^^^^^^^^^^^^^^^ called here

                """)
    }
}
