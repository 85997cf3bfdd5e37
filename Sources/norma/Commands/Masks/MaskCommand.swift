import ArgumentParser
import Compliance
import ComplianceStore
import ResourceDocuments
import SourceText

struct MaskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mask", abstract: "Set results aside with a reason and an end, and look after what was set aside.",
        discussion: """
            What is masked is evaluated all the same, shown with what lies beneath, and never counts as passed.
            """,
        subcommands: [
            MaskAddCommand.self, MaskListCommand.self, MaskRemoveCommand.self, MaskAuditCommand.self,
        ])
}
