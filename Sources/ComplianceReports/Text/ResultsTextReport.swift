package import Compliance
import RuleSyntax
package import SourceText

/// Results of a recorded scan for a terminal: a line each, and where there are more.
package enum ResultsTextReport {
    package static func render(
        _ page: Page<ListedResult>, of scan: ScanRecord,
        options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        var report = ReportText(options: options)
        report.line(("scan \(scan.id.prefix(8)) of \(scan.attachment), as of \(scan.asOf)", .strong))
        if page.elements.isEmpty {
            report.line(page.number == 1 ? "no result is so" : "no results on page \(page.number)")
        }
        let titles = ResourceTitle.cells(page.elements.map(\.resource))
        report.table(zip(page.elements, titles).map { row($0, titled: $1, of: scan) })
        if page.hasMore { report.line(("more with --page \(page.number + 1)", .secondary)) }
        return report.text
    }

    private static func row(
        _ result: ListedResult, titled title: [String], of scan: ScanRecord
    ) -> [(text: String, style: StyledLine.Style)] {
        let beneath = result.mask == nil ? result.status.rawValue : "masked(\(result.verdict.word))"
        return [
            (beneath, result.status.style), (result.rule.severity.rawValue, .plain), (result.rule.name, .strong),
        ] + title.enumerated().map { ($1, $0 == 0 ? .plain : .secondary) } + [
            (result.controls.map(scan.title).joined(separator: ", "), .secondary),
            (result.mask.map(phrase) ?? "", .secondary),
        ]
    }

    /// `waiver m-1f3a by ann until 2027-01-01T00:00:00Z: moved in March`, `hidden: names logs of subscope auditors in account a`
    private static func phrase(_ mask: RecordedMask) -> String {
        let entered = [mask.id, mask.author.map { "by \($0)" }, mask.expiresAt.map { "until \($0)" }]
        let words = [mask.category] + entered.compactMap(\.self)
        return "\(words.joined(separator: " ")): \(mask.justification ?? mask.target)"
    }

    package static func render(
        _ groups: [ResultGroup], by grouping: ResultGrouping, of scan: ScanRecord,
        options: DiagnosticRenderer.Options = DiagnosticRenderer.Options()
    ) -> String {
        var report = ReportText(options: options)
        report.line(
            ("scan \(scan.id.prefix(8)) of \(scan.attachment), as of \(scan.asOf), by \(grouping.rawValue)", .strong))
        if groups.isEmpty { report.line("no result is so") }
        report.table(
            groups.map { group in
                let counts = ResultStatus.allCases.filter { group.count($0) > 0 }.map {
                    "\(group.count($0)) \($0.rawValue)"
                }
                return [
                    (group.name, .strong), (counts.joined(separator: ", "), .plain), (group.detail ?? "", .secondary),
                ]
            })
        return report.text
    }
}

extension ResultStatus {
    fileprivate var style: StyledLine.Style {
        switch self {
        case .fail: .error
        case .unknown, .masked: .warning
        case .pass: .help
        }
    }
}
