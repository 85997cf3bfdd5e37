import Compliance
import SourceText

/// One file that works alone: what came of the scans, their controls as a tree, and every result with the lines of both texts, to be
/// filtered and searched. The page draws from the data within it what is looked at, however much there is.
enum HTMLReport {
    static func write(_ assessments: [AssessmentResults], to output: @escaping (String) -> Void) {
        var page = HTMLWriter(to: output)
        page.document(of: assessments, script: PageScript.text) { page in
            page.element("a", [("class", "skip"), ("href", "#findings")], text: "Skip to the results")
            page.banner(of: assessments) { page in
                page.element(
                    "button", [("type", "button"), ("id", "theme"), ("aria-pressed", "false")], text: "Dark theme")
            }
            page.element("main") { page in
                page.summaries(of: assessments)
                page.element("noscript") { page in
                    page.element(
                        "p", [("class", "notice")],
                        text:
                            "Controls and results are listed by a script of this page, which your browser does not run. "
                            + "norma writes them without one as well: --report pdf=FILE, markdown=FILE or csv=FILE.")
                }
                page.element("section", [("id", "controls"), ("aria-labelledby", "controls-heading")]) { page in
                    page.element("h2", [("id", "controls-heading")], text: "Controls")
                }
                page.element(
                    "section", [("id", "findings"), ("aria-labelledby", "findings-heading"), ("tabindex", "-1")]
                ) {
                    page in page.element("h2", [("id", "findings-heading")], text: "Results")
                }
            }
            page.legend()
            let entries = PageEntry.entries(of: assessments)
            let evidence = PageEvidence(of: entries, in: assessments, to: &page)
            page.data(id: "report") { PageIndex(of: entries, in: assessments, evidence).write(to: &$0) }
            page.element("script") { $0.raw(PageScript.text) }
        }
    }
}

extension HTMLWriter {
    /// - Parameter script: nil: the document has none.
    mutating func document(
        of assessments: [AssessmentResults], script: String?, _ body: (inout HTMLWriter) -> Void
    ) {
        let names = assessments.map(\.title).joined(separator: ", ")
        element("html", [("lang", "en")]) { page in
            page.element("head") { page in
                page.void("meta", [("charset", "utf-8")])
                page.void(
                    "meta",
                    [
                        ("http-equiv", "Content-Security-Policy"),
                        (
                            "content",
                            PageSecurity.policy(style: "\n" + PageStyle.text, script: script.map { "\n" + $0 })
                        ),
                    ])
                page.void("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
                page.void("meta", [("name", "generator"), ("content", "\(NormaTool.name) \(NormaTool.version)")])
                page.void("meta", [("name", "color-scheme"), ("content", "light dark")])
                page.void("link", [("rel", "icon"), ("href", "data:,")])
                page.element("title", text: "Compliance report: \(names)")
                page.text("\n")
                page.element("style") { $0.raw(PageStyle.text) }
            }
            page.element("body") { body(&$0) }
        }
        finish()
    }

    mutating func banner(of assessments: [AssessmentResults], _ tools: (inout HTMLWriter) -> Void = { _ in }) {
        element("header") { page in
            page.element("div") { page in
                page.element("h1", text: "Compliance report")
                page.element(
                    "p", [("class", "subject")],
                    text: assessments.map { "\($0.title), as of \($0.asOf)" }.joined(separator: "; "))
            }
            tools(&page)
        }
    }

    /// What each status means, for whoever has to sign.
    mutating func legend() {
        element("footer") { page in
            page.element("h2", text: "What the statuses mean")
            page.element("dl", [("class", "legend")]) { page in
                for status in ReportedStatus.allCases {
                    page.element("div") { page in
                        page.inline("dt") { $0.badge(status) }
                        page.element("dd", text: status.meaning)
                    }
                }
            }
            page.element("p", [("class", "quiet")], text: "Made by \(NormaTool.name) \(NormaTool.version).")
        }
    }

    mutating func badge(_ status: ReportedStatus, text: String? = nil) {
        element("span", [("class", "status status-\(status.rawValue)")], text: text ?? status.phrase)
    }
}

extension ReportedStatus {
    fileprivate var meaning: String {
        switch self {
        case .fail: "A rule fails on a resource, or a person says that a control is not met."
        case .unknown: "Data that a rule asks for is missing or of no use: nobody knows whether it passes."
        case .manual: "A person has to look, and nobody has."
        case .masked: "Somebody set it aside, with a reason. It counts for nothing, also where it would pass."
        case .notApplicable: "No resource that was scanned is asked by it."
        case .pass: "A rule passes on a resource, or a person attests that a control is met."
        }
    }
}
