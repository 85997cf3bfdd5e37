import RuleImporters
import SourceText
import Testing

/// Every page's wrong example brings its diagnostic about, and its right one none at all.
@Suite struct SCCPagesTests {
    @Test(arguments: DiagnosticKind.allSCCImportKinds)
    func examplesAreWrongAndRight(_ kind: DiagnosticKind) {
        let wrong = SCCImport(kind.wrong)
        #expect(wrong.diagnostics.map(\.kind.code).contains(kind.code))
        #expect(wrong.diagnostics.allSatisfy { $0.primary != nil && $0.hint != nil })
        let right = SCCImport(kind.right)
        #expect(right.diagnostics.isEmpty, "\(right.diagnostics.map(\.message))")
        #expect(right.faults() == [])
    }
}
