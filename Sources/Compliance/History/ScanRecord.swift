package import ResourceDocuments
package import ResourceReaders
package import RuleChecker
package import RuleSyntax
import SourceText

/// A scan as history keeps it: what it was of, what came of it, and nothing that changes afterwards.
package struct ScanRecord: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable {
        /// It is being written; or its process ended before it was, and then it can be gone on with.
        case running
        case completed
        /// Something could not be read: what it found is not what there is.
        case failed
    }

    /// A UUID.
    package var id: String
    package var attachment: String
    package var profile: String
    package var profileVersion: String?
    /// The instant that rules took for now.
    package var asOf: Instant
    package var collectedAt: Instant?
    package var startedAt: Instant
    package var finishedAt: Instant?
    package var state: State
    /// In scope.
    package var resourceCount: Int
    package var evaluations: EvaluationSummary
    package var controls: [ControlStanding]
    /// Each with its own score; empty of a scan that was kept before there were several.
    package var profiles: [ProfileStanding]
    /// Evaluations made, and times that one counts for a control; nil of a scan that was kept before these were counted.
    package var evaluationCount: Int?
    package var evaluationsApplied: Int?
    package var score: Int?
    /// Kinds that its rules judge and of which not all could be read, as manifests said; empty of a scan that was kept before these were.
    package var unread: [InventoryManifest.Unread]
    /// Of whoever writes it, or wrote it.
    package var process: Int32

    package init(
        id: String, attachment: String, profile: String, profileVersion: String?, asOf: Instant, collectedAt: Instant?,
        startedAt: Instant, finishedAt: Instant?, state: State, resourceCount: Int, evaluations: EvaluationSummary,
        controls: [ControlStanding], profiles: [ProfileStanding] = [], evaluationCount: Int? = nil,
        evaluationsApplied: Int? = nil, score: Int?, unread: [InventoryManifest.Unread] = [], process: Int32 = 0
    ) {
        self.id = id
        self.attachment = attachment
        self.profile = profile
        self.profileVersion = profileVersion
        self.asOf = asOf
        self.collectedAt = collectedAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.state = state
        self.resourceCount = resourceCount
        self.evaluations = evaluations
        self.controls = controls
        self.profiles = profiles
        self.evaluationCount = evaluationCount
        self.evaluationsApplied = evaluationsApplied
        self.score = score
        self.unread = unread
        self.process = process
    }

    /// What could not be read; of one that is still running nobody knows.
    package var gaps: ReadingGaps { ReadingGaps(kinds: unread, hasFaults: state != .completed) }

    package var controlSummary: ControlSummary { ControlSummary(controls.map(\.status)) }
}

extension ScanRecord {
    /// Whether a control of the scan is of the profile with that id or name. Scans of before a scan could have several profiles
    /// name theirs alone.
    package func holds(_ control: ControlStanding, inProfile name: String) -> Bool {
        guard profiles.indices.contains(control.profile) else { return profile == name }
        return profiles[control.profile].isNamed(name)
    }
}

extension ScanRecord {
    /// nil of a scan that was kept before there were several.
    package func profile(of control: ControlStanding) -> ProfileStanding? {
        profiles.indices.contains(control.profile) ? profiles[control.profile] : nil
    }

    /// A control's name, with its profile's where the scan has several, and with that one's version where two have one name.
    package func title(of control: ControlStanding) -> String {
        guard profiles.count > 1, let profile = profile(of: control) else { return control.name }
        let isAlone = profiles.count { $0.name == profile.name } == 1
        let version = isAlone ? nil : profile.version
        return "\(control.name) (\([profile.name, version].compactMap(\.self).joined(separator: " ")))"
    }
}

/// How a profile stood in a scan.
package struct ProfileStanding: Hashable, Sendable {
    package var id: String
    package var name: String
    package var version: String?
    /// In percent; nil where nothing was counted.
    package var score: Int?

    package func isNamed(_ text: String) -> Bool { id == text || name == text }

    package init(id: String, name: String, version: String?, score: Int?) {
        self.id = id
        self.name = name
        self.version = version
        self.score = score
    }
}

