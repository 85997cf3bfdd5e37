import ResourceDocuments

/// Why a value or an answer is not known: the set of causes that Meaning.md computes with, and the roots that a report names.
struct Unknown: Sendable {
    /// More roots than this are not kept of one value.
    private static let maximumRoots = 64

    var causes: UnknownCauses
    var roots: [UnknownRoot]
    /// Of a document's value that is decided later: two with the same name are the same value. What is read from it has none.
    var name: String? { decidedLater?.undeterminedName }
    private(set) var decidedLater: DocumentNode?

    /// A document's value that is decided later.
    init(decidedLater node: DocumentNode, at location: Location?) {
        self.init(.undetermined, .undetermined(node.undeterminedName ?? "", isLeftOut: node.isLeftOut), at: location)
        decidedLater = node
    }

    init(_ causes: UnknownCauses, _ problem: UnknownRoot.Problem, at location: Location? = nil) {
        self.causes = causes
        roots = [UnknownRoot(problem: problem, location: location)]
    }

    /// As a condition's evidence has it; without roots while nobody traces.
    init(_ causes: UnknownCauses, roots: [UnknownRoot]) {
        self.causes = causes
        self.roots = roots
    }

    func union(_ other: Unknown) -> Unknown {
        var union = self
        union.causes.formUnion(other.causes)
        union.decidedLater = nil
        if union.roots.count < Self.maximumRoots { union.roots += other.roots }
        return union
    }

    /// The same where it is read as something else.
    var unnamed: Unknown {
        var unknown = self
        unknown.decidedLater = nil
        return unknown
    }

    /// What a function of it gives: it is no longer the end of the path itself that is absent.
    var propagated: Unknown {
        var unknown = leavingPath
        unknown.causes = causes.propagated
        return unknown
    }

    /// The same as another value than that of the path that broke off: steps behind it lead elsewhere.
    private var leavingPath: Unknown {
        var unknown = unnamed
        for index in unknown.roots.indices { unknown.roots[index].growsByStep = false }
        return unknown
    }

    /// What a step behind it gives; the path that was looked for grows by the step.
    func stepping(_ step: DocumentPath.Step?) -> Unknown {
        guard let step else { return propagated }
        var unknown = unnamed
        unknown.causes = causes.propagated
        for index in unknown.roots.indices { unknown.roots[index].extend(by: step) }
        return unknown
    }

    /// An element that may or may not belong to a list. What was looked for is what would settle that, so steps behind the
    /// element do not add to it.
    var unsettled: Unknown {
        var unknown = leavingPath
        if !causes.isDisjoint(with: .notThere) {
            unknown.causes = causes.subtracting(.notThere).union(.unsettled)
        }
        return unknown
    }
}

/// Where something that is not known became so.
struct UnknownRoot: Sendable {
    enum Problem: Sendable {
        /// Nothing is there; the steps lead from the location, which exists, to what was looked for.
        case missing([DocumentPath.Step])
        case null
        /// The element that was asked for of a list without any.
        case emptyList
        /// The element or member that was asked for of a list or map that is made from what stands at the location: the rule's words
        /// name it.
        case notInDerived
        case wrongType(found: String, text: String, wanted: String)
        case badData(text: String, wanted: String)
        /// The key occurs twice in the map at the location.
        case duplicateKey(String)
        /// The name that the value has until it is decided; left out of what was written or not.
        case undetermined(String, isLeftOut: Bool = false)
        /// Not all resources of the kind were read; one of them was refused, or nobody looked for them.
        case notCollected(kind: String, refused: RefusedResource?)
        case budget(String)
    }

    var problem: Problem
    /// The value that the problem is with, or the nearest one around it; nil for a value of no document.
    var location: Location?
    /// Whether a step behind the value goes on along the path that broke off.
    fileprivate var growsByStep = true

    init(problem: Problem, location: Location?) {
        self.problem = problem
        self.location = location
    }

    fileprivate mutating func extend(by step: DocumentPath.Step) {
        if growsByStep, case .missing(let steps) = problem { problem = .missing(steps + [step]) }
    }

    /// The path that was looked for.
    var wantedLocation: Location? {
        switch problem {
        case .missing(let steps): location?.appending(steps)
        case .duplicateKey(let key): location.map { .step($0, .key(key)) }
        case .notInDerived: nil
        case .null, .emptyList, .wrongType, .badData, .undetermined, .notCollected, .budget: location
        }
    }

    /// The first place on the way to it where nothing is.
    var firstMissing: Location? {
        guard case .missing(let steps) = problem, let location else { return nil }
        return steps.first.map { .step(location, $0) } ?? location
    }

    /// Whether it is data that is missing, so that a path names it.
    var isMissing: Bool {
        switch problem {
        case .missing, .null, .notInDerived: true
        case .emptyList, .wrongType, .badData, .duplicateKey, .undetermined, .notCollected, .budget: false
        }
    }
}
