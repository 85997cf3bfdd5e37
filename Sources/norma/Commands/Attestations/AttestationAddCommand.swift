import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore
import SourceText

struct AttestationAddCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Say how a control stands.",
        discussion: """
            It speaks for the whole of a control that no rule answers, else for the part of it that none does.

            EXAMPLE
              norma attestation add --control 1.1 --outcome compliant --author ann@example.com \\
                --statement "the owner's account is used for nothing else" --expires 2027-11-01T00:00:00Z \\
                --database norma.sqlite
            """)

    @Option(help: ArgumentHelp("The control, by id or name.", valueName: "control"))
    var control: String

    @Option(help: ArgumentHelp("compliant, not_compliant or not_applicable.", valueName: "outcome"))
    var outcome: Attestation.Outcome

    @Option(help: ArgumentHelp("What was seen, in words that an auditor understands.", valueName: "text"))
    var statement: String

    @Option(help: ArgumentHelp("Who says it.", valueName: "name"))
    var author: String

    @Option(help: ArgumentHelp("A file that shows it; its SHA-256 is kept with its path.", valueName: "file"))
    var evidence: String?

    @Option(help: ArgumentHelp("Only in scans of this attachment. Default: in all.", valueName: "name"))
    var attachment: String?

    @OptionGroup var expiry: ExpiryOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if control.allSatisfy(\.isWhitespace) { throw ValidationError("--control is empty: name the control") }
        if let attachment, attachment.allSatisfy(\.isWhitespace) {
            throw ValidationError("--attachment is empty: name the attachment, or leave it out for all")
        }
        try requireWords(("--statement", statement), ("--author", author))
    }

    func run() throws {
        let console = Console()
        let now = try clock.instant()
        let expiresAt = try expiry.instant(after: now)
        var random = SystemRandomNumberGenerator()
        let attestation = Attestation(
            id: EntryID.make("a", using: &random), control: control, attachment: attachment, outcome: outcome,
            statement: statement, author: author, evidence: try evidence.map(EvidenceDigest.file),
            validity: Validity(createdAt: now, expiresAt: expiresAt))
        let opened = try store.open()
        let known = try StoreOptions.using {
            try opened.add(attestation)
            return try opened.knownNames()
        }
        // A store without a scan knows nothing: the next scan says what it has no use for.
        let warning =
            known.isEmpty ? nil : AttestationDiagnostics.unknownSubject(attestation, among: known)
        switch output.format {
        case .json: console.printRaw(AttestationJSONReport.render([attestation], at: now))
        case .text: console.print("attested as \(attestation.id): control \(control) is \(outcome.rawValue)")
        }
        console.show([warning].compactMap(\.self))
    }
}

extension Attestation.Outcome: ExpressibleByArgument {}
