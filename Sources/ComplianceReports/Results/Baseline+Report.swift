package import Compliance
package import ResourceDocuments
package import RuleTracer

/// A baseline in a file, and what a gate asks of it.
extension Baseline {
    /// What JSON says that `norma scan`, `norma eval` or `norma results` printed of one scan; nil of any other document.
    package init?(report document: Document) {
        let root = document.root
        guard let format = root["format"]?.string, root["format_version"]?.string == JSONWriter.formatVersion,
            let all = root["evaluations"] ?? root["results"], all.kind == .list,
            ["norma.scan", "norma.evaluations", "norma.results"].contains(format)
        else { return nil }
        let list = all.elements
        var findings: [String: Finding] = [:]
        var rules = Set((root["rules"]?.elements ?? []).compactMap { $0["rule_id"]?.string ?? $0["rule"]?.string })
        for node in list {
            guard let name = node["rule"]?.string, let kind = node["kind"]?.string, let id = node["resource"]?.string,
                let verdict = (node["verdict"] ?? node["status"])?.string
            else { return nil }
            let rule = node["rule_id"]?.string ?? name
            rules.insert(rule)
            guard verdict == Verdict.fail.rawValue || verdict == Verdict.unknown.rawValue else { continue }
            let shown = (node["findings"]?.elements ?? []).map { ReportedFinding($0) }
            let fingerprints = Fingerprint.fingerprints(
                of: shown.map { [$0.path, $0.missing ?? ""] }, rule: rule,
                resource: [kind, node["account"]?.string ?? "", id])
            for (position, fingerprint) in fingerprints.enumerated() {
                let finding = shown.indices.contains(position) ? shown[position] : nil
                findings[fingerprint] = Finding(
                    rule: rule, message: finding?.text ?? name, place: finding?.place,
                    file: node["file"]?.string ?? "", isFailure: verdict == Verdict.fail.rawValue)
            }
        }
        let attachment = root["attachment"]?["name"]?.string ?? root["scan"]?["attachment"]?.string
        self.init(findings: findings, rules: rules, attachment: attachment)
    }

    /// Whether all that is wrong with a resource was wrong before: what was only unknown and fails now is not known.
    ///
    /// - Parameter rule: what names it, as `references` has it.
    package func knows(_ findings: [RuleTracer.Finding], failing: Bool, rule: String, on resource: Resource) -> Bool {
        let paths = findings.map { [$0.path.description, $0.missing?.description ?? ""] }
        let key = [resource.kind, resource.account ?? "", resource.id]
        return Fingerprint.fingerprints(of: paths, rule: rule, resource: key).allSatisfy { fingerprint in
            guard let before = finding(fingerprint) else { return false }
            return before.isFailure || !failing
        }
    }

    /// What names rules in a baseline, in their order.
    package static func references(of rules: [RuleEvaluations]) -> [String] {
        AssessedRule.numbered(rules.map { RuleWords($0) }).map(\.reference)
    }
}
