import RuleImporters
import SourceText
import Testing

/// What each operator decides, from SCC's documentation: the property's value as YAML (nil where it is absent).
@Suite struct SCCOperatorTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let comparison: String
        let value: String
        let property: String?
        let verdict: String
        var testDescription: String { "\(property ?? "nothing") \(comparison) \(value)" }

        init(_ comparison: String, _ value: String, _ property: String?, _ verdict: String) {
            (self.comparison, self.value, self.property, self.verdict) = (comparison, value, property, verdict)
        }
    }

    static let rows: [Row] = [
        Row("is_empty", "", nil, "pass"), Row("is_empty", "", "null", "pass"), Row("is_empty", "", "\"\"", "pass"),
        Row("is_empty", "", "x", "fail"), Row("is_empty", "", "0", "fail"), Row("is_empty", "", "false", "fail"),
        Row("is_not_empty", "", nil, "fail"), Row("is_not_empty", "", "null", "fail"),
        Row("is_not_empty", "", "\"\"", "fail"), Row("is_not_empty", "", "x", "pass"),
        Row("is_not_empty", "", "0", "pass"),
        Row("is_true", "", "true", "pass"), Row("is_true", "", "false", "fail"), Row("is_true", "", nil, "unknown"),
        Row("is_false", "", "false", "pass"), Row("is_false", "", "true", "fail"), Row("is_false", "", nil, "unknown"),
        Row("string_equals", "\"a\"", "a", "pass"), Row("string_equals", "\"a\"", "A", "fail"),
        Row("string_equals", "\"a\"", nil, "unknown"), Row("string_equals", "[\"a\", \"b\"]", "b", "pass"),
        Row("string_equals", "[\"a\", \"b\"]", "c", "fail"), Row("string_equals", "5", "\"5\"", "pass"),
        Row("string_equals", #""[\"a\"]""#, "a", "pass"), Row("string_equals", #"["\"a\"", "\"b\""]"#, "b", "pass"),
        Row("string_not_equals", "\"a\"", "a", "fail"), Row("string_not_equals", "\"a\"", "b", "pass"),
        Row("string_not_equals", "[\"a\", \"b\"]", "b", "fail"), Row("string_not_equals", "\"a\"", nil, "unknown"),
        Row("string_match", "\"us-*\"", "us-south", "pass"), Row("string_match", "\"us-*\"", "eu-de", "fail"),
        Row("string_match", "\"us-?\"", "us-12", "fail"), Row("string_match", "\"south\"", "us-south", "fail"),
        Row("string_match", "\"US-*\"", "us-south", "fail"), Row("string_match", "\"a.c\"", "abc", "fail"),
        Row("string_match", "\"[ab]\"", "\"[ab]\"", "pass"),
        Row("string_not_match", "\"us-*\"", "us-south", "fail"), Row("string_not_match", "\"us-*\"", "eu-de", "pass"),
        Row("string_not_match", "\"*\"", nil, "unknown"),
        Row("string_contains", "\"sou\"", "us-south", "pass"), Row("string_contains", "\"Sou\"", "us-south", "fail"),
        Row("string_contains", "\"us-south\"", "sou", "fail"),
        Row("string_not_contains", "\"sou\"", "us-south", "fail"),
        Row("string_not_contains", "\"eu\"", "us-south", "pass"),
        Row("strings_in_list", "[\"a\", \"b\"]", "[a]", "pass"),
        Row("strings_in_list", "[\"a\", \"b\"]", "[a, c]", "fail"),
        Row("strings_in_list", "[\"a\", \"b\"]", "a", "pass"),
        Row("strings_allowed", "[\"a\", \"b\"]", "[b, a]", "pass"), Row("strings_allowed", "[\"a\"]", "[]", "pass"),
        Row("strings_allowed", "[\"a\"]", "[A]", "fail"), Row("strings_allowed", "[\"a\"]", nil, "unknown"),
        Row("strings_allowed", "\"['a', 'b']\"", "[b]", "pass"), Row("strings_allowed", "\"[a,b]\"", "[b]", "pass"),
        Row("strings_required", "[\"a\", \"b\"]", "[c, b, a]", "pass"),
        Row("strings_required", "[\"a\", \"b\"]", "[a]", "fail"), Row("strings_required", "[\"a\"]", "[ab]", "fail"),
        Row("strings_required", "[\"a\"]", "[]", "fail"),
        Row("ips_in_range", "[\"10.0.0.0/8\"]", "[10.1.0.0/16, 10.2.3.4]", "pass"),
        Row("ips_in_range", "[\"10.0.0.0/8\"]", "[10.1.0.0/16, 11.0.0.1]", "fail"),
        Row("ips_in_range", "[\"10.0.0.0/8\"]", "[0.0.0.0/0]", "fail"),
        Row("ips_in_range", "[\"10.0.0.0/8\"]", "[]", "pass"),
        Row("ips_in_range", "[\"fe80:021b::0/64\"]", "[\"fe80:21b::7\"]", "pass"),
        Row("ips_in_range", "\"10.0.0.0/8\"", "10.1.2.3", "pass"),
        Row("ips_equals", "[\"10.0.0.1\", \"10.0.0.2\"]", "[10.0.0.2, 10.0.0.1]", "pass"),
        Row("ips_equals", "[\"10.0.0.0/8\"]", "[10.0.0.0/8, 11.0.0.0/8]", "fail"),
        Row("ips_equals", "[\"10.0.0.0/8\"]", "[]", "fail"), Row("ips_equals", "\"10.0.0.1\"", "10.0.0.1", "pass"),
        Row("ips_not_equals", "[\"10.0.0.0/8\"]", "[10.0.0.0/8]", "fail"),
        Row("ips_not_equals", "[\"10.0.0.0/8\"]", "[10.0.0.0/9]", "pass"),
        Row("num_equals", "5", "5.0", "pass"), Row("num_equals", "\"5\"", "5", "pass"),
        Row("num_equals", "5", "6", "fail"),
        Row("num_equals", "[\"1\", \"2\"]", "2", "pass"), Row("num_equals", "5", nil, "unknown"),
        Row("num_not_equals", "\"0\"", "0", "fail"), Row("num_not_equals", "\"0\"", "1", "pass"),
        Row("num_not_equals", "[1, 2]", "2", "fail"),
        Row("num_less_than", "5", "4", "pass"), Row("num_less_than", "5", "5", "fail"),
        Row("num_less_than_equals", "5", "5", "pass"), Row("num_less_than_equals", "5", "6", "fail"),
        Row("num_greater_than", "5", "6", "pass"), Row("num_greater_than", "5", "5", "fail"),
        Row("num_greater_than_equals", "5", "5", "pass"), Row("num_greater_than_equals", "\"5\"", "4", "fail"),
        Row("num_greater_than", "9007199254740992", "9007199254740993", "pass"),
        Row("days_less_than", "30", "2025-12-15T00:00:00Z", "pass"),
        Row("days_less_than", "\"30\"", "2025-11-15T00:00:00Z", "fail"), Row("days_less_than", "30", nil, "unknown"),
        Row("days_less_than", "30", "29.5", "pass"), Row("days_less_than", "30", "30", "fail"),
        Row("days_less_than", "30", "soon", "unknown"), Row("days_less_than", "30", "[]", "unknown"),
        Row("is_true", "true", "true", "pass"), Row("is_false", "\"false\"", "true", "fail"),
    ]

    @Test func thereAreTwentyThreeAndEachIsAsked() {
        #expect(SCCOperator.allCases.count == 23)
        #expect(Set(Self.rows.map(\.comparison)) == Set(SCCOperator.allCases.map(\.rawValue)))
    }

    @Test(arguments: rows)
    func decidesWhatSCCDocuments(_ row: Row) throws {
        let value = row.value.isEmpty ? "" : #", "value": \#(row.value)"#
        let imported = SCCImport(
            """
            {"description": "Rule", "target": {"service_name": "svc", "resource_kind": "thing"},
             "required_config": {"property": "p", "operator": "\(row.comparison)"\(value)}}
            """)
        #expect(imported.diagnostics.isEmpty)
        let rule = try #require(imported.rules.first)
        let properties = row.property.map { "{p: \($0)}" } ?? "{}"
        let cases = """
            rules: rule.norma
            defaults: {as_of: 2026-01-01T00:00:00Z}
            cases:
              - name: one
                resource: {kind: svc.thing, id: one, properties: \(properties)}
                expect: {rule: \(row.verdict)}
            """
        #expect(SCCImport.failures(rule, cases: cases) == [], "\(rule.text)")
    }
}
