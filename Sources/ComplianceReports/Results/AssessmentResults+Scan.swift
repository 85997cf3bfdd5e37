package import Compliance
package import ResourceDocuments
import ResourceReaders
import SourceText

extension AssessmentResults {
    /// What a scan that was just made found.
    package init(_ scan: Scan) {
        let families = ControlFamily.paths(in: scan.families)
        let standings = scan.controls.enumerated().map { position, control in
            ControlStanding(control, family: families[position] ?? [])
        }
        let collected = CollectedResults(
            of: scan.rules.map(\.evaluations), masks: scan.masks,
            controls: { rule in
                standings.indices.filter { standings[$0].rules.contains(rule) }
            })
        self.init(
            attachment: scan.plan.attachment.name,
            profiles: scan.profiles.map { profile in
                let planned = profile.planned.profile
                return ProfileStanding(
                    id: planned.id, name: planned.name, version: planned.version, score: profile.score().percent)
            },
            asOf: scan.asOf, collectedAt: scan.collectedAt, isComplete: !scan.isFailed,
            resourceCount: scan.resourceCount, score: scan.score().percent, evaluations: scan.evaluationSummary,
            controls: zip(scan.controls, standings).map { control, standing in
                AssessedControl(
                    standing: standing, description: control.control.description, attestation: control.attestation)
            }, collected)
    }

    /// What rules alone say of resources, without an attachment.
    package init(
        _ rules: [RuleEvaluations], masks: ScanMasks, resourceCount: Int, asOf: Instant, isComplete: Bool
    ) {
        let summary = rules.reduce(EvaluationSummary()) { $0 + $1.summary }
        self.init(
            attachment: nil, profiles: [], asOf: asOf, collectedAt: nil, isComplete: isComplete,
            resourceCount: resourceCount,
            score: summary.total > 0 ? summary.passed * 100 / summary.total : nil, evaluations: summary, controls: [],
            CollectedResults(of: rules, masks: masks, controls: { _ in [] }))
    }

    private init(
        attachment: String?, profiles: [ProfileStanding], asOf: Instant, collectedAt: Instant?, isComplete: Bool,
        resourceCount: Int, score: Int?, evaluations: EvaluationSummary, controls: [AssessedControl],
        _ collected: CollectedResults
    ) {
        let made = collected.evaluations
        let sources = collected.sources
        self.init(
            attachment: attachment, profiles: profiles, asOf: asOf, collectedAt: collectedAt, isComplete: isComplete,
            resourceCount: resourceCount, score: score, evaluations: evaluations, controls: controls,
            rules: AssessedRule.numbered(made.map { RuleWords($0) }),
            resources: collected.resources, results: collected.results,
            evidence: { result in
                guard sources.indices.contains(result.source) else { return nil }
                return EvidenceJSON.evidence(of: made[result.rule].evaluation(sources[result.source]))?.content
            })
    }
}

/// The results of rules' evaluations, and the resources they are of.
private struct CollectedResults {
    let evaluations: [RuleEvaluations]
    private(set) var resources: [AssessedResource] = []
    private(set) var results: [AssessedResult] = []
    /// What `AssessedResult.source` names: of everything that has findings.
    private(set) var sources: [StoredEvaluation] = []
    private var positions: [Int: Int] = [:]

    /// - Parameter controls: positions of the controls of a rule.
    init(of evaluations: [RuleEvaluations], masks: ScanMasks, controls: (Int) -> [Int]) {
        self.evaluations = evaluations
        for (rule, made) in evaluations.enumerated() {
            let controls = controls(rule)
            let masked = controls.map { (control: $0, masks: masks.positions(control: $0, rule: rule)) }
                .filter { !$0.masks.isEmpty }
            var position = 0
            for stored in made.stored(from: &position, below: .max) {
                add(stored, of: rule, controls: controls, masked: masked, masks)
            }
        }
    }

    private mutating func add(
        _ stored: StoredEvaluation, of rule: Int, controls: [Int], masked: [(control: Int, masks: [Int: Int])],
        _ masks: ScanMasks
    ) {
        let mask = stored.mask.map { masks.masks[$0] }
        guard !(mask?.isHidden ?? false), let resource = position(of: stored.row, in: evaluations[rule]) else { return }
        var source = -1
        if stored.verdict != .pass {
            source = sources.count
            sources.append(stored)
        }
        func add(_ mask: AppliedMask?, _ controls: [Int]) {
            results.append(
                AssessedResult(
                    rule: rule, resource: resource, verdict: stored.verdict, mask: mask.map { RecordedMask($0) },
                    controls: controls, source: source))
        }
        let inControls = masked.compactMap { entry in entry.masks[stored.row].map { (entry.control, $0) } }
        if inControls.isEmpty { return add(mask, controls) }
        let open = controls.filter { control in !inControls.contains { $0.0 == control } }
        if !open.isEmpty { add(nil, open) }
        for position in Set(inControls.map(\.1)).sorted() {
            add(masks.masks[position], inControls.filter { $0.1 == position }.map(\.0))
        }
    }

    private mutating func position(of row: Int, in evaluations: RuleEvaluations) -> Int? {
        if let position = positions[row] { return position }
        guard let resource = evaluations.resource(at: row) else { return nil }
        positions[row] = resources.count
        resources.append(AssessedResource(resource))
        return resources.count - 1
    }
}

extension AssessedResource {
    init(_ resource: Resource) {
        self.init(
            kind: resource.kind, id: resource.id, name: resource.name, account: resource.account,
            region: resource.region, group: resource.group, file: resource.document.source.name)
    }
}
