import Foundation
import Testing

/// What the page on streams shows is what the command prints.
@Suite struct StreamPageTests {
    @Test func thePageShowsWhatIsPrinted() throws {
        let path = "Sources/RulePacks/RulePacks.docc/Streams.md"
        let folder = try ScratchFolder(try ConsoleExample.files(in: path))
        let examples = try ConsoleExample.examples(in: path)
        #expect(examples.count >= 2)
        for example in examples {
            let result = try folder.run(example.command)
            #expect(
                result.output.trimmingCharacters(in: .newlines) == example.expected.trimmingCharacters(in: .newlines),
                "\(example.command)")
        }
    }
}
