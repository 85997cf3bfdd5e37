import Foundation
import TestSupport
import Testing

/// Each page of the guide is gone through from its top, in a folder that holds nothing but what the page itself wrote there.
@Suite struct GuideTests {
    static let folder = "Sources/norma/norma.docc"

    static func pages() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: ProjectFolder.root.appending(path: folder).path)
            .filter { $0.hasSuffix(".md") }.sorted()
    }

    /// Ids of scans are others each time.
    private func comparable(_ text: String) -> String {
        text.trimmingCharacters(in: .newlines).replacing(#/\b[0-9a-f]{8}\b/#, with: "ID")
    }

    @Test(arguments: try pages()) func aPageShowsWhatIsPrinted(_ page: String) throws {
        let folder = try ScratchFolder([:])
        // What a reader's shell keeps from one command to the next.
        var exports = ""
        for step in try GuidePage("\(Self.folder)/\(page)").steps {
            switch step {
            case .file(let path, let text): try folder.write(Data(text.utf8), to: path)
            case .command(let example):
                let result = try folder.run(exports + example.command)
                #expect(comparable(result.output) == comparable(example.expected), "\(page): \(example.command)")
                if example.command.hasPrefix("export ") { exports += "\(example.command)\n" }
            }
        }
        let ownStore = folder.url.appending(path: "default.sqlite").path
        #expect(!FileManager.default.fileExists(atPath: ownStore), "\(page) writes into its reader's own store")
    }

    /// A page that shows nothing would pass.
    @Test func thePagesShowSomething() throws {
        for page in [
            "ComingFrom.md", "FirstRule.md", "TestingRules.md", "ControlsAndProfiles.md", "GatingInCI.md",
            "Importing.md",
        ] {
            let steps = try GuidePage("\(Self.folder)/\(page)").steps
            #expect(steps.count { if case .command = $0 { true } else { false } } >= 3, "\(page)")
        }
    }

    /// JSON has no comments: what stands in a block is what its reader copies.
    @Test(arguments: try pages()) func everyBlockOfJSONIsJSON(_ page: String) throws {
        let text = try String(
            contentsOf: ProjectFolder.root.appending(path: "\(Self.folder)/\(page)"), encoding: .utf8)
        for block in text.matches(of: #/(?m)^```json\n((?s).*?)^```$/#) {
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(block.1.utf8)) }
        }
    }

    @Test func everyLinkLeadsToAPage() throws {
        let pages = try Self.pages()
        for page in pages {
            let text = try String(
                contentsOf: ProjectFolder.root.appending(path: "\(Self.folder)/\(page)"), encoding: .utf8)
            for link in text.matches(of: #/<doc:(\w+)>/#) {
                #expect(pages.contains("\(link.1).md"), "\(page): \(link.0)")
            }
        }
    }
}