/// How a control stood in a scan.
package struct ControlStanding: Hashable, Sendable {
    package var id: String
    package var name: String
    package var library: String
    package var family: [String]
    package var status: ComplianceStatus
    /// Positions of its rules in the scan.
    package var rules: [Int]
    /// A position in the scan's profiles.
    package var profile: Int
    /// The id of what a person said of it; nil where nobody did.
    package var attestation: String?

    package init(
        id: String, name: String, library: String, family: [String], status: ComplianceStatus, rules: [Int],
        profile: Int = 0, attestation: String? = nil
    ) {
        self.id = id
        self.name = name
        self.library = library
        self.family = family
        self.status = status
        self.rules = rules
        self.profile = profile
        self.attestation = attestation
    }

    /// As a scan that was just made has it.
    ///
    /// - Parameter family: the names of the families that it is in, from the outermost in.
    package init(_ control: Scan.ScannedControl, family: [String]) {
        self.init(
            id: control.control.id, name: control.control.name, library: control.planned.library.name, family: family,
            status: control.status, rules: control.planned.rules, profile: control.planned.profile,
            attestation: control.attestation?.id)
    }
}

/// A rule as a scan ran it.
package struct RuleRecord: Hashable, Sendable {
    package var position: Int
    package var name: String
    package var id: String?
    package var title: String?
    package var severity: SeverityLevel
    /// Of the rule and every define it uses, as they are written.
    package var text: ContentDigest
    /// `name=value`, in the order of the rule; empty without parameters. What makes values equal, however they are written.
    package var parameters: [String]
    /// The values as somebody wrote them, in the same order: quantities and spans of time; nil of every other, and of a scan that was kept before
    /// these were.
    package var writtenParameters: [String?]
    package var evaluations: EvaluationSummary
    /// Some of what it judges could not be read.
    package var hasUnreadKinds: Bool

    package init(
        position: Int, name: String, id: String?, title: String?, severity: SeverityLevel, text: ContentDigest,
        parameters: [String], writtenParameters: [String?] = [], evaluations: EvaluationSummary,
        hasUnreadKinds: Bool = false
    ) {
        self.position = position
        self.name = name
        self.id = id
        self.title = title
        self.severity = severity
        self.text = text
        self.parameters = parameters
        self.writtenParameters = writtenParameters
        self.evaluations = evaluations
        self.hasUnreadKinds = hasUnreadKinds
    }

    /// What makes it the same rule in another scan: its id, else its name.
    package var identity: String { id ?? name }

    /// `name=value` of a rule's parameters, in the order of the rule, each on one line.
    package static func parameters(of bound: BoundRule) -> [String] {
        zip(bound.rule.parameters, bound.parameters).map {
            VisibleText.line("\($0.name.text)=\($1.value.description)")
        }
    }

    /// What somebody wrote for them, in the same order.
    package static func writtenParameters(of bound: BoundRule) -> [String?] {
        bound.parameters.indices.map { bound.written(parameter: $0).map(VisibleText.line) }
    }
}

/// A resource as a scan saw it.
package struct ResourceRecord: Hashable, Sendable {
    package var kind: String
    package var id: String
    package var name: String?
    package var account: String?
    package var region: String?
    package var group: String?
    package var file: String
    package var content: ContentDigest

    package init(
        kind: String, id: String, name: String?, account: String?, region: String?, group: String?, file: String,
        content: ContentDigest
    ) {
        self.kind = kind
        self.id = id
        self.name = name
        self.account = account
        self.region = region
        self.group = group
        self.file = file
        self.content = content
    }
}

extension ResourceRecord {
    /// What tells one resource from another: its account, kind and id.
    package func identity(_ key: DigestKey) -> ContentDigest {
        Self.identity(account: account, kind: kind, id: id, key)
    }

    static func identity(account: String?, kind: String, id: String, _ key: DigestKey) -> ContentDigest {
        var stream = DigestStream(key)
        for text in [account ?? "", kind, id] { stream.append(measured: text) }
        return stream.finish()
    }
}

/// What history keeps of a verdict, also of one under a mask.
package enum StoredVerdict: Int, Hashable, CaseIterable, Sendable {
    case pass = 0
    case fail = 1
    case unknown = 2

    /// nil of what is not applicable: history keeps nothing of that.
    package init?(_ verdict: Verdict) {
        switch verdict {
        case .pass: self = .pass
        case .fail: self = .fail
        case .unknown: self = .unknown
        case .notApplicable: return nil
        }
    }

    package var word: String {
        switch self {
        case .pass: "pass"
        case .fail: "fail"
        case .unknown: "unknown"
        }
    }
}

/// What the findings of one evaluation show.
package struct Evidence: Hashable, Sendable {
    /// JSON, with the places of that scan's files.
    package var content: String
    /// What of it tells one evidence from another: paths, values and messages, and not on which line they stood.
    package var substance: String

    package init(content: String, substance: String) {
        self.content = content
        self.substance = substance
    }
}
