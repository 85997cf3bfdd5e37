import ResourceDocuments
import RuleChecker
import RuleMachine

/// What a rule reads of the resource as others do. Code is first made for each rule by itself, and notes what could be shared; where some of it
/// is, the code is made again and takes that from the machine. Both times constants come in the same order.
extension CodeGenerator {
    /// The number of an expression's value; nil where it depends on anything but the resource.
    func sharedValue(_ expression: CheckedExpression) -> Int? {
        switch expression.form {
        case .slot(let slot): return frame.shared[slot.index]
        case .path(let path):
            var number = sharedRoot(path.root)
            for step in path.steps {
                guard let parent = number else { return nil }
                number = sharedStep(step, from: parent)
            }
            return number
        case .fallback(let value, let replacement, let fallback):
            guard let value = sharedValue(value), let constant = constant(replacement) else { return nil }
            return numbering.step(SharedValue.Step(.fallback(fallback.code), constant), from: value)
        case .call(let function, let arguments):
            guard let first = arguments.first, let value = sharedValue(first) else { return nil }
            if arguments.count == 1 { return numbering.step(SharedValue.Step(.call(function.code)), from: value) }
            guard arguments.count == 2, let second = constant(arguments[1]) else { return nil }
            return numbering.step(SharedValue.Step(.call(function.code), second), from: value)
        case .convert(let value, let conversion):
            return sharedValue(value).map { numbering.step(SharedValue.Step(.convert(conversion.code)), from: $0) }
        case .define(let call):
            guard case .expression(let body) = call.define.body, let inner = sharedFrame(of: call) else { return nil }
            var generator = self
            generator.frame = inner
            return generator.sharedValue(body)
        case .literal, .parameter, .asOf, .resources: return nil
        }
    }

    private func sharedRoot(_ root: CheckedPath.Root) -> Int? {
        switch root {
        case .this: ValueNumbering.resource
        case .slot(let slot): frame.shared[slot.index]
        case .expression(let expression): sharedValue(expression)
        }
    }

    private func sharedStep(_ step: CheckedPath.Step, from parent: Int) -> Int? {
        switch step {
        case .member(let name, _): return numbering.member(keys.intern(name), of: parent)
        case .attribute(let attribute, _):
            guard parent == ValueNumbering.resource else { return nil }
            return numbering.step(SharedValue.Step(.attribute(attribute)), from: parent)
        case .index(let index, _):
            guard let constant = constant(index) else { return nil }
            if case .value(.string(let name)) = constant { return numbering.member(keys.intern(name), of: parent) }
            return numbering.step(SharedValue.Step(.index, constant), from: parent)
        case .elements: return nil
        }
    }

    /// Of a define whose arguments are constants but one, from which the body then steps.
    private func sharedFrame(of call: CheckedDefineCall) -> Frame? {
        var inner = Frame()
        for (index, argument) in call.arguments.enumerated() {
            if case .value(let value)? = constant(argument) {
                inner.slots[index] = .constant(value)
            } else if inner.shared.isEmpty, let value = sharedValue(argument) {
                inner.shared[index] = value
            } else {
                return nil
            }
        }
        return inner
    }

    // MARK: Reading

    /// The value that is loaded wherever it is wanted, instead of being worked out in front.
    func recalled(_ expression: CheckedExpression) -> Int? {
        sharing == nil ? nil : sharedValue(expression).flatMap { isRecalled($0) ? $0 : nil }
    }

    private func isRecalled(_ value: Int) -> Bool {
        sharing?.sharesValue(value) ?? false && numbering.isWorthRecalling(value)
    }

    /// Loads a value that is shared, and says whether it did; notes it in code that does not share.
    mutating func loadShared(_ expression: CheckedExpression, into target: UInt8) -> Bool {
        // Paths are looked at step by step.
        if case .path = expression.form { return false }
        guard let value = sharedValue(expression) else { return false }
        return loadShared(value, into: target)
    }

    private mutating func loadShared(_ value: Int, into target: UInt8) -> Bool {
        if sharing == nil, numbering.isWorthRecalling(value) { candidates.values.append(value) }
        guard isRecalled(value) else { return false }
        builder.emit(Instruction(.loadShared, d: target), loading: place(value))
        return true
    }

    /// Loads as much of a path as is shared.
    ///
    /// - Returns: how many of its steps that is; nil when not even its root.
    mutating func loadShared(
        _ root: CheckedPath.Root, _ steps: ArraySlice<CheckedPath.Step>, into target: UInt8
    ) -> Int? {
        guard let start = sharedRoot(root) else { return nil }
        var values = [start]
        for step in steps {
            guard let last = values.last, let next = sharedStep(step, from: last) else { break }
            values.append(next)
        }
        // What stands in a register already is not loaded.
        let least = standing(root) == nil && start != ValueNumbering.resource ? 0 : 1
        for count in stride(from: values.count - 1, through: least, by: -1)
        where loadShared(values[count], into: target) {
            return count
        }
        return nil
    }

    /// The value with the places of its constants, which come where the code that works it out has them.
    mutating func place(_ number: Int) -> SharedValue {
        var value = numbering.value(number)
        guard numbering.hasConstants(number) else { return value }
        for index in value.steps.indices {
            guard let constant = value.steps[index].constant?.constant else { continue }
            value.steps[index].constant?.index = Int(builder.constant(constant))
        }
        return value
    }
}
