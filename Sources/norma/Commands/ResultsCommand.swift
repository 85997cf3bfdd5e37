import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore
import RuleSyntax
import SourceText

struct ResultsCommand: ParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "results", _superCommandName: "norma",
        abstract: "List the results of a recorded scan, filtered, grouped and in pages.",
        discussion: """
            Without a scan: the one of the latest instant (as of) that was written to its end, of --attachment where it is given.
            Of one filter any value fits; of several all must. A report that is neither text nor JSON holds all of them, and not a page: \
            everything, where no status is asked for.

            EXAMPLE
              norma results --status fail --severity critical --severity high --database norma.sqlite
              norma results --group resource --limit 10 --database norma.sqlite
              norma results --format csv --output norma.csv --database norma.sqlite
            """)

    @Argument(help: ArgumentHelp("A scan's id, or as much of its beginning as no other has.", valueName: "scan"))
    var scan: String?

    @Option(help: ArgumentHelp("The last scan of this attachment.", valueName: "name"))
    var attachment: String?

    @Option(
        help: ArgumentHelp(
            "fail, unknown, pass or masked, and in a report that is neither text nor json manual or not_applicable too; may be repeated. Default: fail and unknown.",
            valueName: "status"))
    var status: [ReportedStatus] = []

    @Flag(help: "Only what is masked: --status masked.")
    var masked = false

    @Option(
        help: ArgumentHelp("Results of this profile's controls, by id or name; may be repeated.", valueName: "profile"))
    var profile: [String] = []

    @Option(help: ArgumentHelp("Results of this control, by id or name; may be repeated.", valueName: "control"))
    var control: [String] = []

    @Option(help: ArgumentHelp("Results of this rule, by name or id; may be repeated.", valueName: "rule"))
    var rule: [String] = []

    @Option(help: ArgumentHelp("Results of rules of this severity; may be repeated.", valueName: "level"))
    var severity: [SeverityLevel] = []

    @Option(help: ArgumentHelp("Results for this resource, by id; may be repeated.", valueName: "id"))
    var resource: [String] = []

    @Option(help: ArgumentHelp("Results for resources of this kind; may be repeated.", valueName: "kind"))
    var kind: [String] = []

    @Option(
        help: ArgumentHelp(
            "Results for resources of this service, such as 'is' or 'AWS::S3'; may be repeated.", valueName: "service"))
    var service: [String] = []

    @Option(help: ArgumentHelp("Results for resources of this account; may be repeated.", valueName: "id"))
    var account: [String] = []

    @Option(help: ArgumentHelp("Results for resources of this region; may be repeated.", valueName: "region"))
    var region: [String] = []

    @Option(help: ArgumentHelp("Count by control, resource or service, those that fail most first.", valueName: "what"))
    var group: ResultGrouping?

    @Option(help: ArgumentHelp("The order: severity, rule or resource. Default: severity.", valueName: "order"))
    var sort: ResultOrder?

    @Option(help: ArgumentHelp("The page, from 1.", valueName: "number"))
    var page = 1

    @Option(help: ArgumentHelp("Results on a page, or groups. Default: 50.", valueName: "count"))
    var limit: Int?

    @OptionGroup var baseline: BaselineOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: ReportOptions

    func validate() throws {
        if page <= 0 { throw ValidationError("--page wants a positive number") }
        if let limit, !(1...100_000).contains(limit) {
            throw ValidationError("--limit wants a number from 1 to 100000")
        }
        if scan != nil, attachment != nil { throw ValidationError("name a scan or --attachment, not both") }
        if masked, !status.isEmpty { throw ValidationError("--masked and --status say different things") }
        try baseline.validate(with: output)
        if let unlisted = status.first(where: { $0.ofResults == nil }), output.format == .text || output.format == .json
        {
            throw ValidationError(
                "'\(unlisted.rawValue)' is no status of a result, and text and json list results alone: name another --format, such as csv"
            )
        }
        if !output.otherFormats.isEmpty, group != nil || sort != nil || page != 1 || limit != nil {
            throw ValidationError(
                "--group, --sort, --page and --limit are for text and json: a report holds all results")
        }
        if group != nil, sort != nil {
            throw ValidationError("--group has an order of its own: leave out --sort; what fails most comes first")
        }
        if group != nil, page != 1 { throw ValidationError("groups have no pages: use --limit") }
    }

    func run() throws {
        let console = Console()
        let opened = try store.openToRead()
        let record = try recorded(in: opened)
        guard let opened else { return }
        let rules = try StoreOptions.using { try opened.rules(of: record) }
        if let (noun, name, candidates) = filter.unknownName(in: record, rules: rules) {
            throw CommandFailure(StoreDiagnostics.unknownFilter(noun, name, candidates: candidates))
        }
        let before = try baseline.findings(in: store, telling: console)
        let evidence = EvidenceReader(opened)
        let listing = try listing(of: record, in: opened, evidence)
        var results: StoredResults?
        let reportable = Reportable(
            text: listing.text, json: listing.json,
            assessments: {
                let stored = try StoreOptions.using {
                    try StoredResults(of: record, filter: filterOfReports, in: opened, evidence: evidence)
                }
                results = stored
                let found = try AssessmentResults(stored, of: record, filter: filterOfReports, in: opened)
                return [try found.compared(withBaseline: before).following(scansIn: opened, for: output)]
            })
        try output.write(
            reportable, statuses: asksForStatuses ? masked ? [.masked] : Set(status) : nil, to: console)
        try StoreOptions.using { try results?.verify() }
        if let lost = evidence.lost {
            // What was printed stands.
            console.show([StoreDiagnostics.lost(lost, of: [record], path: opened.path)])
            throw ExitCode(2)
        }
    }

    /// A page, or groups.
    private func listing(
        of record: ScanRecord, in opened: ScanStore, _ evidence: EvidenceReader
    ) throws -> (
        text: (DiagnosticRenderer.Options, @escaping Reportable.Output) -> Void,
        json: (@escaping Reportable.Output) -> Void
    ) {
        let limit = limit ?? 50
        if let group {
            let groups = try StoreOptions.using {
                try opened.groups(of: record, by: group, filter: filter, limit: limit)
            }
            if groups.isEmpty { try requireSeen(in: opened) }
            return (
                { $1(ResultsTextReport.render(groups, by: group, of: record, options: $0)) },
                { $0(ResultsJSONReport.render(groups, by: group, of: record)) }
            )
        }
        let found = try StoreOptions.using {
            try opened.results(
                of: record, filter: filter, order: sort ?? .severity, page: page, size: limit, evidence: evidence)
        }
        if found.elements.isEmpty { try requireSeen(in: opened) }
        return (
            { $1(ResultsTextReport.render(found, of: record, options: $0)) },
            { $0(ResultsJSONReport.render(found, of: record)) }
        )
    }

    private func recorded(in opened: ScanStore?) throws -> ScanRecord {
        if let scan {
            let named = try store.scan(named: scan, in: opened)
            Console().show([StoreDiagnostics.notWhole(named)].compactMap(\.self))
            return named
        }
        let scans = try store.scans(of: attachment, in: opened)
        guard let last = scans.first(where: { $0.state == .completed }) else {
            throw CommandFailure(StoreDiagnostics.noScan(of: attachment, interrupted: scans.first))
        }
        if let later = scans.first(where: { $0.attachment == last.attachment }), later.id != last.id {
            Console().show([StoreDiagnostics.notTheLast(last, later: later)])
        }
        return last
    }

    /// Where nothing was found: throws where it is asked of what no resource of any scan is or has.
    private func requireSeen(in opened: ScanStore) throws {
        if let unseen = try StoreOptions.using({ try opened.unseenValue(in: filter.resources) }) {
            throw CommandFailure(StoreDiagnostics.unseen(unseen))
        }
    }

    private var asksForStatuses: Bool { masked || !status.isEmpty }

    /// A report holds everything unless it is asked for less.
    private var filterOfReports: ResultFilter {
        var filter = filter
        // What is masked tells how controls stand that have nothing else; the report leaves it out again.
        filter.statuses = asksForStatuses ? filter.statuses.union([.masked]) : Set(ResultStatus.allCases)
        return filter
    }

    private var filter: ResultFilter {
        ResultFilter(
            statuses: masked ? [.masked] : status.isEmpty ? [.fail, .unknown] : Set(status.compactMap(\.ofResults)),
            profiles: profile,
            controls: control, rules: rule, severities: Set(severity),
            resources: ResourceFilter(
                ids: resource, kinds: kind, services: service, accounts: account, regions: region))
    }
}

extension ResultGrouping: ExpressibleByArgument {}
extension ResultOrder: ExpressibleByArgument {}
