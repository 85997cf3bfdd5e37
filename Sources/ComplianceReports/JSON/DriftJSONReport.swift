package import Compliance
import ResourceDocuments

/// How an attachment's scans moved, as JSON: `{data_points}`, each with what SCC's violations drift has and more.
package enum DriftJSONReport {
    package static func render(_ drift: ScanDrift) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("data_points", array: drift.points) { writer, point in
                writer.object { writer in
                    writer.member("report_id", point.scan.id)
                    writer.member("report_group_id", point.scan.attachment)
                    writer.member("scan_time", point.scan.startedAt.description)
                    writer.member("percent", point.scan.score)
                    writer.member("complete", point.scan.gaps.isEmpty)
                    writer.member("percent_change", point.scoreChange)
                    writer.member("failure_change", point.failureChange)
                    writer.member("controls_summary") { $0.controlSummary(point.scan.controlSummary) }
                    writer.member("evaluations_summary") {
                        $0.evaluationSummary(point.scan.evaluations, hasUnread: !point.scan.gaps.isEmpty)
                    }
                }
            }
        }
        return writer.text + "\n"
    }
}
