import Compliance
import ResourceDocuments
import RuleSyntax

/// OCSF 1.5 events of the class Compliance Finding (2003), one for each result, each rule that judged nothing and each answer of a person,
/// and one of a run of which something could not be read.
enum OCSFReport {
    static let version = "1.5.0"

    static func write(_ assessments: [AssessmentResults], to output: @escaping (String) -> Void) {
        var writer = JSONWriter(to: output)
        writer.array { writer in
            for assessment in assessments {
                for result in assessment.results { writer.event(OCSFEvent(result, of: assessment), assessment) }
                for position in assessment.idleRulePositions {
                    writer.event(OCSFEvent(idle: position, of: assessment), assessment)
                }
                for (control, status) in assessment.answers { writer.event(OCSFEvent(control, status), assessment) }
                if let gaps = assessment.gaps.text { writer.event(OCSFEvent(gaps: gaps), assessment) }
            }
        }
        writer.finish()
    }
}

/// What an event is of.
private struct OCSFEvent {
    let status: ReportedStatus
    /// What tells the finding from others, in every scan.
    let identity: [String]
    let title: String
    let description: String?
    let message: String
    let detail: String?
    let severity: SeverityLevel?
    let controls: [AssessedControl]
    var rule: AssessedRule?
    var resource: AssessedResource?
    var mask: RecordedMask?

    init(_ result: AssessedResult, of assessment: AssessmentResults) {
        let rule = assessment.rule(of: result)
        let resource = assessment.resource(of: result)
        let findings = result.status == .pass ? [] : assessment.findings(of: result)
        status = result.status
        identity = ["finding", rule.reference] + resource.key
        title = rule.heading
        description = rule.description
        message = findings.first?.text ?? rule.heading
        detail =
            result.mask?.phrase ?? findings.dropFirst().first.map { _ in findings.map(\.text).joined(separator: "\n") }
        severity = rule.severity
        controls = assessment.controls(of: result)
        self.rule = rule
        self.resource = resource
        mask = result.mask
    }

    /// A rule that judged nothing, by its position.
    init(idle position: Int, of assessment: AssessmentResults) {
        let rule = assessment.rules[position]
        status = rule.idleStatus
        identity = ["rule", rule.reference]
        title = rule.heading
        description = rule.description
        message = rule.idleText
        detail = nil
        severity = rule.severity
        controls = assessment.controls(ofRule: position)
        self.rule = rule
    }

    init(_ control: AssessedControl, _ status: ReportedStatus) {
        self.status = status
        identity = ["control", control.standing.library, control.id]
        title = control.name
        description = control.description
        message = control.answerText
        detail = nil
        severity = nil
        controls = [control]
    }

    /// Of the run as a whole, of which something could not be read.
    init(gaps: String) {
        status = .unknown
        identity = ["gaps"]
        title = "Everything could be read"
        description = nil
        message = gaps
        detail = nil
        severity = nil
        controls = []
    }

    /// What passes, and what nothing is wrong with, only informs.
    var ocsfSeverity: (id: Int, caption: String) {
        switch status {
        case .pass, .notApplicable: (1, "Informational")
        case .manual: (0, "Unknown")
        case .fail, .unknown, .masked:
            switch severity {
            case .informational: (1, "Informational")
            case .low: (2, "Low")
            case .medium: (3, "Medium")
            case .high: (4, "High")
            case .critical: (5, "Critical")
            case nil: (0, "Unknown")
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func event(_ event: OCSFEvent, _ assessment: AssessmentResults) {
        let time = assessment.asOf.millisecondsSince1970
        object { writer in
            writer.member("activity_id", 1)
            writer.member("activity_name", "Create")
            writer.member("category_uid", 2)
            writer.member("category_name", "Findings")
            writer.member("class_uid", 2003)
            writer.member("class_name", "Compliance Finding")
            writer.member("type_uid", 200301)
            writer.member("type_name", "Compliance Finding: Create")
            writer.member("time", time)
            writer.member("message", event.message)
            writer.member("severity_id", event.ocsfSeverity.id)
            writer.member("severity", event.ocsfSeverity.caption)
            writer.member("status_id", event.status.ocsfFindingStatus.id)
            writer.member("status", event.status.ocsfFindingStatus.caption)
            writer.member("metadata") { writer in
                writer.object { writer in
                    writer.member("version", OCSFReport.version)
                    writer.member("product") { writer in
                        writer.object { writer in
                            writer.member("name", NormaTool.name)
                            writer.member("version", NormaTool.version)
                            writer.member("vendor_name", NormaTool.name)
                        }
                    }
                }
            }
            writer.member("finding_info") { writer in
                writer.object { writer in
                    writer.member("uid", ContentUUID.make([assessment.attachment ?? ""] + event.identity))
                    writer.member("title", event.title)
                    if let description = event.description { writer.member("desc", description) }
                    writer.member("created_time", time)
                }
            }
            writer.compliance(event, assessment)
            if let resource = event.resource { writer.resource(resource) }
            if let fix = event.rule?.fix, ReportedStatus.open.contains(event.status) {
                writer.member("remediation") { writer in writer.object { $0.member("desc", fix) } }
            }
            writer.unmapped(event, assessment)
        }
    }

    private mutating func compliance(_ event: OCSFEvent, _ assessment: AssessmentResults) {
        member("compliance") { writer in
            writer.object { writer in
                if let control = event.controls.first { writer.member("control", control.name) }
                if event.controls.count > 1 { writer.member("requirements", event.controls.map(\.name)) }
                if !assessment.profiles.isEmpty { writer.member("standards", assessment.profiles.map(\.name)) }
                writer.member("status_id", event.status.ocsfStatus.id)
                writer.member("status", event.status.ocsfStatus.caption)
                if let detail = event.detail { writer.member("status_detail", detail) }
            }
        }
    }

    private mutating func resource(_ resource: AssessedResource) {
        member("resources") { writer in
            writer.array { writer in
                writer.object { writer in
                    writer.member("uid", resource.id)
                    writer.member("name", resource.title)
                    writer.member("type", resource.kind)
                    if let group = resource.group {
                        writer.member("group") { writer in writer.object { $0.member("name", group) } }
                    }
                }
            }
        }
    }

    /// What OCSF has no place for.
    private mutating func unmapped(_ event: OCSFEvent, _ assessment: AssessmentResults) {
        member("unmapped") { writer in
            writer.object { writer in
                writer.member("norma_status", event.status.rawValue)
                writer.member("attachment", assessment.attachment)
                writer.member("rule", event.rule?.name)
                writer.member("rule_id", event.rule?.id)
                writer.member("controls", event.controls.map(\.id))
                writer.member("account", event.resource?.account)
                writer.member("region", event.resource?.region)
                writer.member("file", event.resource?.file)
                writer.member("mask") { $0.mask(event.mask) }
            }
        }
    }
}

extension Instant {
    /// OCSF's `timestamp_t`.
    fileprivate var millisecondsSince1970: Int { Int(seconds &* 1000) + Int(nanoseconds / 1_000_000) }
}
