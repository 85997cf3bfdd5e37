import ComplianceReports
import ResourceDocuments
import RuleTesting
import RuleTracer
import SourceText

/// `norma test --format junit`: a suite for each case file, a test case for each case, and one for each error that kept cases from running.
enum TestJUnitReport {
    static func write(_ suite: TestSuite, to output: @escaping (String) -> Void) {
        JUnitDocument.write(to: output) { add in
            for file in suite.files {
                let name = file.file.source.name
                let cases = file.results.map { testCase($0, className: name) }
                // Cases run at no hour: a report of equal cases has equal bytes.
                add(JUnitDocument.Suite(package: "norma", name: name, cases: cases), .caseDefault)
            }
            let errors = suite.diagnostics.filter(\.isError).map(testCase)
            if !errors.isEmpty {
                add(JUnitDocument.Suite(package: "norma", name: "not run", cases: errors), .caseDefault)
            }
        }
    }

    private static func testCase(_ result: CaseResult, className: String) -> JUnitDocument.Case {
        let lines = result.failures.flatMap { failure in
            let place = failure.expectation.place
            return ["\(place.file.name):\(place.position.line): \(failure.reason)"]
                + failure.findings.prefix(3).map { "  found at \($0.path.description): \($0.message)" }
        }
        return JUnitDocument.Case(
            name: result.testCase.name, className: className, outcome: result.passed ? .passed : .failure,
            message: result.failures.first?.reason ?? "", text: lines.joined(separator: "\n"), type: "case")
    }

    private static func testCase(_ diagnostic: Diagnostic) -> JUnitDocument.Case {
        let place = diagnostic.primary.map { "\($0.place.file.name):\($0.place.position.line)" }
        return JUnitDocument.Case(
            name: diagnostic.message, className: place ?? "norma", outcome: .error, message: diagnostic.message,
            text: DiagnosticRenderer().render(diagnostic), type: diagnostic.kind.code)
    }
}
