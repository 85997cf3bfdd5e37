import ResourceDocuments
import RuleChecker
import RuleMachine

/// Tests that are asked of the resource as others ask them.
extension CodeGenerator {
    /// The number of a test; nil where its sides depend on more than the resource, or in code that shares where it is not shared.
    func sharedTest(
        _ subject: CheckedExpression, _ predicate: SharedTest.Predicate, _ operand: ValueNumbering.Test.Operand?
    ) -> Int? {
        guard let operand, let value = sharedValue(subject), value != ValueNumbering.resource else { return nil }
        let number = numbering.number(of: ValueNumbering.Test(value: value, predicate: predicate, operand: operand))
        return sharing?.sharesTest(number) ?? true ? number : nil
    }

    /// The operand as others may have it; nil where it depends on more than the resource.
    func sharedOperand(_ operand: CheckedExpression?) -> ValueNumbering.Test.Operand? {
        guard let operand else { return ValueNumbering.Test.Operand.none }
        if let constant = constant(operand) { return .constant(constant) }
        return sharedValue(operand).flatMap { $0 == ValueNumbering.resource ? nil : .value($0) }
    }

    /// The test with the places of its constants.
    ///
    /// - Parameter constant: of its operand, where that has its place.
    mutating func place(test number: Int, constant: UInt16?) -> SharedTest {
        let test = numbering.tests[number]
        let value = place(test.value)
        switch test.operand {
        case .none: return SharedTest(value, test.predicate, .none)
        case .value(let operand): return SharedTest(value, test.predicate, .value(place(operand)))
        case .constant(let shared):
            let index = constant ?? builder.constant(shared)
            return SharedTest(value, test.predicate, .constant(SharedConstant(shared, index: Int(index))))
        }
    }
}
