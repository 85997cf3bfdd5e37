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
            writer.format("norma.scan")
            writer.members(of: scan, model)
        }
        writer.finish()
    }

    /// Several attachments' scans of one inventory: `{scans, evaluations_run, evaluations_applied, evaluations_reused}`.
    package static func write(
        _ batch: ScanBatch, model: ScoreModel = .scc, to output: @escaping (String) -> Void
    ) {
        var writer = JSONWriter(to: output)
        writer.object { writer in
            writer.format("norma.scans")
            writer.member("scans", array: batch.scans) { writer, scan in
                writer.object { $0.members(of: scan, model) }
            }
            writer.member("evaluations_run", batch.evaluationsRun)
            writer.member("evaluations_applied", batch.evaluationsApplied)
            writer.member("evaluations_reused", batch.evaluationsReused)
        }
        writer.finish()
    }
}

extension JSONWriter {
    fileprivate mutating func members(of scan: Scan, _ model: ScoreModel) {
        member("attachment") { $0.attachment(scan.plan.attachment) }
        member("profile") { $0.profile(scan.plan.profile) }
        member("as_of", scan.asOf.description)
        member("collected_at", scan.collectedAt?.description)
        member("resources") { writer in
            writer.object { writer in
                writer.member("in_scope", scan.resourceCount)
                writer.member("excluded", scan.scope.excludedCount)
                writer.member("out_of_scope", scan.scope.outsideCount)
                writer.member("hidden", scan.scope.hidden.count)
            }
        }
        member("score") { $0.score(scan.score(model), without: scan.gaps) }
        member("controls_summary") { $0.controlSummary(scan.controlSummary) }
        member("evaluations_summary") { $0.evaluationSummary(scan.evaluationSummary, hasUnread: !scan.gaps.isEmpty) }
        member("evaluations_run", scan.evaluationsRun)
        member("evaluations_applied", scan.evaluationsApplied)
        member("evaluations_reused", scan.evaluationsReused)
        member("profiles", array: scan.profiles) { writer, profile in
            writer.profile(profile, of: scan, model)
        }
        let masked = scan.openUnderMasks
        member("controls", array: scan.controls.enumerated()) { writer, entry in
            writer.control(entry.element, of: scan, masked: masked[entry.offset] ?? 0)
        }
        member("families", array: scan.families) { writer, family in
            writer.family(family, statuses: scan.controls.map(\.status), controls: scan.controls.map(\.control))
        }
        member("disabled_controls", scan.plan.disabledControls.map(\.id))
        switchedOffControls(of: scan.plan)
        member("hidden", array: scan.hidden) { writer, hidden in writer.hidden(hidden) }
        member("rules", array: scan.rules.enumerated()) { writer, entry in
            writer.rule(entry.element, controls: scan.controls(ofRule: entry.offset))
        }
        member("evaluations") { writer in
            writer.array { writer in
                for rule in scan.rules {
                    for evaluation in rule.evaluations.evaluations {
                        writer.evaluation(evaluation, of: rule.evaluations.bound)
                    }
                }
            }
        }
        member("diagnostics", diagnostics: scan.diagnostics)
    }

    private mutating func profile(_ scanned: ScannedProfile, of scan: Scan, _ model: ScoreModel) {
        object { writer in
            writer.members(of: scanned.planned.profile)
            writer.member("score") { $0.score(scanned.score(model), without: scan.gaps(of: scanned)) }
            writer.member("controls_summary") { $0.controlSummary(scanned.controlSummary) }
            writer.member("evaluations_summary") {
                $0.evaluationSummary(scanned.evaluationSummary, hasUnread: scanned.hasUnreadKinds)
            }
            writer.member("controls", scan.plan.controls[scanned.planned.controls].map(\.control.id))
            writer.member("families", array: scanned.families) { writer, family in
                writer.family(family, statuses: scan.controls.map(\.status), controls: scan.controls.map(\.control))
            }
        }
    }

    private mutating func hidden(_ hidden: HiddenResults) {
        object { writer in
            writer.member("scope", hidden.part.scope)
            writer.member("subscope", hidden.part.subscope)
            writer.member("exclusion", hidden.part.exclusion)
            writer.member("resources", hidden.resources)
            writer.member("evaluations", hidden.evaluations)
        }
    }

