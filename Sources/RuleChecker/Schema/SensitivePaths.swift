package import ResourceDocuments

extension KindSchemas {
    /// What the schemas mark as sensitive: `writeOnly: true` (JSON Schema 2020-12, 9.4: a value that no owner gives out) and
    /// `format: password` (OpenAPI 3.1, 4.4.3).
    package var sensitiveProperties: SensitiveProperties {
        var patterns: [String: [PropertyPattern]] = [:]
        for kind in kinds {
            guard let root = self[kind]?.root else { continue }
            var seen: Set<ObjectIdentifier> = []
            // Most schemas mark nothing, and to go along each path takes much longer than to look at each node once.
            guard root.holdsSensitive(besides: &seen) else { continue }
            var found: [PropertyPattern] = []
            root.collectSensitive(at: [], within: [], into: &found)
            patterns[kind] = found
        }
        return SensitiveProperties(patterns)
    }
}

extension SchemaNode {
    /// True where it or a schema inside it is marked; those of `seen` were looked at.
    fileprivate func holdsSensitive(besides seen: inout Set<ObjectIdentifier>) -> Bool {
        if isSensitive { return true }
        guard seen.insert(ObjectIdentifier(self)).inserted else { return false }
        if case .open(let node?) = additional, node.holdsSensitive(besides: &seen) { return true }
        if let items, items.holdsSensitive(besides: &seen) { return true }
        return properties.values.contains { $0.holdsSensitive(besides: &seen) }
            || alternatives.contains { $0.holdsSensitive(besides: &seen) }
    }

    /// A schema within itself is gone into once.
    fileprivate func collectSensitive(
        at steps: [PropertyPattern.Step], within enclosing: [ObjectIdentifier], into found: inout [PropertyPattern]
    ) {
        if isSensitive {
            found.append(PropertyPattern(steps))
            return
        }
        if enclosing.contains(ObjectIdentifier(self)) { return }
        let enclosing = enclosing + [ObjectIdentifier(self)]
        for name in properties.keys.sorted() {
            properties[name]?.collectSensitive(at: steps + [.key(name)], within: enclosing, into: &found)
        }
        items?.collectSensitive(at: steps + [.each], within: enclosing, into: &found)
        if case .open(let node?) = additional {
            node.collectSensitive(at: steps + [.each], within: enclosing, into: &found)
        }
        for alternative in alternatives { alternative.collectSensitive(at: steps, within: enclosing, into: &found) }
    }
}
