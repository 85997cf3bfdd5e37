import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore

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

extension EntrySort<Mask> {
    static var masks: Self {
        EntrySort(
            noun: "mask", all: \.masks, subject: \.target.description,
            remove: { store, mask, removal in try store.remove(mask, removal) },
            json: { MaskJSONReport.render($0, at: $1) }, text: { MaskTextReport.render($0, at: $1, options: $2) })
    }
}
