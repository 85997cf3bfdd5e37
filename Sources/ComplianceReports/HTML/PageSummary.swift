import Compliance
import ResourceDocuments
import SourceText

/// What came of one scan: the score and how it moved, how many results stand how, and the profiles.
extension HTMLWriter {
    /// The first few at length; each has many elements, and a page may hold no more than it can show.
    private static let mostSummaries = 6
    private static let mostLines = 100

    mutating func summaries(of assessments: [AssessmentResults]) {
        for (position, assessment) in assessments.enumerated().prefix(Self.mostSummaries) {
            summary(of: assessment, number: position, showsFigures: assessments.count == 1)
        }
        let further = assessments.dropFirst(Self.mostSummaries)
        if further.isEmpty { return }
        element("section") { page in
            page.element("h2", text: "Further scans (\(further.count))")
            page.element("ul") { page in
                for assessment in further.prefix(Self.mostLines) {
                    page.element("li", text: "\(assessment.title), as of \(assessment.asOf): \(assessment.summaryText)")
                }
            }
            if further.count > Self.mostLines {
                page.element("p", text: "… and \(further.count - Self.mostLines) more")
            }
        }
    }

    /// - Parameter showsFigures: of the trend beside its drawing.
    mutating func summary(of assessment: AssessmentResults, number: Int, showsFigures: Bool = true) {
        let heading = "scan-\(number)"
        element("section", [("class", "summary"), ("aria-labelledby", heading)]) { page in
            page.inline("h2", [("id", heading)]) { page in
                page.text(assessment.title)
                page.element("span", [("class", "quiet")], text: " as of \(assessment.asOf)")
            }
            page.element("p", [("class", "verdict")], text: assessment.verdictText.capitalizedFirst)
            page.notices(of: assessment)
            page.element("div", [("class", "figures")]) { page in
                page.score(of: assessment)
                page.counts(of: assessment)
                if assessment.trend.count > 1 {
                    page.trend(assessment.trend, number: number, showsFigures: showsFigures)
                }
            }
            if !assessment.profiles.isEmpty { page.profiles(of: assessment) }
        }
    }

    private mutating func notices(of assessment: AssessmentResults) {
        if assessment.isEmpty {
            element(
                "p", [("class", "notice")],
                text: assessment.evaluations.masked > 0
                    ? "All that rules judged is masked, and nobody answered a control. That nothing fails here says nothing."
                    : "No rule judged a resource, and nobody answered a control. That nothing fails here says nothing.")
        }
        if !assessment.isComplete {
            element(
                "p", [("class", "notice")],
                text: "Not everything could be read. What is missing here is not known to pass."
                    + (assessment.gaps.kindsText.map { " Could not be read: \($0)." } ?? ""))
        }
    }

    private mutating func score(of assessment: AssessmentResults) {
        let evaluations = assessment.evaluations
        element("div", [("class", "score")]) { page in
            page.element(
                "p", [("class", "label")], text: assessment.isComplete ? "Score" : "Score of what could be read")
            page.element("p", [("class", "number")], text: assessment.score.map { "\($0) %" } ?? "none")
            page.element(
                "p", [("class", "quiet")],
                text: assessment.score == nil
                    ? "nothing was evaluated"
                    : "\(evaluations.passed) of \(count(evaluations.total, "evaluation")) pass; what is unknown does not"
            )
            page.element("dl", [("class", "facts")]) { page in
                page.fact("Resources in scope", String(assessment.resourceCount))
                if !assessment.isComplete {
                    let kinds = assessment.gaps.kinds.count
                    page.fact("Could not be read", kinds > 0 ? count(kinds, "kind") : "some files")
                }
                if let collectedAt = assessment.collectedAt { page.fact("Collected", collectedAt.description) }
            }
        }
    }

    private mutating func fact(_ name: String, _ value: String) {
        element("div") { page in
            page.element("dt", text: name)
            page.element("dd", text: value)
        }
    }

    /// How many stand how, as a bar of what was evaluated and in words.
    private mutating func counts(of assessment: AssessmentResults) {
        element("div", [("class", "counts")]) { page in
            page.element("p", [("class", "label")], text: "Results")
            page.bar(of: assessment.evaluations)
            page.element("dl") { page in
                for status in ReportedStatus.allCases {
                    page.element("div") { page in
                        page.inline("dt") { $0.badge(status) }
                        page.inline("dd") { page in
                            page.element("b", text: String(assessment.count(status)))
                            page.element(
                                "span", [("class", "quiet")],
                                text: " " + status.noun + (assessment.count(status) == 1 ? "" : "s"))
                        }
                    }
                }
            }
        }
    }

    /// The shares of what was evaluated; the words beside it say the same.
    private mutating func bar(of evaluations: EvaluationSummary) {
        let parts: [(ReportedStatus, Int)] = [
            (.fail, evaluations.failed), (.unknown, evaluations.unknown), (.masked, evaluations.masked),
            (.pass, evaluations.passed),
        ]
        let total = parts.reduce(0) { $0 + $1.1 }
        if total == 0 { return }
        element(
            "svg",
            [
                ("class", "bar"), ("viewBox", "0 0 1000 12"), ("preserveAspectRatio", "none"), ("aria-hidden", "true"),
                ("focusable", "false"),
            ]
        ) { page in
            var start = 0.0
            for (status, count) in parts where count > 0 {
                let width = Double(count) * 1_000 / Double(total)
                page.element(
                    "rect",
                    [
                        ("class", "share-\(status.rawValue)"),
                        ("fill", PageStyle.colour(status == .masked ? "strong-rule" : status.rawValue)),
                        ("x", ReportNumber.text(of: start)), ("y", "0"),
                        // A small share stays a stroke that can be seen.
                        ("width", ReportNumber.text(of: max(width, 2))), ("height", "12"),
                    ], text: "")
                start += width
            }
        }
    }

    private mutating func profiles(of assessment: AssessmentResults) {
        let statuses = assessment.controlStatuses
        element("div", [("class", "wide")]) { page in
            page.element("table") { page in
                page.element("caption", text: "Profiles")
                page.element("thead") { page in
                    page.element("tr") { page in
                        for name in ["Profile", "Score"] + ReportedStatus.allCases.map(\.phrase) {
                            page.element("th", [("scope", "col")], text: name)
                        }
                    }
                }
                page.element("tbody") { page in
                    for (position, profile) in assessment.profiles.enumerated().prefix(20) {
                        page.element("tr") { page in
                            let name = [profile.name, profile.version].compactMap(\.self).joined(separator: " ")
                            page.element("th", [("scope", "row")], text: name)
                            page.element(
                                "td", [("data-name", "score")],
                                text: assessment.gaps(ofProfile: position).scoreText(profile.score) ?? "none")
                            for status in ReportedStatus.allCases {
                                let count = zip(assessment.controls, statuses).count {
                                    $0.standing.profile == position && $1 == status
                                }
                                page.element("td", [("data-name", status.phrase)], text: String(count))
                            }
                        }
                    }
                }
            }
            if assessment.profiles.count > 20 {
                page.element("p", text: "… and \(assessment.profiles.count - 20) more profiles")
            }
            page.element("p", [("class", "quiet")], text: "Scores count evaluations, statuses count controls.")
        }
    }
}

extension ReportedStatus {
    /// What there are so many of.
    fileprivate var noun: String {
        switch self {
        case .fail, .unknown, .masked, .pass: "evaluation"
        case .manual: "control"
        case .notApplicable: "rule"
        }
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
