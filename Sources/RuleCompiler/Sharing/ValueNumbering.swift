import ResourceDocuments
import RuleMachine

/// Numbers for what rules read and ask of the resource: what is equal has one number (value numbering).
///
/// A reference, for the code of all rules is made with the same numbers.
final class ValueNumbering {
    private struct Value {
        let parent: Int
        let step: SharedValue.Step
        let stepCount: Int
        /// Whether one of its steps has a constant.
        let hasConstants: Bool
        /// Whether one of its steps is more than a look at what is there.
        let isCostly: Bool
    }

    struct Test: Hashable {
        enum Operand: Hashable {
            case none
            case constant(CodeFragment.Constant)
            case value(Int)
        }

        let value: Int
        let predicate: SharedTest.Predicate
        let operand: Operand
    }

    /// The properties of the resource, from which all others step.
    static let resource = 0

    private var values = [
        Value(parent: 0, step: SharedValue.Step(.index), stepCount: 0, hasConstants: false, isCostly: false)
    ]
    /// Of all values but the resource.
    private var steps = HashIndex()
    private(set) var tests: [Test] = []
    private var testIndex = HashIndex()

    var valueCount: Int { values.count }

    func member(_ key: UInt32, of parent: Int) -> Int { step(SharedValue.Step(.member(key)), from: parent) }

    func step(_ step: SharedValue.Step, from parent: Int) -> Int {
        var hasher = Hasher()
        hasher.combine(parent)
        step.hash(into: &hasher)
        let (number, isNew) = steps.number(hasher.finalize()) { number in
            values[number + 1].parent == parent && values[number + 1].step == step
        }
        if isNew {
            let before = values[parent]
            values.append(
                Value(
                    parent: parent, step: step, stepCount: before.stepCount + 1,
                    hasConstants: before.hasConstants || step.constant != nil,
                    isCostly: before.isCostly || step.operation.isCostly))
        }
        return number + 1
    }

    func number(of test: Test) -> Int {
        var hasher = Hasher()
        test.hash(into: &hasher)
        let (number, isNew) = testIndex.number(hasher.finalize()) { tests[$0] == test }
        if isNew { tests.append(test) }
        return number
    }

    func hasConstants(_ number: Int) -> Bool { values[number].hasConstants }

    func isCostly(value number: Int) -> Bool { values[number].isCostly }

    func isCostly(test number: Int) -> Bool {
        tests[number].predicate.isCostly || values[tests[number].value].isCostly
    }

    /// One member is as quickly read as recalled.
    func isWorthRecalling(_ number: Int) -> Bool { values[number].stepCount > 1 || values[number].isCostly }

    func value(_ number: Int) -> SharedValue {
        var steps: [SharedValue.Step] = []
        var number = number
        while number != Self.resource {
            steps.append(values[number].step)
            number = values[number].parent
        }
        return SharedValue(steps.reversed())
    }
}

extension SharedValue.Operation {
    fileprivate var isCostly: Bool {
        switch self {
        case .member, .attribute, .index, .fallback: false
        case .call, .convert: true
        }
    }
}

extension SharedTest.Predicate {
    /// Whether it takes more than a look at one word beside another.
    fileprivate var isCostly: Bool {
        switch self {
        case .present, .empty, .undetermined, .type: false
        case .asks(let predicate):
            switch predicate {
            case .equal, .ordered, .inTexts: false
            case .equalAddresses, .oneOf, .overlaps, .within, .matches, .matchesAny, .like, .age, .contains, .starts,
                .ends:
                true
            }
        case .within, .like, .matches: true
        }
    }
}
