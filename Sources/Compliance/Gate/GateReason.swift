package import RuleSyntax

/// A rule, and what it judges that could not be read; nil where that is files.
package struct UnreadRule: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    package let kinds: String?

    package init(name: String, kinds: String?) {
        self.name = name
        self.kinds = kinds
    }

    package var description: String { name + (kinds.map { " (\($0))" } ?? "") }

    /// As many as a line has room for.
    package static func list(_ rules: [UnreadRule]) -> String { GateReason.list(rules.map(\.description)) }
}

/// Why a gate is closed.
package enum GateReason: Hashable, Sendable, CustomStringConvertible {
    case failures(count: Int, rules: [String])
    case tooManyFailures(count: Int, maximum: Int, rules: [String])
    case unknowns(count: Int, rules: [String])
    /// Resources that the rules judge could not be read.
    case unreadKinds(rules: [UnreadRule])
    /// Where not everything could be read, the score is of what could.
    case belowThreshold(percent: Int, threshold: Int, isComplete: Bool = true)
    case profileBelowThreshold(String, percent: Int, threshold: Int, isComplete: Bool = true)
    case profileFailures(String, count: Int, maximum: Int)

    package var description: String {
        switch self {
        case .failures(let count, let rules): "\(Self.failing(count)): \(Self.list(rules))"
        case .tooManyFailures(let count, let maximum, let rules):
            "\(Self.failing(count)), and at most \(maximum) may: \(Self.list(rules))"
        case .unknowns(let count, let rules):
            "\(count) \(count == 1 ? "evaluation is" : "evaluations are") unknown: \(Self.list(rules))"
        case .unreadKinds(let rules): "resources could not be read: \(UnreadRule.list(rules))"
        case .belowThreshold(let percent, let threshold, let isComplete):
            "the score of \(Self.score(percent, isComplete)) is below \(threshold) %"
        case .profileBelowThreshold(let profile, let percent, let threshold, let isComplete):
            "the score of profile \(profile), \(Self.score(percent, isComplete)), is below \(threshold) %"
        case .profileFailures(let profile, let count, let maximum):
            "\(Self.failing(count)) in profile \(profile), and at most \(maximum) may"
        }
    }

    private static func failing(_ count: Int) -> String {
        "\(count) \(count == 1 ? "evaluation fails" : "evaluations fail")"
    }

    private static func score(_ percent: Int, _ isComplete: Bool) -> String {
        "\(percent) %" + (isComplete ? "" : " of what could be read")
    }

    /// As many as a line has room for.
    fileprivate static func list(_ rules: [String]) -> String {
        let shown = rules.prefix(maximumRules).joined(separator: ", ")
        return rules.count > maximumRules ? "\(shown) and \(rules.count - maximumRules) more" : shown
    }

    private static let maximumRules = 5
}

extension GateTally {
    /// The reason as a person reads it beside what a baseline or a revision set aside, of which some reasons know nothing.
    package func words(of reason: GateReason) -> String {
        let isWhole =
            switch reason {
            case .belowThreshold, .profileBelowThreshold, .profileFailures: true
            case .failures, .tooManyFailures, .unknowns, .unreadKinds: false
            }
        let aside = [(known, "is known"), (untouched, "did not change")].filter { $0.0 > 0 }.map(\.1)
        guard isWhole, !aside.isEmpty else { return reason.description }
        return "\(reason), and that counts what \(aside.joined(separator: " or ")) as well"
    }
}

/// Why a gate cannot be decided.
package indirect enum GateObstacle: Error, Hashable, Sendable, CustomStringConvertible {
    case noRules
    /// Persons evaluate all that is asked.
    case everythingManual(Int)
    case noResources
    /// Of so many resources.
    case nothingInScope(of: Int)
    case nothingApplies
    /// Rules apply, and masks lie on all that they say.
    case everythingMasked
    /// It may pass, and nothing else was found out.
    case everythingUnknown(because: String?)
    case noRuleOfSeverity(SeverityLevel)
    case noRuleOfControl(String, nearest: String?)
    case manualControl(String)
    case noRuleNamed(String, nearest: String?)
    case noProfile(String, nearest: String?)
    /// No rule is of the rules, the controls and the severity together.
    case nothingChosen
    /// Nothing of what was read closes the gate, and not everything could be read.
    case errors(Int)
    /// And kinds of these rules could not be read: what there was to decide on may be among them.
    case besideUnread(GateObstacle, rules: [UnreadRule])

    package var description: String {
        switch self {
        case .noRules: "there is no rule"
        case .everythingManual(let count):
            "no rule assesses \(count == 1 ? "the control" : "any of the \(count) controls"): a person does"
        case .noResources: "there is no resource"
        case .nothingInScope(let count):
            count == 1
                ? "the one resource is out of the attachment's scope"
                : "none of \(count) resources is in the attachment's scope"
        case .nothingApplies: "no rule applies to any resource"
        case .everythingMasked: "everything that rules apply to is masked"
        case .everythingUnknown(let cause):
            "everything that rules say is unknown: nothing was found to be good" + (cause.map { "; \($0)" } ?? "")
        case .noRuleOfSeverity(let severity): "no rule is of severity \(severity.rawValue) or worse"
        case .noRuleOfControl(let control, let nearest):
            "no rule assesses a control '\(control)'\(Self.meant(nearest))"
        case .manualControl(let control): "no rule assesses the control '\(control)': a person does"
        case .noRuleNamed(let name, let nearest): "no rule is called '\(name)'\(Self.meant(nearest))"
        case .noProfile(let name, let nearest):
            "the attachment has no profile '\(name)'\(Self.meant(nearest))"
        case .nothingChosen: "no rule is of the rules, controls and severity that were named together"
        case .errors(let count):
            "not everything could be read: there \(count == 1 ? "is 1 error" : "are \(count) errors")"
        case .besideUnread(let obstacle, let rules):
            "\(obstacle), and resources could not be read: \(UnreadRule.list(rules))"
        }
    }

    private static func meant(_ nearest: String?) -> String { nearest.map { "; did you mean '\($0)'?" } ?? "" }
}
