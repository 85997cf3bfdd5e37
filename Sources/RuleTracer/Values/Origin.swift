import ResourceDocuments
import RuleChecker

/// Where a value comes from.
enum Origin: Sendable {
    /// The rule's own text, the clock, the number of resources.
    case rule
    case parameter(Int)
    /// It stands there.
    case at(Location)
    /// It is what a function made of what stands in a document, or a part of that.
    case inside(Location)
    /// It was made from what stands there in another way: a list of branches.
    case from(Location)
    /// It is the key of the member that stands there, or was made of that.
    case key(Location)
    /// It is what stands behind `default`, or was made of that, where there is a gap.
    case standIn(Gap)

    /// Where it stands; of what stands in for a value, what is around that.
    var location: Location? {
        switch self {
        case .rule, .parameter: nil
        case .at(let location), .inside(let location), .from(let location), .key(let location): location
        case .standIn(let gap): gap.place
        }
    }

    /// The way to the value itself, by which a report names it.
    var ownLocation: Location? {
        switch self {
        case .rule, .parameter, .from, .key, .standIn: nil
        case .at(let location), .inside(let location): location
        }
    }

    /// Whether the value is made from what stands at its location, and has no way of its own.
    var isDerived: Bool {
        switch self {
        case .from, .key, .standIn: true
        case .rule, .parameter, .at, .inside: false
        }
    }

    var isKey: Bool { if case .key = self { true } else { false } }

    var gap: Gap? { if case .standIn(let gap) = self { gap } else { nil } }

    /// Of a part of this value.
    func part(_ step: DocumentPath.Step) -> Origin {
        switch self {
        case .at(let location): .at(.step(location, step))
        case .inside(let location): .inside(.step(location, step))
        case .rule, .parameter, .from, .key, .standIn: self
        }
    }

    /// Of a value that was made from this one.
    var derived: Origin { ownLocation.map(Origin.from) ?? self }

    /// Of the key in front of this value.
    var keyOrigin: Origin { ownLocation.map(Origin.key) ?? self }

    /// Of what a function made of this value.
    func made(by function: BuiltinFunction, separator: String? = nil) -> Origin {
        ownLocation.map { .inside(.made($0, Making(function: function, separator: separator))) } ?? self
    }
}

/// Where a value would have stood that a constant stands in for.
enum Gap: Sendable {
    /// The first place on the way to it where nothing is.
    case missing(Location)
    case null(Location)

    /// nil where something else than data is not there.
    init?(_ root: UnknownRoot) {
        guard let location = root.location else { return nil }
        switch root.problem {
        case .missing: self = .missing(root.firstMissing ?? location)
        case .null: self = .null(location)
        case .emptyList, .notInDerived, .wrongType, .badData, .duplicateKey, .undetermined, .notCollected, .budget:
            return nil
        }
    }

    /// What was looked for, or the null that stands there.
    var location: Location {
        switch self {
        case .missing(let location), .null(let location): location
        }
    }

    /// The null, or the nearest value around what is missing.
    var place: Location {
        if case .missing(let location) = self { location.container ?? location } else { location }
    }
}
