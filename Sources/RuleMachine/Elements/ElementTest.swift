/// A value of each element of a list of the resource.
package struct ElementColumn: Hashable, Sendable {
    /// The keys that lead from the properties to the list.
    package let list: [UInt32]
    /// Those that lead from an element to the value; none for the element itself.
    package let members: [UInt32]
    /// How it is then read.
    package let conversion: MachineConversion?

    package init(list: [UInt32], members: [UInt32], conversion: MachineConversion?) {
        self.list = list
        self.members = members
        self.conversion = conversion
    }
}

/// What is asked of each value of a column.
package enum ElementPredicate: Hashable, Sendable {
    case present
    /// With a constant.
    case asks(LanePredicate)
}

/// A test that a rule asks of all elements of a list at once. Rules that ask the same share the answers.
package struct ElementTest: Hashable, Sendable {
    package let column: ElementColumn
    package let predicate: ElementPredicate
    /// Among the rule's constants.
    package let constant: Int

    package init(_ column: ElementColumn, _ predicate: ElementPredicate, constant: Int) {
        self.column = column
        self.predicate = predicate
        self.constant = constant
    }
}
