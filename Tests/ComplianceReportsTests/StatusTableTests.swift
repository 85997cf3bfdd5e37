import Compliance
import ComplianceReports
import Foundation
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// The table of verdicts and what each format calls them, row by row, as it stands in the written reports.
@Suite struct StatusTableTests {
    struct Row: CustomTestStringConvertible {
        let status: ReportedStatus
        /// A zone's id, or a control's name, in the world in which everything occurs.
        let subject: String
        let sarif: String
        let ocsf: Int
        let xccdf: String
        /// The element within a test case; nil: none.
        let junit: String?

        var testDescription: String { "\(status.rawValue): \(subject)" }
    }

    static let rows = [
        Row(status: .pass, subject: "passes", sarif: "pass", ocsf: 1, xccdf: "pass", junit: nil),
        Row(status: .fail, subject: "fails", sarif: "fail", ocsf: 3, xccdf: "fail", junit: "failure"),
        Row(status: .unknown, subject: "unsaid", sarif: "open", ocsf: 2, xccdf: "unknown", junit: "error"),
        Row(status: .masked, subject: "waived", sarif: "fail", ocsf: 99, xccdf: "notselected", junit: "skipped"),
        Row(
            status: .masked, subject: "fine-and-waived", sarif: "notApplicable", ocsf: 99, xccdf: "notselected",
            junit: "skipped"),
        Row(status: .manual, subject: "by hand", sarif: "review", ocsf: 2, xccdf: "notchecked", junit: "skipped"),
        Row(
            status: .notApplicable, subject: "idle", sarif: "notApplicable", ocsf: 99, xccdf: "notapplicable",
            junit: "skipped"),
        Row(status: .pass, subject: "attested", sarif: "pass", ocsf: 1, xccdf: "pass", junit: nil),
        Row(status: .fail, subject: "refuted", sarif: "fail", ocsf: 3, xccdf: "fail", junit: "failure"),
    ]

    private static let all = Set(ReportedStatus.allCases)

