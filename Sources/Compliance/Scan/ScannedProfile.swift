import RuleChecker
import RuleSyntax

/// How one profile of a scan stands.
package struct ScannedProfile: Sendable {
    package let planned: ScanPlan.PlannedProfile
    package let controlSummary: ControlSummary
    /// Each evaluation of the profile's rules once; masked where masks lie on every control of the profile that its rule assesses.
    package let evaluationSummary: EvaluationSummary
    /// With positions in the scan's controls.
    package let families: [ControlFamily]
    package let scoreBasis: ScoreBasis

    package func score(_ model: ScoreModel = .scc) -> Score { Score(model, of: scoreBasis) }

    /// Some of what its rules judge could not be read.
    package var hasUnreadKinds: Bool { scoreBasis.rules.contains(where: \.hasUnreadKinds) }
}

/// What one exclusion of a subscope hides.
package struct HiddenResults: Sendable {
    package let part: HidingPart
    package let resources: Int
    package let evaluations: Int
}

extension Scan {
    /// One for each exclusion that hides something, in the order of the scopes.
    package var hidden: [HiddenResults] {
        let resources = scope.hidden.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        return zip(resources.keys.sorted(), masks.hidden).map { exclusion, hidden in
            HiddenResults(part: hidden.part, resources: resources[exclusion] ?? 0, evaluations: hidden.use.total)
        }
    }

    /// What could not be read of what a profile's rules judge.
    package func gaps(of profile: ScannedProfile) -> ReadingGaps { profile.hasUnreadKinds || isFailed ? gaps : .none }

    /// One for each profile of the plan, in its order.
    package var profiles: [ScannedProfile] { plan.profiles.map { scanned($0) } }

    private func scanned(_ profile: ScanPlan.PlannedProfile) -> ScannedProfile {
        let used = rules.indices.filter { rule in
            positions(ofControlsOf: rule).contains { profile.controls.contains($0) }
        }
        let summaries = used.map { evaluations(of: $0, in: profile.controls) }
        let families = ControlFamily.families(
            of: plan.controls[profile.controls].map { ($0.control, $0.library) }, from: profile.controls.lowerBound)
        let paths = ControlFamily.paths(in: families)
        let masked = masks.evaluationsByControl
        let position = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($0.element, $0.offset) })
        let basis = ScoreBasis(
            rules: zip(used, summaries).map { rule, summary in
                ScoreBasis.RuleTally(
                    severity: rules[rule].evaluations.rule.metadata.severity, evaluations: summary,
                    hasUnreadKinds: rules[rule].hasUnreadKinds)
            },
            controls: profile.controls.map { index in
                let control = controls[index]
                let ofControl = (masked[index] ?? [:]).compactMap { rule, summary in
                    position[rule].map { ($0, summary) }
                }
                return ScoreBasis.ControlTally(
                    families: paths[index] ?? [],
                    specifications: control.planned.specifications.map { $0.map { $0.flatMap { position[$0] } } },
                    masked: Dictionary(ofControl, uniquingKeysWith: { first, _ in first }),
                    attested: control.attestation?.outcome)
            })
        return ScannedProfile(
            planned: profile, controlSummary: ControlSummary(controls[profile.controls].map(\.status)),
            evaluationSummary: summaries.reduce(EvaluationSummary()) { $0 + $1 }, families: families,
            scoreBasis: basis)
    }

    /// A rule's evaluations as some controls see them: what masks set aside in all of these is masked.
    private func evaluations(of rule: Int, in controls: Range<Int>) -> EvaluationSummary {
        let whole = rules[rule].evaluations.summary
        var masked: Set<Int>?
        for control in positions(ofControlsOf: rule) where controls.contains(control) {
            let rows = Set(masks.positions(control: control, rule: rule).keys)
            masked = masked?.intersection(rows) ?? rows
            if masked?.isEmpty ?? true { return whole }
        }
        guard let masked else { return whole }
        return rules[rule].evaluations.summary(without: masked)
    }
}
