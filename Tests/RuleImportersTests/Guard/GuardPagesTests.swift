import RuleImporters
import SourceText
import Testing

/// Every page's wrong example brings its diagnostic about, and its right one none at all.
@Suite struct GuardPagesTests {
    @Test(arguments: DiagnosticKind.allGuardKinds)
    func wrongExampleGivesTheKindAndRightExampleNothing(_ kind: DiagnosticKind) {
        let wrong = GuardImporter.importFile(SourceFile(name: "wrong.guard", text: kind.wrong))
        #expect(wrong.diagnostics.map(\.kind.code).contains(kind.code))
        let right = GuardImporter.importFile(SourceFile(name: "right.guard", text: kind.right))
        #expect(right.diagnostics.isEmpty, "\(right.diagnostics.map(\.message))")
        #expect(right.text != nil)
    }

    @Test func codesAreDistinct() {
        #expect(Set(DiagnosticKind.allGuardKinds.map(\.code)).count == DiagnosticKind.allGuardKinds.count)
    }
}
