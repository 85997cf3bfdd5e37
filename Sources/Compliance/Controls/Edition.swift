package import ResourceDocuments
package import ResourceReaders

/// What stands in a pack in several versions: a profile, a control library.
package protocol Versioned: Sendable {
    var id: String { get }
    var name: String { get }
    var edition: Edition { get }
}

/// Which version of a profile or a control library a document holds.
package struct Edition: Sendable {
    /// By SemVer 2.0.0. A document without one counts as 0.0.0, which is what SCC makes of it.
    package let version: VersionNumber?
    /// `version_group_label`: ties versions together whose names differ.
    package let group: String?
    /// `latest`, as its author has it.
    package let saysLatest: Bool
    package let deprecation: Deprecation?
    /// `other_ids`: what others call this version, such as the ids that SCC's regions gave it.
    package let otherIDs: [String]
    /// The version in its file, else the name.
    package let source: PlacedNode?
    package let latestSource: PlacedNode?

    package var number: VersionNumber { version ?? .zero }

    package init(
        version: VersionNumber?, group: String?, saysLatest: Bool, deprecation: Deprecation?, otherIDs: [String] = [],
        source: PlacedNode?, latestSource: PlacedNode?
    ) {
        self.version = version
        self.group = group
        self.saysLatest = saysLatest
        self.deprecation = deprecation
        self.otherIDs = otherIDs
        self.source = source
        self.latestSource = latestSource
    }
}

/// `deprecated: true`: kept for the attachments that have it, and refused for others.
package struct Deprecation: Sendable {
    /// `successor`: a version of the same family, or another name; nil: the latest of the family.
    package let successor: String?
    package let source: PlacedNode?

    package init(successor: String?, source: PlacedNode?) {
        self.successor = successor
        self.source = source
    }
}

extension Array where Element: Versioned {
    /// Versions of one thing side by side, where the first of them stands, the lowest first. O(elements²)
    package var inVersionOrder: [Element] {
        var families: [[Element]] = []
        for element in self {
            if let family = families.firstIndex(where: { $0[0].isVersion(of: element) }) {
                families[family].append(element)
            } else {
                families.append([element])
            }
        }
        return families.flatMap { $0.sorted { $0.edition.number < $1.edition.number } }
    }
}

extension Versioned {
    /// By an id, its name or its version group.
    package func isNamed(_ text: String) -> Bool { hasID(text) || name == text || edition.group == text }

    /// Its own, or one that others gave it.
    package func hasID(_ text: String) -> Bool { id == text || edition.otherIDs.contains(text) }

    package var version: String? { edition.version?.description }

    /// `CIS 1.0.0`, or the name alone.
    package var title: String { version.map { "\(name) \($0)" } ?? name }

    /// By the version group where both have one, else by the name.
    package func isVersion(of other: Self) -> Bool {
        if let group = edition.group, let otherGroup = other.edition.group { return group == otherGroup }
        return name == other.name
    }
}
