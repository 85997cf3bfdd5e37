import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleTracer
import SourceText

/// What an inventory is, beside what it was at a revision of git.
struct RevisionComparison {
    let diagnostics: [Diagnostic]
    private let revision: GitRevision
    /// nil where nobody can say what it was.
    private let changes: ChangedResources?
    /// What rules that look at other resources said then, by their positions.
    private let former: [Int: FormerSaid]

    /// What one rule said.
    private struct FormerSaid {
        let evaluations: RuleEvaluations
        /// By row, of what failed or was unknown: all that its findings say.
        let words: [Int: [[String]]]

        init(_ evaluations: RuleEvaluations) {
            self.evaluations = evaluations
            var words: [Int: [[String]]] = [:]
            for evaluation in evaluations.openEvaluations {
                words[evaluation.row] = evaluation.explained()?.trace?.findings.map(\.words)
            }
            self.words = words
        }
    }

    /// - Parameter evaluations: of the rules, as they are now.
    init(
        with revision: GitRevision, of resources: InventoryOptions, now: InventoryReading,
        _ evaluations: [RuleEvaluations], asOf: Instant
    ) throws {
        self.revision = revision
        let snapshot = try resources.snapshot(of: revision)
        defer { snapshot.remove() }
        diagnostics = snapshot.absentSubmodules.map { .absentSubmodule($0, at: revision.word) }
        let rules = evaluations.map(\.bound)
        // What cannot be read of it any more is then new.
        let before = try? resources.read(
            for: rules, schemas: rules.first.map { [$0.rule.schemas] } ?? [], keys: KeyTable(), in: snapshot)
        guard let before else {
            (changes, former) = (nil, [:])
            return
        }
        var random = SystemRandomNumberGenerator()
        let changes = ChangedResources(from: before, to: now, key: .random(using: &random))
        self.changes = changes
        let looking = rules.indices.filter { !rules[$0].rule.inventoryKinds.isEmpty }
        let said = looking.isEmpty ? [] : changes.formerEvaluations(of: looking.map { rules[$0] }, asOf: asOf)
        // While the files are there that it was read from.
        former = Dictionary(uniqueKeysWithValues: zip(looking, said.map { FormerSaid($0) }))
    }

    /// Whether what a rule says of a resource can come from what changed: the resource is not what it was, or, of a rule that looks at
    /// others, what it says is worse or another thing than it was, or shows one that is not.
    func isTouched(
        _ evaluation: Evaluation, ofRule rule: Int, _ resource: Resource, _ findings: [Finding]
    ) throws -> Bool {
        try revision.requireInside(resource.document.source.name)
        guard let changes, let row = changes.formerRow(of: evaluation.row) else { return true }
        guard let former = former[rule] else { return false }
        let wasAsBad =
            switch former.evaluations.verdict(at: row) {
            case .fail: true
            case .unknown: evaluation.verdict == .unknown
            case .pass, .notApplicable, nil: false
            }
        return !wasAsBad || former.words[row] != findings.map(\.words)
            || findings.contains { $0.related.contains { changes.isChanged($0.resource) } }
    }
}

extension Finding {
    /// What it says, and of whom: not where that stands, nor which others are shown that do not decide.
    fileprivate var words: [String] {
        [verdict.rawValue, message, explanation, path.description, missing?.description ?? "", String(others.count)]
            + others.names
    }
}
