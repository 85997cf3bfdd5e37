import ArgumentParser

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
