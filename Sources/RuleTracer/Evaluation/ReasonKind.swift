import ResourceDocuments

/// Of what kind the reasons are that an element is not known for: as much of them as decides in which place of the resource under test they are told.
struct ReasonKind: Hashable, Sendable {
    private struct Root: Hashable {
        let causes: UnknownCauses
        /// What a value of another type had to be: of several in the resource under test some are it.
        let wanted: String?
        /// Whether it lies with the element, and not with what that is held against.
        let isOfElement: Bool
    }

    private let hasPlace: Bool
    private let roots: [Root]
    /// It is of the resource under test as one of those that are ranged over: of no other is it known that it is told in the same places, once another
    /// resource is tested.
    private let isOwn: Bool

    init(_ evidence: Evidence, isOwn: Bool) {
        self.isOwn = isOwn
        hasPlace = evidence.place != nil
        let roots = evidence.reason.unknowns.map { unknown in
            let location = unknown.root.location
            return Root(
                causes: unknown.causes, wanted: unknown.root.problem.wanted,
                isOfElement: location.map { !$0.resource.isTested } ?? false)
        }
        // What lies with the element alone has a place in no resource under test.
        self.roots = !hasPlace && roots.allSatisfy(\.isOfElement) ? [] : roots
    }
}

extension UnknownRoot.Problem {
    /// The type that a value had to be of.
    fileprivate var wanted: String? {
        switch self {
        case .wrongType(_, _, let wanted), .badData(_, let wanted): wanted
        case .missing, .null, .emptyList, .notInDerived, .duplicateKey, .undetermined, .notCollected, .budget: nil
        }
    }
}
