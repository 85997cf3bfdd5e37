import ArgumentParser
import Compliance
import ComplianceReports
import ComplianceStore

extension AssessmentResults {
    /// What a recorded scan found, as far as a filter asks for it.
    init(_ results: StoredResults, of scan: ScanRecord, filter: ResultFilter, in store: ScanStore) throws {
        self = try StoreOptions.using {
            AssessmentResults(
                RecordedAssessment(
                    scan: scan, rules: try store.rules(of: scan), results: results,
                    masked: filter.isWhole && filter.statuses.contains(.masked)
                        ? nil
                        : try StoredResults(
                            of: scan, filter: ResultFilter(statuses: [.masked]), in: store,
                            evidence: EvidenceReader(store)),
                    ruleFiles: try store.texts(of: scan, role: "rule"),
                    libraryFiles: try store.texts(of: scan, role: "library"),
                    attestations: try store.attestations(), isWhole: filter.isWhole))
        }
    }
}

extension AssessmentResults {
    /// The same with how the attachment's scans before it stood, where a report draws that and a store knows it.
    func following(scansIn store: ScanStore?, for options: ReportOptions) throws -> AssessmentResults {
        guard let store, let attachment, options.drawsTrend else { return self }
        return following(try StoreOptions.using { try store.scans(of: attachment) })
    }
}

/// `--baseline`
struct BaselineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Say in SARIF what is new, changed or gone against this recorded scan: its id, or as much of its beginning as no other has.",
            valueName: "scan"))
    var baseline: String?

    func validate(with options: ReportOptions) throws {
        if baseline != nil, !options.otherFormats.contains(.sarif) {
            throw ValidationError("--baseline wants SARIF: --format sarif or --report sarif=FILE")
        }
    }

    /// What was open then, with a word where that cannot tell all; nil where no scan is named.
    func findings(in options: StoreOptions, telling console: Console) throws -> Baseline? {
        guard let baseline else { return nil }
        let store = try options.openToRead()
        let scan = try options.scan(named: baseline, in: store)
        let found = try store.map { try Baseline(recorded: scan, in: $0) }
        if let limit = found?.limit { console.show([.formerBaseline(limit, attachment: scan.attachment)]) }
        return found
    }
}

extension AssessmentResults {
    /// The same, compared with what was open before, where there is something to compare with.
    func compared(withBaseline baseline: Baseline?) -> AssessmentResults { baseline.map { compared(with: $0) } ?? self }
}

extension Baseline {
    /// What was open in a recorded scan. Throws where not all of it can be read: what is missing would look new.
    init(recorded scan: ScanRecord, texts: RuleTexts = .digests([:]), in store: ScanStore) throws {
        let evidence = EvidenceReader(store)
        let results = try StoreOptions.using {
            try StoredResults(of: scan, filter: ResultFilter(), in: store, evidence: evidence)
        }
        self.init(
            try AssessmentResults(results, of: scan, filter: ResultFilter(), in: store), texts: texts)
        try StoreOptions.using { try results.verify() }
        if let lost = evidence.lost { throw CommandFailure(StoreDiagnostics.lost(lost, of: [scan], path: store.path)) }
    }
}
