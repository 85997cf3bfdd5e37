import Foundation
import Testing

/// What the pages on testing rules show is what the command prints, one command after the other in one folder.
@Suite struct TestingPageTests {
    @Test(arguments: [
        "Sources/RuleTesting/RuleTesting.docc/Testing.md", "Sources/RuleAnalysis/RuleAnalysis.docc/Linting.md",
        "Sources/RuleAnalysis/RuleAnalysis.docc/Differences.md",
    ])
    func aPageShowsWhatIsPrinted(_ path: String) throws {
        let folder = try ScratchFolder(try ConsoleExample.files(in: path))
        let examples = try ConsoleExample.examples(in: path)
        #expect(!examples.isEmpty)
        for example in examples {
            let result = try folder.run(example.command)
            func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .newlines) }
            #expect(trimmed(result.output) == trimmed(example.expected), "\(example.command)")
        }
    }
}
