import ResourceDocuments

/// A part of a scope, and what it has held so far.
struct PartMatcher: Sendable {
    let part: Scope.Part
    /// Those that need no document first, so that most resources are decided without theirs.
    let selectors: [ScopeSelector]
    /// How many resources its area held.
    private(set) var areaCount = 0
    /// How many of these its selectors selected too.
    private(set) var count = 0
    /// Which values fitted a resource, for each selector.
    private var isUsed: [[Bool]]

    init(_ part: Scope.Part) {
        self.part = part
        selectors =
            part.selectors.filter { !$0.property.isInDocument } + part.selectors.filter(\.property.isInDocument)
        isUsed = selectors.map { $0.values.map { _ in false } }
    }

    /// Values that no resource of the area fitted, which fitted the selectors before theirs.
    var unusedValues: [(selector: ScopeSelector, value: ScopeSelector.Value)] {
        zip(selectors, isUsed).flatMap { selector, isUsed in
            zip(selector.values, isUsed).filter { !$0.1 }.map { (selector, $0.0) }
        }
    }

    /// Whether the part holds a resource that its area is known to hold.
    mutating func takes(_ subject: inout ScopeSubject, work: inout Int) -> Bool {
        areaCount += 1
        for (index, selector) in selectors.enumerated() {
            let texts = subject.values(of: selector.property)
            var isSelected = false
            for (position, value) in selector.values.enumerated() where !isSelected || !isUsed[index][position] {
                work += 1
                if texts.contains(where: { value.pattern.matches($0) }) {
                    isUsed[index][position] = true
                    isSelected = true
                }
            }
            if !isSelected { return false }
        }
        count += 1
        return true
    }

    /// What can be said of a resource of which only the kind is known, or a pattern of kinds: nil where it depends on the rest.
    func takes(kind subject: ScopeSubject) -> Bool? {
        var subject = subject
        let kind = Glob(subject.kind)
        var isKnown = true
        for selector in selectors {
            switch selector.property {
            case .regions, .tags, .names: isKnown = false
            case .environment where kind.isPattern: isKnown = false
            case .environment:
                let names = subject.values(of: .environment)
                if !selector.values.contains(where: { value in names.contains { value.pattern.matches($0) } }) {
                    return false
                }
            case .kinds:
                if selector.values.contains(where: { $0.pattern.takesIn(kind) }) { continue }
                if !selector.values.contains(where: { $0.pattern.meets(kind) }) { return false }
                isKnown = false
            }
        }
        return isKnown ? true : nil
    }
}

/// Parts of scopes, found by the areas that hold a resource and not one by one.
struct PartIndex: Sendable {
    private(set) var parts: [PartMatcher]
    private let byKey: [AreaMembership.Key: [Int]]

    init(_ parts: [Scope.Part], _ areas: AreaMembership) {
        self.parts = parts.map { PartMatcher($0) }
        byKey = Dictionary(grouping: parts.indices) { areas.key(parts[$0].area) }
    }

    /// The positions of the parts that hold a resource, in their order. O(keys + parts whose areas hold it)
    mutating func holding(
        _ subject: inout ScopeSubject, keys: [AreaMembership.Key], work: inout Int
    ) -> [Int] {
        if parts.isEmpty { return [] }
        var found: [Int] = []
        for key in keys {
            work += 1
            guard let positions = byKey[key] else { continue }
            for position in positions where parts[position].takes(&subject, work: &work) { found.append(position) }
        }
        if found.count > 1 { found.sort() }
        return found
    }

    /// What `takes(kind:)` says of each part whose area holds a resource.
    func candidates(kind subject: ScopeSubject, keys: [AreaMembership.Key]) -> [(position: Int, takes: Bool?)] {
        keys.flatMap { byKey[$0] ?? [] }.map { ($0, parts[$0].takes(kind: subject)) }
    }
}
