import ArgumentParser
import Compliance
import ComplianceReports
import ResourceDocuments
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

struct CheckCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", _superCommandName: "norma",
        abstract: "Check rules: syntax, names, types, kinds and cost.",
        discussion: """
            EXAMPLE
              norma check rules
              norma check --strict --cost rules/internet-svcs
            """)

    @Argument(help: ArgumentHelp("Rule files, or folders of them.", valueName: "path"))
    var paths: [String]

    @Flag(help: "Count warnings as errors.")
    var strict = false

    @Flag(help: "Print each rule's static cost, as a function of the lists it ranges over.")
    var cost = false

    @Flag(help: "Refuse attachments that do not state every parameter of their profile, as SCC does.")
    var strictParameters = false

    @OptionGroup var dependencies: DependencyOptions
    @OptionGroup var output: OutputOptions

    /// What is wrong with the controls, profiles and attachments of some packs.
    private func checkControls(of packs: [String], _ reading: PackReading, _ library: RuleLibrary) -> [Diagnostic] {
        let planned = packs.map { pack in
            let read = reading.contents(of: pack)
            let readings = ProfileReadings(
                libraries: read.pack.libraries, rules: library.rules.filter { PathText.isInside($0.file.name, pack) })
            return (
                read: read, readings: readings,
                plans: SideTask { read.attachments.attachments.flatMap { plan($0, read.pack.profiles, readings) } }
            )
        }
        return planned.flatMap { (read, readings, plans) -> [Diagnostic] in
            let contents = read.pack
            let found =
                contents.diagnostics
                + contents.libraries.flatMap { ProfileResolution.diagnostics(of: $0, given: readings) }
                + contents.profiles.flatMap { ProfileResolution.diagnostics(of: $0, given: readings) }
                + read.attachments.diagnostics
                + plans.value
            // A profile's fault is found again in each of its attachments.
            var seen: Set<Diagnostic> = []
            return found.filter { seen.insert($0).inserted }
        }
    }

    private func plan(_ attachment: Attachment, _ profiles: [Profile], _ readings: ProfileReadings) -> [Diagnostic] {
        let plan = ScanPlan.make(
            attachment: attachment, profiles: profiles, given: readings, strictParameters: strictParameters)
        return switch plan {
        case .success(let plan): plan.warnings
        case .failure(let fault): fault.diagnostics
        }
    }

    func run() throws {
        let keys = KeyTable()
        let disk = DiskFiles()
        let named = paths.map(PathText.normal).filter { disk.isFolder($0) }
        let reading = PackReading()
        reading.begin(named)
        let library = PackLoader.load(
            paths, from: FilesAhead(foundPacks: reading.begin), keys: keys, dependencies: dependencies.folders,
            by: SideTask.work)
        ProcessMemory.keep((library, reading))
        // Packs that were named as a whole: of a part of a pack nobody can say which rule a control lacks.
        let whole = library.packs.filter { pack in named.contains { PathText.isInside(pack, $0) || pack == $0 } }
        reading.begin(whole)
        var diagnostics = library.diagnostics + library.schemaNotes
        for rule in library.rules { diagnostics += ParameterBinder.checkDefaults(of: rule) }
        let tooLarge = SideTask { library.compilerDiagnostics(keys: keys) }
        diagnostics += checkControls(of: whole, reading, library)
        diagnostics += tooLarge.value
        if strict { diagnostics = diagnostics.map { $0.asStrict } }
        let console = Console()
        switch output.format {
        case .json: console.print(CheckReport.json(library, diagnostics: diagnostics))
        case .text:
            if cost {
                let width = library.rules.map(\.name.text.count).max() ?? 0
                for rule in library.rules {
                    let name = rule.name.text + String(repeating: " ", count: width - rule.name.text.count)
                    console.print("\(name)  \(rule.cost)")
                }
            }
            console.show(diagnostics)
            if !diagnostics.contains(where: \.isError) {
                console.print("\(library.rules.count) rule\(library.rules.count == 1 ? "" : "s") checked")
            }
        }
        if diagnostics.contains(where: \.isError) { throw ExitCode(2) }
    }
}

extension Diagnostic {
    /// A warning as an error.
    fileprivate var asStrict: Diagnostic {
        var strict = self
        if severity == .warning { strict.severity = .error }
        return strict
    }
}
