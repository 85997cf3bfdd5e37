import Foundation
import ResourceDocuments
import RuleImporters
import RuleTesting
import SourceText
import TestSupport
import Testing

/// Every construct that is carried over, in rules of our own: cfn-guard 3.0.1 gave the verdicts beside them.
@Suite struct GuardConstructTests {
    @Test func everyVerdictIsGuards() throws {
        let samples = ProjectFolder.root.appending(path: "Tests/RuleImportersTests/Guard/Samples")
        func source(_ name: String) throws -> SourceFile {
            SourceFile(name: name, text: try Array(Data(contentsOf: samples.appending(path: name))))
        }
        let imported = GuardImporter.importFile(
            try source("constructs.guard"), tests: [try source("constructs_tests.yaml")], as: "constructs.norma")
        #expect(imported.diagnostics.map(\.message) == [])
        #expect(imported.figures.omittedRules == 0)
        let files = ImportedFiles(texts: [
            "constructs.norma": try #require(imported.text), "constructs.cases.yaml": try #require(imported.cases),
        ])
        let suite = TestSuite.run(["."], files: files, keys: KeyTable())
        #expect(suite.diagnostics.map(\.message) == [])
        #expect(suite.caseCount == 8)
        let failures = suite.files.flatMap(\.results).flatMap { result in
            result.failures.map { "\(result.testCase.name): \($0.reason)" }
        }
        #expect(failures == [])
    }
}
