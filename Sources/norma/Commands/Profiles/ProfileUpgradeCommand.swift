import ArgumentParser
import Compliance
import ComplianceReports
import ResourceDocuments
import RulePacks
import SourceText

struct ProfileUpgradeCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "upgrade", abstract: "Carry an attachment over to other versions of its profiles.",
        discussion: """
            Without --to each profile that has a newer version takes the latest one. Values that the attachment gives stay, \
            parameters that are new take the profile's default, and those that are gone are named. The attachment keeps its \
            form, its comments and its name, and so its history. It is printed, or written to --output, which may be its own file.

            EXAMPLE
              norma profile upgrade rules/attachments/cis-and-sessions.yaml
              norma profile upgrade rules/attachments/cis-and-sessions.yaml --profile session-hygiene --to 1.0.0
              norma profile upgrade rules/attachments/sessions.yaml --to cis-ibm-cloud-foundations
              norma profile upgrade prod.yaml --pack rules --to 1.1.0 --output prod.yaml
            """)

    @Argument(help: "The attachment: YAML or JSON with SCC's fields.")
    var attachment: String

    @Option(
        help: ArgumentHelp(
            "Which of its profiles changes, by id, name or version group. Default: each that has a newer version; with --to, the one that it is about.",
            valueName: "name"))
    var profile: String?

    @Option(
        help: ArgumentHelp(
            "A version of the profile, or another profile: NAME or NAME@VERSION. Default: the latest version.",
            valueName: "version"))
    var to: String?

    @Option(
        help: ArgumentHelp(
            "The folder of rules, controls and profiles. Default: the nearest folder above the attachment that holds 'profiles'.",
            valueName: "folder"))
    var pack: String?

    @Option(
        name: .customLong("output"),
        help: ArgumentHelp("Write the attachment to this file instead of standard output.", valueName: "file"))
    var file: String?

    @Flag(help: "State every parameter of the profile, as SCC asks, and not only those that are new.")
    var strictParameters = false

    @OptionGroup var dependencies: DependencyOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let disk = DiskFiles()
        let keys = KeyTable()
        var faults: [Diagnostic] = []
        guard let document = PackContents.document(attachment, disk, keys, &faults) else {
            throw CommandFailure(faults)
        }
        let read = AttachmentReader.read(document)
        guard let old = read.attachment, !read.diagnostics.contains(where: \.isError) else {
            throw CommandFailure(faults + read.diagnostics)
        }
        let folder = try PackFolder.find(named: pack, above: attachment, in: disk)
        let loaded = LoadedPack(folder, dependencies: dependencies, disk: disk)
        let upgrade = try upgrade(old, in: document, loaded)
        let diagnostics = loaded.diagnostics + check(upgrade, in: loaded, keys: keys)
        if diagnostics.contains(where: \.isError) { throw CommandFailure(diagnostics) }
        try write(upgrade, disk, diagnostics)
    }

    private func upgrade(
        _ attachment: Attachment, in document: Document, _ loaded: LoadedPack
    ) throws -> AttachmentUpgrade {
        let profiles = loaded.contents.profiles
        let choices: [UpgradeChoice]
        switch UpgradeChoice.choose(try wish(in: loaded), named: profile, of: attachment, among: profiles) {
        case .success(let found): choices = found
        case .failure(let fault):
            throw CommandFailure(
                loaded.diagnostics + [.upgradeChoice(fault, profile, to, of: attachment, among: profiles)])
        }
        let others = attachment.profiles.enumerated().filter { position, _ in
            !choices.contains { $0.position == position }
        }.compactMap { _, reference in
            try? VersionSelection.select(reference.name, version: reference.version, among: profiles).get()
        }
        let changes = choices.map { choice in
            AttachmentUpgrade.Change(
                position: choice.position, current: choice.current.map(loaded.outline),
                target: loaded.outline(of: choice.target))
        }
        return AttachmentUpgrade(
            attachment, in: document, changes: changes, others: others.map(loaded.outline), among: profiles,
            statesAll: strictParameters)
    }

    private func wish(in loaded: LoadedPack) throws -> UpgradeChoice.Wish {
        guard let to else { return .latest(orSame: strictParameters) }
        return VersionNumber(semantic: to) == nil ? .profile(try loaded.profile(named: to)) : .version(to)
    }

    /// What a scan under the new attachment would say of it; its text is another than that of the file.
    private func check(_ upgrade: AttachmentUpgrade, in loaded: LoadedPack, keys: KeyTable) -> [Diagnostic] {
        let source = SourceFile(name: file ?? attachment, text: upgrade.text)
        var faults: [Diagnostic] = []
        guard let document = PackContents.document(source, keys, &faults),
            let new = AttachmentReader.read(document).attachment
        else { return faults }
        let plan = ScanPlan.make(
            attachment: new, profiles: loaded.contents.profiles, libraries: loaded.contents.libraries,
            rules: loaded.rules, strictParameters: strictParameters)
        return switch plan {
        case .success(let plan): plan.warnings
        case .failure(let fault): fault.diagnostics
        }
    }

    private func write(_ upgrade: AttachmentUpgrade, _ disk: DiskFiles, _ diagnostics: [Diagnostic]) throws {
        let console = Console()
        if let file {
            do throws(FileProblem) {
                try disk.write(Array(upgrade.text.utf8), to: file)
            } catch {
                throw CommandFailure(.unwritableFile(error))
            }
        }
        switch output.format {
        case .json: console.printRaw(ProfileJSONReport.upgrade(upgrade))
        case .text: if file == nil { console.printRaw(upgrade.text) }
        }
        let dropped = upgrade.changed.flatMap { changed in
            changed.dropped.map { Diagnostic.droppedParameter($0, target: changed.target) }
        }
        console.show(dropped + diagnostics)
        if output.format == .text {
            console.printErrorRaw(UpgradeTextReport.render(upgrade, options: console.errorOptions))
        }
    }
}
