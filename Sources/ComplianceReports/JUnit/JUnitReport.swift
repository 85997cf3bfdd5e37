import Compliance
import ResourceDocuments
import RuleSyntax

/// A scan as JUnit XML: a suite for each rule, a test case for each resource, and a suite for what persons answer.
enum JUnitReport {
    static func write(_ assessments: [AssessmentResults], to output: @escaping (String) -> Void) {
        JUnitDocument.write(to: output) { add in
            for assessment in assessments { suites(of: assessment) { add($0, assessment.asOf) } }
        }
    }

    private static func suites(of assessment: AssessmentResults, _ add: (JUnitDocument.Suite) -> Void) {
        for (position, rule) in assessment.rules.enumerated() {
            let cases = assessment.distinctResults(of: position..<position + 1).map { testCase($0, of: assessment) }
            if !cases.isEmpty { add(suite(rule.name, cases, of: assessment, rule)) }
        }
        for rule in assessment.idleRules {
            let idle = JUnitDocument.Case(
                name: "no resource", className: rule.name, outcome: rule.idleStatus.junitOutcome,
                message: "\(rule.idleStatus.phrase): \(rule.idleText)", type: rule.severity.rawValue)
            add(suite(rule.name, [idle], of: assessment, rule))
        }
        let answers = assessment.answers.map { control, status in
            JUnitDocument.Case(
                name: control.name, className: "control", outcome: status.junitOutcome, message: control.answerText,
                text: control.description ?? "")
        }
        if !answers.isEmpty { add(suite("controls for persons", answers, of: assessment, nil)) }
        if assessment.isEmpty {
            // A file without a test case reads as a good one.
            let nothing = JUnitDocument.Case(
                name: "anything", className: assessment.title, outcome: .error, message: assessment.emptyText)
            add(suite(assessment.emptyText, [nothing], of: assessment, nil))
        }
        if let gaps = assessment.gaps.text {
            // What was read may all be good.
            let unread = JUnitDocument.Case(
                name: "everything could be read", className: assessment.title, outcome: .error, message: gaps)
            add(suite("not everything could be read", [unread], of: assessment, nil))
        }
    }

    private static func testCase(_ result: AssessedResult, of assessment: AssessmentResults) -> JUnitDocument.Case {
        let resource = assessment.resource(of: result)
        let rule = assessment.rule(of: result)
        let findings = result.status == .pass ? [] : assessment.findingsByNovelty(of: result)
        let letPass = assessment.phraseOfNarrowing(result).map { "\($0): " } ?? ""
        let message =
            result.mask.map { "masked (\(result.verdict.word) beneath): \($0.phrase)" }
            ?? letPass + (findings.first?.finding.message ?? rule.heading)
        let lines = findings.flatMap { finding, isKnown in
            let message = finding.message + (isKnown ? ", \(NarrowedResults.knownPhrase)" : "")
            return [finding.place.map { "\($0): \(message)" } ?? message]
                + (finding.explanation == finding.message ? [] : ["  \(finding.explanation)"])
        }
        let fix = rule.fix.map { ["fix: \($0)"] } ?? []
        return JUnitDocument.Case(
            name: "\(resource.distinctTitle) (\(resource.kind))", className: rule.name,
            outcome: result.status.junitOutcome,
            message: message, text: (lines + (result.status == .pass ? [] : fix)).joined(separator: "\n"),
            type: rule.severity.rawValue)
    }

    private static func suite(
        _ name: String, _ cases: [JUnitDocument.Case], of assessment: AssessmentResults, _ rule: AssessedRule?
    ) -> JUnitDocument.Suite {
        var properties: [(name: String, value: String)] = []
        if let rule {
            properties = [("rule", rule.reference), ("severity", rule.severity.rawValue)]
            if let title = rule.title { properties.append(("title", title)) }
        }
        return JUnitDocument.Suite(
            package: assessment.attachment ?? "norma", name: name, properties: properties, cases: cases)
    }
}
