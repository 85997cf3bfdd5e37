import Compliance

/// What follows for a control; without controls, for a rule.
struct OSCALFinding {
    let uuid: String
    let words: Words
    let status: ReportedStatus
    let state: (state: String, reason: String)
    /// Why it stands so, where that is neither a pass nor a failure.
    let remarks: String?
    let observations: [String]
    let risks: [String]

    /// One for each control, or else rule, of which there is something to say.
    static func findings(of result: OSCALResult) -> [OSCALFinding] {
        let assessment = result.assessment
        let risks = Dictionary(result.risks.map { ($0.mask, $0.uuid) }, uniquingKeysWith: { first, _ in first })
        let isByControl = !assessment.controls.isEmpty
        var observations: [Int: [String]] = [:]
        var masks: [Int: [String]] = [:]
        for observation in result.observations {
            let seen: [AssessedResult]
            switch observation.subject {
            case .passes(_, let passes): seen = passes
            case .result(let found): seen = [found]
            case .answer(let control):
                if let position = assessment.controls.firstIndex(of: control) {
                    observations[position, default: []].append(observation.uuid)
                }
                continue
            }
            for position in Set(seen.flatMap { isByControl ? $0.controls : [$0.rule] }) {
                observations[position, default: []].append(observation.uuid)
            }
            for found in seen {
                guard let risk = found.mask.flatMap({ risks[$0] }) else { continue }
                for position in isByControl ? found.controls : [found.rule]
                where !(masks[position]?.contains(risk) ?? false) {
                    masks[position, default: []].append(risk)
                }
            }
        }
        let masked = isByControl ? assessment.masked.ofControls : assessment.masked.ofRules
        func finding(
            _ position: Int, _ status: ReportedStatus, isEmpty: Bool, hasUnread: Bool, _ name: [String], _ words: Words
        ) -> OSCALFinding? {
            status.oscalState.map { state in
                OSCALFinding(
                    uuid: ContentUUID.make(["finding", result.uuid] + name), words: words, status: status, state: state,
                    remarks: status.oscalRemarks(masked[position], isAll: isEmpty, hasUnread: hasUnread),
                    observations: observations[position] ?? [],
                    risks: masks[position] ?? [])
            }
        }
        if !isByControl {
            return zip(assessment.rules, assessment.ruleStatuses).enumerated().compactMap { position, pair in
                let (rule, status) = pair
                return finding(
                    position, status, isEmpty: rule.evaluations.total == 0, hasUnread: rule.hasUnreadKinds,
                    [rule.reference], Words(rule, status))
            }
        }
        return zip(assessment.controls, assessment.controlStatuses).enumerated().compactMap { position, pair in
            let (control, status) = pair
            return finding(
                position, status, isEmpty: control.status == .notApplicable,
                hasUnread: control.standing.rules.contains {
                    assessment.rules.indices.contains($0) && assessment.rules[$0].hasUnreadKinds
                },
                [String(control.standing.profile), control.id], Words(control, status, in: assessment))
        }
    }

    /// What a finding says to whoever reads it without the rest.
    struct Words {
        let title: String
        /// What is asked, and what came of it.
        let description: String
        let target: String
        let targetTitle: String

        /// More of a control's rules are counted and not named.
        private static let maximumRules = 8

        init(_ rule: AssessedRule, _ status: ReportedStatus) {
            title = rule.heading
            description = Self.sentences([
                Self.requirement(rule.description, else: rule.heading),
                "\(status.phrase.capitalizedFirst): \(rule.countsText)",
            ])
            target = ReportToken.make(rule.reference, prefix: "rule-")
            targetTitle = "Rule \(rule.name)"
        }

        init(_ control: AssessedControl, _ status: ReportedStatus, in assessment: AssessmentResults) {
            let rules = control.standing.rules.filter(assessment.rules.indices.contains).map { assessment.rules[$0] }
            let named = rules.prefix(Self.maximumRules).map { "\($0.heading) (\($0.countsText))" }
            let more = rules.count > named.count ? ["\(count(rules.count - named.count, "rule")) more"] : []
            let counts =
                rules.isEmpty ? [] : ["Its rules over all resources: \((named + more).joined(separator: "; "))"]
            let answer = control.answer == nil ? [] : [control.answerText.capitalizedFirst]
            title = control.name
            description = Self.sentences(
                [Self.requirement(control.description, else: control.name), "Status: \(status.phrase)"] + counts
                    + answer)
            target = OSCALFinding.token(of: control)
            targetTitle =
                control.id == control.name ? "Control \(control.id)" : "Control \(control.id): \(control.name)"
        }

        /// Many controls are no more than their names.
        private static func requirement(_ description: String?, else name: String) -> String {
            description.flatMap { $0.isEmpty ? nil : $0 } ?? name
        }

        private static func sentences(_ texts: [String]) -> String {
            texts.map { text in text.last.map(".!?".contains) ?? false ? text : "\(text)." }.joined(separator: " ")
        }
    }

    static func token(of control: AssessedControl) -> String { ReportToken.make(control.id, prefix: "control-") }
}

extension JSONWriter {
    mutating func finding(_ finding: OSCALFinding) {
        object { writer in
            writer.member("uuid", finding.uuid)
            writer.oscalMember("title", finding.words.title)
            writer.oscalMember("description", finding.words.description)
            writer.oscalProperties([("status", finding.status.rawValue)])
            writer.member("target") { writer in
                writer.object { writer in
                    writer.member("type", "objective-id")
                    writer.member("target-id", finding.words.target)
                    writer.oscalMember("title", finding.words.targetTitle)
                    writer.member("status") { writer in
                        writer.object { writer in
                            writer.member("state", finding.state.state)
                            writer.member("reason", finding.state.reason)
                            if let remarks = finding.remarks { writer.member("remarks", remarks) }
                        }
                    }
                }
            }
            if !finding.observations.isEmpty {
                writer.member("related-observations", array: finding.observations) { writer, uuid in
                    writer.object { $0.member("observation-uuid", uuid) }
                }
            }
            if !finding.risks.isEmpty {
                writer.member("related-risks", array: finding.risks) { writer, uuid in
                    writer.object { $0.member("risk-uuid", uuid) }
                }
            }
        }
    }
}
