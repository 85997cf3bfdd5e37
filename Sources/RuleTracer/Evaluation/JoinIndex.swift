import ResourceDocuments
import RuleChecker

/// Resources by the value of one path: of which of them an equality can be true or unknown.
///
/// Texts, numbers, booleans, addresses, timestamps and durations are keys. Of a resource whose value is not known, or of another kind than the one
/// asked for, the answer is unknown.
struct JoinIndex: Sendable {
    /// Names are equal by their scalars, as everywhere.
    struct Path: Hashable {
        fileprivate enum Step: Hashable {
            case attribute(ResourceAttribute)
            case member(ScalarText)
            case index(Value)
            case call(BuiltinFunction, Value?)
            case convert(Conversion)
            case fallback(Value, CheckedExpression.Fallback)
        }

        fileprivate let steps: [Step]
        /// From an element of the list that the steps lead to.
        fileprivate let elements: [Step]
        fileprivate let form: CheckedJoin.Form

        init(_ join: CheckedJoin, parameters: [BoundParameter]) {
            self.init(join.path, join.elements, form: join.form, parameters)
        }

        /// Of its other equality.
        init(_ other: CheckedJoin.Other, parameters: [BoundParameter]) {
            self.init(other.path, [], form: .equal, parameters)
        }

        private init(
            _ path: [CheckedJoin.Step], _ elements: [CheckedJoin.Step], form: CheckedJoin.Form,
            _ parameters: [BoundParameter]
        ) {
            func value(_ constant: CheckedJoin.Constant) -> Value {
                switch constant {
                case .literal(let value): value
                // A rule has all of its parameters.
                case .parameter(let index):
                    parameters.indices.contains(index) ? parameters[index].value : .boolean(false)
                }
            }
            func taken(_ step: CheckedJoin.Step) -> Step {
                switch step {
                case .attribute(let attribute): .attribute(attribute)
                case .member(let name): .member(ScalarText(name))
                case .index(let index): .index(value(index))
                case .call(let function, let argument): .call(function, argument.map(value))
                case .convert(let conversion): .convert(conversion)
                case .fallback(let replacement, let fallback): .fallback(value(replacement), fallback)
                }
            }
            self.form = form
            self.elements = elements.map(taken)
            steps = path.map(taken)
        }
    }

    /// Positions of resources, ascending; none is in both.
    struct Candidates {
        /// The equality is true of them, or may be: they are asked.
        var equal: [Int]
        /// It is unknown of them.
        var uncertain: [Int]
        /// The one key of the former.
        var key: StructuralKey?
        /// What decides of the latter why it is; nil where that is not all that decides which they are.
        var kind: Kind?

        var all: [Int] { (equal + uncertain).sorted() }
    }

    /// Of a key.
    indirect enum Kind: Hashable, Sendable {
        case of(ValueKind)
        /// Of a list of keys with none in it.
        case none
        case unknown(UnknownCauses)
        /// Of each key of several equalities.
        case several([Kind])
    }

    private static let keyKinds: [ValueKind] = [.text, .number, .boolean, .address, .instant, .span]

    private let form: CheckedJoin.Form
    private var equal: [StructuralKey: [Int]] = [:]
    /// For each kind of key, the resources of which it is not certain.
    private var others: [Kind: [Int]] = [:]
    /// Of which nothing can be said: lists of keys of several kinds, and what is no list.
    private var mixed: [Int] = []

    /// O(resources)
    init(_ resources: [TracedResource], by path: Path) {
        form = path.form
        for (position, resource) in resources.enumerated() {
            let value = path.value(of: resource).asValue
            if value.isUnknown { others[.none, default: []].append(position) }
            let known = keys(of: value, path)
            if known == nil, form == .containing || form == .holding, !value.isUnknown {
                mixed.append(position)
                continue
            }
            for kind in Self.keyKinds where known.map({ $0.kind != .none && $0.kind != .of(kind) }) ?? true {
                others[.of(kind), default: []].append(position)
            }
            for key in Set((known?.keys ?? []).compactMap { StructuralKey($0) }) {
                equal[key, default: []].append(position)
            }
        }
    }

    /// What a value is known by, all of one kind; nil of what says nothing certain.
    private func keys(of value: TracedValue, _ path: Path) -> (keys: [TracedValue], kind: Kind)? {
        switch form {
        case .equal, .among:
            guard Self.isKey(value), let kind = value.kind else { return nil }
            return ([value], .of(kind))
        case .containing, .holding:
            if let list = value.list {
                let keys = list.map { path.key(from: $0).asValue }
                return Self.kind(of: keys).map { (keys, $0) }
            }
            // Whatever else than a text is asked of a map is of the wrong type, also of one without members.
            guard form == .holding, let map = value.map, map.duplicateKey == nil else { return nil }
            return (map.keys.map { TracedValue(constant: .string($0), .rule) }, .of(.text))
        }
    }

    static func isKey(_ value: TracedValue) -> Bool { value.kind.map(keyKinds.contains) ?? false }

    /// nil of a list of which not all elements are keys of one kind.
    private static func kind(of list: some Sequence<TracedValue>) -> Kind? {
        var kind = Kind.none
        for element in list {
            guard isKey(element), let own = element.kind, kind == .none || kind == .of(own) else { return nil }
            kind = .of(own)
        }
        return kind
    }

    /// nil for a key that says nothing certain of any.
    func candidates(for key: TracedValue) -> Candidates? {
        guard form != .among else { return candidates(among: key) }
        guard Self.isKey(key), let kind = key.kind, let wanted = StructuralKey(key) else { return nil }
        let equal = equal[wanted, default: []]
        return Candidates(
            equal: mixed.isEmpty ? equal : (equal + mixed).sorted(), uncertain: others[.of(kind), default: []],
            key: mixed.isEmpty ? wanted : nil, kind: .of(kind))
    }

    private func candidates(among key: TracedValue) -> Candidates? {
        guard let list = key.list, let kind = Self.kind(of: list) else { return nil }
        let wanted = Set(list.compactMap { StructuralKey($0) }).filter { equal[$0] != nil }
        let isOne = wanted.count == 1
        let sets = wanted.map { equal[$0, default: []] }
        return Candidates(
            equal: isOne ? sets[0] : sets.joined().sorted(), uncertain: others[kind, default: []],
            key: isOne ? wanted.first : nil, kind: kind)
    }
}

extension JoinIndex.Path {
    func value(of resource: TracedResource) -> TracedValue {
        Self.take(steps, from: TracedValue(.resource(resource), .at(.properties(resource))))
    }

    fileprivate func key(from element: TracedValue) -> TracedValue { Self.take(elements, from: element) }

    private static func take(_ steps: [Step], from start: TracedValue) -> TracedValue {
        steps.reduce(start) { value, step in
            switch step {
            case .attribute(let attribute): value.attribute(attribute)
            case .member(let name): value.member(name.text)
            case .index(let index): value.element(at: TracedValue(constant: index, .rule))
            case .call(let function, let argument):
                TracedValue.call(function, [value] + (argument.map { [TracedValue(constant: $0, .rule)] } ?? []))
            case .convert(let conversion): value.converted(to: conversion)
            case .fallback(let replacement, let fallback):
                value.unknown.map(fallback.answers) == true ? TracedValue(constant: replacement, .rule) : value
            }
        }
    }
}
