import ResourceDocuments

/// Finds the one version of a profile or a control library that a name means.
package enum VersionSelection<Entity: Versioned> {
    /// Why a name does not mean one.
    package enum Fault: Error {
        case unknownName
        /// The versions that there are.
        case unknownVersion([Entity])
        /// Profiles that have nothing to do with one another have the name.
        case severalFamilies([Entity])
        case sameVersion([Entity])
        case severalLatest([Entity])
    }

    /// An id, a name or a version group, in this order, and perhaps a version. An id that one document has means that one;
    /// any other name without a version means the latest.
    package static func select(
        _ name: String, version: String? = nil, among entities: [Entity]
    ) -> Result<Entity, Fault> {
        let ways: [(Entity) -> Bool] = [{ $0.hasID(name) }, { $0.name == name }, { $0.edition.group == name }]
        guard let named = ways.lazy.map({ entities.filter($0) }).first(where: { !$0.isEmpty }), let first = named.first
        else { return .failure(.unknownName) }
        if version == nil, named.count == 1, first.hasID(name) { return .success(first) }
        let family = entities.filter { entity in named.contains { entity.isVersion(of: $0) } }
        if let version { return select(version: version, of: family) }
        guard named.allSatisfy({ $0.isVersion(of: first) }) else { return .failure(.severalFamilies(named)) }
        return latest(of: family)
    }

    private static func select(version: String, of family: [Entity]) -> Result<Entity, Fault> {
        let wanted = VersionNumber(version)
        let found = family.filter { $0.edition.number == wanted }
        guard let first = found.first else { return .failure(.unknownVersion(family)) }
        if found.count == 1 { return .success(first) }
        return .failure(found.allSatisfy { $0.isVersion(of: first) } ? .sameVersion(found) : .severalFamilies(found))
    }

    /// The one that says so, else the highest: of those that are not deprecated, where there are such, and of releases
    /// before pre-releases.
    package static func latest(of family: [Entity]) -> Result<Entity, Fault> {
        let current = family.filter { $0.edition.deprecation == nil }
        let flagged = current.filter(\.edition.saysLatest)
        if flagged.count > 1 { return .failure(.severalLatest(flagged)) }
        if let only = flagged.first { return .success(only) }
        let candidates = current.isEmpty ? family : current
        let releases = candidates.filter { !$0.edition.number.isPreRelease }
        let ranked = (releases.isEmpty ? candidates : releases).sorted { left, right in
            left.edition.number < right.edition.number
        }
        guard let highest = ranked.last else { return .failure(.unknownName) }
        let same = ranked.filter { $0.edition.number == highest.edition.number }
        return same.count == 1 ? .success(highest) : .failure(.sameVersion(same))
    }
}
