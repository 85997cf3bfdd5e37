import ResourceDocuments
package import ResourceReaders
package import SourceText

/// The resources of an inventory that an attachment is about, and how many it is not about.
package struct ScopedResources: Sendable {
    /// Rows of the inventory; those that are hidden too.
    package private(set) var inside: [Int] = []
    /// Rows that are judged and not shown, with what hides them.
    package private(set) var hidden: [Int: ScopeMembership.HidingExclusion] = [:]
    /// Rows that no scope holds, and those that exclusions leave out.
    package private(set) var leftOut: [Int] = []
    /// In a scope, and left out by its exclusions.
    package private(set) var excludedCount = 0
    package private(set) var outsideCount = 0
    /// Scopes, selectors and exclusions that match nothing, of an inventory that was read whole.
    package private(set) var diagnostics: [Diagnostic] = []

    /// O(resources) where scopes, subscopes and exclusions have areas of their own; documents are read where a selector asks for
    /// what stands in them. The accounts that the reader adds are resources too: `account` resources are in scope with their
    /// accounts.
    package init(_ attachment: Attachment, in reading: InventoryReading) {
        var membership = ScopeMembership(
            attachment.scopes, exclusions: attachment.exclusions, accounts: reading.manifestAccounts)
        var unplaced = UnplacedResources()
        let rows = reading.rows
        let reader = AttributeReader(rows)
        for row in rows.indices {
            let account = rows.account(of: row)
            let group = rows.group(of: row)
            let isAdded = rows.kind(of: row) == AccountResources.kind
            if account == nil { unplaced.withoutAccount += 1 }
            if group == nil, !isAdded { unplaced.withoutGroup += 1 }
            switch membership.place(
                kind: rows.kind(of: row), account: account, group: group, attributes: { reader.attributes(of: row) })
            {
            case .inside: inside.append(row)
            case .hidden(let exclusion):
                inside.append(row)
                hidden[row] = exclusion
            case .excluded:
                leftOut.append(row)
                if !isAdded { excludedCount += 1 }
            case .outside:
                leftOut.append(row)
                if !isAdded { outsideCount += 1 }
            }
        }
        // What could not be read may lie in any of them.
        if reading.diagnostics.contains(where: \.isError) { return }
        let unmatched = membership.unmatched
        if unmatched.isEmpty { return }
        let existing = ExistingValues(for: unmatched, in: reading, inside: inside)
        diagnostics = unmatched.map { ScopeDiagnostics.unmatched($0, unplaced: unplaced, existing: existing) }
    }
}

/// Resources of which the inventory does not say where they are.
struct UnplacedResources {
    var withoutAccount = 0
    var withoutGroup = 0

    func count(for level: Scope.Level) -> Int { level == .resourceGroup ? withoutGroup : withoutAccount }
}

/// Reads what selectors ask of resources; those that stay in files best in their order.
private final class AttributeReader {
    private var reader: RowReader

    init(_ rows: ResourceRows) { reader = RowReader(rows) }

    func attributes(of row: Int) -> SelectableAttributes? { reader.frame(of: row).map { SelectableAttributes($0) } }
}

/// What an inventory has of the properties that something was sought in and not found, for "did you mean".
struct ExistingValues {
    /// Beyond so many no suggestion is sought: names may be as many as resources, and each costs a comparison.
    private static let limit = 2_000

    private var values: [ScopeSelector.Property: [String]] = [:]
    private var areas: [Scope.Level: [String]] = [:]
    private let index: AreaMembership
    /// Of areas that hold something of the scopes; empty where no part of a scope is sought.
    private var keysInside: Set<AreaMembership.Key> = []

    /// O(resources)
    ///
    /// - Parameter inside: rows of the resources in scope.
    init(for unmatched: [UnmatchedPart], in reading: InventoryReading, inside: [Int]) {
        var sought: Set<ScopeSelector.Property> = []
        for part in unmatched {
            switch part.reason {
            case .area(let area): areas[area.level] = []
            case .value(_, let selector): sought.insert(selector.property)
            case .together: break
            }
        }
        index = AreaMembership(reading.manifestAccounts)
        for level in areas.keys { areas[level] = index.ids(level, in: reading.rows) }
        if unmatched.contains(where: { $0.role != .scope }) {
            for row in inside {
                keysInside.formUnion(
                    index.keys(account: reading.rows.account(of: row), group: reading.rows.group(of: row)))
            }
        }
        if sought.isEmpty { return }
        var found = Dictionary(uniqueKeysWithValues: sought.map { ($0, Set<String>()) })
        let reader = AttributeReader(reading.rows)
        for row in reading.rows.indices {
            let rows = reading.rows
            var subject = ScopeSubject(kind: rows.kind(of: row), account: nil, group: nil) {
                reader.attributes(of: row)
            }
            for property in sought where found[property, default: []].count < Self.limit {
                found[property]?.formUnion(subject.values(of: property))
            }
        }
        values = found.mapValues { $0.sorted() }
    }

    func nearest(to text: String, among property: ScopeSelector.Property) -> String? {
        nearest(to: text, in: values[property] ?? [])
    }

    /// What a part of a scope may mean lies in the scope; an exclusion does not mean all of it.
    func nearest(to area: Scope.Area, of part: UnmatchedPart) -> String? {
        let candidates = areas[area.level] ?? []
        if part.role == .scope { return nearest(to: area.id, in: candidates) }
        let spared = part.role == .exclusion ? Set(part.scopes.flatMap { index.keysAround($0) }) : []
        return nearest(
            to: area.id,
            in: candidates.filter {
                let key = index.key(Scope.Area(level: area.level, id: $0, source: nil))
                return keysInside.contains(key) && !spared.contains(key)
            })
    }

    /// Somewhere in the inventory.
    func have(_ area: Scope.Area) -> Bool { areas[area.level]?.contains(area.id) ?? false }

    func have(_ value: ScopeSelector.Value, of property: ScopeSelector.Property) -> Bool {
        values[property]?.contains { value.pattern.matches($0) } ?? false
    }

    private func nearest(to text: String, in candidates: [String]) -> String? {
        candidates.count < Self.limit ? Spelling.nearest(to: text, among: candidates) : nil
    }
}
