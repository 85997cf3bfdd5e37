import Foundation
import Testing

/// What README.md prints is what the command prints.
@Suite struct ReadmeTests {
    @Test func thereAreExamples() throws {
        #expect(try ConsoleExample.examples(in: "README.md").count >= 4)
    }

    @Test(arguments: try ConsoleExample.examples(in: "README.md"))
    func printsWhatItSays(_ example: ConsoleExample) throws {
        let result = try NormaProcess.run(example.command)
        func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .newlines) }
        #expect(trimmed(result.output) == trimmed(example.expected))
    }
}
