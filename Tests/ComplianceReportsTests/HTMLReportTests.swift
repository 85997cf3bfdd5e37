import Compliance
import ComplianceReports
import Crypto
import Foundation
import ResourceDocuments
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// The page as it stands in the file; what it does in a browser is for `make pages`.
@Suite struct HTMLReportTests {
    static func page(_ world: ReportWorld = ReportWorld()) throws -> ReportPage {
        try ReportPage(ReportFormat.html.text(try world.results()))
    }

    /// WHATWG HTML: what somebody needs who reads by ear or by keyboard.
    @Test func itHasLandmarksAndHeadings() throws {
        let page = try Self.page()
        for landmark in ["header", "main", "footer"] { #expect(try page.texts("//body/\(landmark)").count == 1) }
        #expect(try page.texts("//h1") == ["Compliance report"])
        #expect(try page.texts("/html/@lang") == ["en"])
        #expect(try page.texts("//title").first?.hasPrefix("Compliance report: attachment daily") == true)
        for section in try page.texts("//section/@aria-labelledby") {
            #expect(try page.texts("//h2[@id='\(section)']").count == 1, "\(section)")
        }
        #expect(try page.texts("//a[@href='#findings']").count == 1)
        #expect(try page.texts("//section[@id='findings']").count == 1)
        #expect(try page.texts("//noscript").count == 1)
    }

    @Test func theSummaryCountsEveryStatus() throws {
        let page = try Self.page()
        let counts = try page.texts("//div[@class='counts']//dd/b")
        #expect(counts == ["2", "1", "1", "2", "1", "5"], "fail, unknown, manual, masked, not applicable, pass")
        #expect(try page.texts("//p[@class='number']") == ["62 %"], "5 of 8")
        #expect(try page.texts("//p[@class='verdict']") == ["3 failing, 1 unknown"], "a person refutes one control")
    }

    /// Everything is in the list, as it stands.
    @Test func everyResultIsAnEntry() throws {
        let entries = try Self.page().entries()
        let counts = entries.reduce(into: [String: Int]()) { $0[$1.status, default: 0] += 1 }
        // The zones' ten results, one of which fails in one control and is masked in another; five zones are masked there altogether.
        let results = try ReportWorld().results()
        #expect(entries.count == Array(results.results).count + 1 + 3)
        #expect(counts["not_applicable"] == 1)
        #expect(counts["manual"] == 1)
        #expect(entries.prefix { $0.status == "fail" || $0.status == "unknown" }.count == 4)
        let failing = try #require(entries.first)
        #expect(failing.status == "fail" && failing.rule == "tls" && failing.resource?.contains("fails") == true)
        #expect(failing.message.contains("1.1"))
    }

    /// A finding shows the lines of both texts, marked where they speak of it, and where a value comes from.
    @Test func bothTextsAreShown() throws {
        let failing = try #require(try Self.page().entries().first?.findings.first)
        let excerpts = try #require(failing["excerpts"] as? [[String: Any]])
        #expect(excerpts.compactMap { $0["text"] as? String } == ["resource", "rule"])
        #expect((excerpts[0]["place"] as? String)?.hasPrefix("zones.json:") == true)
        func marked(_ excerpt: [String: Any]) throws -> [String] {
            let lines = try #require(excerpt["lines"] as? [[Any]])
            return lines.flatMap { $0[1] as? [[Any]] ?? [] }.filter { $0[1] as? Int != 0 }.compactMap {
                $0[0] as? String
            }
        }
        #expect(try marked(excerpts[0]) == ["\"1.1\""])
        #expect(try marked(excerpts[1]).contains("tls"))
        let parameters = try #require(failing["parameters"] as? [[String]])
        #expect(parameters.first?[0] == "allowed")
        #expect(parameters.first?[2].hasPrefix("default of the rule") == true)
    }

    /// Nothing that is masked, manual, unknown or not applicable reads as passed.
    @Test(arguments: StatusTableTests.rows) func theStatusTable(_ row: StatusTableTests.Row) throws {
        let entries = try Self.page().entries()
        let found = entries.filter { entry in
            entry.rule == "tls" && entry.resource?.hasPrefix("\(row.subject) ") == true || entry.rule == row.subject
                || entry.rule == nil && entry.controls == [row.subject]
        }
        #expect(found.map(\.status) == [row.status.rawValue])
        #expect((found.first?.mask != nil) == (row.status == .masked))
    }

    @Test func controlsStandAsTheyDo() throws {
        #expect(
            try Self.page().controls() == [
                "safe": "fail", "small": "fail", "also small": "masked", "idle": "not_applicable", "by hand": "manual",
                "attested": "pass", "refuted": "fail",
            ])
        let waived = try Self.page(ReportWorld(sort: .waived))
        #expect(try waived.controls() == ["safe": "masked", "small": "pass"])
        #expect(try waived.texts("//p[@class='verdict']") == ["Nothing fails, but for what is masked"])
    }

    @Test func nothingJudgedIsNoPass() throws {
        let page = try Self.page(ReportWorld(sort: .empty))
        #expect(try page.texts("//p[@class='verdict']") == ["Nothing was judged"])
        #expect(try page.texts("//p[@class='number']") == ["none"])
        #expect(try page.texts("//p[@class='notice']").contains { $0.contains("says nothing") })
        #expect(try page.controls().values.allSatisfy { $0 == "not_applicable" })
        #expect(try page.entries().allSatisfy { $0.status == "not_applicable" })
    }

