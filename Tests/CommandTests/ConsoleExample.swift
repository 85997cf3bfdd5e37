import Foundation
import TestSupport
import Testing

/// One `$ command` of a page's console block, and the lines behind it.
struct ConsoleExample: Sendable, CustomTestStringConvertible {
    let command: String
    let expected: String
    var testDescription: String { command }

    /// Every command of every console block of a file of the project but `make`, which runs these tests.
    static func examples(in path: String) throws -> [ConsoleExample] {
        let text = try String(contentsOf: ProjectFolder.root.appending(path: path), encoding: .utf8)
        let blocks = text.components(separatedBy: "```console\n").dropFirst()
        return blocks.flatMap { examples(inBlock: $0.components(separatedBy: "```").first ?? "") }
    }

    static func examples(inBlock body: String) -> [ConsoleExample] {
        ("\n" + body).components(separatedBy: "\n$ ").dropFirst().map { part in
            let lines = part.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return ConsoleExample(command: lines[0], expected: lines.dropFirst().joined(separator: "\n"))
        }.filter { !$0.command.hasPrefix("make ") }
    }

    /// The files that a page shows: blocks of YAML and of rules whose first line is a comment with a file's name.
    static func files(in path: String) throws -> [String: String] {
        let text = try String(contentsOf: ProjectFolder.root.appending(path: path), encoding: .utf8)
        var files: [String: String] = [:]
        let blocks = ["```yaml\n# ", "```norma\n# "].flatMap { text.components(separatedBy: $0).dropFirst() }
        for block in blocks {
            let body = block.components(separatedBy: "```").first ?? ""
            guard let name = body.split(separator: "\n").first else { continue }
            // JSON has no comments.
            files[String(name)] = name.hasSuffix(".ndjson") ? String(body.dropFirst(name.count + 1)) : "# \(body)"
        }
        return files
    }
}
