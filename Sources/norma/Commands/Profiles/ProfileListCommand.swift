import ArgumentParser
import Compliance
import ComplianceReports
import SourceText

struct ProfileListCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the profiles of a pack, with their versions.",
        discussion: """
            EXAMPLE
              norma profile list
              norma profile list --pack rules/kubernetes --format json
            """)

    @OptionGroup var pack: PackOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let loaded = try pack.load()
        let outlines = loaded.contents.profiles.inVersionOrder.map(loaded.outline)
        let latest = Set(outlines.indices.filter { loaded.isLatest(outlines[$0].profile) })
        let console = Console()
        switch output.format {
        case .text: console.printRaw(ProfileTextReport.list(outlines, latest: latest, options: console.options))
        case .json: console.printRaw(ProfileJSONReport.list(outlines, latest: latest))
        }
        console.show(loaded.diagnostics)
        if loaded.diagnostics.contains(where: \.isError) { throw ExitCode(2) }
    }
}
