import ResourceDocuments
import ResourceReaders
import RuleChecker
import RuleSyntax

/// Which rules the resources' own documents ask to leave them alone.
///
/// A document names a rule by its name, its id, or a name that the rule's tag `suppress:NAME` gives: that of the rule in
/// another tool, `suppress:W35`.
struct RuleSuppressions: Sendable {
    private struct Place: Hashable {
        let rule: Int
        let row: Int
    }

    private var suppressions: [Place: Suppression] = [:]

    /// O(resources), and O(rules) once where any resource has one. The first that names a rule is its.
    init(of rules: [BoundRule], in rows: ResourceRows) {
        lazy var positions = Self.positions(of: rules)
        for row in rows.indices {
            for suppression in rows.suppressions(of: row) {
                for rule in positions[suppression.rule] ?? []
                where suppressions[Place(rule: rule, row: row)] == nil {
                    suppressions[Place(rule: rule, row: row)] = suppression
                }
            }
        }
    }

    private static func positions(of rules: [BoundRule]) -> [String: [Int]] {
        var positions: [String: [Int]] = [:]
        for (position, bound) in rules.enumerated() {
            let metadata = bound.rule.metadata
            let tagged = metadata.tags.filter { $0.hasPrefix(tag) }.map { String($0.dropFirst(tag.count)) }
            for name in Set([bound.rule.name.text] + [metadata.id].compactMap(\.self) + tagged) {
                positions[name, default: []].append(position)
            }
        }
        return positions
    }

    private static let tag = "suppress:"

    var isEmpty: Bool { suppressions.isEmpty }

    subscript(rule: Int, row: Int) -> Suppression? { suppressions[Place(rule: rule, row: row)] }
}
