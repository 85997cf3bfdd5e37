import Foundation
import SourceText
import TestSupport
import Testing

@testable import norma

/// Every code's wrong example is shown as its golden file says, and its right one is without that fault.
///
/// `NORMA_WRITE_GOLDENS=1` writes the files instead, to be read line by line before they are committed.
@Suite struct GoldenTests {
    private static let folder = ProjectFolder.root.appending(path: "Tests/CommandTests/Goldens")
    private static let writes = ProcessInfo.processInfo.environment["NORMA_WRITE_GOLDENS"] == "1"

    @Test(arguments: DiagnosticCatalogue.pages)
    func theWrongExampleIsShownAsInItsGolden(_ page: DiagnosticKind) throws {
        let rendering = try PageExample.rendering(of: page.wrong, in: page.medium)
        #expect(rendering.contains("[\(page.code)]"), "\(rendering)")
        #expect(!rendering.contains("\u{1B}"))
        let golden = Self.folder.appending(path: "\(page.code).txt")
        if Self.writes { try Data(rendering.utf8).write(to: golden) }
        let expected = try #require(
            try? String(contentsOf: golden, encoding: .utf8), "there is no golden of \(page.code)")
        #expect(rendering == expected)
    }

    @Test(arguments: DiagnosticCatalogue.pages)
    func theRightExampleIsWithoutThatFault(_ page: DiagnosticKind) throws {
        let rendering = try PageExample.rendering(of: page.right, in: page.medium)
        #expect(!rendering.contains("[\(page.code)]"), "\(rendering)")
    }

    @Test func everyGoldenHasACodeAndEveryCodeOnePage() throws {
        let goldens = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
        let codes = DiagnosticCatalogue.pages.map(\.code)
        #expect(goldens == codes.map { "\($0).txt" }.sorted())
        #expect(Set(codes).count == codes.count)
    }
}

extension DiagnosticKind: CustomTestStringConvertible {
    public var testDescription: String { code }
}
