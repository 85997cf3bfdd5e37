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
        self.init(
            attachment: scan.plan.attachment.name,
            profiles: scan.profiles.map { profile in
                let planned = profile.planned.profile
                return ProfileStanding(
                    id: planned.id, name: planned.name, version: planned.version, score: profile.score().percent)
            },
            asOf: scan.asOf, collectedAt: scan.collectedAt, gaps: scan.gaps,
            resourceCount: scan.resourceCount, score: scan.score().percent, evaluations: scan.evaluationSummary,
            controls: zip(scan.controls, standings).map { control, standing in
                AssessedControl(
                    standing: standing, description: control.control.description, attestation: control.attestation)
            }, of: scan.rules.map { ($0.evaluations, $0.hasUnreadKinds) }, masks: scan.masks,
            controlsOfRule: { rule in standings.indices.filter { standings[$0].rules.contains(rule) } })
    }

    /// What rules alone say of resources, without an attachment.
    package init(
        _ rules: [RuleEvaluations], masks: ScanMasks, resourceCount: Int, asOf: Instant, gaps: ReadingGaps
    ) {
        let summary = rules.reduce(EvaluationSummary()) { $0 + $1.summary }
        self.init(
            attachment: nil, profiles: [], asOf: asOf, collectedAt: nil, gaps: gaps,
            resourceCount: resourceCount,
            score: summary.total > 0 ? summary.passed * 100 / summary.total : nil, evaluations: summary, controls: [],
            of: rules.map { ($0, gaps.concern($0.rule)) }, masks: masks, controlsOfRule: { _ in [] })
    }

    private init(
        attachment: String?, profiles: [ProfileStanding], asOf: Instant, collectedAt: Instant?, gaps: ReadingGaps,
        resourceCount: Int, score: Int?, evaluations: EvaluationSummary, controls: [AssessedControl],
        of made: [(evaluations: RuleEvaluations, hasUnreadKinds: Bool)], masks: ScanMasks,
        controlsOfRule: (Int) -> [Int]
    ) {
        self.init(
            attachment: attachment, profiles: profiles, asOf: asOf, collectedAt: collectedAt, gaps: gaps,
            resourceCount: resourceCount, score: score, evaluations: evaluations, controls: controls,
            rules: AssessedRule.numbered(made.map { RuleWords($0.evaluations, hasUnreadKinds: $0.hasUnreadKinds) }),
            source: ScanResults(of: made.map(\.evaluations), masks: masks, controls: controlsOfRule))
    }
}

extension AssessedResource {
    init(_ resource: Resource) {
        self.init(
            kind: resource.kind, id: resource.id, name: resource.name, account: resource.account,
            region: resource.region, group: resource.group, file: resource.document.source.name)
    }
}
