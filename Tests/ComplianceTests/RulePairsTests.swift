import Compliance
import ResourceDocuments
import RuleSyntax
import Testing

@Suite struct RulePairsTests {
    /// `tls=1.2` is the rule `tls` with one parameter's value.
    private func rules(_ written: String) throws -> [RuleRecord] {
        let digest = try #require(ContentDigest(bytes: [UInt8](repeating: 0, count: 16)))
        return written.split(separator: " ").enumerated().map { position, text in
            let parts = text.split(separator: "=").map(String.init)
            return RuleRecord(
                position: position, name: parts[0], id: nil, title: nil, severity: .high, text: digest,
                parameters: Array(parts.dropFirst()), evaluations: EvaluationSummary())
        }
    }

    @Test(arguments: [
        ("a b", "b a", "b-b a-a"), ("a=1", "a=2", "a1-a2"), ("a=1 a=2", "a=2 a=1", "a2-a2 a1-a1"),
        ("a=1 a=2", "a=2", "a2-a2 a1-"), ("a=1", "a=2 a=1", "-a2 a1-a1"), ("a=1 a=2", "a=2 a=3", "a2-a2 a1-a3"),
        ("a", "b", "-b a-"),
    ])
    func equalValuesBelongTogether(_ old: String, _ new: String, _ pairs: String) throws {
        let name = { (rule: RuleRecord?) in rule.map { $0.name + $0.parameters.joined() } ?? "" }
        let found = RuleRecord.pairs(from: try rules(old), to: try rules(new)).map { "\(name($0.old))-\(name($0.new))" }
        #expect(found.joined(separator: " ") == pairs)
    }
}
