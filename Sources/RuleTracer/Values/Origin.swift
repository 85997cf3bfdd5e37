import ResourceDocuments

/// Where a value comes from.
enum Origin: Sendable {
    /// The rule's own text, the clock, the number of resources.
    case rule
    case parameter(Int)
    /// It stands there.
    case at(Location)
    /// It was made from what stands there: a function's result, a list of branches.
    case from(Location)

    var location: Location? {
        switch self {
        case .rule, .parameter: nil
        case .at(let location), .from(let location): location
        }
    }

    /// Whether the value is made from what stands at its location.
    var isDerived: Bool { if case .from = self { true } else { false } }

    /// Of a part of this value.
    func part(_ step: DocumentPath.Step) -> Origin {
        if case .at(let location) = self { .at(.step(location, step)) } else { self }
    }

    /// Of a value that was made from this one.
    var derived: Origin {
        if case .at(let location) = self { .from(location) } else { self }
    }
}
