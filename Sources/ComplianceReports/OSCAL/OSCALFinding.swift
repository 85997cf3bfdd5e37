import Compliance

/// What follows for a control; without controls, for a rule.
struct OSCALFinding {
    let uuid: String
    let title: String
    let target: String
    let status: ReportedStatus
    let state: (state: String, reason: String)
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
        func finding(_ position: Int, _ status: ReportedStatus, _ name: [String], _ title: String, _ target: String)
            -> OSCALFinding?
        {
            let risks = masks[position] ?? []
            // What masks leave nothing of is no control without resources.
            let status = status == .notApplicable && !risks.isEmpty ? .masked : status
            return status.oscalState.map { state in
                OSCALFinding(
                    uuid: ContentUUID.make(["finding", result.uuid] + name), title: title, target: target,
                    status: status, state: state, observations: observations[position] ?? [], risks: risks)
            }
        }
        if !isByControl {
            return assessment.rules.enumerated().compactMap { position, rule in
                finding(
                    position, ReportedStatus(rule.evaluations.status), [rule.reference], rule.heading,
                    ReportToken.make(rule.reference, prefix: "rule-"))
            }
        }
        return assessment.controls.enumerated().compactMap { position, control in
            finding(
                position, control.status, [String(control.standing.profile), control.id], control.name,
                token(of: control))
        }
    }

    static func token(of control: AssessedControl) -> String { ReportToken.make(control.id, prefix: "control-") }
}

extension JSONWriter {
    mutating func finding(_ finding: OSCALFinding) {
        object { writer in
            writer.member("uuid", finding.uuid)
            writer.oscalMember("title", finding.title)
            writer.oscalMember("description", "\(finding.title): \(finding.status.phrase)")
            writer.oscalProperties([("status", finding.status.rawValue)])
            writer.member("target") { writer in
                writer.object { writer in
                    writer.member("type", "objective-id")
                    writer.member("target-id", finding.target)
                    writer.member("status") { writer in
                        writer.object { writer in
                            writer.member("state", finding.state.state)
                            writer.member("reason", finding.state.reason)
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
