package import ResourceDocuments
package import ResourceReaders
import RuleChecker
import RuleSyntax
package import SourceText

/// One run of an attachment: what its rules say of the resources in its scope, and what follows for its controls.
package struct Scan: Sendable {
    package struct ScannedRule: Sendable {
        package let evaluations: RuleEvaluations
        /// Kinds that the rule judges and that could not be read in an account in scope.
        package let unread: [InventoryManifest.Unread]
        /// Kinds that it ranges over and that could not be read somewhere, where it leaves something unknown.
        package let unreadPartners: [InventoryManifest.Unread]
        /// Some of what it judges could not be read: of such kinds, or maybe in files that nobody could read.
        package let hasUnreadKinds: Bool
    }

    package struct ScannedControl: Sendable {
        package let planned: ScanPlan.PlannedControl
        package let evidence: ControlEvidence
        /// What a person says of what no rule of it answers; nil where nobody does, or a rule answers everything.
        package let attestation: Attestation?
        package var control: Control { planned.control }
        package var status: ComplianceStatus { evidence.status }
    }

    package let plan: ScanPlan
    package let asOf: Instant
    package let scope: ScopedResources
    package let collectedAt: Instant?
    /// Resources in scope, without the accounts that the reader adds.
    package let resourceCount: Int
    /// In the order of the plan.
    package let rules: [ScannedRule]
    /// In the order of the plan.
    package let controls: [ScannedControl]
    /// Of the controls of all profiles together.
    package let families: [ControlFamily]
    /// For each rule the positions of the controls that it assesses.
    private let controlsByRule: [[Int]]
    package let masks: ScanMasks
    /// Kinds of the resources in scope, without the accounts that the reader adds, by name.
    package let kinds: [KindCount]
    /// What was said on the way: of the plan, the inventory and the scope.
    package private(set) var diagnostics: [Diagnostic]
    /// What the next scan can tell by what it need not work out again; nil where nobody asked.
    package let digests: ScanDigests?
    /// What results were taken from, and the states of resources that it knew as they are, by row.
    package let reusable: ReusableResults?

    /// - Parameter evaluations: one for each rule of the plan, in its order, of the resources that `scope` holds.
    package init(
        _ plan: ScanPlan, scope: ScopedResources, reading: InventoryReading, evaluations: [RuleEvaluations],
        masks: ScanMasks = .none, attestations: [Attestation] = [], asOf: Instant, basis: ScanBasis? = nil,
        diagnostics: [Diagnostic] = []
    ) {
        digests = basis?.digests
        reusable = basis?.reusable
        self.plan = plan
        self.asOf = asOf
        self.scope = scope
        collectedAt = reading.collectedAt
        kinds = KindCount.of(scope.inside.lazy.map { reading.rows.kind(of: $0) })
        resourceCount = kinds.reduce(0) { $0 + $1.resources }
        let unread = Self.unread(in: plan.attachment, of: reading)
        let isReadInPart = reading.diagnostics.contains(where: \.isError)
        let rules = evaluations.map { evaluations in
            let unread = unread.filter { $0.concerns(evaluations.rule) }
            // A rule sees partners out of scope too.
            let partners = evaluations.summary.unknown > 0 ? reading.unread : []
            return ScannedRule(
                evaluations: evaluations, unread: unread,
                unreadPartners: partners.filter { $0.isRanged(overBy: evaluations.rule) },
                hasUnreadKinds: !unread.isEmpty || isReadInPart)
        }
        self.rules = rules
        self.masks = masks
        let masked = masks.evaluationsByControl
        var controlsByRule = [[Int]](repeating: [], count: rules.count)
        for (control, planned) in plan.controls.enumerated() {
            for rule in planned.rules { controlsByRule[rule].append(control) }
        }
        self.controlsByRule = controlsByRule
        controls = plan.controls.enumerated().map { control, planned in
            let attestation =
                planned.isForAPerson
                ? Attestation.speaking(
                    for: planned.control, in: plan.attachment.name, among: attestations, at: asOf) : nil
            let evaluations = { (rule: Int) in masked[control]?[rule] ?? rules[rule].evaluations.summary }
            let specifications = planned.specifications.map { assessments in
                SpecificationEvidence(
                    assessments.map { rule in
                        guard let rule else { return .manual(attestation?.outcome) }
                        return AssessmentEvidence(
                            evaluations: evaluations(rule), hasUnreadKinds: rules[rule].hasUnreadKinds)
                    }, attested: attestation?.outcome)
            }
            let evaluated = planned.rules.reduce(EvaluationSummary()) { $0 + evaluations($1) }
            return ScannedControl(
                planned: planned,
                evidence: ControlEvidence(
                    specifications, evaluations: evaluated, attested: attestation?.outcome),
                attestation: attestation)
        }
        families = ControlFamily.families(of: plan.controls.map { ($0.control, $0.library) })
        self.diagnostics =
            plan.warnings + reading.diagnostics + scope.diagnostics
            + AttestationDiagnostics.unheard(attestations, in: plan, at: asOf) + diagnostics
        self.diagnostics += nothingAssessed.map { [$0] } ?? []
    }

    /// That nothing was assessed; nil where something was, and where what was said before is the reason.
    private var nothingAssessed: Diagnostic? {
        let attachment = plan.attachment
        if isFailed { return nil }
        if plan.controls.isEmpty {
            return ScopeDiagnostics.noControl(of: attachment, hasSwitchedOff: !attachment.switchedOff.isEmpty)
        }
        let isJudged = rules.contains { $0.evaluations.summary.made + $0.evaluations.notApplicableCount > 0 }
        // A profile of controls for persons alone judges nothing, and is meant to.
        if rules.isEmpty || isJudged || rules.contains(where: \.hasUnreadKinds) { return nil }
        if resourceCount == 0 {
            if scope.excludedCount == 0 { return nil }
            return ScopeDiagnostics.everythingExcluded(of: attachment, count: scope.excludedCount)
        }
        return ScopeDiagnostics.noKindJudged(
            of: attachment, judged: rules.flatMap { $0.evaluations.rule.kinds.map(\.text) }, present: kinds.map(\.kind))
    }

    /// What could not be read where a resource in scope may be: in an account of a scope; for a scope that is a
    /// resource group, and for an entry without an account, anywhere.
    private static func unread(
        in attachment: Attachment, of reading: InventoryReading
    ) -> [InventoryManifest.Unread] {
        let membership = ScopeMembership(
            attachment.scopes, exclusions: attachment.exclusions, accounts: reading.manifestAccounts)
        let hasGroups = attachment.scopes.contains { $0.area.level == .resourceGroup }
        return reading.unread.filter { unread in
            guard let account = unread.account, !hasGroups else { return true }
            return membership.mayHold(kind: unread.kind, account: account)
        }
    }

    /// Something could not be read: it is a scan of a part, and nobody may take it for one of the whole.
    package var isFailed: Bool { diagnostics.contains(where: \.isError) }

    /// What could not be read of what its rules judge, or need to judge others.
    package var gaps: ReadingGaps {
        ReadingGaps(kinds: rules.flatMap { $0.unread + $0.unreadPartners }, hasFaults: isFailed)
    }

    /// Every evaluation once, however many controls use its rule.
    package var evaluationSummary: EvaluationSummary {
        rules.reduce(EvaluationSummary()) { $0 + $1.evaluations.summary }
    }

    package var controlSummary: ControlSummary { ControlSummary(controls.map(\.status)) }

    /// How many evaluations there are: each rule with its values once on each resource, whatever is set aside later.
    package var evaluationCount: Int { rules.reduce(0) { $0 + $1.evaluations.summary.made } }

    /// How many of them were not made again: the last scan of the attachment had made them.
    package var evaluationsReused: Int { rules.reduce(0) { $0 + $1.evaluations.reusedCount } }

    /// How many were made.
    package var evaluationsRun: Int { evaluationCount - evaluationsReused }

    /// How many times one of them counts for a control: each once for every control of every profile that its rule assesses.
    package var evaluationsApplied: Int {
        zip(rules, controlsByRule).reduce(0) { $0 + $1.0.evaluations.summary.made * $1.1.count }
    }

    package func score(_ model: ScoreModel = .scc) -> Score { Score(model, of: scoreBasis) }

    /// What scores are counted from; those of parts of an inventory under one plan can be merged.
    package var scoreBasis: ScoreBasis {
        let paths = ControlFamily.paths(in: families)
        let masked = masks.evaluationsByControl
        return ScoreBasis(
            rules: rules.map { rule in
                ScoreBasis.RuleTally(
                    severity: rule.evaluations.rule.metadata.severity, evaluations: rule.evaluations.summary,
                    hasUnreadKinds: rule.hasUnreadKinds)
            },
            controls: controls.enumerated().map { position, control in
                ScoreBasis.ControlTally(
                    families: paths[position] ?? [], specifications: control.planned.specifications,
                    masked: masked[position] ?? [:], attested: control.attestation?.outcome)
            })
    }

    /// Ids of the controls that a rule of the plan assesses, in the order of the plan.
    package func controls(ofRule position: Int) -> [Control] {
        controlsByRule[position].map { controls[$0].control }
    }

    /// The same controls by name, with their profiles where there are several.
    package func controlTitles(ofRule position: Int) -> [String] {
        controlsByRule[position].map { plan.title(of: plan.controls[$0]) }
    }

    /// Positions of the controls that a rule of the plan assesses.
    func positions(ofControlsOf rule: Int) -> [Int] { controlsByRule[rule] }

    package var gatedProfiles: [GatedProfile] {
        profiles.map { scanned in
            let profile = scanned.planned.profile
            return GatedProfile(
                id: profile.id, name: profile.name, score: scanned.score().percent,
                failing: scanned.evaluationSummary.failed, isComplete: gaps(of: scanned).isEmpty)
        }
    }

    /// What a gate judges.
    package var gatedRules: [GatedRule] {
        rules.enumerated().map { position, rule in
            GatedRule(
                name: rule.evaluations.rule.name.text, id: rule.evaluations.rule.metadata.id,
                severity: rule.evaluations.rule.metadata.severity,
                evaluations: rule.evaluations.summary,
                // Files that nobody could read are an error of the gate's own.
                hasUnreadKinds: !rule.unread.isEmpty
                    || (rule.hasUnreadKinds && rule.evaluations.summary.made == 0),
                unreadText: ReadingGaps(kinds: rule.unread).kindsText,
                controls: controls(ofRule: position).flatMap { [$0.id, $0.name] },
                profiles: positions(ofControlsOf: position).map { plan.profiles[plan.controls[$0].profile].profile.id })
        }
    }
}
