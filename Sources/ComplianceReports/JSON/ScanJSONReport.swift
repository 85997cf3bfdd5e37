package import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import SourceText

/// A scan as JSON; the keys are described in `Reports.md` and do not change their meaning.
package enum ScanJSONReport {
    package static func write(
        _ scan: Scan, model: ScoreModel = .scc, to output: @escaping (String) -> Void
    ) {
        var writer = JSONWriter(to: output)
        writer.object { writer in
            writer.member("attachment") { $0.attachment(scan.plan.attachment) }
            writer.member("profile") { $0.profile(scan.plan.profile) }
            writer.member("as_of", scan.asOf.description)
            writer.member("collected_at", scan.collectedAt?.description)
            writer.member("resources") { writer in
                writer.object { writer in
                    writer.member("in_scope", scan.resourceCount)
                    writer.member("excluded", scan.scope.excludedCount)
                    writer.member("out_of_scope", scan.scope.outsideCount)
                }
            }
            writer.member("score") { $0.score(scan.score(model)) }
            writer.member("controls_summary") { $0.controlSummary(scan.controlSummary) }
            writer.member("evaluations_summary") { $0.evaluationSummary(scan.evaluationSummary) }
            writer.member("controls", array: scan.controls) { writer, control in
                writer.control(control, of: scan)
            }
            writer.member("families", array: scan.families) { writer, family in
                writer.family(family, statuses: scan.controls.map(\.status), controls: scan.controls.map(\.control))
            }
            writer.member("disabled_controls", scan.plan.disabledControls.map(\.id))
            writer.member("rules", array: scan.rules.enumerated()) { writer, entry in
                writer.rule(entry.element, controls: scan.controls(ofRule: entry.offset))
            }
            writer.member("evaluations") { writer in
                writer.array { writer in
                    for rule in scan.rules {
                        for evaluation in rule.evaluations.evaluations {
                            writer.evaluation(evaluation, of: rule.evaluations.bound)
                        }
                    }
                }
            }
            writer.member("diagnostics", diagnostics: scan.diagnostics)
        }
        writer.finish()
    }
}

extension JSONWriter {
    fileprivate mutating func attachment(_ attachment: Attachment) {
        object { writer in
            writer.member("name", attachment.name)
            writer.member("description", attachment.description)
            writer.member("profile_id", attachment.profile)
            writer.member("status", attachment.availability.rawValue)
            writer.member("scope", array: attachment.scopes) { $0.scope($1) }
            writer.member("schedule", attachment.schedule.rawValue)
            writer.member("notifications") { writer in
                guard let notifications = attachment.notifications else { return writer.null() }
                writer.object { writer in
                    writer.member("enabled", notifications.isEnabled)
                    writer.member("threshold_limit", notifications.threshold)
                    writer.member("failed_control_ids", notifications.failedControls.map(\.control))
                }
            }
        }
    }

    mutating func scope(_ scope: Scope) {
        object { writer in
            writer.member("environment", scope.environment)
            writer.area(scope.area)
            writer.member("exclusions", array: scope.exclusions) { writer, exclusion in
                writer.object { $0.area(exclusion) }
            }
        }
    }

    private mutating func area(_ area: Scope.Area) {
        member("scope_type", area.level.rawValue)
        member("scope_id", area.id)
    }

    mutating func profile(_ profile: Profile) {
        object { writer in
            writer.member("id", profile.id)
            writer.member("profile_name", profile.name)
            writer.member("profile_version", profile.version)
        }
    }

    fileprivate mutating func control(_ scanned: Scan.ScannedControl, of scan: Scan) {
        let control = scanned.control
        object { writer in
            writer.member("control_id", control.id)
            writer.member("control_name", control.name)
            writer.member("control_description", control.description)
            writer.member("control_category", control.category)
            writer.member("control_library_id", scanned.planned.library.id)
            writer.member("control_tags", control.tags)
            writer.member("status", scanned.status.rawValue)
            writer.member("rules", scanned.planned.rules.map { scan.plan.rules[$0].rule.name.text })
            writer.member("manual_assessments_count", scanned.planned.manualAssessments)
            writer.member("has_unread_kinds", scanned.evidence.hasUnreadKinds)
            writer.member("attestation") { writer in
                guard let attestation = scanned.attestation else { return writer.null() }
                writer.object { $0.members(of: attestation, at: scan.asOf) }
            }
            writer.member("evaluations_summary") { $0.evaluationSummary(scanned.evidence.evaluations) }
            writer.member(
                "control_specifications", array: zip(control.specifications, scanned.evidence.specifications)
            ) { writer, specification in
                writer.specification(specification.0, specification.1)
            }
        }
    }

    private mutating func specification(_ specification: ControlSpecification, _ evidence: SpecificationEvidence) {
        object { writer in
            writer.member("control_specification_id", specification.id)
            writer.member("component_id", specification.component)
            writer.member("control_specification_description", specification.description)
            writer.member("status", evidence.status.rawValue)
            writer.member("assessments", array: zip(specification.assessments, evidence.assessments)) {
                writer, assessment in
                writer.object { writer in
                    writer.member("assessment_id", assessment.0.id)
                    writer.member("assessment_type", assessment.0.method.rawValue)
                    writer.member("status", assessment.1.status.rawValue)
                    writer.member("evaluations_summary") { $0.evaluationSummary(assessment.1.evaluations) }
                }
            }
        }
    }

    fileprivate mutating func family(_ family: ControlFamily, statuses: [ComplianceStatus], controls: [Control]) {
        object { writer in
            writer.member("name", family.name)
            writer.member("status", family.status(of: statuses).rawValue)
            writer.member("controls_summary") { $0.controlSummary(family.summary(of: statuses)) }
            writer.member("controls", family.controls.map { controls[$0].id })
            writer.member("families", array: family.families) { writer, family in
                writer.family(family, statuses: statuses, controls: controls)
            }
        }
    }

    fileprivate mutating func rule(_ scanned: Scan.ScannedRule, controls: [Control]) {
        let rule = scanned.evaluations.rule
        object { writer in
            writer.member("rule", rule.name.text)
            writer.member("rule_id", rule.metadata.id)
            writer.member("title", rule.metadata.title)
            writer.member("severity", rule.metadata.severity.rawValue)
            writer.member("kinds", rule.kinds.map(\.text))
            writer.member("controls", controls.map(\.id))
            writer.parameters(of: scanned.evaluations.bound)
            writer.member("evaluations_summary") { $0.evaluationSummary(scanned.evaluations.summary) }
            writer.member("unread", array: scanned.unread) { writer, unread in
                writer.object { writer in
                    writer.member("kind", unread.kind)
                    writer.member("account", unread.account)
                    writer.member("reason", unread.reason)
                }
            }
        }
    }
}
