import Compliance
import ResourceDocuments
import SourceText
import Testing

@Suite struct ProfileComparisonTests {
    private func library(_ version: String, _ controls: String) throws -> ControlLibrary {
        try #require(
            ControlLibraryReader.read(
                try ExampleWorld.document(
                    "control_library_name: Base\ncontrol_library_version: \(version)\ncontrols:\n\(controls)")
            )
            .library)
    }

    private static let tls = "[{ assessment_id: cis_tls_version }]"
    private static let records = "[{ assessment_id: needs_a_limit }]"

    private func comparison() throws -> ProfileComparison {
        let libraries = [
            try library(
                "1.0.0",
                """
                  - { control_name: same, control_specifications: [{ component_id: is, assessments: \(Self.tls) }] }
                  - { control_name: words, control_id: "1", control_description: before, control_severity: low }
                  - { control_name: judged, control_specifications: [{ component_id: is, assessments: \(Self.tls) }] }
                  - { control_name: gone }

                """),
            try library(
                "2.0.0",
                """
                  - { control_name: same, control_specifications: [{ component_id: is, assessments: \(Self.tls) }] }
                  - { control_name: words, control_id: "2", control_description: after, control_severity: low }
                  - { control_name: judged, control_specifications: [{ component_id: kms, assessments: \(Self.records) }] }
                  - { control_name: new }

                """),
        ]
        func outline(_ version: String, _ controls: [String], _ parameters: String) throws -> ProfileOutline {
            let entries = controls.map {
                "{ control_library_id: Base, control_library_version: \(version), control_id: \($0) }"
            }.joined(separator: ", ")
            let profile = try ExampleWorld.profile(
                "profile_name: P\nprofile_version: \(version)\ncontrols: [\(entries)]\ndefault_parameters:\n\(parameters)"
            )
            let outline = ProfileOutline(of: profile, in: libraries, rules: try ExampleWorld.rules())
            try #require(outline.diagnostics.isEmpty)
            return outline
        }
        let before = try outline(
            "1.0.0", ["same", "words", "judged", "gone"],
            "  - { assessment_id: cis_tls_version, parameter_name: tls_version, parameter_default_value: \"['1.2']\" }\n"
        )
        let after = try outline(
            "2.0.0", ["same", "words", "judged", "new"],
            """
              - assessment_id: rule-e16fcfea-fe21-4d30-a721-423611481fea
                parameter_name: tls_version
                parameter_default_value: "['1.3']"
                parameter_constraint: each is one of ["1.3"]
              - { assessment_id: needs_a_limit, parameter_name: limit, parameter_default_value: "5" }

            """)
        return ProfileComparison(before, after)
    }

    @Test func controlsAreComparedByTheirNames() throws {
        let comparison = try comparison()
        #expect(comparison.addedControls.map(\.control.name) == ["new"])
        #expect(comparison.removedControls.map(\.control.name) == ["gone"])
        #expect(comparison.changedControls.map(\.latest.control.name) == ["words", "judged"])
        let words = try #require(comparison.changedControls.first)
        #expect(words.fields.map(\.name) == ["control_description"])
        #expect(words.fields.first?.current == "before")
        #expect(words.fields.first?.latest == "after")
        let judged = try #require(comparison.changedControls.last)
        #expect(judged.assessments.added == ["needs_a_limit"])
        #expect(judged.assessments.removed == ["cis_tls_version"])
        #expect(judged.specifications.added == ["kms: "])
    }

    /// One parameter, whether its rule is named by id or by name.
    @Test func parametersAreComparedByTheirRules() throws {
        let comparison = try comparison()
        #expect(comparison.addedParameters.map(\.name) == ["limit"])
        #expect(comparison.removedParameters.isEmpty)
        let changed = try #require(comparison.changedParameters.first)
        #expect(changed.fields.map(\.name) == ["parameter_default_value", "parameter_constraint"])
        #expect(changed.fields.map(\.current) == ["[\"1.2\"]", nil])
        #expect(changed.fields.map(\.latest) == ["[\"1.3\"]", "each is one of [\"1.3\"]"])
    }
}
