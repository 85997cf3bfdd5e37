import ArgumentParser
import Compliance
import Foundation
import ResourceDocuments
import ResourceReaders
import SourceText

/// `--format`
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

struct OutputOptions: ParsableArguments, OutputChoice {
    @Option(help: "How to print: 'text' for people, 'json' for programs.")
    var format: OutputFormat = .text

    var diagnosticsFormat: OutputFormat { format }
}

/// Says how a command's diagnostics are printed.
protocol OutputChoice {
    var diagnosticsFormat: OutputFormat { get }
    /// Throws a `CommandFailure` where a file that is asked for could not be written; asked before anything is judged.
    ///
    /// - Parameter inputs: files that the command reads, which no report may replace.
    func verifyFiles(besides inputs: [String]) throws
    /// The same of files that stand below folders.
    func verifyFiles(below folders: [ReadFolder]) throws
}

extension OutputChoice {
    func verifyFiles(besides inputs: [String]) {}
    func verifyFiles(below folders: [ReadFolder]) {}
}

/// A command whose diagnostics are JSON too where its output is.
protocol FormattedCommand {
    associatedtype Output: OutputChoice
    var output: Output { get }
    /// The files and folders that it reads.
    var inputs: [String] { get }
    /// Those of them that may be folders, with what is read of these.
    var folders: [ReadFolder] { get }
}

extension FormattedCommand {
    var inputs: [String] { [] }
    var folders: [ReadFolder] { [] }
}

/// A folder of which files are read by how their names end: a report among them replaces what is judged or what it is judged by, or is read
/// itself the next time.
struct ReadFolder {
    let path: String
    let endings: [String]

    /// Resources.
    static func inventory(_ path: String) -> ReadFolder {
        ReadFolder(path: path, endings: InventoryFormat.fileEndings)
    }

    /// Rules with their cases, or a pack with its controls, profiles, attachments and masks. No report is written in these forms; of JSON it is
    /// known when it was read.
    static func rules(_ path: String) -> ReadFolder {
        ReadFolder(path: path, endings: [".norma", ".yaml", ".yml"])
    }
}

/// `--as-of`
struct ClockOptions: ParsableArguments {
    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp("Judge ages as of this instant (RFC 3339). Default: now.", valueName: "instant"))
    var asOf: String?

    /// The instant that was given, else now: the one place where the command reads the clock.
    func instant() throws -> Instant {
        guard let asOf else { return Instant.now }
        guard let instant = Instant(asOf) else { throw CommandFailure(.badInstant(asOf)) }
        return instant
    }

    /// The instant that was given, as often as it is asked for; else the clock.
    func reading() throws -> () -> Instant {
        guard asOf != nil else { return { .now } }
        let instant = try instant()
        return { instant }
    }
}

/// `--expires`
struct ExpiryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "From this instant on (RFC 3339) it counts no more. Default: it has no end.", valueName: "instant"))
    var expires: String?

    func instant(after now: Instant) throws -> Instant? {
        guard let expires else { return nil }
        guard let instant = Instant(expires) else { throw CommandFailure(.badInstant(expires)) }
        if instant <= now { throw CommandFailure(.endedBefore(instant, now: now)) }
        return instant
    }
}

/// `--within`
struct HorizonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("What ends within so many days is expiring.", valueName: "days"))
    var within = 30

    func validate() throws {
        if !(0...36_500).contains(within) { throw ValidationError("--within is a number of days from 0 to 36500") }
    }

    var span: TimeSpan { TimeSpan(seconds: Int64(within) * 86_400) }
}

/// The command could not do its work: exit 2, with these diagnostics on standard error.
struct CommandFailure: Error {
    var diagnostics: [Diagnostic]

    init(_ diagnostic: Diagnostic) { diagnostics = [diagnostic] }
    init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

extension Instant {
    static var now: Instant {
        let seconds = Date().timeIntervalSince1970
        return Instant(seconds: Int64(seconds))
    }
}
