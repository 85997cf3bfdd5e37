import SourceText

/// One place of a result, as the page's script shows it.
extension HTMLWriter {
    mutating func place(_ finding: ReportedFinding) {
        element("section", [("class", "place")]) { page in
            page.element("p", [("class", "message")], text: finding.message)
            if finding.explanation != finding.message {
                page.element("p", [("class", "explanation")], text: finding.explanation)
            }
            if let missing = finding.missing {
                page.element("p", [("class", "explanation")], text: "Missing: \(missing)")
            }
            if !finding.causes.isEmpty {
                page.element(
                    "p", [("class", "explanation")], text: "Not known: \(finding.causes.joined(separator: ", "))")
            }
            if finding.excerpts.isEmpty, let place = finding.place {
                page.element("p", [("class", "origin")], text: place.description)
            }
            page.element("div", [("class", "excerpts")]) { page in
                for excerpt in finding.excerpts { page.excerpt(excerpt) }
            }
            if !finding.parameters.isEmpty { page.parameters(finding.parameters) }
        }
    }

    private mutating func excerpt(_ excerpt: ReportedExcerpt) {
        element("figure", [("class", "excerpt excerpt-\(excerpt.text.rawValue)")]) { page in
            page.inline("figcaption") { page in
                page.element("b", text: excerpt.text.heading)
                page.text(" \(excerpt.place)")
            }
            page.inline("pre") { page in
                for line in excerpt.lines {
                    page.inline("span", [("class", "line")]) { page in
                        page.element("span", [("class", "number")], text: String(line.number))
                        page.inline("span", [("class", "text")]) { page in
                            for part in line.parts {
                                if let mark = part.mark {
                                    page.element("mark", [("class", mark.word)], text: part.text)
                                } else {
                                    page.text(part.text)
                                }
                            }
                        }
                    }
                    for label in line.labels {
                        page.inline("span", [("class", "said said-\(label.mark.word)")]) { page in
                            page.element(
                                "span", [("class", "pad")],
                                text: String(repeating: " ", count: min(label.indentation, 90)))
                            page.element("span", text: label.text)
                        }
                    }
                }
            }
        }
    }

    private mutating func parameters(_ parameters: [ReportedFinding.Parameter]) {
        element("table", [("class", "parameters")]) { page in
            page.element("thead") { page in
                page.element("tr") { page in
                    for name in ["Parameter", "Value", "Origin"] { page.element("th", [("scope", "col")], text: name) }
                }
            }
            page.element("tbody") { page in
                for parameter in parameters {
                    page.element("tr") { page in
                        page.element("th", [("scope", "row")], text: parameter.name)
                        page.inline("td") { $0.element("code", text: parameter.value) }
                        page.element("td", text: parameter.originText)
                    }
                }
            }
        }
    }
}

extension ExcerptText {
    fileprivate var heading: String {
        switch self {
        case .resource: "Resource"
        case .rule: "Rule"
        case .related: "Other resource"
        }
    }
}

extension ReportedExcerpt.Mark {
    fileprivate var word: String { isPrimary ? "primary" : "secondary" }
}