    @Test func statusesAreChosen() throws {
        let text = ReportFormat.html.text(try ReportWorld().results(), statuses: [.unknown])
        #expect(try ReportPage(text).entries().map(\.status) == ["unknown"])
    }

    @Test func severalScansStandInOneFile() throws {
        let page = try ReportPage(
            ReportFormat.html.text(try ReportWorld().results(), try ReportWorld(word: "y").results()))
        #expect(try page.texts("//section[@class='summary']").count == 2)
        let single = try Self.page().entries().count
        #expect(try page.entries().count == 2 * single)
        #expect(
            try page.entries().filter { $0.resource?.contains("fails y") == true && $0.status == "fail" }.count == 2)
    }

    /// However many scans: the script keeps its part of the page small, and this is the other part.
    @Test func manySummariesAreShort() throws {
        let results = try ReportWorld().results()
        let page = try ReportPage(text(of: Array(repeating: results, count: 150)))
        #expect(try page.texts("//section[@class='summary']").count == 6)
        #expect(try page.texts("//h2").contains("Further scans (144)"))
        #expect(try page.texts("//li").count == 100)
        #expect(try page.body.nodes(forXPath: "//*").count < 900)
    }

    private func text(of assessments: [AssessmentResults]) -> String {
        var text = ""
        ReportFormat.html.write(assessments) { text += $0 }
        return text
    }

    // MARK: Safety

    /// The policy lets the page's own style and script run, by their digests, and nothing else.
    @Test func nothingElseMayRun() throws {
        let page = try Self.page()
        let policy = try #require(try page.texts("//meta[@http-equiv='Content-Security-Policy']/@content").first)
        func digest(_ text: String) -> String {
            "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
        }
        #expect(
            policy
                == "default-src 'none'; style-src \(digest(page.style)); script-src \(digest(page.script)); img-src data:; base-uri 'none'; form-action 'none'"
        )
    }

    @Test func itAsksForNothing() throws {
        let page = try Self.page()
        #expect(try page.texts("//@src").isEmpty)
        #expect(try page.texts("//@href").allSatisfy { $0.hasPrefix("#") || $0 == "data:," })
        #expect(try page.texts("//@style").isEmpty, "the policy forbids them")
        for word in ["url(", "@import", "fetch(", "XMLHttpRequest", "innerHTML", "eval(", "insertAdjacentHTML"] {
            #expect(!page.style.contains(word) && !page.script.contains(word), "\(word)")
        }
    }

    /// Whatever stands in a resource, the page has the same elements.
    @Test func hostileTextIsText() throws {
        let hostile = try Self.page(ReportWorld(word: HostileText.word + "</script></style><!--</SCRIPT ><img src=x>"))
        let harmless = try Self.page()
        let shape = { (page: ReportPage) in try page.body.nodes(forXPath: "//*").compactMap(\.name) }
        #expect(try shape(hostile) == shape(harmless))
        #expect(hostile.data.count == harmless.data.count)
        #expect(hostile.script == harmless.script)
        #expect(try hostile.entries().count == harmless.entries().count)
        // What a browser's parser would look at inside a script.
        for block in hostile.text.split(separator: "<script").dropFirst() where block.contains("application/json") {
            let content = block.prefix { $0 != "\n" }.drop { $0 != ">" }.dropFirst().dropLast(0)
            #expect(!content.contains("<"))
        }
        let message = try #require(try hostile.entries().first?.message)
        #expect(message.contains("<script>alert(1)</script>") && message.contains("‹U+202E›"))
    }

    // MARK: History

    private func record(_ world: ReportWorld, asOf: Instant, score: Int?, state: ScanRecord.State = .completed)
        -> ScanRecord
    {
        ScanRecord(
            id: "s", attachment: "daily", profile: "P", profileVersion: nil, asOf: asOf, collectedAt: nil,
            startedAt: asOf, finishedAt: asOf, state: state, resourceCount: 5,
            evaluations: EvaluationSummary(passed: 7, failed: 2), controls: [], score: score)
    }

    @Test func theTrendIsOfScansBefore() throws {
        let world = ReportWorld()
        func instant(_ days: Int64) -> Instant { Instant(seconds: ReportWorld.now.seconds + days * 86_400) }
        let results = try world.results().following([
            record(world, asOf: instant(-1), score: 70), record(world, asOf: instant(-2), score: nil),
            record(world, asOf: instant(-3), score: 40), record(world, asOf: instant(-4), score: 9, state: .failed),
            record(world, asOf: instant(1), score: 99),
        ])
        let page = try ReportPage(ReportFormat.html.text(results))
        #expect(try page.texts("//figure[@class='trend']//tbody/tr/td[1]") == ["40 %", "none", "70 %", "62 %"])
        #expect(try page.texts("//figure[@class='trend']//*[local-name()='circle']").count == 3)
        #expect(
            try page.texts("//figure[@class='trend']//*[local-name()='title']") == [
                "2025-12-29 to 2026-01-01: from 40 % to 62 %"
            ])
        #expect(try Self.page().texts("//figure[@class='trend']").isEmpty, "one scan is no trend")
    }
}
