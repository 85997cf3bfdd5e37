import ArgumentParser
import Compliance
import ComplianceReports
import SourceText

struct ProfileShowCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a profile: its controls, their rules, and the parameters with their defaults.",
        discussion: """
            A profile is named by its id, its name or its version group; NAME@VERSION means that version, and a name alone \
            the latest.

            EXAMPLE
              norma profile show session-hygiene
              norma profile show cis-ibm-cloud-foundations@1.0.0 --format json
            """)

    @Argument(help: "The profile.")
    var profile: String

    @OptionGroup var pack: PackOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let loaded = try pack.load()
        let outline = loaded.outline(of: try loaded.profile(named: profile))
        let console = Console()
        switch output.format {
        case .text: console.printRaw(ProfileTextReport.show(outline, options: console.options))
        case .json:
            console.printRaw(ProfileJSONReport.show(outline, isLatest: loaded.isLatest(outline.profile)))
        }
        let diagnostics = loaded.diagnostics + outline.diagnostics
        console.show(diagnostics)
        if diagnostics.contains(where: \.isError) { throw ExitCode(2) }
    }
}
