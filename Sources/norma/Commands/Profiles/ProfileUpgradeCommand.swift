import ArgumentParser
import Compliance
import ComplianceReports
import ResourceDocuments
import RulePacks
import SourceText

struct ProfileUpgradeCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "upgrade", abstract: "Carry an attachment over to another version of its profile.",
        discussion: """
            Values that the attachment gives stay, parameters that are new take the profile's default, and those that are gone \
            are named. The attachment keeps its form, its comments and its name, and so its history. It is printed, or written \
            to --output, which may be its own file.

            EXAMPLE
              norma profile upgrade rules/attachments/sessions.yaml --to cis-ibm-cloud-foundations
              norma profile upgrade prod.yaml --pack rules --to 1.1.0 --output prod.yaml
            """)

    @Argument(help: "The attachment: YAML or JSON with SCC's fields.")
    var attachment: String

    @Option(
        help: ArgumentHelp("A version of its profile, or another profile: NAME or NAME@VERSION.", valueName: "version"))
    var to: String

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
        if !old.furtherProfiles.isEmpty { throw CommandFailure(.severalProfiles(old)) }
        let folder = try PackFolder.find(named: pack, above: attachment, in: disk)
        let loaded = LoadedPack(folder, dependencies: dependencies, disk: disk)
        let (current, target) = try profiles(of: old, in: loaded)
        let upgrade = AttachmentUpgrade(
            old, in: document, from: current.map(loaded.outline), to: loaded.outline(of: target),
            among: loaded.contents.profiles, statesAll: strictParameters)
        let diagnostics = loaded.diagnostics + check(upgrade, in: loaded, keys: keys)
        if diagnostics.contains(where: \.isError) { throw CommandFailure(diagnostics) }
        try write(upgrade, disk, diagnostics)
    }

    /// The attachment's own profile, where it is still there, and the one to take.
    private func profiles(of attachment: Attachment, in loaded: LoadedPack) throws -> (
        current: Profile?, target: Profile
    ) {
        let profiles = loaded.contents.profiles
        let own = VersionSelection.select(attachment.profile.name, version: attachment.profile.version, among: profiles)
        let current = try? own.get()
        guard VersionNumber(semantic: to) != nil else { return (current, try loaded.profile(named: to)) }
        switch VersionSelection.select(current?.id ?? attachment.profile.name, version: to, among: profiles) {
        case .success(let target): return (current, target)
        case .failure(let fault):
            throw CommandFailure(
                loaded.diagnostics + [.profileSelection(fault, attachment.profile.name, version: to, among: profiles)])
        }
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
        console.show(upgrade.dropped.map { .droppedParameter($0, target: upgrade.target) } + diagnostics)
        if output.format == .text {
            console.printError(
                "\(upgrade.attachment.name) takes \(upgrade.target.title): \(upgrade.kept.count) kept, \(upgrade.added.count) added, \(upgrade.dropped.count) dropped"
            )
        }
    }
}
