package import Compliance
package import ResourceDocuments
package import RuleChecker
package import RuleTracer

/// A baseline in a file, and what a gate asks of it.
extension Baseline {
    /// What JSON says that `norma scan`, `norma eval` or `norma results` printed, one for each scan; nil of any other document.
    package static func all(report document: Document) -> [Baseline]? {
        guard let version = version(of: document), reads(version) else { return nil }
        guard let scans = document.root["scans"] else { return Baseline(scan: document.root).map { [$0] } }
        let all = scans.elements.map { Baseline(scan: $0) }
        return all.isEmpty || all.contains { $0 == nil } ? nil : all.compactMap(\.self)
    }

    private init?(scan root: DocumentNode) {
        guard let all = root["evaluations"] ?? root["results"], all.kind == .list else { return nil }
        let ruleNodes = root["rules"]?.elements ?? []
        let named = ruleNodes.compactMap { node in Self.reference(of: node).map { ($0, node["digest"]?.string) } }
        let digests = named.compactMap { name, digest in digest.map { (name, $0) } }
        var rules = Set(named.map(\.0))
        var open: [(rule: String, node: DocumentNode, isFailure: Bool)] = []
        for node in all.elements {
            guard let rule = Self.reference(of: node), node["kind"]?.string != nil, node["resource"]?.string != nil,
                let verdict = (node["verdict"] ?? node["status"])?.string
            else { return nil }
            rules.insert(rule)
            guard verdict == Verdict.fail.rawValue || verdict == Verdict.unknown.rawValue else { continue }
            open.append((rule, node, verdict == Verdict.fail.rawValue))
        }
        let attachment = root["attachment"]?["name"]?.string ?? root["scan"]?["attachment"]?.string
        self.init(
            rules: rules, texts: .digests(Dictionary(digests, uniquingKeysWith: { first, _ in first })),
            attachment: attachment)
        for (rule, node, isFailure) in open {
            add(
                node.nodes("findings").map { ReportedFinding($0) }, rule: rule, heading: node.text("rule"),
                resource: [node.text("kind"), node.text("account"), node.text("resource")], file: node.text("file"),
                isFailure: isFailure)
        }
    }

    /// The version of the form of a report that may be a baseline; nil of any other document.
    package static func version(of document: Document) -> String? {
        guard let format = document.root["format"]?.string,
            ["norma.scan", "norma.scans", "norma.evaluations", "norma.results"].contains(format)
        else { return nil }
        return document.root["format_version"]?.string
    }

    /// One with another second number has more keys or fewer, and means the same.
    package static func reads(_ version: String) -> Bool {
        JSONWriter.major(of: version) == JSONWriter.major(of: JSONWriter.formatVersion)
    }

    /// `1.x`
    package static var versionsRead: String { "\(JSONWriter.major(of: JSONWriter.formatVersion)).x" }

    private static func reference(of node: DocumentNode) -> String? {
        node["rule"]?.string.map { node["rule_id"]?.string ?? $0 }
    }

    /// Whether all that is wrong with a resource was wrong before: what was only unknown and fails now is not known.
    ///
    /// - Parameters:
    ///   - reference: what names the rule, as `references` has it.
    ///   - seen: what was asked of the run before: two resources that are called the same have to be known twice.
    /// - Returns: of each finding, or of the result as a whole where it has none, whether it was there before.
    package func known(
        _ findings: [RuleTracer.Finding], of rule: CheckedRule, failing: Bool, under reference: String,
        on resource: Resource, after seen: inout Occurrences
    ) -> [Bool] {
        var elements = FoundElements(in: resource)
        let places = findings.map { finding in
            Fingerprint.Place(
                path: finding.path.description, missing: finding.missing?.description ?? "",
                clauseDigest: Fingerprint.digest(ofClause: finding.clause, in: rule), clause: finding.clause,
                elementDigest: elements.words(of: finding).map { Fingerprint.digest(ofElement: $0) })
        }
        let key = [resource.kind, resource.account ?? "", resource.id]
        let occurrence = seen.counted.next(rule: reference, resource: key)
        return Fingerprint.fingerprints(of: places, rule: reference, resource: key, occurrence: occurrence)
            .enumerated().map { position, fingerprint in
                var grounds = Grounds(isFailure: failing)
                if findings.indices.contains(position) {
                    let found = findings[position]
                    grounds = Grounds(
                        isFailure: found.verdict == .fail, deciding: DecidingParts(found),
                        others: OtherDigests(of: found.others))
                }
                return finding(fingerprint, on: grounds) != nil
            }
    }

    /// What a gate has asked a baseline of.
    package struct Occurrences {
        fileprivate var counted = Fingerprint.Occurrences()

        package init() {}
    }

    /// What names rules in a baseline, in their order.
    package static func references(of rules: [RuleEvaluations]) -> [String] {
        AssessedRule.numbered(rules.map { RuleWords($0) }).map(\.reference)
    }
}
