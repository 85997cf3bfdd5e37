import Compliance
import ResourceDocuments

/// How an attachment's score moved, drawn and in figures.
extension HTMLWriter {
    private static let mostPoints = 30
    private static let width = 520.0
    private static let height = 132.0

    mutating func trend(_ trend: [TrendPoint], number: Int, showsFigures: Bool) {
        let points = Array(trend.suffix(Self.mostPoints))
        element("figure", [("class", "trend")]) { page in
            page.element(
                "figcaption", [("class", "label")], text: "Score of the last \(points.count) scans, in percent")
            page.chart(points, number: number)
            if !showsFigures { return }
            page.element("details") { page in
                page.element("summary", text: "In figures")
                page.table(points)
            }
        }
    }

    private mutating func chart(_ points: [TrendPoint], number: Int) {
        let (left, right, top, bottom) = (34.0, Self.width - 56, 10.0, Self.height - 24)
        let first = Double(points.first?.asOf.seconds ?? 0)
        let span = max(Double(points.last?.asOf.seconds ?? 0) - first, 1)
        func x(_ point: TrendPoint) -> Double { left + (Double(point.asOf.seconds) - first) / span * (right - left) }
        func y(_ score: Int) -> Double { bottom - Double(score) / 100 * (bottom - top) }
        let text = ReportNumber.text(of:)
        let description =
            "\(points.first?.asOf.day ?? "") to \(points.last?.asOf.day ?? ""): from "
            + "\(points.first?.scoreText ?? "no score") to \(points.last?.scoreText ?? "no score")"
        element(
            "svg",
            [
                ("viewBox", "0 0 \(text(Self.width)) \(text(Self.height))"), ("font-size", "11"), ("role", "img"),
                ("aria-labelledby", "trend-\(number)"),
            ]
        ) { page in
            page.element("title", [("id", "trend-\(number)")], text: description)
            for score in [0, 50, 100] {
                let line = text(y(score))
                page.element(
                    "line",
                    [
                        ("class", "grid"), ("stroke", PageStyle.colour("rule")), ("x1", text(left)),
                        ("x2", text(right)), ("y1", line), ("y2", line),
                    ],
                    text: "")
                page.element(
                    "text", [("x", text(left - 8)), ("y", text(y(score) + 4)), ("text-anchor", "end")], text: "\(score)"
                )
            }
            // A scan without a score is a gap.
            for run in points.split(whereSeparator: { $0.score == nil }) where run.count > 1 {
                let line = run.map { "\(text(x($0))),\(text(y($0.score ?? 0)))" }.joined(separator: " ")
                page.element(
                    "polyline",
                    [
                        ("class", "line"), ("fill", "none"), ("stroke", PageStyle.colour("accent")),
                        ("stroke-width", "2"),
                        ("points", line),
                    ], text: "")
            }
            for point in points {
                guard let score = point.score else { continue }
                page.element(
                    "circle",
                    [
                        ("class", "point"), ("stroke", PageStyle.colour("accent")),
                        // A score of a part is a ring.
                        ("fill", PageStyle.colour(point.gaps.isEmpty ? "accent" : "paper")), ("cx", text(x(point))),
                        ("cy", text(y(score))), ("r", "3"),
                    ], text: ""
                )
            }
            if let last = points.last, let score = last.score {
                page.element(
                    "text", [("class", "value"), ("x", text(right + 8)), ("y", text(y(score) + 4))], text: "\(score) %")
            }
            page.element("text", [("x", text(left)), ("y", text(Self.height - 6))], text: points.first?.asOf.day ?? "")
            page.element(
                "text", [("x", text(right)), ("y", text(Self.height - 6)), ("text-anchor", "end")],
                text: points.last?.asOf.day ?? "")
        }
    }

    private mutating func table(_ points: [TrendPoint]) {
        element("table") { page in
            page.element("thead") { page in
                page.element("tr") { page in
                    for name in ["As of", "Score", "Fail", "Unknown", "Masked", "Pass"] {
                        page.element("th", [("scope", "col")], text: name)
                    }
                }
            }
            page.element("tbody") { page in
                for point in points {
                    let counts = point.evaluations
                    page.element("tr") { page in
                        page.element("th", [("scope", "row")], text: point.asOf.description)
                        page.element("td", text: point.scoreText ?? "none")
                        for count in [counts.failed, counts.unknown, counts.masked, counts.passed] {
                            page.element("td", text: String(count))
                        }
                    }
                }
            }
        }
    }
}

extension TrendPoint {
    fileprivate var scoreText: String? { gaps.scoreText(score) }
}

extension Instant {
    /// `2026-11-01`
    fileprivate var day: String { String(description.prefix { $0 != "T" }) }
}
