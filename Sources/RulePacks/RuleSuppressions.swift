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

    /// O(suppressions), and O(rules) once where there are any. The first that names a rule is its; one that lacks its reason is none.
    init(of rules: [BoundRule], in rows: ResourceRows) {
        if rows.suppressingRows.isEmpty { return }
        let positions = Self.positions(of: rules)
        for row in rows.suppressingRows {
            for suppression in rows.suppressions(of: row) where !suppression.lacksReason {
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
            for name in names(of: bound.rule) { positions[name, default: []].append(position) }
        }
        return positions
    }

    /// What a document may call a rule.
    static func names(of rule: CheckedRule) -> Set<String> {
        let tagged = rule.metadata.tags.filter { $0.hasPrefix(tag) }.map { String($0.dropFirst(tag.count)) }
        return Set([rule.name.text] + [rule.metadata.id].compactMap(\.self) + tagged)
    }

    private static let tag = "suppress:"

    var isEmpty: Bool { suppressions.isEmpty }

    subscript(rule: Int, row: Int) -> Suppression? { suppressions[Place(rule: rule, row: row)] }
}
