import Compliance
package import ResourceDocuments
package import RuleChecker

/// The findings of an earlier scan, for reports that say what is new.
package struct Baseline: Sendable {
    /// A finding that was open then.
    struct Finding: Sendable, Hashable {
        let rule: String
        let message: String
        let place: ReportedPlace?
        let file: String
        /// It failed, and was not only unknown.
        let isFailure: Bool
        /// nil where that is not recorded.
        let deciding: DecidingParts?
        /// nil where none decided, or that is not recorded.
        let others: OtherDigests?
    }

    /// SARIF 2.1.0, 3.27.24.
    enum State: String, CaseIterable {
        case new, unchanged, updated, absent
    }

    /// What a baseline of an earlier version knows findings by.
    package enum Limit: Sendable {
        /// The number of the clause, and the position in a list.
        case clauseNumbers
        /// The position in a list.
        case positions
        /// The first place of several.
        case firstPlaces
    }

    /// What rules said then, by what names them; rules of which that is not recorded are left out.
    package enum RuleTexts: Sendable {
        /// As reports have it.
        case digests([String: String])
        /// As a store has it, and its key.
        case recorded([String: ContentDigest], DigestKey)
    }

    /// By what is recorded of them, and by fingerprint, of what failed or was unknown and no mask set aside.
    private var findings: [Fingerprint.Version: [String: Finding]] = [:]
    /// What names the rules that were asked, as `AssessedRule.reference`.
    package let rules: Set<String>
    private let texts: RuleTexts
    /// Whether of some finding it is not recorded what decided.
    private var lacksDeciding = false
    private var occurrences = Fingerprint.Occurrences()
    /// nil of rules alone.
    package let attachment: String?

    init(rules: Set<String>, texts: RuleTexts, attachment: String?) {
        self.rules = rules
        self.texts = texts
        self.attachment = attachment
    }

    package init(_ results: AssessmentResults, texts: RuleTexts = .digests([:])) {
        self.init(rules: Set(results.rules.map(\.reference)), texts: texts, attachment: results.attachment)
        for result in results.results where ReportedStatus.open.contains(result.status) {
            let rule = results.rule(of: result)
            let resource = results.resource(of: result)
            add(
                results.findings(of: result), rule: rule.reference, heading: rule.heading, resource: resource.key,
                file: resource.file, isFailure: result.verdict == .fail)
        }
    }

    /// What one result shows.
    mutating func add(
        _ shown: [ReportedFinding], rule: String, heading: String, resource: [String], file: String, isFailure: Bool
    ) {
        let fingerprints = Fingerprint.fingerprints(
            of: shown.map(\.fingerprintPlace), rule: rule, resource: resource,
            occurrence: occurrences.next(rule: rule, resource: resource))
        for (position, fingerprint) in fingerprints.enumerated() {
            let finding = shown.indices.contains(position) ? shown[position] : nil
            let version = finding?.fingerprintVersion ?? .current
            if let finding, finding.deciding == nil { lacksDeciding = true }
            findings[version, default: [:]][fingerprint[version]] = Finding(
                rule: rule, message: finding?.text ?? heading, place: finding?.place, file: file,
                isFailure: finding?.isFailure ?? isFailure, deciding: finding?.deciding, others: finding?.others)
        }
    }

    /// What it cannot tell because an earlier version wrote it.
    package var limit: Limit? {
        if findings[.clauseNumbers] != nil { return .clauseNumbers }
        if findings[.positions] != nil { return .positions }
        return lacksDeciding ? .firstPlaces : nil
    }

    /// Whether a rule that stands under this name says something else than then, layout and comments apart where that can be told.
    ///
    /// - Parameter recorded: what a store would keep of it.
    package func saysOther(_ rule: CheckedRule, under reference: String, recorded: (DigestKey) -> ContentDigest) -> Bool
    {
        switch texts {
        case .digests(let digests): digests[reference].map { $0 != Fingerprint.digest(of: rule) } ?? false
        case .recorded(let digests, let key): digests[reference].map { $0 != recorded(key) } ?? false
        }
    }

    /// What decides a finding beside its place.
    struct Grounds {
        let isFailure: Bool
        var deciding: DecidingParts?
        var others: OtherDigests?
    }

    /// What was open then under a fingerprint; nil where that was only unknown and fails now, and where something decides that did not then.
    func finding(_ fingerprint: Fingerprint, on grounds: Grounds) -> Finding? {
        let known = Fingerprint.Version.allCases.lazy.compactMap { findings[$0]?[fingerprint[$0]] }.first
        guard let known, known.isFailure || !grounds.isFailure else { return nil }
        if let deciding = grounds.deciding, let former = known.deciding, !deciding.isWithin(former) { return nil }
        guard let others = grounds.others, let former = known.others else { return known }
        return others.isWithin(former) ? known : nil
    }

    func state(of fingerprint: Fingerprint, on grounds: Grounds, message: String) -> State {
        guard let before = finding(fingerprint, on: grounds) else { return .new }
        return before.message == message ? .unchanged : .updated
    }

    /// What was open then and is not any more, by fingerprint.
    func absent(from fingerprints: Set<Fingerprint>) -> [(fingerprint: String, finding: Finding)] {
        var gone: [(String, Finding)] = []
        for (version, findings) in findings {
            let seen = Set(fingerprints.map { $0[version] })
            gone += findings.filter { !seen.contains($0.key) }.map { ($0.key, $0.value) }
        }
        return gone.sorted { $0.0 < $1.0 }
    }
}
