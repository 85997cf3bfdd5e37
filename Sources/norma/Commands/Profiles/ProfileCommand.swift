import ArgumentParser

struct ProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "List, show and compare profiles, and carry attachments to new versions.",
        subcommands: [
            ProfileListCommand.self, ProfileShowCommand.self, ProfileCompareCommand.self, ProfileUpgradeCommand.self,
        ])
}
