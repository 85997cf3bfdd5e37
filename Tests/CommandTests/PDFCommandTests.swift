import Foundation
import Testing

/// `--report pdf=FILE`, with printers of the tests' own: a machine may have none.
@Suite struct PDFCommandTests {
    private static let scan =
        "norma scan --attachment rules/attachments/a.yaml --inventory inventory --as-of 2026-11-01T00:00:00Z"

    /// A pack, and a program that is called as WeasyPrint is: with the page and the PDF.
    private func folder(printer: String) throws -> ScratchFolder {
        let folder = try DoorPack.folder(
            attachments: ["a": DoorPack.attachment("a", "")], files: ["bin/weasyprint": "#!/bin/sh\n\(printer)\n"])
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.url.appending(path: "bin/weasyprint").path)
        return folder
    }

    private static let printing =
        #"{ printf '%%PDF-1.7\n<< /CreationDate (D:20300102030405+00) /ModDate (D:20300102030405+00) >>\n'; cat "$1"; } > "$2""#
    private static let printer = ["NO_COLOR": "1", "NORMA_PDF_PRINTER": "bin/weasyprint"]

    private func text(_ name: String, in folder: ScratchFolder) throws -> String {
        try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    }

    /// What is printed is the whole report without a script, and dated as the scan is.
    @Test func aPageForPaperIsPrinted() throws {
        let folder = try folder(printer: Self.printing)
        let result = try folder.run("\(Self.scan) --report pdf=a.pdf --report html=a.html", environment: Self.printer)
        #expect(result.exitCode == 0, "\(result.output)")
        let printed = try text("a.pdf", in: folder)
        #expect(printed.hasPrefix("%PDF-1.7\n<< /CreationDate (D:20261101000000+00) /ModDate (D:20261101000000+00) >>"))
        #expect(printed.contains("script-src 'none'") && !printed.contains("<script"))
        #expect(printed.contains("<span class=\"status status-fail\">fail</span>"))
        #expect(printed.contains("<mark class=\"primary\">3</mark>"), "the resource's line")
        #expect(printed.contains("<mark class=\"primary\">open_for</mark>"), "the rule's line")
        #expect(try text("a.html", in: folder).contains("<script>"))
        let named = try folder.run("\(Self.scan) --format pdf --output b.pdf", environment: Self.printer)
        #expect(named.exitCode == 0 && named.output.isEmpty)
        #expect(try text("b.pdf", in: folder) == printed)
    }

    @Test func statusesAreChosen() throws {
        let folder = try folder(printer: Self.printing)
        _ = try folder.run("\(Self.scan) --report pdf=a.pdf --status pass", environment: Self.printer)
        let printed = try text("a.pdf", in: folder)
        #expect(printed.contains("What does not pass (0)") && printed.contains("What passes in"))
    }

    /// Said before anything is judged.
    @Test func withoutAPrinterNothingIsJudged() throws {
        let folder = try folder(printer: "")
        for (variable, words) in [("no-such-program", "'no-such-program'"), ("", "there is none")] {
            let environment = ["NO_COLOR": "1", "NORMA_PDF_PRINTER": variable]
            // The command itself is all that PATH leads to.
            let result = try folder.run(
                "PATH=$(dirname $(command -v norma)); export PATH; \(Self.scan) --record --database s.sqlite --report pdf=a.pdf",
                environment: environment)
            #expect(result.exitCode == 2)
            #expect(result.standardOutput.isEmpty)
            #expect(result.standardError.contains("error[E5024]") && result.standardError.contains(words))
            #expect(result.standardError.contains("--report html=norma.html") || variable != "")
            #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "s.sqlite").path))
        }
    }

    @Test(arguments: [
        ("echo out of paper >&2; exit 3", "it ended with 3: out of paper"), ("true", "it ended with 0"),
        ("echo hello > \"$2\"", "it ended with 0"),
    ])
    func whatIsNotPrintedIsSaid(_ printer: String, _ words: String) throws {
        let folder = try folder(printer: printer)
        let result = try folder.run("\(Self.scan) --report pdf=a.pdf", environment: Self.printer)
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("did not print the report: \(words)"), "\(result.standardError)")
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "a.pdf").path))
    }

    @Test func aPDFIsForAFile() throws {
        let result = try folder(printer: Self.printing).run("\(Self.scan) --format pdf", environment: Self.printer)
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("a PDF is for a file: --output norma.pdf"))
    }
}
