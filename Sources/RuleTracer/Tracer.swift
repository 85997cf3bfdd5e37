package import ResourceDocuments
package import RuleChecker

/// Evaluates one rule on one resource and tells why.
///
/// Written plainly from Meaning.md, and apart from the machine: what both say of a rule has to be the same.
package struct Tracer: Sendable {
    let rule: BoundRule
    private let words: RuleWords
    let resource: Resource
    private let inventory: ResourcesByKind
    private let asOf: Instant
    /// Elements asked and pieces of long texts read, before a rule is given up on a resource.
    var maximumSteps = Self.maximumSteps
    /// Each takes a few microseconds. The machine, which asks faster, has a limit of its own.
    static let maximumSteps = 2_000_000

    /// - Parameter words: what was said of this very rule before.
    package init(
        rule: BoundRule, words: RuleWords = RuleWords(), resource: Resource, inventory: ResourcesByKind, asOf: Instant
    ) {
        self.rule = rule
        self.words = words
        self.resource = resource
        self.inventory = inventory
        self.asOf = asOf
    }

    /// For one trace; whoever makes many sorts the inventory once.
    package init(rule: BoundRule, resource: Resource, inventory: Inventory, asOf: Instant) {
        self.init(rule: rule, resource: resource, inventory: ResourcesByKind(inventory), asOf: asOf)
    }

    /// - Parameter decided: what the machine says, whose word it is: it may give up where this does not, and the other way round.
    package func trace(_ details: TraceDetails = .all, decided: DecidedVerdict? = nil) -> RuleTrace {
        let trace = trace(details)
        return givenUp(trace.verdict, trace.causes, trace.isGivenUp, decided).map { self.trace($0) } ?? trace
    }

    private func trace(_ details: TraceDetails) -> RuleTrace {
        let draws = details.contains(.excerpts)
        var evaluator = evaluator(isTracing: true, recordsCoverage: details.contains(.coverage), draws: draws)
        let outcome = evaluator.outcome(of: rule.rule, kind: resource.kind)
        let (coverage, bounds) = (evaluator.coverage, evaluator.bounds)
        let isGivenUp = evaluator.isExhausted
        var builder = builder(consume evaluator, clause: nil, verdict: .unknown, draws: draws)
        var findings: [Finding] = []
        if let applicability = outcome.applicability, outcome.verdict == .unknown, outcome.clauses.isEmpty {
            findings = builder.findings(from: applicability.evidence)
        }
        var clauses: [ClauseTrace] = []
        clauses.reserveCapacity(outcome.clauses.count)
        for (index, traced) in outcome.clauses.enumerated() {
            let place = rule.rule.clauses[index].place
            let kind = rule.rule.clauses[index].kind
            clauses.append(
                ClauseTrace(kind: kind, place: place, truth: traced.outcome.truth, verdict: traced.verdict))
            if traced.verdict == .pass { continue }
            (builder.clause, builder.verdict) = (index, traced.verdict)
            let found = builder.findings(from: traced.outcome.evidence)
            if findings.isEmpty { findings = found } else { findings += found }
        }
        return RuleTrace(
            verdict: outcome.verdict, causes: outcome.causes, inapplicability: outcome.inapplicability,
            clauses: clauses, findings: findings, coverage: coverage, bounds: bounds,
            isGivenUp: isGivenUp || builder.evaluator.isExhausted)
    }

    /// The verdict alone, and why it is unknown.
    package func verdict() -> (verdict: Verdict, causes: UnknownCauses) {
        var evaluator = evaluator(isTracing: false)
        let outcome = evaluator.outcome(of: rule.rule, kind: resource.kind)
        return evaluator.isExhausted ? (.unknown, .budget) : (outcome.verdict, outcome.causes)
    }

    /// What is not there and yet leaves nothing unknown.
    package func statedAbsences() -> [StatedAbsence] {
        var evaluator = evaluator(isTracing: true)
        evaluator.statedAbsences = []
        _ = evaluator.outcome(of: rule.rule, kind: resource.kind)
        return evaluator.statedAbsences ?? []
    }

    /// The verdict, and every text that the rule asks of a pattern.
    package func patternQuestions() -> (asked: Set<PatternQuestion>, verdict: Verdict, causes: UnknownCauses) {
        var evaluator = evaluator(isTracing: true)
        evaluator.patternQuestions = []
        let outcome = evaluator.outcome(of: rule.rule, kind: resource.kind)
        let asked = evaluator.patternQuestions ?? []
        return evaluator.isExhausted ? (asked, .unknown, .budget) : (asked, outcome.verdict, outcome.causes)
    }

    func builder(
        _ evaluator: consuming Evaluator, clause: Int?, verdict: Verdict, draws: Bool = true
    ) -> FindingBuilder {
        FindingBuilder(
            rule: rule, ruleWords: words, evaluator: evaluator, clause: clause, verdict: verdict, draws: draws)
    }

    func evaluator(
        isTracing: Bool, recordsCoverage: Bool = false, tellsVacuity: Bool = false, draws: Bool = true
    ) -> Evaluator {
        var evaluator = Evaluator(
            rule: rule, tested: TracedResource(resource, isTested: true), inventory: inventory, asOf: asOf,
            isTracing: isTracing, recordsCoverage: recordsCoverage, tellsVacuity: tellsVacuity, draws: draws)
        evaluator.maximumSteps = maximumSteps
        return evaluator
    }

    /// A condition over nothing but the values in the slots: a parameter's constraint, the value in slot 0.
    package static func holds(_ condition: CheckedCondition, slots: [Value], asOf: Instant? = nil) -> Truth {
        var evaluator = Evaluator(slots: slots, asOf: asOf)
        return evaluator.outcome(of: condition).truth
    }

    /// What an expression over literals gives; nil where that is not known, or is a list or a map.
    package static func constant(_ expression: CheckedExpression) -> Value? {
        var evaluator = Evaluator(slots: [], asOf: nil)
        return evaluator.value(of: expression).scalar
    }
}
