import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore

struct DiffCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", _superCommandName: "norma",
        abstract: "Say what differs between two recorded scans, and what it came from.",
        discussion: """
            A scan is named by its id, or by as much of its beginning as no other has. Of one that failed or is not written to its end \
            nothing is called gone, new or left out.

            EXAMPLE
              norma diff 1b9d6bcd 9b1deb4d
            """)

    @Argument(help: "The earlier scan.")
    var from: String

    @Argument(help: "The later scan.")
    var to: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let console = Console()
        let opened = try store.openToRead()
        let old = try store.scan(named: from, in: opened)
        let new = try store.scan(named: to, in: opened)
        guard let opened else { return }
        var changes: [ScanChange] = []
        try StoreOptions.using {
            try opened.difference(from: old, to: new) { change in
                if change.isCertain(from: old, to: new) { changes.append(change) }
            }
        }
        let scans = old.id == new.id ? [old] : [old, new]
        let evidence = EvidenceReader(opened)
        var problem: StoreProblem?
        switch output.format {
        case .json:
            console.printRaw(
                DifferenceJSONReport.render(from: old, to: new, changes: changes) { number in
                    do throws(StoreProblem) {
                        return try evidence.content(of: number)
                    } catch {
                        problem = error
                        return nil
                    }
                })
        case .text:
            console.printRaw(
                DifferenceTextReport.render(from: old, to: new, changes: changes, options: console.options))
        }
        let unread =
            problem.map(StoreDiagnostics.unusable)
            ?? evidence.lost.map { StoreDiagnostics.lost($0, of: scans, path: opened.path) }
        console.show(scans.compactMap(StoreDiagnostics.notWhole) + [unread].compactMap(\.self))
        if unread != nil { throw ExitCode(2) }
    }
}
