package import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax
import SourceText

/// What scans would evaluate, as JSON: `{previews: […]}`, one for each attachment.
package enum PreviewJSONReport {
    package static func write(_ previews: [ScanPreview], to output: @escaping (String) -> Void) {
        var writer = JSONWriter(to: output)
        writer.object { writer in
            writer.member("previews", array: previews) { writer, preview in writer.preview(preview) }
        }
        writer.finish()
    }
}

extension JSONWriter {
    fileprivate mutating func preview(_ preview: ScanPreview) {
        let plan = preview.plan
        object { writer in
            writer.member("attachment") { $0.attachment(plan.attachment) }
            writer.member("as_of", preview.asOf.description)
            writer.member("profiles", array: plan.profiles) { writer, planned in
                writer.object { writer in
                    writer.members(of: planned.profile)
                    writer.member("controls", array: Self.controls(of: planned, in: plan)) { writer, control in
                        writer.control(control, of: plan)
                    }
                }
            }
            writer.member("rules", array: plan.rules) { writer, bound in
                writer.object { writer in
                    writer.member("rule", bound.rule.name.text)
                    writer.member("rule_id", bound.rule.metadata.id)
                    writer.member("title", bound.rule.metadata.title)
                    writer.member("severity", bound.rule.metadata.severity.rawValue)
                    writer.member("kinds", bound.rule.kinds.map(\.text))
                    writer.parameters(of: bound)
                }
            }
            writer.member("resources") { writer in
                writer.object { writer in
                    writer.member("in_scope", preview.resourceCount)
                    writer.member("excluded", preview.scope.excludedCount)
                    writer.member("out_of_scope", preview.scope.outsideCount)
                    writer.member("hidden", preview.scope.hidden.count)
                    writer.member("kinds", array: preview.kinds) { writer, kind in
                        writer.object { writer in
                            writer.member("kind", kind.kind)
                            writer.member("resources", kind.resources)
                            writer.member("rules", kind.rules)
                        }
                    }
                }
            }
            writer.member("diagnostics", diagnostics: preview.diagnostics)
        }
    }

    /// A control that is on or off, and why it is off.
    private typealias PreviewedControl = (control: Control, planned: ScanPlan.PlannedControl?, reason: String?)

    private static func controls(of profile: ScanPlan.PlannedProfile, in plan: ScanPlan) -> [PreviewedControl] {
        plan.controls[profile.controls].map { ($0.control, $0, nil) }
            + profile.switchedOff.map { ($0.control, nil, $0.reason) }
            + profile.disabledControls.map { ($0, nil, "disabled in its library") }
    }

    private mutating func control(_ previewed: PreviewedControl, of plan: ScanPlan) {
        object { writer in
            writer.member("control_id", previewed.control.id)
            writer.member("control_name", previewed.control.name)
            writer.member("control_description", previewed.control.description)
            writer.member("on", previewed.planned != nil)
            writer.member("reason", previewed.reason)
            writer.member("rules", (previewed.planned?.rules ?? []).map { plan.rules[$0].rule.name.text })
            writer.member("manual_assessments_count", previewed.planned?.manualAssessments ?? 0)
        }
    }
}
