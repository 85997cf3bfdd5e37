import Compliance
import ResourceDocuments
import RuleSyntax

/// XCCDF 1.2: a `Benchmark` with the rules that were run, and a `TestResult` for each scan. A rule is instantiated for each resource; a
/// control that a person answers is a rule of its own.
enum XCCDFReport {
    static func write(_ assessments: [AssessmentResults], to output: @escaping (String) -> Void) {
        var writer = XMLWriter(to: output)
        let title = assessments.map(\.title).joined(separator: ", ")
        writer.element(
            "Benchmark",
            [
                ("xmlns", "http://checklists.nist.gov/xccdf/1.2"), ("id", id("benchmark", title)), ("xml:lang", "en"),
            ]
        ) { writer in
            let date = assessments.first.map { String($0.asOf.description.prefix(while: { $0 != "T" })) }
            writer.element("status", [("date", date)], text: "accepted")
            writer.element("title", text: "Rules of \(title)")
            writer.element("version", text: NormaTool.version)
            writeProfiles(assessments, to: &writer)
            writeValues(assessments, to: &writer)
            writeRules(assessments, to: &writer)
            for assessment in assessments { XCCDFTestResult.write(assessment, to: &writer) }
        }
        writer.finish()
    }

    /// `xccdf_norma_rule_NAME`, the form that the schema wants.
    static func id(_ sort: String, _ name: String) -> String {
        "xccdf_norma_\(sort)_\(ReportToken.make(name, prefix: ""))"
    }

    static func valueID(_ parameter: AssessedRule.ParameterText, of rule: AssessedRule) -> String {
        id("value", "\(rule.reference).\(parameter.name)")
    }

    static func controlID(_ control: AssessedControl) -> String { id("rule", "control.\(control.id)") }

    /// Of a run of which something could not be read.
    static let gapsID = id("rule", "norma.everything-could-be-read")

    private static func writeProfiles(_ assessments: [AssessmentResults], to writer: inout XMLWriter) {
        var seen: Set<String> = []
        for profile in assessments.flatMap(\.profiles) where seen.insert(profile.id).inserted {
            writer.element("Profile", [("id", id("profile", profile.id))]) { writer in
                if let version = profile.version { writer.element("version", text: version) }
                writer.element("title", text: profile.name)
            }
        }
    }

    private static func writeValues(_ assessments: [AssessmentResults], to writer: inout XMLWriter) {
        var seen: Set<String> = []
        for rule in assessments.flatMap(\.rules) {
            for parameter in rule.parameters where seen.insert(valueID(parameter, of: rule)).inserted {
                writer.element("Value", [("id", valueID(parameter, of: rule)), ("type", "string")]) { writer in
                    writer.element("title", text: "\(parameter.name) of \(rule.name)")
                    writer.element("value", text: parameter.text)
                }
            }
        }
    }

    private static func writeRules(_ assessments: [AssessmentResults], to writer: inout XMLWriter) {
        var seen: Set<String> = []
        for rule in assessments.flatMap(\.rules) where seen.insert(rule.reference).inserted {
            let attributes: [(String, String?)] = [
                ("id", id("rule", rule.reference)), ("severity", rule.severity.xccdfSeverity), ("multiple", "true"),
            ]
            writer.element("Rule", attributes) { writer in
                writer.element("title", text: rule.heading)
                if let description = rule.description { writer.element("description", text: description) }
                writer.element("ident", [("system", "urn:norma:rule")], text: rule.name)
                if let fix = rule.fix { writer.element("fixtext", text: fix) }
            }
        }
        for control in assessments.flatMap({ $0.answers.map { $0.control } })
        where seen.insert(controlID(control)).inserted {
            writer.element("Rule", [("id", controlID(control))]) { writer in
                writer.element("title", text: control.name)
                if let description = control.description { writer.element("description", text: description) }
                writer.element("ident", [("system", "urn:norma:control")], text: control.id)
            }
        }
        if assessments.allSatisfy(\.gaps.isEmpty) { return }
        writer.element("Rule", [("id", gapsID)]) { writer in
            writer.element("title", text: "Everything could be read")
        }
    }
}

extension SeverityLevel {
    /// XCCDF knows nothing above high.
    var xccdfSeverity: String {
        switch self {
        case .critical, .high: "high"
        case .medium: "medium"
        case .low: "low"
        case .informational: "info"
        }
    }
}
