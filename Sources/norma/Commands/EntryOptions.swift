import ArgumentParser
import Compliance
import ComplianceStore
import ResourceDocuments
import SourceText

/// How entries of one sort, masks or attestations, are kept and shown.
struct EntrySort<Entry: Entered> {
    /// In a sentence: `mask`.
    let noun: String
    let all: (StoredEntries) -> [Entry]
    /// What a message calls one: `rule cis_tls_version on zone-1`.
    let subject: (Entry) -> String
    let remove: (ScanStore, Entry, Validity.Removal) throws -> Void
    let json: ([Entry], Instant) -> String
    let text: ([Entry], Instant, DiagnosticRenderer.Options) -> String
}

/// `--all`, and what every list takes.
struct EntryListOptions: ParsableArguments {
    @Flag(help: "Also those that have expired and those that were taken back.")
    var all = false

    @OptionGroup var clock: ClockOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func show<Entry>(_ sort: EntrySort<Entry>) throws {
        let console = Console()
        let now = try clock.instant()
        let entries = sort.all(try store.entries()).filter { all || $0.validity.isOpen(at: now) }
        switch output.format {
        case .json: console.printRaw(sort.json(entries, now))
        case .text: console.printRaw(sort.text(entries, now, console.options))
        }
    }
}

/// `--author` and `--reason` of what is taken back, and where it is kept.
struct RemovalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Who takes it back.", valueName: "name"))
    var author: String

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var clock: ClockOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { try requireWords(("--author", author), ("--reason", reason)) }

    /// Takes back the one entry whose id begins so.
    func takeBack<Entry>(_ id: String, _ sort: EntrySort<Entry>) throws {
        let console = Console()
        let now = try clock.instant()
        let opened = try store.openToChange()
        let found = try store.entry(named: id, of: sort)
        if found.validity.removal != nil {
            throw CommandFailure(StoreDiagnostics.removed(sort.noun, found.id, found.validity))
        }
        try StoreOptions.using {
            if let opened {
                try sort.remove(opened, found, Validity.Removal(at: now, author: author, reason: reason))
            }
        }
        switch output.format {
        case .json: console.printRaw(sort.json([try store.entry(named: found.id, of: sort)], now))
        case .text: console.print("took back \(found.id): \(sort.subject(found))")
        }
    }
}

/// Refuses a flag without a word in it.
func requireWords(_ flags: (name: String, text: String)..., of subject: String = "it") throws {
    for flag in flags where flag.text.allSatisfy(\.isWhitespace) {
        throw ValidationError("\(flag.name) is empty: nobody could answer for \(subject)")
    }
}
