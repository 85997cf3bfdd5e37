import Compliance

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
    }

    /// SARIF 2.1.0, 3.27.24.
    enum State: String, CaseIterable {
        case new, unchanged, updated, absent
    }

    /// By fingerprint, of what failed or was unknown and no mask set aside.
    private let findings: [String: Finding]
    /// What names the rules that were asked, as `AssessedRule.reference`.
    package let rules: Set<String>
    /// nil of rules alone.
    package let attachment: String?

    init(findings: [String: Finding], rules: Set<String>, attachment: String?) {
        self.findings = findings
        self.rules = rules
        self.attachment = attachment
    }

    package init(_ results: AssessmentResults) {
        var findings: [String: Finding] = [:]
        for result in results.results where ReportedStatus.open.contains(result.status) {
            let shown = results.findings(of: result)
            let rule = results.rule(of: result)
            let resource = results.resource(of: result)
            for (position, fingerprint) in Fingerprint.fingerprints(of: shown, rule: rule, resource: resource)
                .enumerated()
            {
                let finding = shown.indices.contains(position) ? shown[position] : nil
                findings[fingerprint] = Finding(
                    rule: rule.reference, message: finding?.text ?? rule.heading, place: finding?.place,
                    file: resource.file, isFailure: result.verdict == .fail)
            }
        }
        self.init(findings: findings, rules: Set(results.rules.map(\.reference)), attachment: results.attachment)
    }

    /// What was open then under a fingerprint.
    func finding(_ fingerprint: String) -> Finding? { findings[fingerprint] }

    func state(of fingerprint: String, message: String) -> State {
        guard let before = findings[fingerprint] else { return .new }
        return before.message == message ? .unchanged : .updated
    }

    /// What was open then and is not any more, by fingerprint.
    func absent(from fingerprints: Set<String>) -> [(fingerprint: String, finding: Finding)] {
        findings.filter { !fingerprints.contains($0.key) }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
