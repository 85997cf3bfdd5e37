import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore
import ResourceDocuments
import SourceText

struct NotifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify", abstract: "Send events of recorded scans, and show which are on their way.",
        subcommands: [NotifySendCommand.self, NotifyListCommand.self, NotifyTestCommand.self])
}

struct NotifySendCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Send the events whose time has come.",
        discussion: """
            'norma run' does so too. Exit 0 also when a receiver did not take its events: they are tried again; 2 when a destination \
            cannot be set up.

            EXAMPLE
              norma notify send --notify notifications.yaml --database norma.sqlite
            """)

    @Option(help: ArgumentHelp("Where events go: a file of destinations.", valueName: "file"))
    var notify: String

    @Flag(help: "Try again what was given up.")
    var givenUp = false

    @OptionGroup var clock: ClockOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let console = Console()
        let clock = try clock.reading()
        let (settings, warnings) = try NotificationOptions.read(notify)
        var outcome = OutboxDelivery.Outcome()
        if let opened = try store.openToChange() {
            if givenUp { try StoreOptions.using { try opened.reviveGivenUp() } }
            outcome = try OutboxDelivery(store: opened, settings: settings).run(now: clock)
        }
        let diagnostics = warnings + outcome.diagnostics
        switch output.format {
        case .json: console.printRaw(DeliveryJSONReport.render(outcome.deliveries, diagnostics: diagnostics))
        case .text:
            console.printRaw(DeliveryTextReport.render(outcome.deliveries, saysNothing: true, options: console.options))
            console.show(diagnostics)
        }
        if diagnostics.contains(where: \.isError) { throw ExitCode(2) }
    }
}

struct NotifyListCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the events that are on their way or were given up.",
        discussion: """
            EXAMPLE
              norma notify list --database norma.sqlite
            """)

    @Flag(help: "Delivered events of the last thirty days too.")
    var all = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let console = Console()
        let states: Set<OutboxEntry.State>? = all ? nil : [.pending, .givenUp]
        let entries = try store.openToRead().map { store in
            try StoreOptions.using { try store.outbox(states: states) }
        }
        switch output.format {
        case .json: console.printRaw(OutboxJSONReport.render(entries ?? []))
        case .text: console.printRaw(OutboxTextReport.render(entries ?? [], options: console.options))
        }
    }
}

struct NotifyTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Send a test event to every destination, at once and once.",
        discussion: """
            The event is of SCC's type com.ibm.cloud.compliance.test. Exit 0 when every destination took it, else 2.

            EXAMPLE
              norma notify test --notify notifications.yaml
            """)

    @Option(help: ArgumentHelp("Where events go: a file of destinations.", valueName: "file"))
    var notify: String

    @OptionGroup var clock: ClockOptions

    func run() throws {
        let console = Console()
        let now = try clock.instant()
        let (settings, warnings) = try NotificationOptions.read(notify)
        console.show(warnings)
        let event = CloudEventJSON.test(at: now)
        var isTakenByAll = true
        var diagnostics: [Diagnostic] = []
        for destination in settings.destinations {
            do throws(CommandFailure) {
                let result = try EventDelivery(destination).send(id: event.id, body: event.body, now: now)
                isTakenByAll = isTakenByAll && result == .delivered
                console.print(VisibleText.line("\(destination.name)  \(result.reason ?? "delivered")"))
            } catch {
                diagnostics += error.diagnostics
            }
        }
        console.show(diagnostics)
        if !isTakenByAll || !diagnostics.isEmpty { throw ExitCode(2) }
    }
}
