import ComplianceReports
import Foundation
import Testing

/// Reports with a limit show the worst first, and count the rest.
@Suite struct ReportSizeTests {
    @Test func aPullRequestTakesTheComment() throws {
        let text = ReportFormat.markdown.text(try ReportWorld(furtherFailures: 2_000).results())
        #expect(text.utf8.count < 65_536)
        #expect(text.contains("### Open (2003)"))
        let rest = try #require(text.firstMatch(of: /- … and (\d+) more\n/))
        let shown = text.matches(of: /(?m)^- \*\*/).count
        // The two answers of persons are shown too.
        #expect(Int(rest.1) == 2_003 - (shown - 2))
        #expect(shown > 100)
    }

    @Test func theWorstComesFirst() throws {
        let text = ReportFormat.markdown.text(try ReportWorld().results())
        let entries = text.split(separator: "\n").filter { $0.hasPrefix("- **") }.prefix(3)
        #expect(entries.map { $0.prefix(18) } == ["- **fail** high `t", "- **unknown** high", "- **fail** low `si"])
    }

    @Test func gitHubShowsTenOfALevel() throws {
        let text = ReportFormat.github.text(try ReportWorld(furtherFailures: 30).results())
        let lines = text.split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("::error ") } == 10)
        #expect(lines.count { $0.hasPrefix("::warning ") } == 1)
        #expect(try #require(lines.last).contains("22 results without an annotation"))
    }
}
