import Compliance
import RuleSyntax
import SourceText

/// The page for paper: the same head, then every control, and every result that does not pass with the lines of both texts; what there is
/// nothing to show of stands in a table. It has no script, so that whatever prints HTML can print it.
package enum PrintedReport {
    /// As many results are shown with their evidence, the worst first; the rest stand in a table.
    private static let mostShown = 1_000

    /// Writes HTML of some scans, in their order. Equal scans give equal bytes.
    package static func write(_ assessments: [AssessmentResults], to output: @escaping (String) -> Void) {
        var page = HTMLWriter(to: output)
        page.document(of: assessments, script: nil) { page in
            page.banner(of: assessments)
            page.element("main") { page in
                for (position, assessment) in assessments.enumerated() {
                    page.summary(of: assessment, number: position)
                }
                for assessment in assessments where !assessment.controls.isEmpty { page.controls(of: assessment) }
                let entries = PageEntry.entries(of: assessments).filter { $0.status != .pass }
                page.element("section") { page in
                    page.element("h2", text: "What does not pass (\(entries.count))")
                    if entries.isEmpty { page.element("p", text: "There is nothing.") }
                    let detailed = entries.count { $0.hasDetail(in: assessments[$0.scan]) }
                    if detailed > mostShown {
                        page.element(
                            "p", [("class", "notice")],
                            text: "The first \(mostShown) stand here with the lines that decide them, the worst first; "
                                + "\(detailed - mostShown) more in the table below. norma writes the lines of all: --report html=FILE."
                        )
                    }
                    var (shown, further): (Int, [PageEntry]) = (0, [])
                    for entry in entries {
                        guard shown < mostShown, entry.hasDetail(in: assessments[entry.scan]) else {
                            further.append(entry)
                            continue
                        }
                        page.entry(entry, of: assessments[entry.scan])
                        shown += 1
                    }
                    if !further.isEmpty { page.table(of: further, in: assessments) }
                }
                for assessment in assessments { page.passes(of: assessment) }
            }
            page.legend()
        }
    }
}

extension HTMLWriter {
    /// The controls of a scan in their order, beneath the names of their families.
    fileprivate mutating func controls(of assessment: AssessmentResults) {
        var counts = Array(repeating: [ReportedStatus: Int](), count: assessment.controls.count)
        for result in assessment.results {
            for control in result.controls { counts[control][result.status, default: 0] += 1 }
        }
        let statuses = assessment.controlStatuses
        element("section") { page in
            page.element("h2", text: "Controls of \(assessment.title)")
            page.element("table") { page in
                page.head(["Status", "Control", "Results"])
                page.element("tbody") { page in
                    var before: [String] = []
                    for (position, control) in assessment.controls.enumerated() {
                        let profile =
                            assessment.profiles.indices.contains(control.standing.profile)
                            ? assessment.profiles[control.standing.profile].name : ""
                        let family = [profile] + control.standing.family
                        if family != before {
                            page.element("tr") { page in
                                page.element(
                                    "th", [("colspan", "3"), ("scope", "rowgroup")],
                                    text: family.filter { !$0.isEmpty }.joined(separator: " › "))
                            }
                        }
                        before = family
                        page.element("tr") { page in
                            page.inline("td") { $0.badge(statuses[position]) }
                            page.element("td", text: control.heading)
                            page.element("td", text: control.tally(counts[position]))
                        }
                    }
                }
            }
        }
    }

    private mutating func head(_ columns: [String]) {
        element("thead") { page in
            page.element("tr") { page in
                for name in columns { page.element("th", [("scope", "col")], text: name) }
            }
        }
    }

    fileprivate mutating func entry(_ entry: PageEntry, of assessment: AssessmentResults) {
        element("article", [("class", "entry entry-\(entry.status.rawValue)")]) { page in
            page.element("div", [("class", "head")]) { page in
                page.badge(entry.status)
                if let severity = entry.severity {
                    page.element("span", [("class", "severity severity-\(severity.rawValue)")], text: severity.rawValue)
                }
                page.element("h3", text: entry.heading(in: assessment))
            }
            switch entry.subject {
            case .result(let result): page.detail(of: result, in: assessment)
            case .idleRule: break
            case .answer(let control):
                page.element("p", [("class", "prose")], text: assessment.controls[control].answerText)
            }
        }
    }

