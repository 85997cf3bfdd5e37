import ArgumentParser
import SourceText

struct ExplainCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explain a diagnostic's code, with a wrong and a right example.",
        discussion: """
            EXAMPLE
              norma explain E1203
            """)

    @Argument(help: "The code in brackets, such as E1203. Without one, every code with its title.")
    var code: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        let pages = DiagnosticCatalogue.pages
        guard let code else {
            show(pages) { $0.map { "\($0.code)  \($0.title)" }.joined(separator: "\n") }
            return
        }
        let wanted = code.uppercased()
        guard let page = pages.first(where: { $0.code == wanted }) else {
            throw CommandFailure(
                .unknownCode(code, nearest: Spelling.nearest(to: wanted, among: pages.map(\.code))))
        }
        show([page]) { $0.map(DiagnosticCatalogue.text(of:)).joined() }
    }

    private func show(_ pages: [DiagnosticKind], asText text: ([DiagnosticKind]) -> String) {
        switch output.format {
        case .text: Console().print(text(pages))
        case .json: Console().print(ExplainReport.json(pages))
        }
    }
}
