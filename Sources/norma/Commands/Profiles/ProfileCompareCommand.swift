import ArgumentParser
import Compliance
import ComplianceReports
import SourceText

struct ProfileCompareCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Compare two versions of a profile, or two profiles.",
        discussion: """
            Says which controls and parameters were added, removed and changed, and in what. With one version, it is \
            compared with the latest.

            EXAMPLE
              norma profile compare cis-ibm-cloud-foundations session-hygiene
              norma profile compare cis@1.0.0 cis@1.1.0 --format json
            """)

    @Argument(help: "The profile, or the version of it, that there was.")
    var current: String

    @Argument(help: "The one to compare it with. Default: the latest version.")
    var latest: String?

    @OptionGroup var pack: PackOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let loaded = try pack.load()
        let before = try loaded.profile(named: current)
        let after = try loaded.profile(named: latest ?? before.edition.group ?? before.name)
        let outlines = (loaded.outline(of: before), loaded.outline(of: after))
        let comparison = ProfileComparison(outlines.0, outlines.1)
        let console = Console()
        switch output.format {
        case .text: console.printRaw(ProfileComparisonText.render(comparison, options: console.options))
        case .json: console.printRaw(ProfileJSONReport.comparison(comparison))
        }
        let diagnostics = loaded.diagnostics + outlines.0.diagnostics + outlines.1.diagnostics
        console.show(diagnostics)
        if diagnostics.contains(where: \.isError) { throw ExitCode(2) }
    }
}
