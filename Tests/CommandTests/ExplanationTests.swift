import Foundation
import TestSupport
import Testing

/// What a finding and an explanation look like, a page for each shape: rules, resources, and what the command prints of them.
///
/// `NORMA_WRITE_GOLDENS=1` writes what is printed into the pages instead, to be read line by line before it is committed.
@Suite struct ExplanationTests {
    private static let folder = ProjectFolder.root.appending(path: "Tests/CommandTests/Explanations")
    private static let writes = ProcessInfo.processInfo.environment["NORMA_WRITE_GOLDENS"] == "1"

    private static var pages: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }.sorted()
        }
    }

    @Test(arguments: try pages)
    func aShapeIsDrawnAsOnItsPage(_ page: String) throws {
        let url = Self.folder.appending(path: page)
        let text = try String(contentsOf: url, encoding: .utf8)
        let folder = try ScratchFolder(Self.files(in: text))
        let blocks = text.components(separatedBy: "```console\n")
        #expect(blocks.count == 2, "a page has one block of commands")
        let commands = blocks[1].components(separatedBy: "\n").filter { $0.hasPrefix("$ ") }
        #expect(!commands.isEmpty)
        let printed = try commands.map { command in
            let result = try folder.run(String(command.dropFirst(2)))
            #expect(!result.output.contains("\u{1B}"))
            return "\(command)\n\(result.output)"
        }
        let drawn = "\(blocks[0])```console\n\(printed.joined())```\n"
        if Self.writes { try Data(drawn.utf8).write(to: url) }
        #expect(drawn == text)
    }

    /// Blocks whose first line is `# NAME` are files.
    private static func files(in text: String) -> [String: String] {
        var files: [String: String] = [:]
        for match in text.matches(of: #/(?m)^```[a-z]+\n# (\S+)\n((?s).*?)^```$/#) {
            files[String(match.1)] = String(match.2)
        }
        return files
    }

    /// What has to be shown, by its page.
    @Test func everyShapeHasAPage() throws {
        let shapes = [
            "addresses", "as-written", "azure-defaults", "blocks", "comparison", "counts", "dates",
            "defaults", "elements", "every", "forbidden-joins", "join", "keys", "lets", "long-values",
            "membership", "missing", "not-collected", "one-root", "open-blocks", "parameters",
            "partners", "passes", "patterns", "presence", "quantified-blocks", "secrets", "some",
            "template-defaults", "texts", "undetermined", "vacuous", "when", "wrong-data",
        ]
        #expect(try Self.pages == shapes.map { "\($0).md" })
    }
}
