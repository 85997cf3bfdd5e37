package import Compliance
import ResourceDocuments
import RuleSyntax

/// What differs between two scans, as JSON: `{from, to, changes, controls, summary}`.
package enum DifferenceJSONReport {
    /// - Parameter evidence: the findings behind a number, as JSON on one line.
    package static func render(
        from old: ScanRecord, to new: ScanRecord, changes: [ScanChange], evidence: (Int64) -> String?
    ) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("from") { $0.scan(old) }
            writer.member("to") { $0.scan(new) }
            writer.member("changes", array: changes) { writer, change in
                writer.object { writer in
                    writer.member("change", change.comparison.change.rawValue)
                    writer.member("causes", change.comparison.causes.map(\.rawValue))
                    writer.member("rule", change.rule.name)
                    writer.member("rule_id", change.rule.id)
                    writer.member("severity", change.rule.severity.rawValue)
                    writer.member("resource", change.resource.id)
                    writer.member("kind", change.resource.kind)
                    writer.member("name", change.resource.name)
                    writer.member("account", change.resource.account)
                    writer.member("file", change.resource.file)
                    writer.member("before", change.before?.word)
                    writer.member("after", change.after?.word)
                    writer.member("findings") { writer in
                        if let text = change.evidence.flatMap(evidence) { writer.scalar(text) } else { writer.null() }
                    }
                }
            }
            writer.member("controls", array: ControlChange.changes(from: old, to: new)) { writer, change in
                writer.object { writer in
                    writer.member("control_id", change.id)
                    writer.member("control_name", change.name)
                    writer.member("before", change.before?.rawValue)
                    writer.member("after", change.after?.rawValue)
                }
            }
            writer.member("summary") { writer in
                writer.object { writer in
                    for kind in ResultChange.allCases {
                        writer.member(.text(kind.rawValue), changes.count { $0.comparison.change == kind })
                    }
                }
            }
        }
        return writer.text + "\n"
    }
}
