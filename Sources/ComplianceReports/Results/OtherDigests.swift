import ResourceDocuments
import RuleTracer

/// The elements of a finding that stand in no place of its resource, such as other resources: what tells each from the others, and how many there are.
package struct OtherDigests: Hashable, Sendable {
    let count: Int
    /// Of the first of them, in the order of what the rule ranged over.
    let digests: [String]

    init(of others: OtherElements) {
        count = others.count
        digests = others.names.map { Fingerprint.digest(ofElement: [$0]) }
    }

    init?(_ node: DocumentNode?) {
        guard let node, let count = node.integer("count") else { return nil }
        self.count = count
        digests = node.nodes("digests").compactMap(\.string)
    }

    /// Whether each of them was there then. Of more than have a digest that is so where the first are among the first then, and there are no more.
    func isWithin(_ former: OtherDigests) -> Bool {
        count <= former.count && Set(digests).isSubset(of: former.digests)
    }
}
