import ResourceDocuments

/// How a join reads its sides.
extension CheckedExpression {
    /// The steps to this value from a variable; nil where anything else is read.
    func steps(from variable: Slot) -> [CheckedJoin.Step]? {
        switch form {
        case .slot(variable): return []
        case .path(let path):
            var steps: [CheckedJoin.Step]?
            switch path.root {
            case .this: steps = nil
            case .slot(let slot): steps = slot == variable ? [] : nil
            case .expression(let root): steps = root.steps(from: variable)
            }
            for step in path.steps {
                guard let next = CheckedJoin.Step(step) else { return nil }
                steps?.append(next)
            }
            return steps
        case .fallback(let value, let replacement, let fallback):
            guard let replacement = replacement.joinConstant else { return nil }
            return value.steps(from: variable).map { $0 + [.fallback(replacement, fallback)] }
        case .call(let function, let arguments):
            guard let first = arguments.first, let steps = first.steps(from: variable) else { return nil }
            if arguments.count == 1 { return steps + [.call(function, nil)] }
            guard arguments.count == 2, let second = arguments[1].joinConstant else { return nil }
            return steps + [.call(function, second)]
        case .convert(let value, let conversion):
            return value.steps(from: variable).map { $0 + [.convert(conversion)] }
        case .define(let call):
            guard case .expression(let body) = call.define.body else { return nil }
            return body.called(with: call.arguments)?.steps(from: variable)
        case .slot, .literal, .parameter, .asOf, .resources: return nil
        }
    }

    /// The steps to a list from a variable, and those behind `[*]` from each of its elements; nil where `[*]` does not stand once.
    func spreadSteps(from variable: Slot) -> (list: [CheckedJoin.Step], elements: [CheckedJoin.Step])? {
        guard case .path(let path) = form else { return nil }
        var list: [CheckedJoin.Step]
        switch path.root {
        case .slot(variable): list = []
        case .expression(let root):
            guard let steps = root.steps(from: variable) else { return nil }
            list = steps
        case .this, .slot: return nil
        }
        var elements: [CheckedJoin.Step]?
        for step in path.steps {
            guard let next = CheckedJoin.Step(step) else {
                // Twice, or an index that is not constant.
                guard case .elements = step, elements == nil else { return nil }
                elements = []
                continue
            }
            if elements == nil { list.append(next) } else { elements?.append(next) }
        }
        return elements.map { (list, $0) }
    }

    fileprivate var joinConstant: CheckedJoin.Constant? {
        switch form {
        case .literal(let value): .literal(value)
        case .parameter(let index): .parameter(index)
        case .slot, .path, .fallback, .call, .define, .resources, .convert, .asOf: nil
        }
    }

    /// The same where the define is called that it stands in: for a formal what it is called with. nil where that cannot be said, as of
    /// `[*]` and a `default` of a value that is not constant, to which it matters how a value is written.
    func called(with arguments: [CheckedExpression?]) -> CheckedExpression? {
        func argument(_ slot: Slot) -> CheckedExpression? {
            arguments.indices.contains(slot.index) ? arguments[slot.index] : nil
        }
        switch form {
        case .literal, .parameter, .asOf: return self
        case .slot(let slot): return argument(slot)
        case .path(let path):
            guard path.steps.allSatisfy(\.isNamed) else { return nil }
            let root: CheckedPath
            switch path.root {
            case .this: return self
            case .slot(let slot):
                guard let value = argument(slot) else { return nil }
                switch value.form {
                case .slot(let outer): root = CheckedPath(root: .slot(outer), steps: [])
                case .path(let outer) where !outer.isSpread: root = outer
                case .call, .convert, .fallback: root = CheckedPath(root: .expression(value), steps: [])
                case .literal, .parameter, .asOf, .path, .define, .resources: return nil
                }
            case .expression(let value):
                guard let value = value.called(with: arguments) else { return nil }
                root = CheckedPath(root: .expression(value), steps: [])
            }
            return CheckedExpression(
                .path(CheckedPath(root: root.root, steps: root.steps + path.steps)), type: type, place: place)
        case .call(let function, let parts):
            let called = parts.compactMap { $0.called(with: arguments) }
            guard called.count == parts.count else { return nil }
            return CheckedExpression(.call(function, called), type: type, place: place)
        case .convert(let value, let conversion):
            return value.called(with: arguments).map {
                CheckedExpression(.convert($0, conversion), type: type, place: place)
            }
        case .fallback(let value, let replacement, let fallback):
            guard replacement.joinConstant != nil, let value = value.called(with: arguments) else { return nil }
            return CheckedExpression(.fallback(value, replacement, fallback), type: type, place: place)
        case .define, .resources: return nil
        }
    }
}

extension CheckedJoin.Step {
    /// nil of `[*]`, and of an index that is not constant.
    fileprivate init?(_ step: CheckedPath.Step) {
        switch step {
        case .member(let name, _): self = .member(name)
        case .attribute(let attribute, _): self = .attribute(attribute)
        case .index(let index, _):
            guard let constant = index.joinConstant else { return nil }
            self = .index(constant)
        case .elements: return nil
        }
    }
}

extension CheckedPath.Step {
    /// Whether it is the same wherever it stands.
    fileprivate var isNamed: Bool {
        switch self {
        case .member, .attribute: true
        case .index(let index, _): index.joinConstant != nil
        case .elements: false
        }
    }
}
