package import RuleSyntax

/// What a gate asks of an evaluation or a scan.
package struct GateOptions: Sendable {
    /// The lowest score, in percent, that opens the gate; then single failures do not close it. nil: every failure does.
    package var threshold: Int?
    /// Only rules of this severity and worse count.
    package var severity: SeverityLevel?
    /// Only rules of these controls count, by id or name; empty: all.
    package var controls: [String]
    /// Unknown evaluations do not close the gate by themselves. They still count in a score as not passed.
    package var allowsUnknown: Bool

    package init(
        threshold: Int? = nil, severity: SeverityLevel? = nil, controls: [String] = [], allowsUnknown: Bool = false
    ) {
        self.threshold = threshold
        self.severity = severity
        self.controls = controls
        self.allowsUnknown = allowsUnknown
    }
}

/// One rule's part in what a gate judges.
package struct GatedRule: Sendable {
    package let name: String
    package let severity: SeverityLevel
    package let evaluations: EvaluationSummary
    /// Resources of its kinds could not be read.
    package let hasUnreadKinds: Bool
    /// Ids and names of the controls that it assesses.
    package let controls: [String]

    package init(
        name: String, severity: SeverityLevel, evaluations: EvaluationSummary, hasUnreadKinds: Bool = false,
        controls: [String] = []
    ) {
        self.name = name
        self.severity = severity
        self.evaluations = evaluations
        self.hasUnreadKinds = hasUnreadKinds
        self.controls = controls
    }
}

/// Whether what was evaluated may pass.
package enum GateDecision: Hashable, Sendable {
    case open
    /// At least one reason.
    case closed([GateReason])
    /// There was nothing to decide on; that is no pass.
    case undecidable(GateObstacle)

    /// - Parameters:
    ///   - rules: every rule that was run.
    ///   - resourceCount: how many resources they were run on.
    ///   - errorCount: how many errors there were in what was to be read. A gate is never open with one: what was not read might have
    ///     failed, and nobody knows of which rule.
    package static func decide(
        _ rules: [GatedRule], resourceCount: Int, errorCount: Int = 0, options: GateOptions
    ) -> GateDecision {
        if rules.isEmpty { return .undecidable(.noRules) }
        if resourceCount == 0 { return .undecidable(.noResources) }
        for control in options.controls where !rules.contains(where: { $0.controls.contains(control) }) {
            return .undecidable(.noRuleOfControl(control))
        }
        var counted = rules
        if !options.controls.isEmpty {
            counted.removeAll { Set($0.controls).isDisjoint(with: options.controls) }
        }
        if let severity = options.severity {
            counted.removeAll { $0.severity < severity }
            if counted.isEmpty { return .undecidable(.noRuleOfSeverity(severity)) }
        }
        let summary = counted.reduce(EvaluationSummary()) { $0 + $1.evaluations }
        let unread = counted.filter(\.hasUnreadKinds)
        let nothing = summary.masked > 0 ? GateObstacle.everythingMasked : .nothingApplies
        if summary.total == 0, unread.isEmpty { return .undecidable(nothing) }

        var reasons: [GateReason] = []
        if let threshold = options.threshold {
            let basis = ScoreBasis(
                rules: counted.map { ScoreBasis.RuleTally(severity: $0.severity, evaluations: $0.evaluations) },
                controls: [])
            if let percent = Score(.scc, of: basis).percent, percent < threshold {
                reasons.append(.belowThreshold(percent: percent, threshold: threshold))
            }
        } else if summary.failed > 0 {
            let failing = counted.filter { $0.evaluations.failed > 0 }.map(\.name)
            reasons.append(.failures(count: summary.failed, rules: failing))
        }
        if !options.allowsUnknown {
            if summary.unknown > 0 {
                let unsure = counted.filter { $0.evaluations.unknown > 0 }.map(\.name)
                reasons.append(.unknowns(count: summary.unknown, rules: unsure))
            }
            if !unread.isEmpty { reasons.append(.unreadKinds(rules: unread.map(\.name))) }
        } else if summary.total == 0 {
            return .undecidable(nothing)
        }
        if !reasons.isEmpty { return .closed(reasons) }
        return errorCount > 0 ? .undecidable(.errors(errorCount)) : .open
    }
}

/// Why a gate is closed.
package enum GateReason: Hashable, Sendable, CustomStringConvertible {
    case failures(count: Int, rules: [String])
    case unknowns(count: Int, rules: [String])
    /// Resources that the rules judge could not be read.
    case unreadKinds(rules: [String])
    case belowThreshold(percent: Int, threshold: Int)

    package var description: String {
        switch self {
        case .failures(let count, let rules):
            "\(count) \(count == 1 ? "evaluation fails" : "evaluations fail"): \(rules.joined(separator: ", "))"
        case .unknowns(let count, let rules):
            "\(count) \(count == 1 ? "evaluation is" : "evaluations are") unknown: \(rules.joined(separator: ", "))"
        case .unreadKinds(let rules): "resources could not be read: \(rules.joined(separator: ", "))"
        case .belowThreshold(let percent, let threshold): "the score of \(percent) % is below \(threshold) %"
        }
    }
}

/// Why a gate cannot be decided.
package enum GateObstacle: Hashable, Sendable, CustomStringConvertible {
    case noRules
    case noResources
    case nothingApplies
    /// Rules apply, and masks lie on all that they say.
    case everythingMasked
    case noRuleOfSeverity(SeverityLevel)
    case noRuleOfControl(String)
    /// Nothing of what was read closes the gate, and not everything could be read.
    case errors(Int)

    package var description: String {
        switch self {
        case .noRules: "there is no rule"
        case .noResources: "there is no resource"
        case .nothingApplies: "no rule applies to any resource"
        case .everythingMasked: "everything that rules apply to is masked"
        case .noRuleOfSeverity(let severity): "no rule is of severity \(severity.rawValue) or worse"
        case .noRuleOfControl(let control): "no rule assesses a control '\(control)'"
        case .errors(let count):
            "not everything could be read: there \(count == 1 ? "is 1 error" : "are \(count) errors")"
        }
    }
}
