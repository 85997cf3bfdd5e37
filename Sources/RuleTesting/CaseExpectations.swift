import ResourceDocuments
import ResourceReaders
import SourceText

extension CaseFileReader {
    /// `expect: { RULE: VERDICT }` or `expect: { RULE: { verdict, at, message, missing, resource } }`
    mutating func expectations(_ record: Record, _ row: [String: DocumentNode]) -> [Expectation] {
        guard let value = record["expect"] else {
            record.reportMissing("expect", into: &diagnostics)
            return []
        }
        guard value.node.kind == .map else {
            diagnostics.report(.wrongCaseShape("expect", wanted: "a map from a rule to a verdict", value))
            return []
        }
        if value.node.count == 0 { diagnostics.report(.expectsNothing(at: value.place)) }
        return value.node.entries.compactMap { rule, node in
            expectation(
                CaseValue.key(rule, row), PlacedNode(node, path: value.path.appending(key: rule)), row)
        }
    }

    private mutating func expectation(
        _ rule: String, _ value: PlacedNode, _ row: [String: DocumentNode]
    ) -> Expectation? {
        guard let place = value.place else { return nil }
        let node = cell(value.node, row)
        if node.kind != .map {
            guard let verdict = verdict(node, at: value) else { return nil }
            return Expectation(rule: rule, verdict: verdict, place: place)
        }
        guard let record = Record(value, subject: "the expectation", faults: .cases, into: &diagnostics) else {
            return nil
        }
        record.allow(["verdict"] + Self.texts, into: &diagnostics)
        guard let written = record["verdict"] else {
            record.reportMissing("verdict", into: &diagnostics)
            return nil
        }
        guard let verdict = verdict(cell(written.node, row), at: written) else { return nil }
        func text(_ field: String) -> String? { record[field].flatMap { cell($0.node, row).string } }
        for (field, value) in record.map.members where Self.texts.contains(field) {
            let written = PlacedNode(cell(value.node, row), path: value.path)
            if written.node.kind == .null {
                diagnostics.report(.nullExpectation(field, at: value.place))
            } else if written.node.string == nil {
                diagnostics.report(.wrongCaseShape(field, wanted: "text", written, at: value.place))
            }
        }
        for field in Self.texts where text(field)?.allSatisfy(\.isWhitespace) == true {
            diagnostics.report(.emptyExpectation(field, at: record[field]?.place))
        }
        if let missing = record["missing"], verdict == .pass || verdict == .notApplicable {
            diagnostics.report(.missingWithoutFinding(verdict, at: missing.keyPlace))
        }
        return Expectation(
            rule: rule, verdict: verdict, resource: text("resource"), at: text("at"), message: text("message"),
            missing: text("missing"), place: place)
    }

    /// The fields of an expectation beside its verdict.
    private static let texts = ["at", "message", "missing", "resource"]

    private mutating func verdict(_ node: DocumentNode, at value: PlacedNode) -> Verdict? {
        if let text = node.string, let verdict = Verdict(rawValue: text) { return verdict }
        diagnostics.report(.unknownVerdict(node.string ?? node.value?.description ?? "null", at: value.place))
        return nil
    }
}
