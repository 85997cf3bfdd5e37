package import Compliance
import ResourceDocuments
import RuleChecker
import RuleSyntax
package import SourceText

/// What became of an attachment's profiles and parameters, for a terminal.
package enum UpgradeTextReport {
    /// A line for each profile that changed, and one for each parameter that it brings.
    package static func render(_ upgrade: AttachmentUpgrade, options: DiagnosticRenderer.Options) -> String {
        var report = ReportText(options: options)
        let name = upgrade.attachment.name
        if upgrade.changed.isEmpty { report.line("\(name) has the latest version of its profiles") }
        for changed in upgrade.changed {
            report.line(
                "\(name) takes \(changed.target.title)\(before(changed)): \(changed.kept.count) kept, "
                    + "\(changed.added.count) added, \(changed.dropped.count) dropped")
            for parameter in changed.added {
                let subject = parameter.rule?.name.text ?? parameter.assessment
                report.line(("  + \(subject).\(parameter.name) = \(parameter.text ?? "")", .secondary))
            }
        }
        return report.text
    }

    /// ` instead of 1.0.0`, or of another profile.
    private static func before(_ changed: AttachmentUpgrade.ChangedProfile) -> String {
        guard let current = changed.current, current.title != changed.target.title else { return "" }
        let isVersion = current.isVersion(of: changed.target)
        return " instead of \(isVersion ? current.edition.number.description : current.title)"
    }
}
