import ArgumentParser
import ComplianceReports
import ResourceDocuments
import RuleAnalysis
import RulePacks
import RuleTesting
import SourceText

struct DiffRulesCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff-rules", _superCommandName: "norma",
        abstract: "Find resources of which two versions of a rule say different things.",
        discussion: """
            Rules are paired by their ids, else by their names; where each side has one rule only, these two are. Resources are made of what \
            both versions read and name, begin with those of their cases, and follow from the seed. Exit 1 where a difference was found or a rule stands on one side only, 2 where a rule cannot \
            be understood or none could be compared. That none was found is no proof: the last line says how far it was looked.

            EXAMPLE
              norma diff-rules old/tls.norma new/tls.norma
              norma diff-rules --seed 7 --samples 20000 old-rules rules
            """)

    @Argument(help: ArgumentHelp("The earlier rule file, or a folder of them.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("The later rule file, or a folder of them.", valueName: "new"))
    var new: String

    @Option(help: "Where the random choices begin; the same seed finds the same.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("How many resources to try for each rule.", valueName: "number"))
    var samples = 3_000

    @OptionGroup var dependencies: DependencyOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if !(1...10_000_000).contains(samples) { throw ValidationError("--samples is a number from 1 to 10000000") }
    }

    func run() throws {
        let disk = DiskFiles()
        let keys = KeyTable()
        let libraries = [old, new].map {
            PackLoader.load([$0], from: disk, keys: keys, dependencies: dependencies.folders)
        }
        let faults = libraries.flatMap(\.diagnostics).filter(\.isError)
        let console = Console()
        guard faults.isEmpty else {
            guard output.format == .json else { throw CommandFailure(faults) }
            console.print(RuleDifferenceReport(diagnostics: faults).json)
            throw ExitCode(2)
        }
        let cases = libraries.map { CaseFiles.beside($0, in: disk, keys: keys).files }
        let pairing = RulePairing(libraries[0], libraries[1])
        let comparisons = pairing.pairs.map { pair in
            let known = Sample.ofCases(cases[0], for: pair.old) + Sample.ofCases(cases[1], for: pair.new)
            return RuleComparison(
                pair.old, pair.new, from: known, seed: seed, limit: samples,
                asOf: .ofCases(cases[1].isEmpty ? cases[0] : cases[1], for: pair.new))
        }
        let report = RuleDifferenceReport(pairing: pairing, comparisons: comparisons)
        switch output.format {
        case .text: console.print(report.text)
        case .json: console.print(report.json)
        }
        // What was not compared may differ.
        if comparisons.isEmpty || comparisons.contains(where: { !$0.unboundRules.isEmpty }) { throw ExitCode(2) }
        if report.isDifferent { throw ExitCode(1) }
    }
}
