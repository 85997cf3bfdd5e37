import RuleImporters
import SourceText
import Testing

/// What holds of the samples holds of rules that nobody thought of.
@Suite struct SCCGeneratedRuleTests {
    @Test(arguments: 0..<20)
    func areImportedExportedAndImportedAgain(_ block: Int) throws {
        for seed in UInt64(block) * 8..<UInt64(block + 1) * 8 {
            let json = SCCRuleGenerator.rule(seed: seed)
            let imported = SCCImport(json)
            #expect(imported.diagnostics.map(\.message) == [], "seed \(seed)\n\(json)")
            #expect(imported.faults() == [], "seed \(seed)\n\(json)\n\(imported.rules.map(\.text))")
            #expect(try SCCRoundTripTests.differences(json) == [], "seed \(seed)\n\(json)")
        }
    }

    /// The way there, back and there again, over thousands.
    @Test(arguments: 0..<16)
    func comeBackAsTheyWere(_ block: Int) throws {
        for seed in 10_000 + UInt64(block) * 200..<10_000 + UInt64(block + 1) * 200 {
            let json = SCCRuleGenerator.rule(seed: seed)
            #expect(try SCCRoundTripTests.differences(json) == [], "seed \(seed)\n\(json)")
        }
    }
}
