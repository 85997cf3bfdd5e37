package import Compliance
import ResourceDocuments
import RuleSyntax

/// Results of a recorded scan as JSON: `{scan, results, page, has_more}`, or `{scan, grouped_by, groups}`.
package enum ResultsJSONReport {
    package static func render(_ page: Page<ListedResult>, of scan: ScanRecord) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.format("norma.results")
            writer.member("scan") { $0.scan(scan) }
            writer.member("results", array: page.elements) { writer, result in writer.result(result, of: scan) }
            writer.member("page", page.number)
            writer.member("has_more", page.hasMore)
        }
        return writer.text + "\n"
    }

    package static func render(_ groups: [ResultGroup], by grouping: ResultGrouping, of scan: ScanRecord) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.format("norma.groups")
            writer.member("scan") { $0.scan(scan) }
            writer.member("grouped_by", grouping.rawValue)
            writer.member("groups", array: groups) { writer, group in
                writer.object { writer in
                    writer.member("name", group.name)
                    writer.member("detail", group.detail)
                    for status in ResultStatus.allCases { writer.member(.text(status.rawValue), group.count(status)) }
                }
            }
        }
        return writer.text + "\n"
    }
}

extension JSONWriter {
    fileprivate mutating func result(_ result: ListedResult, of scan: ScanRecord) {
        let resource = result.resource
        object { writer in
            writer.member("rule", result.rule.name)
            writer.member("rule_id", result.rule.id)
            writer.member("severity", result.rule.severity.rawValue)
            writer.member("controls", result.controls.map(\.id))
            writer.member("assessed_controls", array: result.controls) { writer, control in
                writer.object { writer in
                    writer.member("control_id", control.id)
                    writer.member("control_name", control.name)
                    let profile = scan.profile(of: control)
                    writer.member("profile_id", profile?.id)
                    writer.member("profile_name", profile?.name ?? scan.profile)
                }
            }
            writer.member("resource", resource.id)
            writer.member("kind", resource.kind)
            writer.member("service", ServiceName.of(kind: resource.kind))
            writer.member("name", resource.name)
            writer.member("account", resource.account)
            writer.member("region", resource.region)
            writer.member("group", resource.group)
            writer.member("file", resource.file)
            writer.member("status", result.status.rawValue)
            writer.member("beneath", result.mask == nil ? nil : result.verdict.word)
            writer.member("mask") { $0.mask(result.mask) }
            writer.member("findings") { writer in
                if let evidence = result.evidence { writer.scalar(evidence) } else { writer.array { _ in } }
            }
        }
    }
}
