import Foundation
import ResourceDocuments
import RuleImporters
import RuleTesting
import SourceText
import TestSupport
import Testing

/// Every construct that is carried over, in rules of our own: cfn-guard 3.0.1 and 3.1.1 gave the verdicts beside them.
@Suite struct GuardConstructTests {
    @Test(arguments: [
        (sample: "constructs", cases: 8), (sample: "named_rules", cases: 7), (sample: "shared_rules", cases: 7),
        (sample: "language", cases: 5), (sample: "lists", cases: 9), (sample: "selections", cases: 8),
    ])
    func everyVerdictIsGuards(sample: String, cases: Int) throws {
        let imported = GuardImporter.importFile(
            try source("\(sample).guard"), tests: [try source("\(sample)_tests.yaml")], as: "\(sample).norma")
        #expect(imported.diagnostics.map(\.message) == [])
        #expect(imported.figures.omittedRules == 0)
        let files = ImportedFiles(texts: [
            "\(sample).norma": try #require(imported.text), "\(sample).cases.yaml": try #require(imported.cases),
        ])
        let suite = TestSuite.run(["."], files: files, keys: KeyTable())
        #expect(suite.diagnostics.map(\.message) == [])
        #expect(suite.caseCount == cases)
        let failures = suite.files.flatMap(\.results).flatMap { result in
            result.failures.map { "\(result.testCase.name): \($0.reason)" }
        }
        #expect(failures == [])
    }

    private func source(_ name: String) throws -> SourceFile {
        let samples = ProjectFolder.root.appending(path: "Tests/RuleImportersTests/Guard/Samples")
        return SourceFile(name: name, text: try Array(Data(contentsOf: samples.appending(path: name))))
    }
}
