package import Compliance
package import ResourceDocuments
package import RuleSyntax

/// What one scan found, flat: OSCAL's word for what every report format is written from.
///
/// It is the same whether the scan was just made or is read from history, and its order follows from its content alone; so are the
/// reports. What a subscope hides is not in it.
package struct AssessmentResults: Sendable {
    /// nil where rules alone were evaluated.
    package let attachment: String?
    package let profiles: [ProfileStanding]
    /// The instant that rules took for now: the only time in a report.
    package let asOf: Instant
    package let collectedAt: Instant?
    /// What could not be read.
    package let gaps: ReadingGaps
    /// In scope.
    package let resourceCount: Int
    /// SCC's score, in percent; nil where nothing was counted.
    package let score: Int?
    /// Each evaluation once, however many controls use its rule.
    package let evaluations: EvaluationSummary
    package let controls: [AssessedControl]
    package let rules: [AssessedRule]
    /// What masks set aside, whatever was selected.
    let masked: MaskedResults
    /// Results of a scan before; nil where there is nothing to compare with.
    package private(set) var baseline: Baseline?
    /// What a gate lets pass; nil where it counts everything, and where no gate asked.
    package private(set) var narrowed: NarrowedResults?
    /// The attachment's scans up to this one, the oldest first; this one alone where no other is known.
    package private(set) var trend: [TrendPoint] = []
    /// The statuses that `results` and `entries` are confined to.
    private var statuses = Set(ReportedStatus.allCases)
    /// Somebody chose them: a format leaves out nothing of them.
    private(set) var isChosen = false
    /// Nothing but statuses was asked for: rules that judged nothing and what persons answer belong to it.
    private let isWhole: Bool
    /// What a report leaves out costs nothing.
    private let source: any ResultSource

    /// - Parameter masked: what masks set aside, where that is not all in `source`.
    init(
        attachment: String?, profiles: [ProfileStanding], asOf: Instant, collectedAt: Instant?, gaps: ReadingGaps,
        resourceCount: Int, score: Int?, evaluations: EvaluationSummary, controls: [AssessedControl],
        rules: [AssessedRule], masked: (any ResultSource)? = nil, isWhole: Bool = true, source: any ResultSource
    ) {
        self.attachment = attachment
        self.profiles = profiles
        self.asOf = asOf
        self.collectedAt = collectedAt
        self.gaps = gaps
        self.resourceCount = resourceCount
        self.score = score
        self.evaluations = evaluations
        self.controls = controls
        self.rules = rules
        self.isWhole = isWhole
        self.source = source
        self.masked = MaskedResults(of: rules.indices, in: masked ?? source)
        trend = [TrendPoint(asOf: asOf, score: score, gaps: gaps, evaluations: evaluations)]
    }

    /// Why a result is what it is; empty of one that passes.
    ///
    /// - Parameter excerpts: whether the lines of both texts are wanted.
    package func findings(of result: AssessedResult, with excerpts: Bool = false) -> [ReportedFinding] {
        source.evidence(of: result, with: excerpts).map(ReportedFinding.read) ?? []
    }

    /// The same as JSON, on one line, with the lines of both texts.
    package func findingsJSON(of result: AssessedResult) -> String? { source.evidence(of: result, with: true) }

    /// Only what stands so.
    ///
    /// - Parameter chosen: what somebody asks for; nil: what the format holds by itself.
    package func selecting(_ chosen: Set<ReportedStatus>?, for format: ReportFormat) -> AssessmentResults {
        let statuses = chosen ?? format.statuses
        var selection = self
        selection.isChosen = chosen != nil
        selection.statuses.formIntersection(statuses)
        return selection
    }

    package func compared(with baseline: Baseline) -> AssessmentResults {
        var compared = self
        compared.baseline = baseline
        return compared
    }

    /// - Parameter results: positions of rules are those of `rules`.
    package func narrowed(by results: NarrowedResults?) -> AssessmentResults {
        var narrowed = self
        narrowed.narrowed = results
        return narrowed
    }

    /// What is said of a result that a gate lets pass: `known from the baseline`; nil of every other.
    func phraseOfNarrowing(_ result: AssessedResult) -> String? {
        narrowed.flatMap { narrowed in
            narrowed.reason(resource(of: result), rule: result.rule).map { narrowed.phrase($0) }
        }
    }

    /// The findings of a result, what is new before what a baseline knows.
    func findingsByNovelty(of result: AssessedResult) -> [(finding: ReportedFinding, isKnown: Bool)] {
        let known = narrowed?.knownFindings(resource(of: result), rule: result.rule) ?? []
        let findings = findings(of: result).enumerated().map { (finding: $1, isKnown: known.contains($0)) }
        return findings.filter { !$0.isKnown } + findings.filter(\.isKnown)
    }

    /// The same, after scans of the same attachment that were made before; those of later instants are left out.
    package func following(_ scans: some Sequence<ScanRecord>) -> AssessmentResults {
        var following = self
        let before = scans.filter { $0.state == .completed && $0.asOf < asOf }.map { scan in
            TrendPoint(asOf: scan.asOf, score: scan.score, gaps: scan.gaps, evaluations: scan.evaluations)
        }
        following.trend = before.sorted { $0.asOf < $1.asOf } + trend.suffix(1)
        return following
    }

    package func rule(of result: AssessedResult) -> AssessedRule { rules[result.rule] }
    package func resource(of result: AssessedResult) -> AssessedResource { resources[result.resource] }
    package func controls(of result: AssessedResult) -> [AssessedControl] { result.controls.map { controls[$0] } }

    /// Those that results are of, whatever was selected, by kind, account, id and file.
    package var resources: AssessedResources { AssessedResources(source: source) }

    /// By rule and resource. A result that masks set aside in some of its controls only stands there once open and once for each mask.
    package var results: AssessedResults {
        AssessedResults(source: source, rules: rules.indices, statuses: statuses)
    }

    /// Each rule on each resource once, for formats that do not tell controls apart: the part that a control's own mask sets aside is left
    /// out where the result stands open in another.
    package var distinctResults: AssessedResults { distinctResults(of: rules.indices) }

    /// The same of some rules.
    func distinctResults(of rules: Range<Int>) -> AssessedResults {
        AssessedResults(source: source, rules: rules, statuses: statuses, areDistinct: true)
    }

    package func holds(_ status: ReportedStatus) -> Bool { statuses.contains(status) }

    /// Everything could be read.
    package var isComplete: Bool { gaps.isEmpty }

    /// What could not be read of what a profile's rules judge.
    func gaps(ofProfile position: Int) -> ReadingGaps {
        let isConcerned = controls.contains { control in
            control.standing.profile == position
                && control.standing.rules.contains { rules.indices.contains($0) && rules[$0].hasUnreadKinds }
        }
        return isConcerned || gaps.hasFaults ? gaps : .none
    }

    /// What a report calls the whole.
    package var title: String { attachment.map { "attachment \($0)" } ?? "rules" }

    /// No rule judged a resource but what masks set aside, and no person answered a control: that is no pass.
    package var isEmpty: Bool { evaluations.total == 0 && !controls.contains { $0.attestation != nil } }

    /// What is said of one that is empty.
    var emptyText: String { evaluations.masked > 0 ? "all that was judged is masked" : "nothing was judged" }

    /// Rules that judged nothing: each is told of once, as `AssessedRule.idleStatus` has it.
    package var idleRules: [AssessedRule] { idleRulePositions.map { rules[$0] } }

    /// Those that use a rule, by its position.
    func controls(ofRule position: Int) -> [AssessedControl] {
        controls.filter { $0.standing.rules.contains(position) }
    }

    var idleRulePositions: [Int] {
        isWhole ? rules.indices.filter { rules[$0].isIdle && statuses.contains(rules[$0].idleStatus) } : []
    }

    /// Controls that a person answers, or has to.
    package var answers: [(control: AssessedControl, status: ReportedStatus)] {
        answerPositions.map { (controls[$0.control], $0.status) }
    }

    var answerPositions: [(control: Int, status: ReportedStatus)] {
        if !isWhole { return [] }
        return controls.enumerated().compactMap { position, control in
            control.answer.flatMap { statuses.contains($0) ? (position, $0) : nil }
        }
    }
}

