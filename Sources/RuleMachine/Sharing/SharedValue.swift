package import ResourceDocuments

/// A value that follows from the resource and constants alone: steps from its properties, or from its attributes. Rules of a program
/// that read the same are of one number, and it is worked out once for each resource.
package struct SharedValue: Hashable, Sendable {
    /// What a step does to the value before it.
    package enum Operation: Hashable, Sendable {
        case member(UInt32)
        /// Of the resource; the first step, or none.
        case attribute(ResourceAttribute)
        /// At the step's constant.
        case index
        /// With the step's constant, where it takes two values.
        case call(MachineFunction)
        case convert(MachineConversion)
        /// The step's constant where the value is missing.
        case fallback(MachineMissing)
    }

    package struct Step: Hashable, Sendable {
        package let operation: Operation
        package var constant: SharedConstant?

        package init(_ operation: Operation, _ constant: CodeFragment.Constant? = nil) {
            self.operation = operation
            self.constant = constant.map { SharedConstant($0) }
        }
    }

    /// None: the properties themselves.
    package var steps: [Step]

    package init(_ steps: [Step] = []) { self.steps = steps }

}

/// A constant that values and tests of several rules may have in common, whatever its place among the constants of each.
package struct SharedConstant: Hashable, Sendable {
    package let constant: CodeFragment.Constant
    /// Its place among the constants of the rule whose code names it.
    package var index = 0

    package init(_ constant: CodeFragment.Constant, index: Int = 0) {
        self.constant = constant
        self.index = index
    }

    package static func == (one: SharedConstant, other: SharedConstant) -> Bool { one.constant == other.constant }

    package func hash(into hasher: inout Hasher) { hasher.combine(constant) }
}

/// A test of such a value. Rules of a program that ask the same are answered once for each resource.
package struct SharedTest: Hashable, Sendable {
    package enum Predicate: Hashable, Sendable {
        case present, empty, undetermined
        case type(MachineType)
        /// With an operand; what families ask of a constant.
        case asks(LanePredicate)
        /// With an operand that nothing was prepared of.
        case within, like
        case matches(MachineAmount)
    }

    package enum Operand: Hashable, Sendable {
        case none
        case constant(SharedConstant)
        case value(SharedValue)
    }

    package let value: SharedValue
    package let predicate: Predicate
    package var operand: Operand

    package init(_ value: SharedValue, _ predicate: Predicate, _ operand: Operand) {
        self.value = value
        self.predicate = predicate
        self.operand = operand
    }
}

extension SharedTest.Predicate: CustomStringConvertible {
    package var description: String {
        switch self {
        case .present: "present"
        case .empty: "empty"
        case .undetermined: "undetermined"
        case .type(let type): "is a \(type)"
        case .asks(let predicate): "\(predicate)"
        case .within: "within"
        case .like: "like"
        case .matches(let amount): amount == .one ? "matches" : "matches \(amount)"
        }
    }
}

extension LanePredicate {
    /// From so many tests of one value on that differ in constants only, one look-up for all of them costs less than asking each.
    package var leastLookUp: Int {
        switch self {
        // Two words are compared.
        case .equal, .ordered: 8
        case .equalAddresses, .oneOf, .overlaps, .inTexts, .within, .matches, .matchesAny, .like, .age, .contains,
            .starts,
            .ends:
            4
        }
    }
}
