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
    /// It was made from what stands there in another way: a list of branches, what stands behind `default`.
    case from(Location)

    var location: Location? {
        switch self {
        case .rule, .parameter: nil
        case .at(let location), .inside(let location), .from(let location): location
        }
    }

    /// The way to the value itself, by which a report names it.
    var ownLocation: Location? {
        switch self {
        case .rule, .parameter, .from: nil
        case .at(let location), .inside(let location): location
        }
    }

    /// Whether the value is made from what stands at its location, and has no way of its own.
    var isDerived: Bool { if case .from = self { true } else { false } }

    /// Of a part of this value.
    func part(_ step: DocumentPath.Step) -> Origin {
        switch self {
        case .at(let location): .at(.step(location, step))
        case .inside(let location): .inside(.step(location, step))
        case .rule, .parameter, .from: self
        }
    }

    /// Of a value that was made from this one.
    var derived: Origin { ownLocation.map(Origin.from) ?? self }

    /// Of what a function made of this value.
    func made(by function: BuiltinFunction, separator: String? = nil) -> Origin {
        ownLocation.map { .inside(.made($0, Making(function: function, separator: separator))) } ?? self
    }
}
