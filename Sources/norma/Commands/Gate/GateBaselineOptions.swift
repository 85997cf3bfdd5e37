import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore
import ResourceDocuments
import RulePacks
import SourceText

/// `--baseline` and `--since` of a gate
struct GateBaselineOptions: ParsableArguments {
    @Option(
        name: .customLong("baseline"),
        help: ArgumentHelp(
            "Let pass what was wrong before: a recorded scan by its id, or a file with what 'norma scan', 'eval' or 'results' printed with --format json.",
            valueName: "scan-or-file"))
    var baselines: [String] = []

    @Option(
        name: .customLong("since"),
        help: ArgumentHelp(
            "Count only resources that are not what they were at this revision of git.", valueName: "revision"))
    var revisions: [String] = []

    private var since: String? { revisions.first }
    var baseline: String? { baselines.first }

    func validate() throws {
        try OptionOnce.require("--baseline", baselines, cure: "what was wrong before is said by one")
        try OptionOnce.require("--since", revisions)
    }

    func narrowing(_ store: StoreOptions) throws -> GateNarrowing {
        GateNarrowing(
            baselines: try readBaselines(store), file: baseline, revision: try since.map { try GitRevision($0) })
    }

    /// A word that is a file, or looks like one, is one; anything else is a scan.
    private func readBaselines(_ store: StoreOptions) throws -> [Baseline] {
        guard let baseline else { return [] }
        let disk = DiskFiles()
        if disk.exists(baseline) || baseline.contains("/") || baseline.contains(".") {
            var diagnostics: [Diagnostic] = []
            guard let document = PackContents.document(baseline, disk, KeyTable(), &diagnostics) else {
                // A report in a form of another program: what is wrong with it as YAML is no help.
                let text = diagnostics.first?.primary?.place.file.text
                let isJSON =
                    text.flatMap { $0.first { $0 > UInt8(ascii: " ") } }.map { $0 == UInt8(ascii: "{") } ?? true
                throw isJSON ? CommandFailure(diagnostics) : CommandFailure(.notOurReport(baseline))
            }
            if let version = Baseline.version(of: document), !Baseline.reads(version) {
                let place = document.place(of: DocumentPath([.key("format_version")]))
                throw CommandFailure(.reportOfOtherVersion(baseline, version, at: place))
            }
            guard let read = Baseline.all(report: document) else { throw CommandFailure(.notOurReport(baseline)) }
            return read
        }
        let opened = try store.openToRead()
        let scan = try store.scan(named: baseline, in: opened)
        guard let opened else { return [] }
        let rules = try StoreOptions.using { try opened.rules(of: scan) }
        let texts = Dictionary(rules.map { ($0.identity, $0.text) }, uniquingKeysWith: { first, _ in first })
        return [try Baseline(recorded: scan, texts: .recorded(texts, opened.key), in: opened)]
    }
}
