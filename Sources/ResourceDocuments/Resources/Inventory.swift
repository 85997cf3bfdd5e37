/// The resources of one scan, and what was looked for to find them.
package struct Inventory: Sendable {
    package var resources: [Resource]
    /// The kinds that were collected, with `*` for any run of characters; nil where nobody says, and then the kinds that occur were.
    package var collectedKinds: [String]?

    /// The kinds of which something could not be read, somewhere: whoever ranges over one of them does not see everything.
    package var unreadKinds: [String]
    /// Resources that were in what was read and are not among these, the first of each kind: such a kind is not seen in full either.
    package var refused: [RefusedResource]

    package init(
        resources: [Resource] = [], collectedKinds: [String]? = nil, unreadKinds: [String] = [],
        refused: [RefusedResource] = []
    ) {
        self.resources = resources
        self.collectedKinds = collectedKinds
        self.unreadKinds = unreadKinds
        self.refused = refused
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
        return wasCollected(kind, occurs: resources.contains { asked.matches($0.kind) })
    }

    /// The same where it is known whether there are any.
    package func wasCollected(_ kind: String, occurs: Bool) -> Bool {
        let asked = Glob(kind)
        if unreadKinds.contains(where: { asked.meets(Glob($0)) }) || refused(ofKind: kind) != nil { return false }
        // Where nobody says what was collected, the kinds that occur were.
        guard let collectedKinds else { return occurs }
        return collectedKinds.contains { asked.matches($0) || Glob($0).matches(kind) }
    }

    /// One that may be of that kind, or of one that the pattern takes in.
    package func refused(ofKind kind: String) -> RefusedResource? {
        let asked = Glob(kind)
        return refused.first { asked.meets(Glob($0.kind)) }
    }
}

/// A resource that is there and was left out, for something was wrong with it or with the text that it stood in.
package struct RefusedResource: Hashable, Sendable {
    /// `*` where nobody knows of which kind it is.
    package let kind: String
    /// `zones.yaml:4`; nil where it is not known where it stands.
    package let place: String?

    package init(kind: String, place: String?) {
        self.kind = kind
        self.place = place
    }
}