/// How a scan stood.
package struct TrendPoint: Sendable, Hashable {
    package let asOf: Instant
    /// In percent; nil where nothing was counted.
    package let score: Int?
    package let gaps: ReadingGaps
    package let evaluations: EvaluationSummary
}

/// A rule as a scan ran it.
package struct AssessedRule: Sendable, Hashable {
    package let name: String
    package let id: String?
    package let title: String?
    package let description: String?
    package let fix: String?
    package let severity: SeverityLevel
    /// Name and value, in the order of the rule.
    package let parameters: [ParameterText]
    package let evaluations: EvaluationSummary
    /// Some of what it judges could not be read.
    package let hasUnreadKinds: Bool
    /// What names the rule in a report: its id, else its name; with a number where profiles bind one rule differently.
    package let reference: String

    package struct ParameterText: Sendable, Hashable {
        package let name: String
        package let value: String
        /// A quantity or a span of time as somebody wrote it.
        package let written: String?
        /// For a person.
        var text: String { written ?? value }
    }

    package var heading: String { title ?? name }

    /// It judged nothing.
    package var isIdle: Bool { evaluations.total + evaluations.masked == 0 }

    /// How one stands that judged nothing: where something could not be read nobody knows whether it applies.
    package var idleStatus: ReportedStatus { hasUnreadKinds ? .unknown : .notApplicable }
}

/// A control as it stood.
package struct AssessedControl: Sendable, Hashable {
    package let standing: ControlStanding
    package let description: String?
    /// What a person says of what no rule of it answers.
    package let attestation: Attestation?

    package var id: String { standing.id }
    package var name: String { standing.name }
    package var status: ReportedStatus { ReportedStatus(standing.status) }

    /// How the part of it stands that is for a person; nil where rules answer all of it, and where one of them speaks against it already.
    package var answer: ReportedStatus? {
        if let attestation { return ReportedStatus(attestation.outcome.status) }
        return status == .manual ? .manual : nil
    }
}

extension AssessedResource {
    /// What a person calls it.
    package var title: String { ResourceTitle.text(id: id, name: name) }
    /// nil where the title is the id: two resources may have one name.
    package var idBesideTitle: String? { title == id ? nil : id }
    /// What a person calls it, with what tells it from others that are called so: `shop [i-1, prod]`. Where nothing else is shown of it.
    var distinctTitle: String { ResourceTitle.distinct(id: id, name: name, account: account) }
}

extension AssessedResult {
    package var status: ReportedStatus { ReportedStatus(ResultStatus(verdict, isMasked: mask != nil)) }
}
