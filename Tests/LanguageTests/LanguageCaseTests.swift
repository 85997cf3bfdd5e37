import ResourceDocuments
import RuleMachine
import RuleTracer
import Testing

/// Every case on disk holds: its diagnostics, and its verdicts by both evaluators.
@Suite struct LanguageCaseTests {
    @Test(arguments: CaseFolder.names)
    func holds(_ name: String) throws {
        let languageCase = try CaseFolder.read(name)
        let run = try CaseRun(languageCase)
        run.verifyDiagnostics()
        for expectation in languageCase.verdicts {
            do {
                let judgement = try CaseJudgement(expectation, of: run.rules)
                for difference in Self.differences(of: judgement, from: expectation) {
                    run.report(difference, atLine: expectation.line)
                }
            } catch {
                run.report("\(error)", atLine: expectation.line)
            }
        }
    }

    /// What the machine and the tracer say otherwise than expected.
    private static func differences(of judgement: CaseJudgement, from expectation: ExpectedVerdict) -> [String] {
        let trace = judgement.trace()
        var differences: [String] = []
        func compare(_ who: String, _ verdict: Verdict, _ causes: UnknownCauses) {
            let expected = describe(expectation.verdict, expectation.causes ?? "")
            let found = describe(verdict, verdict == .unknown ? causes.description : "")
            if found != expected { differences.append("expected \(expected), the \(who) says \(found)") }
        }
        if let outcome = judgement.machineOutcome() {
            compare("machine", outcome.verdict, outcome.causes)
        } else {
            differences.append("the machine has no such rule")
        }
        compare("tracer", trace.verdict, trace.causes)

        let findings = trace.findings.filter { $0.verdict == trace.verdict }
        if let places = expectation.places {
            let found = findings.map { $0.path.description }
            if found.sorted() != places.sorted() { differences.append("expected at \(places), found at \(found)") }
        }
        for fragment in expectation.fragments where !findings.contains(where: { $0.message.contains(fragment) }) {
            differences.append("no message holds '\(fragment)': \(findings.map(\.message))")
        }
        return differences
    }

    private static func describe(_ verdict: Verdict, _ causes: String) -> String {
        causes.isEmpty ? verdict.rawValue : "\(verdict.rawValue) (\(causes))"
    }
}
