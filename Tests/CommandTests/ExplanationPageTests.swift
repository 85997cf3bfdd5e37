import Foundation
import Testing

/// What the page on explanations shows is what the command prints.
@Suite struct ExplanationPageTests {
    @Test func thePageShowsWhatIsPrinted() throws {
        let path = "Sources/RuleTracer/RuleTracer.docc/Explanations.md"
        let folder = try ScratchFolder(try ConsoleExample.files(in: path))
        let examples = try ConsoleExample.examples(in: path)
        #expect(examples.count >= 4)
        for example in examples {
            let result = try folder.run(example.command)
            #expect(
                result.output.trimmingCharacters(in: .newlines) == example.expected.trimmingCharacters(in: .newlines),
                "\(example.command)")
        }
    }
}
