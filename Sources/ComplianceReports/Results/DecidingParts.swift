import ResourceDocuments
import RuleTracer

/// Everything that a finding rests on, without positions in lists: a clause may find several things wrong and tell them as one.
package struct DecidingParts: Hashable, Sendable {
    private let shapes: Set<String>

    init(_ finding: Finding) {
        shapes = Self.shapes(finding.deciding, besides: finding.missing?.description ?? finding.path.description)
    }

    /// Of a finding's JSON; nil where that has none.
    init?(_ node: DocumentNode) {
        guard node["deciding"]?.kind == .list else { return nil }
        shapes = Self.shapes(
            node.nodes("deciding").compactMap(\.string), besides: node["missing"]?.string ?? node.text("path"))
    }

    private static func shapes(_ deciding: [String], besides place: String) -> Set<String> {
        deciding.isEmpty ? [ResourcePath.shape(of: place)] : Set(deciding)
    }

    /// Whether each of them decided then.
    func isWithin(_ former: DecidingParts) -> Bool { shapes.isSubset(of: former.shapes) }
}