    /// `switched_off_controls: [{control_id, control_name, control_library_id, profile_id, reason}]`
    mutating func switchedOffControls(of plan: ScanPlan) {
        let entries = plan.profiles.flatMap { planned in planned.switchedOff.map { (planned.profile, $0) } }
        member("switched_off_controls", array: entries) { writer, entry in
            writer.object { writer in
                writer.member("control_id", entry.1.control.id)
                writer.member("control_name", entry.1.control.name)
                writer.member("control_library_id", entry.1.library.id)
                writer.member("profile_id", entry.0.id)
                writer.member("reason", entry.1.reason)
            }
        }
    }

    mutating func attachment(_ attachment: Attachment) {
        object { writer in
            writer.member("name", attachment.name)
            writer.member("description", attachment.description)
            writer.member("profile_id", attachment.profile.name)
            writer.member("profiles", attachment.profiles.map(\.name))
            writer.member("status", attachment.availability.rawValue)
            writer.member("scope", array: attachment.scopes) { $0.scope($1, without: attachment.exclusions) }
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

    mutating func scope(_ scope: Scope, without common: [Scope.Part] = []) {
        object { writer in
            writer.member("environment", scope.environment)
            writer.member("name", scope.name)
            writer.part(scope.part)
            writer.member("exclusions", array: scope.exclusions + common) { writer, exclusion in
                writer.object { $0.part(exclusion) }
            }
            writer.member("subscopes", array: scope.subscopes) { writer, subscope in
                writer.object { writer in
                    writer.member("name", subscope.name)
                    writer.part(subscope.part)
                    writer.member("exclusions", array: subscope.exclusions) { writer, exclusion in
                        writer.object { $0.part(exclusion) }
                    }
                }
            }
        }
    }

    /// `scope_type`, `scope_id`, `selectors`
    private mutating func part(_ part: Scope.Part) {
        member("scope_type", part.area?.level.rawValue)
        member("scope_id", part.area?.id)
        member("selectors", array: part.selectors) { writer, selector in
            writer.object { writer in
                writer.member("name", selector.property.rawValue)
                writer.member("value", selector.values.map(\.pattern.text))
            }
        }
    }

    mutating func profile(_ profile: Profile) {
        object { $0.members(of: profile) }
    }

    /// `id`, `profile_name`, `profile_version`
    mutating func members(of profile: Profile) {
        member("id", profile.id)
        member("profile_name", profile.name)
        member("profile_version", profile.version)
    }

    /// - Parameter open: how many of its masked results do not pass.
    fileprivate mutating func control(_ scanned: Scan.ScannedControl, of scan: Scan, masked open: Int) {
        let control = scanned.control
        object { writer in
            writer.member("control_id", control.id)
            writer.member("control_name", control.name)
            writer.member("control_description", control.description)
            writer.member("control_category", control.category)
            writer.member("control_library_id", scanned.planned.library.id)
            writer.member("profile_id", scan.plan.profiles[scanned.planned.profile].profile.id)
            writer.member("control_tags", control.tags)
            writer.member("status", scanned.status.word(masked: open))
            writer.member("rules", scanned.planned.rules.map { scan.plan.rules[$0].rule.name.text })
            writer.member("manual_assessments_count", scanned.planned.manualAssessments)
            writer.member("has_unread_kinds", scanned.evidence.hasUnreadKinds)
            writer.member("masked_open_count", open)
            writer.member("attestation") { writer in
                guard let attestation = scanned.attestation else { return writer.null() }
                writer.object { $0.members(of: attestation, at: scan.asOf) }
            }
            writer.member("evaluations_summary") {
                $0.evaluationSummary(scanned.evidence.evaluations, hasUnread: scanned.evidence.hasUnreadKinds)
            }
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
                    writer.member("evaluations_summary") {
                        $0.evaluationSummary(assessment.1.evaluations, hasUnread: assessment.1.hasUnreadKinds)
                    }
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
            writer.member("digest", Fingerprint.digest(of: rule))
            writer.member("kinds", rule.kinds.map(\.text))
            writer.member("controls", controls.map(\.id))
            writer.parameters(of: scanned.evaluations.bound)
            writer.member("evaluations_summary") {
                $0.evaluationSummary(scanned.evaluations.summary, hasUnread: scanned.hasUnreadKinds)
            }
            writer.member("unread", array: scanned.unread) { $0.unread($1) }
        }
    }
}
