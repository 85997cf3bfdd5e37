import Foundation
import TestSupport
import Testing

/// What README.md prints is what the command prints.
@Suite struct ReadmeTests {
    /// One `$ command` of a console block, and the lines behind it.
    struct Example: Sendable, CustomTestStringConvertible {
        let command: String
        let expected: String
        var testDescription: String { command }
    }

    /// Every command of every console block but `make`, which runs these tests.
    static func examples() throws -> [Example] {
        let text = try String(contentsOf: ProjectFolder.root.appending(path: "README.md"), encoding: .utf8)
        let blocks = text.components(separatedBy: "```console\n").dropFirst()
        return blocks.flatMap { block -> [Example] in
            let body = block.components(separatedBy: "```").first ?? ""
            return ("\n" + body).components(separatedBy: "\n$ ").dropFirst().map { part in
                let lines = part.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                return Example(command: lines[0], expected: lines.dropFirst().joined(separator: "\n"))
            }
        }.filter { !$0.command.hasPrefix("make ") }
    }

    @Test func thereAreExamples() throws {
        #expect(try Self.examples().count >= 4)
    }

    @Test(arguments: try examples())
    func printsWhatItSays(_ example: Example) throws {
        let result = try NormaProcess.run(example.command)
        func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .newlines) }
        #expect(trimmed(result.output) == trimmed(example.expected))
    }
}
