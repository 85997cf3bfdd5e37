import ResourceDocuments

/// The properties of a made-up resource, by the names between the dots.
struct SCCSample: Hashable {
    private(set) var values: [[String]: Value] = [:]

    enum Found {
        case absent
        case value(Value)
        /// A map with other properties in it.
        case map
        /// Something on the way is no map.
        case unreachable
    }

    func value(at path: [String]) -> Found {
        if let value = values[path] { return .value(value) }
        if values.keys.contains(where: { $0.starts(with: path) }) { return .map }
        return values.keys.contains { path.starts(with: $0) } ? .unreachable : .absent
    }

    /// Sets a property, or removes it with all that is below. What stood on the way gives way.
    mutating func set(_ path: [String], to value: Value?) {
        values = values.filter { key, _ in !key.starts(with: path) && !path.starts(with: key) }
        if let value { values[path] = value }
    }

    /// As a map in maps, in the order of the names.
    var value: Value { Self.map(values.map { ($0.key[...], $0.value) }) }

    private static func map(_ values: [(path: ArraySlice<String>, value: Value)]) -> Value {
        let groups = Dictionary(grouping: values) { $0.path.first ?? "" }
        let entries = groups.keys.sorted().map { name in
            let inner = (groups[name] ?? []).map { (path: $0.path.dropFirst(), value: $0.value) }
            if let only = inner.first, only.path.isEmpty { return MapEntry(key: name, value: only.value) }
            return MapEntry(key: name, value: map(inner))
        }
        return .map(entries)
    }
}

/// A resource under test, the others that sub-rules look at, and the rule's parameters.
struct SCCSituation: Hashable {
    struct Other: Hashable {
        var kind: String
        var sample: SCCSample
    }

    var subject = SCCSample()
    var others: [Other] = []
    var parameters: [String: Value] = [:]
}

/// What SCC answers; nil where it cannot say.
typealias SCCTruth = Bool?

enum SCCKleene {
    static func all(_ truths: [SCCTruth]) -> SCCTruth {
        truths.contains(false) ? .some(false) : truths.contains(nil) ? nil : .some(true)
    }

    static func any(_ truths: [SCCTruth]) -> SCCTruth { not(all(truths.map(not))) }

    static func not(_ truth: SCCTruth) -> SCCTruth { truth.map { !$0 } }
}
