import Compliance
import RuleSyntax
import SourceText

/// What the page lists and chooses by: profiles, controls, rules and resources of all scans, and an entry for each result.
struct PageIndex {
    private let assessments: [AssessmentResults]
    private let entries: [PageEntry]
    private let evidence: PageEvidence
    /// Where each scan's begin among those of all.
    private let profileStarts: [Int]
    private let controlStarts: [Int]
    private let ruleStarts: [Int]
    private let resourceStarts: [Int]
    /// Of each scan's rules, positions among the scan's controls.
    private let ruleControls: [[[Int]]]

    init(of entries: [PageEntry], in assessments: [AssessmentResults], _ evidence: PageEvidence) {
        self.assessments = assessments
        self.entries = entries
        self.evidence = evidence
        func starts(_ count: (AssessmentResults) -> Int) -> [Int] {
            var next = 0
            return assessments.map { assessment in
                defer { next += count(assessment) }
                return next
            }
        }
        profileStarts = starts(\.profiles.count)
        controlStarts = starts(\.controls.count)
        ruleStarts = starts(\.rules.count)
        resourceStarts = starts(\.resources.count)
        ruleControls = assessments.map { assessment in
            var controls = Array(repeating: [Int](), count: assessment.rules.count)
            for (position, control) in assessment.controls.enumerated() {
                for rule in control.standing.rules where controls.indices.contains(rule) {
                    controls[rule].append(position)
                }
            }
            return controls
        }
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("statuses", array: ReportedStatus.allCases) { json, status in
                json.array { json in
                    json.string(status.rawValue)
                    json.string(status.phrase)
                }
            }
            json.member("blockSize", evidence.blockSize)
            json.member("profiles") { json in
                json.array { json in
                    for assessment in assessments {
                        for profile in assessment.profiles { json.shown(title(of: profile, in: assessment)) }
                    }
                }
            }
            json.member("controls") { json in
                json.array { json in for scan in assessments.indices { controls(of: scan, to: &json) } }
            }
            json.member("rules") { json in
                json.array { json in
                    for assessment in assessments { for rule in assessment.rules { json.rule(rule) } }
                }
            }
            json.member("resources") { json in
                json.array { json in
                    for assessment in assessments { for resource in assessment.resources { json.resource(resource) } }
                }
            }
            json.member("entries") { json in
                json.array { json in for position in entries.indices { entry(at: position, to: &json) } }
            }
        }
    }

    private func title(of profile: ProfileStanding, in assessment: AssessmentResults) -> String {
        let name = [profile.name, profile.version].compactMap(\.self).joined(separator: " ")
        return assessments.count == 1 ? name : "\(assessment.attachment ?? "rules"): \(name)"
    }

    private func controls(of scan: Int, to json: inout JSONWriter) {
        let assessment = assessments[scan]
        for (control, status) in zip(assessment.controls, assessment.controlStatuses) {
            let standing = control.standing
            json.object { json in
                json.memberShown("id", control.id)
                json.memberShown("name", control.name)
                json.memberProse("text", control.description)
                json.member("status", status.rawValue)
                json.memberProse("answer", control.answer == nil ? nil : control.answerText)
                json.member("profile", profileStarts[scan] + standing.profile)
                json.member("family", standing.family.map(VisibleText.line))
                json.member("rules", array: standing.rules.filter(assessment.rules.indices.contains)) { json, rule in
                    json.integer(ruleStarts[scan] + rule)
                }
            }
        }
    }

    /// `[status, rule, resource, controls, message, evidence, mask]`: positions, -1 where there is none; controls are null where
    /// they are the rule's.
    private func entry(at position: Int, to json: inout JSONWriter) {
        let entry = entries[position]
        let shown = evidence.shown[position]
        json.array { json in
            json.integer(ReportedStatus.allCases.firstIndex(of: entry.status) ?? 0)
            switch entry.subject {
            case .result(let result):
                json.integer(ruleStarts[entry.scan] + result.rule)
                json.integer(resourceStarts[entry.scan] + result.resource)
                if result.controls == ruleControls[entry.scan][result.rule] {
                    json.null()
                } else {
                    controls(result.controls, of: entry.scan, to: &json)
                }
            case .idleRule(let rule):
                json.integer(ruleStarts[entry.scan] + rule)
                json.integer(-1)
                json.null()
            case .answer(let control):
                json.integer(-1)
                json.integer(-1)
                controls([control], of: entry.scan, to: &json)
            }
            json.shown(shown?.message ?? "")
            json.integer(shown?.position ?? -1)
            if case .result(let result) = entry.subject, let mask = result.mask {
                json.array { json in
                    json.string(result.verdict.word)
                    json.shown(mask.phrase)
                }
            } else {
                json.null()
            }
        }
    }

    private func controls(_ controls: [Int], of scan: Int, to json: inout JSONWriter) {
        json.array { json in for control in controls { json.integer(controlStarts[scan] + control) } }
    }
}

extension JSONWriter {
    fileprivate mutating func rule(_ rule: AssessedRule) {
        object { writer in
            writer.memberShown("name", rule.name)
            writer.memberShown("id", rule.id)
            writer.memberShown("title", rule.title)
            writer.memberProse("text", rule.description)
            writer.memberProse("fix", rule.fix)
            writer.member("severity", rule.severity.rawValue)
            writer.member("parameters", array: rule.parameters) { writer, parameter in
                writer.array { writer in
                    writer.shown(parameter.name)
                    writer.shown(parameter.text)
                }
            }
        }
    }

    /// `[title, kind, service, account, region, group, file, id]`, the id empty where it is the title.
    fileprivate mutating func resource(_ resource: AssessedResource) {
        array { writer in
            for text in [
                resource.title, resource.kind, resource.service, resource.account ?? "", resource.region ?? "",
                resource.group ?? "", resource.file, resource.idBesideTitle ?? "",
            ] { writer.shown(text) }
        }
    }
}