    private mutating func detail(of result: AssessedResult, in assessment: AssessmentResults) {
        let rule = assessment.rule(of: result)
        let resource = assessment.resource(of: result)
        element("p", [("class", "subject")], text: resource.line)
        element("div", [("class", "detail")]) { page in
            if let mask = result.mask {
                page.element("p", [("class", "mask")], text: "\(result.verdict.word) beneath a mask: \(mask.phrase)")
            }
            for finding in assessment.findings(of: result, with: true) { page.place(finding) }
            if let fix = rule.fix {
                page.element("p", [("class", "fix")]) { page in
                    page.element("b", text: "Fix: ")
                    page.text(PageText.prose(fix))
                }
            }
            let controls = assessment.controls(of: result).map(\.heading)
            if !controls.isEmpty {
                page.element(
                    "p", [("class", "quiet")],
                    text: "\(controls.count == 1 ? "Control" : "Controls"): \(controls.joined(separator: "; "))")
            }
        }
    }

    fileprivate mutating func table(of entries: [PageEntry], in assessments: [AssessmentResults]) {
        element("table") { page in
            page.element("caption", text: "In short (\(entries.count))")
            page.head(["Status", "Severity", "What", "Resource"])
            page.element("tbody") { page in
                for entry in entries {
                    let assessment = assessments[entry.scan]
                    let resource: String =
                        if case .result(let result) = entry.subject { assessment.resource(of: result).line } else { "" }
                    page.element("tr") { page in
                        page.inline("td") { $0.badge(entry.status) }
                        for text in [entry.severity?.rawValue ?? "", entry.heading(in: assessment), resource] {
                            page.element("td", text: text)
                        }
                    }
                }
            }
        }
    }

    /// On how many resources each rule passes.
    fileprivate mutating func passes(of assessment: AssessmentResults) {
        var counts = Array(repeating: 0, count: assessment.rules.count)
        for result in assessment.results where result.status == .pass { counts[result.rule] += 1 }
        if counts.allSatisfy({ $0 == 0 }) { return }
        element("section") { page in
            page.element("h2", text: "What passes in \(assessment.title)")
            page.element("table") { page in
                page.head(["Rule", "Title", "Resources"])
                page.element("tbody") { page in
                    for (rule, count) in zip(assessment.rules, counts) where count > 0 {
                        page.element("tr") { page in
                            for text in [rule.name, rule.title ?? "", String(count)] { page.element("td", text: text) }
                        }
                    }
                }
            }
        }
    }
}

extension PageEntry {
    /// Whether there is more to show of it than what it is.
    fileprivate func hasDetail(in assessment: AssessmentResults) -> Bool {
        switch subject {
        case .result: true
        case .idleRule: false
        case .answer(let control): assessment.controls[control].attestation != nil
        }
    }

    fileprivate func heading(in assessment: AssessmentResults) -> String {
        switch subject {
        case .result(let result): assessment.rule(of: result).heading
        case .idleRule(let rule): assessment.rules[rule].heading
        case .answer(let control): assessment.controls[control].heading
        }
    }
}

extension AssessedControl {
    /// What a person looks for: the id, the name where that is another, and the first line of what it demands.
    fileprivate var heading: String {
        let demand = description.map { [String($0.prefix { $0 != "\n" })] } ?? []
        return ((id == name ? [name] : [id, name]) + demand).joined(separator: " ")
    }

    /// `3 fail, 12 pass`, and what a person says.
    fileprivate func tally(_ counts: [ReportedStatus: Int]) -> String {
        let words = ReportedStatus.allCases.compactMap { status in counts[status].map { "\($0) \(status.phrase)" } }
        return (words + (attestation == nil ? [] : [answerText])).joined(separator: ", ")
    }
}

extension AssessedResource {
    fileprivate var line: String {
        ([title] + [idBesideTitle, kind, account, region].compactMap(\.self)).map(ResourceTitle.cut).joined(
            separator: " · ")
    }
}
