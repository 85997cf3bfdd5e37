import Foundation
import TestSupport

/// A page of the guide, as its reader works through it: files to write, and commands to type with what they print.
struct GuidePage {
    enum Step {
        /// A block whose first line is a comment with the file's name, `# rules/r.norma`; the comment stays in the file, unless its
        /// language has none.
        case file(path: String, text: String)
        case command(ConsoleExample)
    }

    let steps: [Step]

    /// - Parameter path: in the project's folder.
    init(_ path: String) throws {
        let text = try String(contentsOf: ProjectFolder.root.appending(path: path), encoding: .utf8)
        var steps: [Step] = []
        var block: (language: String, lines: [String])?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            switch (block, line.hasPrefix("```")) {
            case (nil, true): block = (String(line.dropFirst(3)), [])
            case (let ended?, true):
                steps += Self.steps(in: ended.lines, language: ended.language)
                block = nil
            case (.some, false): block?.lines.append(line)
            case (nil, false): break
            }
        }
        self.steps = steps
    }

    private static func steps(in lines: [String], language: String) -> [Step] {
        if language == "console" {
            return ConsoleExample.examples(inBlock: lines.joined(separator: "\n")).map(Step.command)
        }
        guard let name = lines.first?.wholeMatch(of: #/# ([\w./-]+\.\w+)/#)?.1 else { return [] }
        let hasComments = !["json", "ndjson"].contains(language)
        let text = lines.dropFirst(hasComments ? 0 : 1).joined(separator: "\n") + "\n"
        return [.file(path: String(name), text: text)]
    }
}
