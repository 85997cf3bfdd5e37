/// The resources of one scan, and what was looked for to find them.
package struct Inventory: Sendable {
    package var resources: [Resource]
    /// The kinds that were collected, with `*` for any run of characters; nil where nobody says, and then the kinds that occur were.
    package var collectedKinds: [String]?

    /// The kinds of which something could not be read, somewhere: whoever ranges over one of them does not see everything.
    package var unreadKinds: [String]

    package init(resources: [Resource] = [], collectedKinds: [String]? = nil, unreadKinds: [String] = []) {
        self.resources = resources
        self.collectedKinds = collectedKinds
        self.unreadKinds = unreadKinds
    }

    /// The resources of that kind, in inventory order; `kind` may hold `*` for any run of characters.
    package func resources(ofKind kind: String) -> [Resource] {
        let pattern = Glob(kind)
        return resources.filter { pattern.matches($0.kind) }
    }

    /// Whether resources of that kind, or of one that the pattern takes in, were looked for at all, and all of them could be
    /// read.
    package func wasCollected(_ kind: String) -> Bool {
        let asked = Glob(kind)
        if unreadKinds.contains(where: { asked.meets(Glob($0)) }) { return false }
        guard let collectedKinds else { return resources.contains { asked.matches($0.kind) } }
        return collectedKinds.contains { asked.matches($0) || Glob($0).matches(kind) }
    }
}
