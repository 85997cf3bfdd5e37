package import RuleSyntax

/// What a gate asks of an evaluation or a scan.
package struct GateOptions: Sendable {
    /// What is asked of one profile, by its id or name.
    package struct ProfileLimit: Hashable, Sendable {
        package let profile: String
        /// The lowest score, in percent.
        package var threshold: Int?
        /// The most evaluations that may fail.
        package var failing: Int?

        package init(profile: String, threshold: Int? = nil, failing: Int? = nil) {
            self.profile = profile
            self.threshold = threshold
            self.failing = failing
        }
    }

    /// The lowest score, in percent, that opens the gate; then single failures do not close it. nil: every failure does.
    package var threshold: Int?
    /// The most evaluations that may fail.
    package var failing: Int?
    /// Asked beside what is asked of the whole; without that, single failures close the gate in the other profiles alone.
    package var profiles: [ProfileLimit]
    /// Only rules of this severity and worse count.
    package var severity: SeverityLevel?
    /// Only these rules count, by id or name; empty: all.
    package var rules: [String]
    /// Only rules of these controls count, by id or name; empty: all.
    package var controls: [String]
    /// Unknown evaluations do not close the gate by themselves. They still count in a score as not passed.
    package var allowsUnknown: Bool

    package init(
        threshold: Int? = nil, failing: Int? = nil, profiles: [ProfileLimit] = [], severity: SeverityLevel? = nil,
        rules: [String] = [], controls: [String] = [], allowsUnknown: Bool = false
    ) {
        self.threshold = threshold
        self.failing = failing
        self.profiles = profiles
        self.severity = severity
        self.rules = rules
        self.controls = controls
        self.allowsUnknown = allowsUnknown
    }

    /// A single failure is too many, but of what is in profiles with a limit.
    var wantsNoFailure: Bool { threshold == nil && failing == nil }
}

/// One rule's part in what a gate judges.
package struct GatedRule: Sendable {
    package let name: String
    package let id: String?
    package let severity: SeverityLevel
    package let evaluations: EvaluationSummary
    /// Of the failing and unknown ones, those that no baseline knows and that stand in what changed: they alone close a gate.
    package var failing: Int
    package var unknown: Int
    /// Of these, those on which a mask lay that has ended.
    package var ended = 0
    /// Resources of its kinds could not be read.
    package let hasUnreadKinds: Bool
    /// Which these are; nil where nobody can tell.
    package let unreadText: String?
    /// Why the first of its unknown evaluations is; nil where nobody asked.
    package var unknownCause: String?
    /// Ids and names of the controls that it assesses.
    package let controls: [String]
    /// Ids of the profiles that these are of.
    package let profiles: [String]

    package init(
        name: String, id: String? = nil, severity: SeverityLevel, evaluations: EvaluationSummary,
        hasUnreadKinds: Bool = false, unreadText: String? = nil, controls: [String] = [], profiles: [String] = []
    ) {
        self.name = name
        self.id = id
        self.severity = severity
        self.evaluations = evaluations
        self.hasUnreadKinds = hasUnreadKinds
        self.unreadText = unreadText
        self.controls = controls
        self.profiles = profiles
        failing = evaluations.failed
        unknown = evaluations.unknown
    }
}

/// One profile of what a gate judges.
package struct GatedProfile: Sendable {
    package let id: String
    package let name: String
    /// In percent; nil where nothing was counted.
    package let score: Int?
    package let failing: Int
    /// Everything that its rules judge could be read.
    package let isComplete: Bool

    package init(id: String, name: String, score: Int?, failing: Int, isComplete: Bool = true) {
        self.id = id
        self.name = name
        self.score = score
        self.failing = failing
        self.isComplete = isComplete
    }
}

/// What a gate's decision was made on.
package struct GateTally: Hashable, Sendable {
    package var passed = 0
    package var failing = 0
    package var unknown = 0
    package var masked = 0
    /// Failing and unknown evaluations that a baseline knows.
    package var known = 0
    /// Those of resources that did not change.
    package var untouched = 0
    /// Of what counts, that on which a mask lay that has ended.
    package var ended = 0
    /// Controls of which a person has to say how they stand, and has not.
    package var waiting = 0
    /// Documents, or places in them, that say that there is more than they hold.
    package var parts = 0
    /// Errors in what was to be read.
    package var errors = 0
    /// Rules of which kinds could not be read.
    package var unread: [UnreadRule] = []

    package init() {}
}
