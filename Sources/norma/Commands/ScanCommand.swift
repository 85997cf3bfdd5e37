import ArgumentParser
import Compliance
import ComplianceReports
import ResourceDocuments
import RulePacks
import SourceText

struct ScanCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan", abstract: "Scan an inventory under an attachment: each control's status, and the score.",
        discussion: """
            Exit 0 when the scan is complete, whatever the score; 2 when something could not be read.

            SCORES
            \(scores)

            EXAMPLE
              norma scan --attachment rules/attachments/demo.yaml \\
                --inventory rules/inventory --as-of 2026-11-01T00:00:00Z
            """)

    private static let scores = ScoreModel.allCases.map { "  \($0.rawValue): \($0.formula)" }.joined(separator: "\n")

    @OptionGroup var attachment: AttachmentOptions
    @OptionGroup var resources: InventoryOptions
    @OptionGroup var clock: ClockOptions

    @Option(help: ArgumentHelp("How to score; 'norma help scan' has the formulas.", valueName: "model"))
    var score: ScoreModel = .scc

    @OptionGroup var dependencies: DependencyOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let console = Console()
        let (scan, reading) = try attachment.scan(
            resources, dependencies: dependencies, asOf: try clock.instant(), console: console)
        switch output.format {
        case .json: ScanJSONReport.write(scan, model: score, to: console.printRaw)
        case .text:
            ScanTextReport.write(scan, model: score, options: console.options, to: console.printRaw)
            console.show(scan.diagnostics)
        }
        try reading.requireUnchanged()
        if scan.diagnostics.contains(where: \.isError) { throw ExitCode(2) }
    }
}

extension ScoreModel: ExpressibleByArgument {}
