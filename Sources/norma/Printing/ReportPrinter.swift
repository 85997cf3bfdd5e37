import Foundation
import ResourceDocuments

/// Prints the HTML that is made for paper as PDF, by a program of the machine: Chromium, or WeasyPrint.
///
/// Equal HTML gives equal bytes by the same program: the document is dated as its report is, and not as it was printed.
struct ReportPrinter {
    enum Family {
        case chromium, weasyPrint
    }

    private let family: Family
    private let program: URL

    /// Names a program in place of the first of these that is there.
    static let variable = "NORMA_PDF_PRINTER"
    static let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "weasyprint"]
    /// After which a program is ended, in seconds: thousands of pages take minutes.
    private static let timeLimit = 1_200.0

    /// Throws a `CommandFailure` where the machine has none.
    static func find() throws -> ReportPrinter {
        let named = ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 }
        for name in named.map({ [$0] }) ?? names {
            guard let program = BoundedProcess.find(name) else { continue }
            let isWeasyPrint = program.lastPathComponent.lowercased().contains("weasyprint")
            return ReportPrinter(family: isWeasyPrint ? .weasyPrint : .chromium, program: program)
        }
        throw CommandFailure(.noPrinter(named: named))
    }

    /// - Parameters:
    ///   - asOf: what the document is dated.
    ///   - html: writes the page that is printed.
    func print(to path: String, asOf: Instant, _ html: (@escaping (String) -> Void) -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "norma-\(UUID().uuidString)")
        let (page, pdf) = (folder.appending(path: "report.html"), folder.appending(path: "report.pdf"))
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            try FileOutput.write(to: page.path, html)
            let result = try BoundedProcess.run(
                program, arguments(page: page, pdf: pdf, folder), input: "", seconds: Self.timeLimit)
            guard result.status == 0, let printed = try? Data(contentsOf: pdf), printed.starts(with: Data("%PDF-".utf8))
            else {
                throw CommandFailure(.notPrinted(by: program.path, reason(result)))
            }
            try FileOutput.write(to: path, bytes: Self.dated(asOf, Array(printed)))
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.notPrinted(by: program.path, error.localizedDescription))
        }
    }

    private func arguments(page: URL, pdf: URL, _ folder: URL) -> [String] {
        switch family {
        case .weasyPrint: return [page.path, pdf.path]
        case .chromium:
            // The page is ours, has no script and asks for nothing; for root the browser's own wall cannot be raised.
            return ["--headless", "--disable-gpu", "--no-pdf-header-footer", "--disable-dev-shm-usage"]
                + (geteuid() == 0 ? ["--no-sandbox"] : [])
                + [
                    "--user-data-dir=\(folder.appending(path: "profile").path)", "--print-to-pdf=\(pdf.path)",
                    page.absoluteString,
                ]
        }
    }

    private func reason(_ result: BoundedProcess.Result) -> String {
        guard let status = result.status else { return "it took longer than \(Int(Self.timeLimit)) s" }
        let said = result.standardError.split(separator: "\n").last.map { ": \($0.prefix(300))" } ?? ""
        return "it ended with \(status)\(said)"
    }

    /// With another instant in place of when it was printed: PDF 1.7 (ISO 32000-1), 14.3.3, `CreationDate` and `ModDate` of the document, which
    /// Chromium writes at its head as `D:` and fourteen digits in UTC.
    static func dated(_ instant: Instant, _ pdf: [UInt8]) -> [UInt8] {
        let digits = instant.description.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }.prefix(14)
        var bytes = pdf
        for key in ["/CreationDate (D:", "/ModDate (D:"] {
            guard let found = bytes.prefix(4_096).firstRange(of: Array(key.utf8)) else { continue }
            let place = found.upperBound..<min(found.upperBound + digits.count, bytes.count)
            guard place.count == 14, bytes[place].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { continue }
            bytes.replaceSubrange(place, with: digits)
        }
        return bytes
    }
}
