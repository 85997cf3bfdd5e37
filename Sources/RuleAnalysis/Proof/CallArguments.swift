import ResourceDocuments
import RuleChecker
import RuleTracer
import SourceText

/// What a call gives a define, to be read in the stead of its formals: what the define then asks, it asks of the caller's own places.
struct CallArguments {
    private let arguments: [Slot: CheckedExpression]
    /// Calls inside one another.
    private let depth: Int

    /// Defines call no deeper than they are read.
    private static let maximumDepth = 16

    /// A rule's own conditions.
    static let none = CallArguments(arguments: [:], depth: 0)

    private init(arguments: [Slot: CheckedExpression], depth: Int) {
        self.arguments = arguments
        self.depth = depth
    }

    /// Whether it is a call's body that is read.
    var isCall: Bool { depth > 0 }

    /// Inside of a call; nil where an argument is no path and no constant, or it stands too deep.
    func inside(_ call: CheckedDefineCall) -> CallArguments? {
        guard depth < Self.maximumDepth else { return nil }
        var inner: [Slot: CheckedExpression] = [:]
        for (index, argument) in call.arguments.enumerated() {
            guard let read = expression(argument), read.isPathOrConstant else { return nil }
            inner[Slot(index)] = read
        }
        return CallArguments(arguments: inner, depth: depth + 1)
    }

    /// Tells two readings of one text apart.
    func key(_ keys: SubjectKeys) -> String {
        arguments.sorted { $0.key.index < $1.key.index }.map { keys.key(of: $0.value) }.joined(separator: "\u{1E}")
    }

    func test(_ test: CheckedTest) -> CheckedTest? {
        guard let subject = expression(test.subject), let predicate = test.predicate.mapping(expression) else {
            return nil
        }
        return test.with(subject: subject, predicate: predicate)
    }

    /// nil of what reads something else than the arguments, such as a variable of the define's own. A rule's own expression reads what it
    /// reads.
    func expression(_ expression: CheckedExpression) -> CheckedExpression? {
        switch expression.form {
        case .literal, .asOf: return expression
        case .parameter, .resources: return isCall ? nil : expression
        case .slot(let slot): return isCall ? arguments[slot] : expression
        case .path(let path):
            return self.path(path).map { expression.with(.path($0)) }
        case .fallback(let first, let second, let fallback):
            guard let first = self.expression(first), let second = self.expression(second) else { return nil }
            return expression.with(.fallback(first, second, fallback))
        case .call(let function, let arguments):
            let inner = arguments.compactMap { self.expression($0) }
            guard inner.count == arguments.count else { return nil }
            return expression.with(.call(function, inner))
        case .define(let call):
            guard case .expression(let body) = call.define.body, let inside = inside(call),
                let value = inside.expression(body)
            else { return isCall ? nil : expression }
            return value
        case .convert(let inner, let conversion):
            guard let inner = self.expression(inner) else { return nil }
            if isCall, case .literal(let value) = inner.form {
                // What is compared with constants is compared with what they are read as.
                guard let value = value.converted(to: conversion, as: inner) else { return nil }
                return expression.with(.literal(value))
            }
            return expression.with(.convert(inner, conversion))
        }
    }

    private func path(_ path: CheckedPath) -> CheckedPath? {
        var steps: [CheckedPath.Step] = []
        for step in path.steps {
            switch step {
            case .index(let index, let place):
                guard let index = expression(index) else { return nil }
                steps.append(.index(index, place))
            case .member, .attribute, .elements: steps.append(step)
            }
        }
        switch path.root {
        case .this: return isCall ? nil : CheckedPath(root: .this, steps: steps)
        case .expression(let root):
            return expression(root).map { CheckedPath(root: .expression($0), steps: steps) }
        case .slot(let slot):
            guard isCall else { return CheckedPath(root: .slot(slot), steps: steps) }
            guard let argument = arguments[slot] else { return nil }
            switch argument.form {
            case .path(let own): return CheckedPath(root: own.root, steps: own.steps + steps)
            case .slot(let own): return CheckedPath(root: .slot(own), steps: steps)
            case .literal, .parameter, .asOf, .fallback, .call, .define, .resources, .convert:
                return CheckedPath(root: .expression(argument), steps: steps)
            }
        }
    }
}

extension CheckedExpression {
    fileprivate var isPathOrConstant: Bool {
        switch form {
        case .literal, .parameter, .asOf, .slot: true
        case .path(let path): !path.isSpread
        case .convert(let inner, _): inner.isPathOrConstant
        case .fallback, .call, .define, .resources: literalValue != nil
        }
    }
}

extension Value {
    /// nil of what does not read so.
    fileprivate func converted(to conversion: Conversion, as literal: CheckedExpression) -> Value? {
        if case .list(let elements) = self {
            let converted = elements.compactMap { $0.converted(to: conversion, as: literal) }
            return converted.count == elements.count ? .list(converted) : nil
        }
        let inner = CheckedExpression(.literal(self), type: literal.type, place: literal.place)
        return Tracer.constant(
            CheckedExpression(.convert(inner, conversion), type: literal.type, place: literal.place))
    }
}
