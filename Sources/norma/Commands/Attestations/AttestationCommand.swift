import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore

struct AttestationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attestation",
        abstract: "Say how a control stands that no rule answers, with evidence and an end.",
        discussion: """
            Scans take the last one in force for a control's status; once it has expired, a person must evaluate again.
            """,
        subcommands: [
            AttestationAddCommand.self, AttestationListCommand.self, AttestationRemoveCommand.self,
            AttestationAuditCommand.self,
        ])
}

extension EntrySort<Attestation> {
    static var attestations: Self {
        EntrySort(
            noun: "attestation", all: \.attestations, subject: { "control \($0.control) is \($0.outcome.rawValue)" },
            remove: { store, attestation, removal in try store.remove(attestation, removal) },
            json: { AttestationJSONReport.render($0, at: $1) },
            text: { AttestationTextReport.render($0, at: $1, options: $2) })
    }
}
