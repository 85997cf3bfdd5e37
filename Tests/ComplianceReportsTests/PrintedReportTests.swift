import ComplianceReports
import Foundation
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// The page for paper: what `--report pdf=FILE` prints.
@Suite struct PrintedReportTests {
    private static func page(_ world: ReportWorld = ReportWorld()) throws -> ReportPage {
        var text = ""
        PrintedReport.write([try world.results()]) { text += $0 }
        return try ReportPage(text)
    }

    @Test func itHasNoScriptAndNoData() throws {
        let page = try Self.page()
        #expect(page.script.isEmpty && page.data.isEmpty && !page.text.contains("<script"))
        let policy = try #require(try page.texts("//meta[@http-equiv='Content-Security-Policy']/@content").first)
        #expect(policy.contains("script-src 'none'"))
    }

    /// Whatever does not pass stands there in full; what passes is counted by its rule.
    @Test func everythingIsOnPaper() throws {
        let page = try Self.page()
        let entries = try HTMLReportTests.page().entries().filter { $0.status != "pass" }
        #expect(
            try page.texts("//article/div[@class='head']/span[1]")
                == entries.map(\.status).filter { $0 != "manual" && $0 != "not_applicable" })
        #expect(
            try page.texts("//table[starts-with(caption, 'In short')]/tbody/tr/td[1]")
                == ["manual", "not applicable"], "there is nothing more to show of them")
        #expect(try page.texts("//article//figure").count == entries.flatMap(\.findings).count * 2)
        #expect(try page.texts("//article[1]//figure[1]//mark") == ["\"1.1\""])
        #expect(
            try page.texts("//article[1]//table[@class='parameters']//td[2]").first?.hasPrefix("default of the rule")
                == true)
        #expect(try page.texts("//section/h2").contains("What does not pass (\(entries.count))"))
        #expect(try page.texts("//section[last()]//td[3]") == ["1", "4"], "zones on which tls and size pass")
    }

    @Test func everyControlIsOnPaper() throws {
        let rows = try Self.page().texts("//table[thead/tr/th='Control']//td[1]")
        #expect(rows == ["fail", "fail", "masked", "not applicable", "manual", "pass", "fail"])
    }

    @Test func moreThanAThousandStandInATable() throws {
        let page = try Self.page(ReportWorld(furtherFailures: 1_200))
        #expect(try page.texts("//article").count == 1_000)
        // Told before the first of them, and not where all of them are shown.
        let further = try page.texts(
            "//table[starts-with(caption, 'In short')]/tbody/tr[td[1] != 'manual' and td[1] != 'not applicable']"
        ).count
        #expect(
            try page.texts("//section[h2[starts-with(., 'What does not pass')]]/p[@class='notice']")
                == [
                    "The first 1000 stand here with the lines that decide them, the worst first; \(further) more in the table below. norma writes the lines of all: --report html=FILE."
                ])
        #expect(try Self.page().texts("//p[@class='notice']").isEmpty)
        let count = try page.texts("//h2[starts-with(., 'What does not pass')]")
        let all = try #require(count.first?.firstMatch(of: /\((\d+)\)/)).1
        #expect(try page.texts("//table[starts-with(caption, 'In short')]/tbody/tr").count == (Int(all) ?? 0) - 1_000)
    }

    @Test func hostileTextIsText() throws {
        let shape = { (page: ReportPage) in try page.body.nodes(forXPath: "//*").compactMap(\.name) }
        let hostile = try Self.page(ReportWorld(word: HostileText.word + "</style><script>alert(1)</script>"))
        #expect(hostile.script.isEmpty)
        #expect(try shape(hostile).filter { $0 != "mark" } == shape(Self.page()).filter { $0 != "mark" })
    }

    @Test(arguments: ReportWorld.Sort.allCases) func historyGivesTheBytesOfTheScan(_ sort: ReportWorld.Sort) throws {
        func text(_ results: AssessmentResults) -> String {
            var text = ""
            PrintedReport.write([results]) { text += $0 }
            return text
        }
        let world = ReportWorld(sort: sort)
        #expect(text(try world.results()) == text(try world.recordedResults()))
    }
}
