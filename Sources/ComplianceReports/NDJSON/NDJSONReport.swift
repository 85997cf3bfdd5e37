import Compliance
import ResourceDocuments
import RuleSyntax
import SourceText

/// A line of JSON for each thing that was found, by `norma-ndjson-1.schema.json`: a `scan`, then its `profile`s, `control`s, `rule`s and
/// `result`s, and a `summary`.
enum NDJSONReport {
    private static let version = "1.0"

    static func write(_ assessments: [AssessmentResults], to output: @escaping (String) -> Void) {
        var report = BufferedOutput(output)
        for assessment in assessments { write(assessment, to: &report) }
        report.flush()
    }

    private static func write(_ assessment: AssessmentResults, to report: inout BufferedOutput) {
        func line(_ type: String, _ members: (inout JSONWriter) -> Void) {
            var writer = JSONWriter(layout: .tight)
            writer.object { writer in
                writer.member("type", type)
                members(&writer)
            }
            report += writer.text + "\n"
        }
        line("scan") { writer in
            writer.member("format_version", version)
            writer.member("attachment", assessment.attachment)
            writer.member("as_of", assessment.asOf.description)
            writer.member("collected_at", assessment.collectedAt?.description)
            writer.member("complete", assessment.isComplete)
            writer.member("unread", array: assessment.gaps.kinds) { $0.unread($1) }
            writer.member("resources", assessment.resourceCount)
        }
        for (position, profile) in assessment.profiles.enumerated() {
            line("profile") { writer in
                writer.member("id", profile.id)
                writer.member("profile_name", profile.name)
                writer.member("profile_version", profile.version)
                writer.member("percent", profile.score)
                writer.member("complete", assessment.gaps(ofProfile: position).isEmpty)
            }
        }
        for (position, control) in assessment.controls.enumerated() {
            line("control") { writer in
                let open = assessment.masked.ofControls[position]?.notPassing ?? 0
                writer.control(control, of: assessment, masked: open)
                writer.member("masked_open_count", open)
            }
        }
        for rule in assessment.rules {
            line("rule") { writer in writer.rule(rule) }
        }
        for result in assessment.results {
            line("result") { writer in writer.result(result, of: assessment) }
        }
        line("summary") { writer in
            writer.member("percent", assessment.score)
            writer.member("complete", assessment.isComplete)
            writer.member("judged", !assessment.isEmpty)
            for status in ReportedStatus.allCases { writer.member(.text(status.rawValue), assessment.count(status)) }
        }
    }
}

extension JSONWriter {
    /// - Parameter open: how many of its masked results do not pass.
    fileprivate mutating func control(_ control: AssessedControl, of assessment: AssessmentResults, masked open: Int) {
        let standing = control.standing
        member("control_id", control.id)
        member("control_name", control.name)
        member("control_description", control.description)
        member("control_library", standing.library)
        member(
            "profile_id",
            assessment.profiles.indices.contains(standing.profile) ? assessment.profiles[standing.profile].id : nil)
        member("family", standing.family)
        member("status", standing.status.word(masked: open))
        member("rules", standing.rules.filter(assessment.rules.indices.contains).map { assessment.rules[$0].reference })
        member("attestation") { writer in
            guard let attestation = control.attestation else { return writer.null() }
            writer.object { writer in
                writer.member("outcome", attestation.outcome.rawValue)
                writer.member("statement", attestation.statement)
                writer.member("author", attestation.author)
                writer.member("created_at", attestation.validity.createdAt.description)
                writer.member("expires_at", attestation.validity.expiresAt?.description)
            }
        }
    }

    fileprivate mutating func rule(_ rule: AssessedRule) {
        member("reference", rule.reference)
        member("rule", rule.name)
        member("rule_id", rule.id)
        member("title", rule.title)
        member("description", rule.description)
        member("fix", rule.fix)
        member("severity", rule.severity.rawValue)
        member("parameters", array: rule.parameters) { writer, parameter in
            writer.object { writer in
                writer.member("name", parameter.name)
                writer.member("value", parameter.value)
                writer.member("written", parameter.written)
            }
        }
        member("evaluations_summary") { $0.evaluationSummary(rule.evaluations, hasUnread: rule.hasUnreadKinds) }
    }

    fileprivate mutating func result(_ result: AssessedResult, of assessment: AssessmentResults) {
        let rule = assessment.rule(of: result)
        let resource = assessment.resource(of: result)
        member("rule", rule.name)
        member("rule_reference", rule.reference)
        member("severity", rule.severity.rawValue)
        member("controls", assessment.controls(of: result).map(\.id))
        member("resource", resource.id)
        member("kind", resource.kind)
        member("service", resource.service)
        member("name", resource.name)
        member("account", resource.account)
        member("region", resource.region)
        member("group", resource.group)
        member("file", resource.file)
        member("status", result.status.rawValue)
        member("beneath", result.mask == nil ? nil : result.verdict.word)
        member("mask") { $0.mask(result.mask) }
        member("findings") { writer in
            if let findings = assessment.findingsJSON(of: result) {
                writer.scalar(findings)
            } else {
                writer.array { _ in }
            }
        }
    }

    /// `{id, target, category, justification, author, expires_at}`, or null.
    mutating func mask(_ mask: RecordedMask?) {
        guard let mask else { return null() }
        object { writer in
            writer.member("id", mask.id)
            writer.member("target", mask.target)
            writer.member("category", mask.category)
            writer.member("justification", mask.justification)
            writer.member("author", mask.author)
            writer.member("expires_at", mask.expiresAt)
        }
    }
}
