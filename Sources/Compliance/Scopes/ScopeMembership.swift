package import ResourceReaders

/// Decides which resources an attachment's scopes take in.
///
/// A resource is in scope when a scope holds it and none of that scope's exclusions does. It is hidden when every scope that it
/// is in has a subscope that holds it and leaves it out.
package struct ScopeMembership: Sendable {
    package enum Placement: Hashable, Sendable {
        case inside
        /// In scope, and hidden by an exclusion.
        case hidden(HidingExclusion)
        /// In a scope, and in an exclusion of it.
        case excluded
        case outside
    }

    /// Positions of a scope, one of its subscopes and an exclusion of that.
    package struct HidingExclusion: Hashable, Comparable, Sendable {
        package let scope: Int
        package let subscope: Int
        package let exclusion: Int

        package init(scope: Int, subscope: Int, exclusion: Int) {
            self.scope = scope
            self.subscope = subscope
            self.exclusion = exclusion
        }

        package static func < (left: HidingExclusion, right: HidingExclusion) -> Bool {
            (left.scope, left.subscope, left.exclusion) < (right.scope, right.subscope, right.exclusion)
        }
    }

    private struct IndexedScope: Sendable {
        var exclusions: PartIndex
        var subscopes: PartIndex
        var hiding: [PartIndex]
    }

    private let areas: AreaMembership
    private var parts: PartIndex
    private var scopes: [IndexedScope]
    /// Those of the attachment, which are every scope's.
    private var common: PartIndex
    /// Look-ups of an area and tests of a selector's value so far.
    package private(set) var work = 0

    package init(_ scopes: [Scope], exclusions: [Scope.Part] = [], accounts: [InventoryManifest.Account]) {
        let areas = AreaMembership(accounts)
        self.areas = areas
        parts = PartIndex(scopes.map(\.part), areas)
        common = PartIndex(exclusions, areas)
        self.scopes = scopes.map { scope in
            IndexedScope(
                exclusions: PartIndex(scope.exclusions, areas),
                subscopes: PartIndex(scope.subscopes.map(\.part), areas),
                hiding: scope.subscopes.map { PartIndex($0.exclusions, areas) })
        }
    }

    /// O(scopes, subscopes and exclusions whose areas hold the resource), however many there are.
    ///
    /// - Parameter attributes: is called once at most, and only where a selector asks for it; nil where the resource's file
    ///   cannot be read any more.
    package mutating func place(
        kind: String, account: String?, group: String?, attributes: @escaping () -> SelectableAttributes?
    ) -> Placement {
        var subject = ScopeSubject(kind: kind, account: account, group: group, attributes: attributes)
        let keys = areas.keys(account: account, group: group)
        let holders = parts.holding(&subject, keys: keys, work: &work)
        if holders.isEmpty { return .outside }
        var isExcluded = !common.holding(&subject, keys: keys, work: &work).isEmpty
        let isExcludedFromAll = isExcluded
        var isVisible = false
        var hiding: HidingExclusion?
        for scope in holders {
            if !scopes[scope].exclusions.holding(&subject, keys: keys, work: &work).isEmpty || isExcludedFromAll {
                isExcluded = true
                continue
            }
            if let found = hide(&subject, in: scope, keys) {
                hiding = hiding ?? found
            } else {
                isVisible = true
            }
        }
        if isVisible { return .inside }
        return hiding.map { .hidden($0) } ?? (isExcluded ? .excluded : .outside)
    }

    private mutating func hide(
        _ subject: inout ScopeSubject, in scope: Int, _ keys: [AreaMembership.Key]
    ) -> HidingExclusion? {
        var first: HidingExclusion?
        for subscope in scopes[scope].subscopes.holding(&subject, keys: keys, work: &work) {
            let found = scopes[scope].hiding[subscope].holding(&subject, keys: keys, work: &work).first
            first = first ?? found.map { HidingExclusion(scope: scope, subscope: subscope, exclusion: $0) }
        }
        return first
    }

    /// Whether a resource of which only kind and account are known may be evaluated: it is surely in no exclusion, and maybe in a
    /// scope.
    package func mayHold(kind: String, account: String?) -> Bool {
        let subject = ScopeSubject(kind: kind, account: account, group: nil) { nil }
        let keys = areas.keys(account: account, group: nil)
        let isExcluded = { (index: PartIndex) in
            index.candidates(kind: subject, keys: keys).contains { $0.takes == true }
        }
        if isExcluded(common) { return false }
        return parts.candidates(kind: subject, keys: keys).contains { candidate in
            candidate.takes != false && !isExcluded(scopes[candidate.position].exclusions)
        }
    }

    /// What held no resource placed so far; of a scope that held none its exclusions and subscopes are not told.
    var unmatched: [UnmatchedPart] {
        var unmatched: [UnmatchedPart] = []
        var holdsAny = false
        for (part, scope) in zip(parts.parts, scopes) {
            unmatched += UnmatchedPart.of(part, .scope)
            if part.count == 0 { continue }
            holdsAny = true
            let area = [part.part.area].compactMap(\.self)
            unmatched += scope.exclusions.parts.flatMap { UnmatchedPart.of($0, .exclusion, within: area) }
            for (subscope, hiding) in zip(scope.subscopes.parts, scope.hiding) {
                unmatched += UnmatchedPart.of(subscope, .subscope, within: area)
                if subscope.count == 0 { continue }
                let areas = area + [subscope.part.area].compactMap(\.self)
                unmatched += hiding.parts.flatMap { UnmatchedPart.of($0, .exclusion, within: areas) }
            }
        }
        let areas = parts.parts.compactMap(\.part.area)
        if holdsAny { unmatched += common.parts.flatMap { UnmatchedPart.of($0, .exclusion, within: areas) } }
        return unmatched
    }
}

/// A scope, a subscope, an exclusion, or one value of their selectors, that no resource was in.
struct UnmatchedPart {
    enum Role { case scope, subscope, exclusion }

    enum Reason {
        case area(Scope.Area)
        case value(ScopeSelector.Value, ScopeSelector)
        /// Every value fits something, and nothing fits all selectors.
        case together
    }

    let role: Role
    let part: Scope.Part
    let reason: Reason
    /// The areas of the scopes that it is a part of; none of a scope.
    let scopes: [Scope.Area]

    static func of(_ matcher: PartMatcher, _ role: Role, within scopes: [Scope.Area] = []) -> [UnmatchedPart] {
        func unmatched(_ reason: Reason) -> UnmatchedPart {
            UnmatchedPart(role: role, part: matcher.part, reason: reason, scopes: scopes)
        }
        if matcher.areaCount == 0, let area = matcher.part.area { return [unmatched(.area(area))] }
        let unused = matcher.unusedValues
        if unused.isEmpty, matcher.count == 0 { return [unmatched(.together)] }
        return unused.map { unmatched(.value($0.value, $0.selector)) }
    }
}
