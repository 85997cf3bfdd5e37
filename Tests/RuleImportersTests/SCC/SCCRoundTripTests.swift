import ComplianceReports
import Foundation
import ResourceDocuments
import RuleImporters
import SourceText
import Testing

/// Import, export, import is the identity: of the text, and of all that the rule says.
@Suite struct SCCRoundTripTests {
    @Test(arguments: SCCSampleTests.names)
    func holdsForTheSample(_ name: String) throws {
        let json = try String(contentsOf: SCCImport.samples.appending(path: "\(name).json"), encoding: .utf8)
        #expect(try Self.differences(json) == [])
    }

    /// What the way to Norma and back changes.
    static func differences(_ json: String) throws -> [String] {
        let first = SCCImport(json)
        var differences = first.diagnostics.filter(\.isError).map(\.message)
        for rule in first.rules {
            let exported = SCCExporter.exportFile(SourceFile(name: "\(rule.name).norma", text: rule.text))
            differences += exported.diagnostics.filter { $0.kind.code != "W6023" }.map {
                "export: \($0.message): \($0.primary?.place.text ?? "")"
            }
            guard let value = exported.rules.first else { continue }
            var writer = JSONWriter()
            writer.value(value)
            let second = SCCImport(writer.text)
            differences += second.diagnostics.map { "second import: \($0.message)" }
            guard let again = second.rules.first else { continue }
            if again.text != rule.text { differences.append("text:\n\(rule.text)\n\(again.text)") }
            if again.cases != rule.cases.replacing("\(rule.name)", with: "\(again.name)") {
                differences.append("cases")
            }
        }
        return first.rules.isEmpty ? differences + ["no rule"] : differences
    }

    /// Whole lines of what an exported rule is, written out once.
    @Test func writesWhatTheServiceTakes() {
        let exported = SCCExporter.exportFile(
            SourceFile(
                name: "quota.norma",
                text: """
                    rule quota {
                      id "rule-1"
                      title "Buckets have a quota"
                      tags "storage", "type:system_defined"
                      param quota "Quota": numeric
                      for cloud-object-storage.bucket where location is "us-south"

                      # Never without an end
                      require hard_quota is at most quota
                      forbid storage_class is one of ["cold", "vault"]
                    }
                    """))
        #expect(exported.diagnostics.isEmpty)
        var writer = JSONWriter()
        writer.value(exported.rules[0])
        #expect(
            writer.text == """
                {
                  "id": "rule-1",
                  "description": "Buckets have a quota",
                  "type": "system_defined",
                  "import": {
                    "parameters": [
                      {
                        "name": "quota",
                        "display_name": "Quota",
                        "type": "numeric"
                      }
                    ]
                  },
                  "target": {
                    "service_name": "cloud-object-storage",
                    "resource_kind": "bucket",
                    "additional_target_attributes": [
                      {
                        "name": "location",
                        "operator": "string_equals",
                        "value": "us-south"
                      }
                    ]
                  },
                  "required_config": {
                    "and": [
                      {
                        "description": "Never without an end",
                        "property": "hard_quota",
                        "operator": "num_less_than_equals",
                        "value": "${quota}"
                      },
                      {
                        "property": "storage_class",
                        "operator": "string_not_equals",
                        "value": [
                          "cold",
                          "vault"
                        ]
                      }
                    ]
                  },
                  "labels": [
                    "storage"
                  ]
                }
                """)
    }

    /// The list's own word for 'one of them', and what has none.
    @Test func ofAListOneOfSeveralTextsIsAnOr() {
        let exported = SCCExporter.exportFile(
            SourceFile(
                name: "tags.norma",
                text: "rule tags {\n  for svc.thing\n  require list(user_tags) contains any of [\"a\", \"b\"]\n}\n"))
        #expect(exported.diagnostics.isEmpty)
        let text = exported.rules.map(\.quoted).joined()
        for wanted in ["a", "b"] {
            #expect(
                text.contains(
                    #"{"property": "user_tags", "operator": "strings_required", "value": ["\#(wanted)"]}"#), "\(text)")
        }
        #expect(text.contains(#""or": ["#))
    }

    @Test(arguments: [("a.b", "c"), ("a", "b.c"), ("is", "vpc"), ("is.vpn", "connection"), ("is.vpc", "instance")])
    func aServiceWithDotsComesBack(_ service: String, _ kind: String) throws {
        let json = #"""
            {"description": "Dots", "labels": ["mine"],
             "target": {"service_name": "\#(service)", "resource_kind": "\#(kind)"},
             "required_config": {"any": {"target": {"service_name": "x.y.z", "resource_kind": "instance"},
              "required_config": {"property": "p", "operator": "is_true"}}}}
            """#
        let rule = try #require(SCCImport(json).rules.first)
        let exported = SCCExporter.exportFile(SourceFile(name: "dots.norma", text: rule.text))
        let text = exported.rules.map(\.quoted).joined()
        #expect(text.contains(#""service_name": "\#(service)", "resource_kind": "\#(kind)""#), "\(text)")
        #expect(text.contains(#""service_name": "x.y.z", "resource_kind": "instance""#), "\(text)")
        #expect(text.contains(#""labels": ["mine"]"#))
        #expect(try Self.differences(json) == [])
    }

    @Test(arguments: [
        ("title \"\(String(repeating: "x", count: 513))\"", "512 characters in a description; this rule has 513"),
        ((0..<9).map { "param p\($0): string" }.joined(separator: "\n  "), "8 parameters; this rule has 9"),
        ("tags \((0..<33).map { "\"t\($0)\"" }.joined(separator: ", "))", "32 labels; this rule has 33"),
        ((0..<24).map { "require p\($0) is true" }.joined(separator: "\n  "), "24 properties in a condition"),
        ("version \"1.0.0-alpha.1\"", "10 characters in a version; this rule has 13"),
    ])
    func whatSCCIsTooSmallForIsNamed(_ items: String, _ excess: String) {
        let exported = SCCExporter.exportFile(
            SourceFile(name: "r.norma", text: "rule r {\n  \(items)\n  for svc.thing\n  require a is true\n}\n"))
        #expect(exported.rules.count == 1)
        #expect(exported.diagnostics.contains { $0.kind.code == "W6023" && $0.message.contains(excess) })
    }

    @Test(arguments: [
        ("require name matches /^a/", "it has no such operator", 4),
        ("require every r in rules satisfies r.open is false", "of a list it asks only", 4),
        ("require name is \"a\"\n    if missing pass", "it has no word on what is missing", 4),
        ("when enabled is true\n  require name is \"a\"", "it has no 'when'", 4),
        ("require name default \"a\" is \"a\"", "it has no 'default'", 4),
        ("let n = name\n  require name is \"a\"", "it has no 'let'", 4),
        ("require name is present", "it does not tell what is absent", 4),
        ("require count(rules) is 0", "it has no functions", 4),
        ("require rules[0].port is 22", "a path is names", 4),
    ])
    func namesWhatCannotBeSaid(_ items: String, _ reason: String, _ line: Int) {
        let text = "rule r {\n  title \"t\"\n  for svc.thing\n  \(items)\n}\n"
        let exported = SCCExporter.exportFile(SourceFile(name: "r.norma", text: text))
        let fault = exported.diagnostics.first(where: \.isError)
        #expect(exported.rules.isEmpty && fault != nil)
        #expect(fault?.message.contains(reason) == true, "\(fault?.message ?? "")")
        #expect(fault?.primary?.place.position.line == line)
    }
}
