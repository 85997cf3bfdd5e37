import Foundation
import TestSupport

/// A page of the guide, as its reader works through it: files to write, and commands to type with what they print.
struct GuidePage {
    enum Step {
        /// A block whose first line is a comment with the file's name, `# rules/r.norma`; of JSON, which has no comments, one below a line
        /// that begins with the name and ends with a colon: its reader copies it as it is.
        case file(path: String, text: String)
        case command(ConsoleExample)
    }

    let steps: [Step]

    /// - Parameter path: in the project's folder.
    init(_ path: String) throws {
        let text = try String(contentsOf: ProjectFolder.root.appending(path: path), encoding: .utf8)
        var steps: [Step] = []
        var block: (language: String, lines: [String])?
        var lastLine = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            switch (block, line.hasPrefix("```")) {
            case (nil, true): block = (String(line.dropFirst(3)), [])
            case (let ended?, true):
                steps += Self.steps(in: ended.lines, language: ended.language, after: lastLine)
                block = nil
                lastLine = ""
            case (.some, false): block?.lines.append(line)
            case (nil, false): lastLine = line.isEmpty ? lastLine : line
            }
        }
        self.steps = steps
    }

    private static func steps(in lines: [String], language: String, after lastLine: String) -> [Step] {
        if language == "console" {
            return ConsoleExample.examples(inBlock: lines.joined(separator: "\n")).map(Step.command)
        }
        let name =
            language == "json"
            ? lastLine.wholeMatch(of: #/`([\w./-]+\.\w+)`.*:/#)?.1
            : lines.first?.wholeMatch(of: #/# ([\w./-]+\.\w+)/#)?.1
        return name.map { [.file(path: String($0), text: lines.joined(separator: "\n") + "\n")] } ?? []
    }
}
