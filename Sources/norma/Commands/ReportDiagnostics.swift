import ComplianceReports
import SourceText

/// W5038: what a report holds more of than one of its readers takes.
extension Diagnostic {
    static func beyondGitHub(_ excess: SARIFExcess) -> Self {
        let limits = SARIFLimits.gitHub
        return switch excess {
        case .runs(let count):
            Diagnostic(
                .beyondGitHub, at: nil,
                "the SARIF report has \(count) runs, and GitHub's code scanning refuses a file with more than \(limits.runs)",
                hint: "write a report for each attachment, and upload each under a category of its own")
        case .results(let count):
            Diagnostic(
                .beyondGitHub, at: nil,
                "the SARIF report has a run with \(count) results, and GitHub's code scanning refuses one with more than \(limits.results)",
                hint:
                    "write less with --status fail, or a report for each part of the rules or of the inventory, and upload each under a category of its own"
            )
        }
    }
}

extension DiagnosticKind {
    static let beyondGitHub = DiagnosticKind(
        "W5038", "a SARIF report that GitHub refuses",
        """
        GitHub's code scanning takes files of at most 20 runs, one for each attachment here, with at most 25,000 results each. It refuses what is beyond, and of a \
        run it keeps the 5,000 worst results. Other readers of SARIF have no such limits.
        """, .command,
        wrong: """
            for i in $(seq 21); do sed "s/^name: .*/name: n$i/" rules/attachments/demo.yaml > rules/attachments/n$i.yaml; done
            norma scan $(seq -f '--attachment rules/attachments/n%g.yaml' 21) --inventory rules/inventory --report sarif=norma.sarif
            """,
        right:
            "norma scan --attachment rules/attachments/demo.yaml --inventory rules/inventory --report sarif=norma.sarif"
    )
}