    private static func json(_ format: ReportFormat) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(format.text(try ReportWorld().results(), statuses: all).utf8))
    }

    /// Results of the rule `tls`, of the rule `idle`, and of controls for persons.
    @Test(arguments: rows) func sarif(_ row: Row) throws {
        let document = try #require(try Self.json(.sarif) as? [String: Any])
        let run = try #require((document["runs"] as? [[String: Any]])?.first)
        let result = try #require(
            (run["results"] as? [[String: Any]])?.first { result in
                let properties = result["properties"] as? [String: Any]
                let rule = result["ruleId"] as? String
                return rule == "rule-1" && properties?["resource"] as? String == row.subject
                    || properties == nil && [row.subject, "control/\(row.subject)"].contains(rule)
            })
        #expect(result["kind"] as? String == row.sarif)
        #expect(result["level"] as? String == (row.sarif == "fail" ? "error" : "none"))
        #expect((result["suppressions"] != nil) == (row.status == .masked))
    }

    @Test(arguments: rows) func ocsf(_ row: Row) throws {
        let events = try #require(try Self.json(.ocsf) as? [[String: Any]])
        let event = try #require(
            events.first { event in
                let unmapped = event["unmapped"] as? [String: Any]
                let resource = (event["resources"] as? [[String: Any]])?.first?["uid"] as? String
                let rule = unmapped?["rule"] as? String
                return rule == "tls" && resource == row.subject
                    || resource == nil && (rule ?? (unmapped?["controls"] as? [String])?.first) == row.subject
            })
        let compliance = try #require(event["compliance"] as? [String: Any])
        #expect(compliance["status_id"] as? Int == row.ocsf)
        #expect((event["status_id"] as? Int == 3) == (row.status == .masked), "3 is suppressed")
    }

    @Test(arguments: rows) func xccdf(_ row: Row) throws {
        // Foundation on Linux finds no elements by name in a namespace.
        let text = ReportFormat.xccdf.text(try ReportWorld().results(), statuses: Self.all)
            .replacing("xmlns=\"http://checklists.nist.gov/xccdf/1.2\" ", with: "")
        let document = try XMLDocument(data: Data(text.utf8))
        let results = try document.nodes(forXPath: "//rule-result").compactMap { $0 as? XMLElement }
        let result = try #require(
            results.first { result in
                let rule = result.attribute(forName: "idref")?.stringValue
                let instance = result.elements(forName: "instance").first?.stringValue
                let name = row.subject.split(separator: " ").joined(separator: "-")
                return rule == "xccdf_norma_rule_rule-1" && instance == "z.zone/\(row.subject)"
                    || instance == nil && rule == "xccdf_norma_rule_\(row.subject)"
                    || rule?.hasPrefix("xccdf_norma_rule_control.\(name)") ?? false
            })
        #expect(result.elements(forName: "result").first?.stringValue == row.xccdf)
        #expect(result.elements(forName: "override").isEmpty == (row.status != .masked))
    }

    @Test(arguments: rows) func junit(_ row: Row) throws {
        let document = try XMLDocument(
            data: Data(ReportFormat.junit.text(try ReportWorld().results(), statuses: Self.all).utf8))
        let cases = try document.nodes(forXPath: "//testcase").compactMap { $0 as? XMLElement }
        let found = try #require(
            cases.first { testCase in
                let name = testCase.attribute(forName: "name")?.stringValue ?? ""
                let suite = testCase.attribute(forName: "classname")?.stringValue
                return suite == "tls" && name.hasPrefix("\(row.subject) ") || suite == "control" && name == row.subject
                    || suite == row.subject
            })
        let child = found.children?.compactMap { ($0 as? XMLElement)?.name }.first
        #expect(child == row.junit)
    }

    @Test(arguments: rows) func csvAndNDJSON(_ row: Row) throws {
        let results = try ReportWorld().results()
        let lines = ReportFormat.csv.text(results, statuses: Self.all).split(separator: "\r\n")
        #expect(lines.contains { $0.contains(",\(row.status.rawValue),") && $0.contains(row.subject) })
        let counts = try #require(
            ReportFormat.ndjson.text(results).split(separator: "\n").last.flatMap {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            })
        #expect(
            counts.filter { ["pass", "fail", "unknown", "masked", "manual", "not_applicable"].contains($0.key) }
                as? [String: Int]
                == ["pass": 5, "fail": 2, "unknown": 1, "masked": 2, "manual": 1, "not_applicable": 1])
    }

    /// Severities by zone of the rule `tls`, which is high: in GitLab's list stands what asks for somebody, and what is masked where it is asked for.
    @Test func gitlab() throws {
        func severities(_ statuses: Set<ReportedStatus>?) throws -> [String: String] {
            let text = ReportFormat.gitlab.text(try ReportWorld().results(), statuses: statuses)
            let list = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
            return try list.filter { $0["check_name"] as? String == "tls" }.reduce(into: [:]) { zones, violation in
                let words = try #require(violation["description"] as? String)
                let zone = try #require(words.firstMatch(of: #/^(?:\w+: )?([\w-]+) x \[[\w-]+, a\]: /#)).1
                #expect(zones[String(zone)] == nil)
                zones[String(zone)] = violation["severity"] as? String
                #expect(words.hasPrefix(["unsaid": "unknown: ", "fails": "fails"][zone] ?? "masked: "), "\(words)")
            }
        }
        #expect(try severities(nil) == ["fails": "critical", "unsaid": "critical"])
        #expect(
            try severities(Self.all)
                == ["fails": "critical", "unsaid": "critical", "waived": "info", "fine-and-waived": "info"])
        #expect(try severities([.pass, .manual, .notApplicable]) == [:])
    }

    /// GitLab marks lines, and knows a violation again by its fingerprint.
    @Test func gitlabKnowsTheLineAndTheFingerprint() throws {
        func list(_ world: ReportWorld) throws -> [[String: Any]] {
            let text = ReportFormat.gitlab.text(try world.results())
            return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        }
        func lines(_ world: ReportWorld) throws -> [Int] {
            try list(world).compactMap { (($0["location"] as? [String: Any])?["lines"] as? [String: Int])?["begin"] }
        }
        #expect(try lines(ReportWorld(lines: 9)) == lines(ReportWorld()).map { $0 + 9 })
        func prints(_ world: ReportWorld) throws -> [String] {
            try list(world).compactMap { $0["fingerprint"] as? String }
        }
        #expect(try prints(ReportWorld(lines: 9)) == prints(ReportWorld()))
        #expect(
            try prints(ReportWorld()).count == 3,
            "tls and size of the zone that fails, tls of the one that says nothing")
        let twice = ReportFormat.gitlab.text(try ReportWorld().results(), try ReportWorld().results())
        #expect(twice == ReportFormat.gitlab.text(try ReportWorld().results()), "one violation of two scans is one")
    }

    /// What OSCAL says of a control, and of nothing but what is known to pass that it is satisfied.
    @Test(arguments: [
        ("safe", "not-satisfied", "fail"), ("small", "not-satisfied", "fail"), ("by-hand", "not-satisfied", "other"),
        ("attested", "satisfied", "pass"), ("refuted", "not-satisfied", "fail"),
        // Everything in it is masked.
        ("also-small", "not-satisfied", "other"),
    ])
    func oscal(_ control: String, _ state: String, _ reason: String) throws {
        let status = try #require(try Self.oscalStatus(of: control, ReportWorld().results()))
        #expect(status["state"] == state)
        #expect(status["reason"] == reason)
    }

    /// Whatever results are asked for, controls stand as they do: what masks leave nothing of is neither satisfied nor without a finding.
    @Test(arguments: [
        Set([ReportedStatus.fail]), [.pass], [.masked], [.unknown, .manual], Set(ReportedStatus.allCases),
    ])
    func oscalFindingsStayWhateverIsSelected(_ statuses: Set<ReportedStatus>) throws {
        let recorded = try ReportWorld().recordedResults()
        for results in [try ReportWorld().results(), recorded] {
            let masked = try Self.oscalFinding(of: "also-small", results, statuses)
            let target = try #require(masked?["target"] as? [String: Any])
            let status = try #require(target["status"] as? [String: String])
            #expect(status["state"] == "not-satisfied" && status["reason"] == "other")
            #expect(
                status["remarks"] == "Masks set aside all that was judged, 5 results: it neither passes nor fails.")
            #expect(try Self.oscalFinding(of: "safe", results, statuses) != nil)
            #expect(try Self.oscalFinding(of: "idle", results, statuses) == nil)
        }
    }

    /// Of the rule `tls` one zone passes, and one fails under a mask: whatever results are asked for, the control and the rule do not pass.
    @Test(arguments: [ResultFilter(statuses: Set(ResultStatus.allCases)), ResultFilter(rules: ["size"])])
    func whatPassesButForAMaskDoesNotPass(_ filter: ResultFilter) throws {
        let world = ReportWorld(sort: .waived)
        let scan = try world.scan()
        let rules = AssessmentResults(
            scan.rules.map(\.evaluations), masks: scan.masks, resourceCount: 2, asOf: ReportWorld.now, gaps: .none)
        for (results, name, other) in [
            (try world.results(), "safe", "small"), (try world.recordedResults(filter: filter), "safe", "small"),
            (rules, "rule-1", "size"),
        ] {
            let status = try #require(try Self.oscalStatus(of: name, results))
            #expect(status["state"] == "not-satisfied" && status["reason"] == "other")
            #expect(
                status["remarks"]
                    == "Masks set aside 1 result that does not pass: that the rest passes does not satisfy it.")
            #expect(try Self.oscalStatus(of: other, results)?["state"] == "satisfied")
            #expect(ReportFormat.markdown.text(results).hasPrefix("## Norma: nothing fails, but for what is masked\n"))
        }
        let lines = ReportFormat.ndjson.text(try world.results()).split(separator: "\n")
        for (control, count) in [("safe", 1), ("small", 0)] {
            #expect(
                lines.contains {
                    $0.contains("\"control_id\":\"\(control)\"") && $0.contains("\"masked_open_count\":\(count)")
                })
        }
        // One that is masked and passes leaves a control that passes as it is.
        let passing = ReportWorld(without: ["fails", "unsaid", "waived"])
        #expect(try Self.oscalStatus(of: "safe", passing.results())?["state"] == "satisfied")
    }

    /// What an auditor reads without the rest of the document.
    @Test func oscalFindingsSayWhatIsAskedAndWhatCameOfIt() throws {
        func words(_ control: String) throws -> (title: String?, description: String?, target: String?) {
            let finding = try #require(try Self.oscalFinding(of: control, ReportWorld().results(), Self.all))
            let target = finding["target"] as? [String: Any]
            return (finding["title"] as? String, finding["description"] as? String, target?["title"] as? String)
        }
        let safe = try words("safe")
        #expect(safe.title == "safe")
        #expect(
            safe.description
                == "Transport x. Status: fail. Its rules over all resources: Only TLS 1.2 x (1 fail, 1 unknown, 1 pass, 2 masked)."
        )
        #expect(safe.target == "Control safe")
        #expect(
            try words("attested").description
                == "attested. Status: pass. Compliant, says bob x: seen x.")
        #expect(
            try words("by-hand").description == "by hand. Status: manual. Manual: somebody has to look.")
        #expect(
            try words("also-small").description
                == "also small. Status: masked. Its rules over all resources: size (1 fail, 4 pass).")
    }

    @Test func oscalHasNoFindingWhereNothingApplies() throws {
        #expect(try Self.oscalStatus(of: "idle", ReportWorld().results()) == nil)
        #expect(try Self.oscalStatus(of: "safe", ReportWorld(sort: .empty).results()) == nil)
        #expect(try Self.oscalStatus(of: "safe", ReportWorld(sort: .passing).results())?["state"] == "satisfied")
    }

    private static func oscalStatus(of control: String, _ results: AssessmentResults) throws -> [String: String]? {
        (try oscalFinding(of: control, results, all)?["target"] as? [String: Any])?["status"] as? [String: String]
    }

    private static func oscalFinding(
        of control: String, _ results: AssessmentResults, _ statuses: Set<ReportedStatus>
    ) throws -> [String: Any]? {
        let text = ReportFormat.oscal.text(results, statuses: statuses)
        let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [String: Any]]
        let result = (document?["assessment-results"]?["results"] as? [[String: Any]])?.first
        return (result?["findings"] as? [[String: Any]])?.first { finding in
            ((finding["target"] as? [String: Any])?["target-id"] as? String)?.hasPrefix(control) ?? false
        }
    }

    /// An empty report is no good one.
    @Test func nothingJudgedIsNoPass() throws {
        let results = try ReportWorld(sort: .empty).results()
        #expect(ReportFormat.junit.text(results).contains("<error message=\"nothing was judged\""))
        #expect(ReportFormat.sarif.text(results).contains("\"executionSuccessful\": false"))
        #expect(ReportFormat.markdown.text(results).contains("## Norma: nothing was judged"))
        #expect(ReportFormat.github.text(results).hasPrefix("::warning "))
        #expect(ReportFormat.ndjson.text(results).contains("\"judged\":false"))
        #expect(ReportFormat.gitlab.text(results).contains("nothing was judged"))
        #expect(ReportFormat.gitlab.text(try ReportWorld(sort: .passing).results()) == "[]\n")
        #expect(!ReportFormat.oscal.text(results).contains("\"satisfied\""))
        #expect(ReportFormat.oscal.text(results).contains("Nothing was judged"))
        #expect(!ReportFormat.xccdf.text(results).contains("<result>pass</result>"))
        #expect(ReportFormat.xccdf.text(results).contains("maximum=\"0\">0</score>"))
        #expect(!ReportFormat.ocsf.text(results).contains("\"Pass\""))
        #expect(!ReportFormat.csv.text(results).contains(",pass,"))
    }

    /// What passes under a mask is told where somebody asks for what is masked, and not by itself.
    @Test(
        arguments: [
            (nil, ["waived": "fail"]), ([.masked], ["waived": "fail", "fine-and-waived": "notApplicable"]),
            ([.pass], [:]),
        ] as [(Set<ReportedStatus>?, [String: String])])
    func sarifHasTheMasksThatAreAskedFor(_ statuses: Set<ReportedStatus>?, _ kinds: [String: String]) throws {
        let text = ReportFormat.sarif.text(try ReportWorld().results(), statuses: statuses)
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let results = (document["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]] ?? []
        var found: [String: String] = [:]
        for result in results where result["suppressions"] != nil && result["ruleId"] as? String == "rule-1" {
            let properties = try #require(result["properties"] as? [String: Any])
            found[properties["resource"] as? String ?? ""] = result["kind"] as? String
            #expect(properties["beneath"] as? String == (result["kind"] as? String == "fail" ? "fail" : "pass"))
        }
        #expect(found == kinds)
    }

    @Test func sarifLeavesOutWhatGitHubWouldTakeForAnAlert() throws {
        let text = ReportFormat.sarif.text(try ReportWorld().results())
        for kind in ["pass", "review", "notApplicable"] { #expect(!text.contains("\"kind\": \"\(kind)\"")) }
    }
}
