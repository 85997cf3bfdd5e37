package import ResourceDocuments
package import ResourceReaders
package import RuleChecker
import RulePacks
import SourceText

/// Which resources are not what they were when the same inventory was read before, as rules see them: what readers made of parameters,
/// defaults, references and links, the file that it stands in, and what the resource's own document says against rules.
package struct ChangedResources: Sendable {
    /// By row: where the same stood before; nil for what is new or another.
    private let formerRows: [Int?]
    private let before: InventoryReading
    private let changed: Set<Subject>

    /// What rules and masks can tell a resource by.
    private struct Likeness: Hashable {
        let content: ContentDigest
        let suppressions: [[String?]]
    }

    private struct Subject: Hashable {
        let kind: String
        let id: String
        let account: String?
        let file: String

        init(_ resource: Resource) {
            (kind, id, account) = (resource.kind, resource.id, resource.account)
            file = resource.document.source.name
        }
    }

    /// - Parameters:
    ///   - before: of the same files, as they were.
    ///   - key: any.
    /// - Complexity: O(bytes of both)
    package init(from before: InventoryReading, to now: InventoryReading, key: DigestKey) {
        self.before = before
        var former: [Likeness: [Int]] = [:]
        for (row, likeness) in Self.likenesses(in: before.rows, key).enumerated() {
            if let likeness { former[likeness, default: []].append(row) }
        }
        // What stands there once more than it did is new.
        let formerRows = Self.likenesses(in: now.rows, key).map { likeness in
            likeness.flatMap { former[$0]?.popLast() }
        }
        self.formerRows = formerRows
        changed = Set(
            now.rows.indices.filter { formerRows[$0] == nil && now.rows.isHeld($0) }
                .compactMap { now.rows.resource(at: $0).map { Subject($0) } })
    }

    private static func likenesses(in rows: ResourceRows, _ key: DigestKey) -> [Likeness?] {
        var digester = RowDigester(rows, key: key, engine: key.digest(of: ""))
        return rows.indices.map { row in
            digester.digests(of: row).map { digests in
                Likeness(
                    content: digests.content, suppressions: rows.suppressions(of: row).map { [$0.rule, $0.reason] })
            }
        }
    }

    /// Where a row stood before; nil where it is new, or another than it was.
    package func formerRow(of row: Int) -> Int? { formerRows[row] }

    /// Whether a resource that rules range over is new, or another than it was.
    package func isChanged(_ resource: Resource) -> Bool { changed.contains(Subject(resource)) }

    /// What rules said before; of some that look at other resources it may be another thing of what is the same.
    package func formerEvaluations(of rules: [BoundRule], asOf: Instant) -> [RuleEvaluations] {
        RuleEvaluations.gather(from: RuleRun(rules: rules, reading: before, asOf: asOf))
    }
}
