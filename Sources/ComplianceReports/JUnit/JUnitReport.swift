import Compliance
import ResourceDocuments
import RuleSyntax

/// JUnit XML as Jenkins, GitLab and the like read it, and valid by the Ant schema of Windy Road: a suite for each rule, a test case for each
/// resource, and a suite for what persons answer.
enum JUnitReport {
    private struct Case {
        let name: String
        let className: String
        let outcome: ReportedStatus.JUnitOutcome
        /// Why it did not pass, in a line and at length.
        let message: String
        let text: String
    }

    static func write(_ assessments: [AssessmentResults], to output: @escaping (String) -> Void) {
        var writer = XMLWriter(to: output)
        writer.element("testsuites") { writer in
            var suites = 0
            for assessment in assessments { write(assessment, &suites, to: &writer) }
        }
        writer.finish()
    }

    private static func write(_ assessment: AssessmentResults, _ suites: inout Int, to writer: inout XMLWriter) {
        var next = 0
        let results = assessment.distinctResults
        for (position, rule) in assessment.rules.enumerated() {
            var end = next
            while end < results.count, results[end].rule == position { end += 1 }
            if end > next {
                let cases = results[next..<end].map { testCase($0, of: assessment) }
                suite(rule.name, cases, of: assessment, rule, &suites, to: &writer)
            }
            next = end
        }
        for rule in assessment.idleRules {
            let idle = Case(
                name: "no resource", className: rule.name, outcome: ReportedStatus.notApplicable.junitOutcome,
                message: "not applicable: no resource that it judges", text: "")
            suite(rule.name, [idle], of: assessment, rule, &suites, to: &writer)
        }
        let answers = assessment.answers.map { control, status in
            Case(
                name: control.name, className: "control", outcome: status.junitOutcome, message: control.answerText,
                text: control.description ?? "")
        }
        if !answers.isEmpty { suite("controls for persons", answers, of: assessment, nil, &suites, to: &writer) }
        if assessment.isEmpty {
            // A file without a test case reads as a good one.
            let nothing = Case(
                name: "anything", className: assessment.title, outcome: .error, message: "nothing was judged", text: "")
            suite("nothing was judged", [nothing], of: assessment, nil, &suites, to: &writer)
        }
    }

    private static func testCase(_ result: AssessedResult, of assessment: AssessmentResults) -> Case {
        let resource = assessment.resource(of: result)
        let rule = assessment.rule(of: result)
        let findings = result.status == .pass ? [] : assessment.findings(of: result)
        let message =
            result.mask.map { "masked (\(result.verdict.word) beneath): \($0.phrase)" }
            ?? findings.first?.message ?? rule.heading
        let lines = findings.flatMap { finding in
            [finding.place.map { "\($0): \(finding.message)" } ?? finding.message]
                + (finding.explanation == finding.message ? [] : ["  \(finding.explanation)"])
        }
        let fix = rule.fix.map { ["fix: \($0)"] } ?? []
        return Case(
            name: "\(resource.title) (\(resource.kind))", className: rule.name, outcome: result.status.junitOutcome,
            message: message, text: (lines + (result.status == .pass ? [] : fix)).joined(separator: "\n"))
    }

    private static func suite(
        _ name: String, _ cases: [Case], of assessment: AssessmentResults, _ rule: AssessedRule?, _ suites: inout Int,
        to writer: inout XMLWriter
    ) {
        func count(_ outcome: ReportedStatus.JUnitOutcome) -> String { String(cases.count { $0.outcome == outcome }) }
        // The schema wants no time zone: the time is in UTC.
        let time = Instant(seconds: assessment.asOf.seconds).description.dropLast()
        writer.element(
            "testsuite",
            [
                ("package", assessment.attachment ?? "norma"), ("id", String(suites)), ("name", name),
                ("timestamp", String(time)), ("hostname", "localhost"), ("tests", String(cases.count)),
                ("failures", count(.failure)), ("errors", count(.error)), ("skipped", count(.skipped)), ("time", "0"),
            ]
        ) { writer in
            writer.element("properties") { writer in
                guard let rule else { return }
                writer.element("property", [("name", "rule"), ("value", rule.reference)])
                writer.element("property", [("name", "severity"), ("value", rule.severity.rawValue)])
                if let title = rule.title { writer.element("property", [("name", "title"), ("value", title)]) }
            }
            for testCase in cases { write(testCase, rule, to: &writer) }
            writer.element("system-out")
            writer.element("system-err")
        }
        suites += 1
    }

    private static func write(_ testCase: Case, _ rule: AssessedRule?, to writer: inout XMLWriter) {
        let attributes: [(String, String?)] = [
            ("name", testCase.name), ("classname", testCase.className), ("time", "0"),
        ]
        let type = rule?.severity.rawValue ?? "norma"
        switch testCase.outcome {
        case .passed: writer.element("testcase", attributes)
        case .failure, .error:
            writer.element("testcase", attributes) { writer in
                writer.element(
                    testCase.outcome.rawValue, [("message", testCase.message), ("type", type)], text: testCase.text)
            }
        case .skipped:
            writer.element("testcase", attributes) { writer in
                writer.element("skipped", [("message", testCase.message)], text: testCase.text)
            }
        }
    }
}
