import RuleImporters
import SourceText
import Testing

/// Every page's wrong example brings its diagnostic about, and its right one none at all.
@Suite struct GuardPagesTests {
    @Test(arguments: DiagnosticKind.allGuardKinds)
    func wrongExampleGivesTheKindAndRightExampleNothing(_ kind: DiagnosticKind) {
        let wrong = imported(kind.wrong, kind.medium)
        #expect(wrong.diagnostics.map(\.kind.code).contains(kind.code))
        let right = imported(kind.right, kind.medium)
        #expect(right.diagnostics.isEmpty, "\(right.diagnostics.map(\.message))")
        #expect(right.text != nil)
    }

    private func imported(_ text: String, _ medium: DiagnosticKind.Medium) -> GuardImporter.Import {
        guard medium == .guardTests else { return GuardImporter.importFile(SourceFile(name: "r.guard", text: text)) }
        let rules = "rule r { Resources.*[ Type == 'AWS::S3::Bucket' ] { Properties exists } }"
        return GuardImporter.importFile(
            SourceFile(name: "r.guard", text: rules), tests: [SourceFile(name: "r_tests.yaml", text: text)])
    }

    @Test func codesAreDistinct() {
        #expect(Set(DiagnosticKind.allGuardKinds.map(\.code)).count == DiagnosticKind.allGuardKinds.count)
    }
}
