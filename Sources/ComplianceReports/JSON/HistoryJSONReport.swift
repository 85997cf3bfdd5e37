package import Compliance
import ResourceDocuments

/// Scans of the past as JSON: `{scans}`.
package enum HistoryJSONReport {
    package static func render(_ scans: [ScanRecord]) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("scans", array: scans) { writer, scan in writer.scan(scan) }
        }
        return writer.text + "\n"
    }
}

extension JSONWriter {
    /// `{id, attachment, …}` without its controls.
    mutating func scan(_ scan: ScanRecord) {
        object { writer in
            writer.member("id", scan.id)
            writer.member("attachment", scan.attachment)
            writer.member("profile_name", scan.profile)
            writer.member("profile_version", scan.profileVersion)
            writer.member("profiles", array: scan.profiles) { writer, profile in
                writer.object { writer in
                    writer.member("id", profile.id)
                    writer.member("profile_name", profile.name)
                    writer.member("profile_version", profile.version)
                    writer.member("percent", profile.score)
                }
            }
            writer.member("state", scan.state.rawValue)
            writer.member("as_of", scan.asOf.description)
            writer.member("collected_at", scan.collectedAt?.description)
            writer.member("started_at", scan.startedAt.description)
            writer.member("finished_at", scan.finishedAt?.description)
            writer.member("resources", scan.resourceCount)
            writer.member("percent", scan.score)
            writer.member("complete", scan.gaps.isEmpty)
            writer.member("controls_summary") { $0.controlSummary(scan.controlSummary) }
            writer.member("evaluations_summary") {
                $0.evaluationSummary(scan.evaluations, hasUnread: !scan.gaps.isEmpty)
            }
            writer.member("evaluations_total", scan.evaluationCount)
            writer.member("evaluations_applied", scan.evaluationsApplied)
        }
    }
}
