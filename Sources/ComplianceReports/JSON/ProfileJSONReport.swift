package import Compliance
import ResourceDocuments
import ResourceReaders
import RuleChecker
import RulePacks
import RuleSyntax
import SourceText

/// Profiles as JSON, by SCC's field names.
package enum ProfileJSONReport {
    package static func list(_ outlines: [ProfileOutline], latest: Set<Int>) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("profiles", array: outlines.enumerated()) { writer, entry in
                writer.object { writer in
                    writer.identity(of: entry.element.profile, isLatest: latest.contains(entry.offset))
                    writer.member("controls_count", entry.element.controls.count)
                    writer.member("assessed_controls_count", entry.element.assessedCount)
                    writer.member("parameters_count", entry.element.parameters.count)
                }
            }
        }
        return writer.text + "\n"
    }

    package static func show(_ outline: ProfileOutline, isLatest: Bool) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.identity(of: outline.profile, isLatest: isLatest)
            writer.member("profile_description", outline.profile.description)
            writer.member("controls", array: outline.controls) { writer, control in
                writer.object { $0.control(control, of: outline) }
            }
            writer.member("default_parameters", array: outline.parameters) { writer, parameter in
                writer.object { $0.parameter(parameter) }
            }
        }
        return writer.text + "\n"
    }

    /// The shape of SCC's `compare`, with what changed beside each pair.
    package static func comparison(_ comparison: ProfileComparison) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("current_predefined_version") { $0.object { $0.identity(of: comparison.current) } }
            writer.member("latest_predefined_version") { $0.object { $0.identity(of: comparison.latest) } }
            writer.member("controls_changes") { writer in
                writer.object { writer in
                    writer.member("added", array: comparison.addedControls) { $0.controlName($1) }
                    writer.member("removed", array: comparison.removedControls) { $0.controlName($1) }
                    writer.member("updated", array: comparison.changedControls) { writer, change in
                        writer.object { writer in
                            writer.member("current") { $0.controlName(change.current) }
                            writer.member("latest") { $0.controlName(change.latest) }
                            writer.changes(change.fields)
                            writer.difference("specifications", change.specifications)
                            writer.difference("assessments", change.assessments)
                        }
                    }
                }
            }
            writer.member("default_parameters_changes") { writer in
                writer.object { writer in
                    writer.member("added", array: comparison.addedParameters) { writer, parameter in
                        writer.object { $0.parameter(parameter) }
                    }
                    writer.member("removed", array: comparison.removedParameters) { writer, parameter in
                        writer.object { $0.parameter(parameter) }
                    }
                    writer.member("updated", array: comparison.changedParameters) { writer, change in
                        writer.object { writer in
                            writer.member("current") { $0.object { $0.parameter(change.current) } }
                            writer.member("latest") { $0.object { $0.parameter(change.latest) } }
                            writer.changes(change.fields)
                        }
                    }
                }
            }
        }
        return writer.text + "\n"
    }

    /// `{name, profiles, attachment}`: what changes for each profile, and the attachment as the text of its file.
    package static func upgrade(_ upgrade: AttachmentUpgrade) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("name", upgrade.attachment.name)
            writer.member("profiles", array: upgrade.changed) { writer, changed in
                writer.object { writer in
                    writer.member("from", changed.current?.edition.number.description)
                    writer.member("profile") { $0.object { $0.identity(of: changed.target) } }
                    writer.member("kept", array: changed.kept) { $0.entry($1) }
                    writer.member("added", array: changed.added) { writer, parameter in
                        writer.object { $0.parameter(parameter) }
                    }
                    writer.member("dropped", array: changed.dropped) { $0.entry($1) }
                }
            }
            writer.member("attachment", upgrade.text)
        }
        return writer.text + "\n"
    }
}

extension JSONWriter {
    fileprivate mutating func identity(of profile: Profile, isLatest: Bool? = nil) {
        member("id", profile.id)
        member("profile_name", profile.name)
        member("profile_version", profile.edition.number.description)
        member("version_group_label", profile.edition.group)
        if let isLatest { member("latest", isLatest) }
        member("deprecated", profile.edition.deprecation != nil)
        member("successor", profile.edition.deprecation?.successor)
    }

    fileprivate mutating func controlName(_ resolved: ProfileResolution.ResolvedControl) {
        object { writer in
            writer.member("control_library_id", resolved.library.id)
            writer.member("control_library_version", resolved.library.version)
            writer.member("control_id", resolved.control.id)
            writer.member("control_name", resolved.control.name)
            writer.member("control_description", resolved.control.description)
        }
    }

    fileprivate mutating func control(_ resolved: ProfileResolution.ResolvedControl, of outline: ProfileOutline) {
        let control = resolved.control
        member("control_library_id", resolved.library.id)
        member("control_library_version", resolved.library.version)
        member("control_id", control.id)
        member("control_name", control.name)
        member("control_description", control.description)
        member("control_category", control.category)
        member("control_parent", control.parent)
        member("control_severity", control.severity)
        member("control_requirement", control.isRequired)
        member("control_tags", control.tags)
        member("status", control.availability.rawValue)
        member("control_specifications", array: control.specifications) { writer, specification in
            writer.object { writer in
                writer.member("control_specification_id", specification.id)
                writer.member("component_id", specification.component)
                writer.member("environment", specification.environment)
                writer.member("control_specification_description", specification.description)
                writer.member("assessments", array: specification.assessments) { writer, assessment in
                    writer.object { writer in
                        writer.member("assessment_id", assessment.id)
                        writer.member("assessment_type", assessment.method.rawValue)
                        writer.member("assessment_description", assessment.description)
                        writer.member("rule", outline.rule(of: assessment)?.name.text)
                        writer.member("severity", outline.rule(of: assessment)?.metadata.severity.rawValue)
                    }
                }
            }
        }
    }

    fileprivate mutating func parameter(_ parameter: ProfileParameter) {
        member("assessment_type", parameter.rule == nil ? "manual" : "automated")
        member("assessment_id", parameter.assessment)
        member("rule", parameter.rule?.name.text)
        member("parameter_name", parameter.name)
        member("parameter_display_name", parameter.displayName)
        member("parameter_type", parameter.type.rawValue)
        member("parameter_default_value", parameter.text)
        member("parameter_constraint", parameter.constraint?.text)
    }

    fileprivate mutating func entry(_ entry: ParameterEntry) {
        object { writer in
            writer.member("assessment_id", entry.key.assessment)
            writer.member("parameter_name", entry.key.name)
            writer.member("parameter_value") { writer in
                if let value = entry.value.node.value { writer.value(value) } else { writer.null() }
            }
        }
    }

    fileprivate mutating func changes(_ fields: [ProfileComparison.ChangedField]) {
        member("changes", array: fields) { writer, field in
            writer.object { writer in
                writer.member("field", field.name)
                writer.member("current", field.current)
                writer.member("latest", field.latest)
            }
        }
    }

    fileprivate mutating func difference(_ key: JSONKey, _ difference: ProfileComparison.Difference) {
        member(key) { writer in
            writer.object { writer in
                writer.member("added", difference.added)
                writer.member("removed", difference.removed)
            }
        }
    }
}
