import ResourceDocuments
import RuleChecker
import RulePacks
import RuleTesting
import RuleTracer
import SourceText
import Testing

@testable import RuleAnalysis

/// Numbers at the ends of what 64 bits hold, one more or less of which there is not.
@Suite struct ExtremeNumberTests {
    private static let conditions: [(condition: String, codes: [String])] = [
        ("at most 9223372036854775807 x in list satisfies x is 1", ["W1602"]),
        ("at least 9223372036854775807 x in list satisfies x is 1", []),
        ("exactly 9223372036854775807 x in list satisfies x is 1", []),
        ("count(list) is at least -9223372036854775808", []),
        ("count(list) is between -9223372036854775808 and 9223372036854775807", []),
        ("length(a) is -9223372036854775808", []),
        ("prefix_length(a) is at least -9223372036854775808", []),
        ("a is at most -9223372036854775808", []),
        ("a is one of [-9223372036854775808, 9223372036854775807, 1e308]", []),
    ]

    private func text(_ condition: String) -> String { "rule r {\n  for demo.gate\n  require \(condition)\n}\n" }

    @Test(arguments: conditions)
    func lintSaysWhatHolds(_ condition: String, _ codes: [String]) throws {
        let (files, library) = try MemoryFiles.library(text(condition))
        let found = RuleLinter(library, in: files, cases: nil).findings().map(\.diagnostic.kind.code)
        #expect(found == codes, "\(condition)")
    }

    @Test(arguments: conditions.map(\.condition))
    func resourcesAreFound(_ condition: String) throws {
        let library = try MemoryFiles.library(text(condition)).library
        let bound = try #require(ParameterBinder.bind(library.rules[0]).rule)
        var search = SampleSearch([bound], seed: 1, asOf: .caseDefault)
        #expect(search.first(within: 500, where: { $0.verdicts == [.unknown] }) != nil, "\(condition)")
    }

    @Test func mutantsAreTheNumbersThatThereAre() throws {
        func changes(_ condition: String) throws -> [String] {
            Mutant.all(of: try MemoryFiles.library(text(condition)).library.rules[0]).map(\.change)
        }
        let most = try changes("at most 9223372036854775807 x in list satisfies x is 1")
        #expect(most.contains("'at most 9223372036854775806' for 'at most 9223372036854775807'"))
        #expect(!most.contains { $0.contains("9223372036854775808") })
        let least = try changes("at least 1 x in list satisfies x is 1")
        #expect(least.contains("'at least 2' for 'at least 1'") && !least.contains { $0.contains("at least 0") })
    }
}
