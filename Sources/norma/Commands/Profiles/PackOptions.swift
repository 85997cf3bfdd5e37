import ArgumentParser
import Compliance
import ResourceDocuments
import RuleChecker
import RulePacks
import SourceText

/// `--pack`, `--dependency`
struct PackOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of rules, controls and profiles. Default: the current folder where it holds 'profiles', else 'rules'.",
            valueName: "folder"))
    var pack: String?

    @OptionGroup var dependencies: DependencyOptions

    func load() throws -> LoadedPack {
        let disk = DiskFiles()
        let folder = pack ?? (disk.isFolder("profiles") ? "." : "rules")
        guard disk.isFolder(PathText.join(PathText.normal(folder), "profiles")) else {
            throw CommandFailure(.noProfiles(folder))
        }
        return LoadedPack(PathText.normal(folder), dependencies: dependencies, disk: disk)
    }
}

/// A pack's rules, controls and profiles.
struct LoadedPack {
    let rules: [CheckedRule]
    let contents: PackContents
    let diagnostics: [Diagnostic]

    init(_ folder: String, dependencies: DependencyOptions, disk: DiskFiles) {
        let keys = KeyTable()
        let library = PackLoader.load(pack: folder, from: disk, keys: keys, dependencies: dependencies.folders)
        rules = library.rules
        contents = PackContents(of: folder, disk: disk, keys: keys)
        diagnostics = library.diagnostics.filter(\.isError) + contents.diagnostics
    }

    func outline(of profile: Profile) -> ProfileOutline {
        ProfileOutline(of: profile, in: contents.libraries, rules: rules)
    }

    /// `NAME`, or `NAME@VERSION`: an id, a name or a version group. What is called as the text stands is that.
    func profile(named text: String) throws -> Profile {
        var (name, version) = (text, String?.none)
        // A name may hold the sign too.
        let isName = contents.profiles.contains { [$0.id, $0.name, $0.edition.group].contains(text) }
        if !isName, let at = text.lastIndex(of: "@"), at < text.index(before: text.endIndex) {
            (name, version) = (String(text[..<at]), String(text[text.index(after: at)...]))
        }
        switch VersionSelection.select(name, version: version, among: contents.profiles) {
        case .success(let profile): return profile
        case .failure(let fault):
            throw CommandFailure(
                diagnostics + [.profileSelection(fault, name, version: version, among: contents.profiles)])
        }
    }

    /// Whether a name without a version means this one.
    func isLatest(_ profile: Profile) -> Bool {
        guard case .success(let latest) = VersionSelection.latest(of: contents.versions(of: profile)) else {
            return false
        }
        return latest.file === profile.file
    }
}

extension PackContents {
    func versions(of profile: Profile) -> [Profile] { profiles.filter { $0.isVersion(of: profile) } }
}
