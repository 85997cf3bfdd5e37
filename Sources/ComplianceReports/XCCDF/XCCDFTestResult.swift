import Compliance
import ResourceDocuments
import RuleSyntax

/// One scan as a `TestResult`.
enum XCCDFTestResult {
    static func write(_ assessment: AssessmentResults, to writer: inout XMLWriter) {
        let time = assessment.asOf.description
        let id = XCCDFReport.id("testresult", "\(assessment.title).\(time)")
        let attributes: [(String, String?)] = [
            ("id", id), ("end-time", time), ("test-system", "cpe:/a:norma:norma:\(NormaTool.version)"),
            ("version", NormaTool.version),
        ]
        writer.element("TestResult", attributes) { writer in
            writer.element("title", text: "Scan of \(assessment.title)")
            writer.element("remark", text: assessment.summaryText)
            if let profile = assessment.profiles.first {
                writer.element("profile", [("idref", XCCDFReport.id("profile", profile.id))])
            }
            writer.element("target", text: assessment.attachment ?? "inventory")
            writer.element("target-facts") { writer in
                writer.element(
                    "fact", [("name", "urn:norma:fact:resources"), ("type", "number")],
                    text: String(assessment.resourceCount))
                writer.element(
                    "fact", [("name", "urn:norma:fact:complete"), ("type", "boolean")],
                    text: String(assessment.isComplete))
            }
            for rule in assessment.rules {
                for parameter in rule.parameters {
                    writer.element(
                        "set-value", [("idref", XCCDFReport.valueID(parameter, of: rule))], text: parameter.text)
                }
            }
            for result in assessment.distinctResults { write(result, of: assessment, to: &writer) }
            writeOthers(assessment, to: &writer)
            writeScores(assessment, to: &writer)
        }
    }

    private static func write(_ result: AssessedResult, of assessment: AssessmentResults, to writer: inout XMLWriter) {
        let rule = assessment.rule(of: result)
        let resource = assessment.resource(of: result)
        let findings = result.status == .pass ? [] : assessment.findings(of: result)
        let attributes: [(String, String?)] = [
            ("idref", XCCDFReport.id("rule", rule.reference)), ("severity", rule.severity.xccdfSeverity),
            ("time", assessment.asOf.description), ("weight", "1.0"),
        ]
        writer.element("rule-result", attributes) { writer in
            writer.element("result", text: result.status.xccdfResult)
            if let mask = result.mask {
                writer.element(
                    "override", [("time", assessment.asOf.description), ("authority", mask.author ?? mask.target)]
                ) { writer in
                    writer.element(
                        "old-result", text: ReportedStatus(ResultStatus(result.verdict, isMasked: false)).xccdfResult)
                    writer.element("new-result", text: result.status.xccdfResult)
                    writer.element("remark", text: mask.phrase)
                }
            }
            writeIdents(assessment.controls(of: result), to: &writer)
            for finding in findings {
                let place = finding.place.map { "\($0): " } ?? ""
                let severity = finding.verdict == "fail" ? "error" : "warning"
                writer.element("message", [("severity", severity)], text: place + finding.text)
            }
            writer.element("instance", [("context", "resource")], text: "\(resource.kind)/\(resource.id)")
        }
    }

    private static func writeIdents(_ controls: [AssessedControl], to writer: inout XMLWriter) {
        for control in controls { writer.element("ident", [("system", "urn:norma:control")], text: control.id) }
    }

    /// Rules that judged nothing, what persons answer, and what could not be read.
    private static func writeOthers(_ assessment: AssessmentResults, to writer: inout XMLWriter) {
        for position in assessment.idleRulePositions {
            let rule = assessment.rules[position]
            writer.element("rule-result", [("idref", XCCDFReport.id("rule", rule.reference))]) { writer in
                writer.element("result", text: rule.idleStatus.xccdfResult)
                writeIdents(assessment.controls(ofRule: position), to: &writer)
                if rule.hasUnreadKinds {
                    writer.element("message", [("severity", "warning")], text: rule.idleText)
                }
            }
        }
        for (control, status) in assessment.answers {
            writer.element("rule-result", [("idref", XCCDFReport.controlID(control))]) { writer in
                writer.element("result", text: status.xccdfResult)
                writeIdents([control], to: &writer)
                writer.element("message", [("severity", "info")], text: control.answerText)
            }
        }
        if let gaps = assessment.gaps.text {
            writer.element("rule-result", [("idref", XCCDFReport.gapsID)]) { writer in
                writer.element("result", text: "error")
                writer.element("message", [("severity", "error")], text: gaps)
            }
        }
    }

    /// XCCDF's flat unweighted score, and SCC's. Of nothing the first is 0 of 0, as OpenSCAP has it, and the second is left out; of a part
    /// the second has a name of its own, which nobody takes for that of the whole.
    private static func writeScores(_ assessment: AssessmentResults, to writer: inout XMLWriter) {
        let answered = assessment.controls.compactMap(\.answer)
        let passed = assessment.evaluations.passed + answered.count { $0 == .pass }
        let idle = assessment.rules.count { $0.isIdle && $0.idleStatus == .unknown }
        let counted =
            assessment.evaluations.total + answered.count { $0 == .pass || $0 == .fail } + idle
            + (assessment.gaps.isEmpty ? 0 : 1)
        writer.element(
            "score", [("system", "urn:xccdf:scoring:flat-unweighted"), ("maximum", String(counted))],
            text: String(passed))
        if let score = assessment.score {
            let part = assessment.isComplete ? "" : ":of-what-could-be-read"
            writer.element(
                "score", [("system", "urn:norma:scoring:scc\(part)"), ("maximum", "100")], text: String(score))
        }
    }
}
