import ResourceDocuments

/// Makes situations in which one test of a rule decides, and has it hold, not hold, and find nothing.
struct SCCCaseMaker {
    struct Case: Hashable {
        var name: String
        var situation: SCCSituation
        var verdict: SCCEvaluation.Verdict
    }

    let rule: SCCRule
    private var situation = SCCSituation()
    private var cases: [Case] = []
    /// The resource that each `ref` means: nil for the one under test, else its place among the others.
    private var references: [String: Int?] = [:]

    static let asOf = Instant(seconds: 1_767_225_600)

    static func cases(of rule: SCCRule) -> [Case] {
        var maker = SCCCaseMaker(rule: rule)
        maker.make()
        return maker.cases
    }

    private init(rule: SCCRule) {
        self.rule = rule
        if let reference = rule.target.reference { references[reference] = .some(nil) }
        for parameter in rule.parameters {
            let comparison = rule.comparison(with: parameter.name) ?? .stringEquals
            situation.parameters[parameter.name] = SCCCandidates.value(comparedBy: comparison, type: parameter.type)
        }
    }

    /// Sub-rules deeper in one another than this are not varied: each level multiplies what has to be looked at.
    private static let deepestVaried = 3

    private mutating func make() {
        let empty = situation
        guard rule.conditions.allSatisfy({ $0.subRuleDepth <= Self.deepestVaried }) else {
            record("a resource of which nothing is known")
            return
        }
        for test in rule.target.attributes { establish(test, true, nil) }
        for condition in rule.conditions { establish(condition, true, nil) }
        record("everything as the rule wants it")
        for index in rule.conditions.indices {
            situation = empty
            for test in rule.target.attributes { establish(test, true, nil) }
            for (place, condition) in rule.conditions.enumerated() where place != index {
                establish(condition, true, nil)
            }
            vary(rule.conditions[index], on: nil, ofKind: "")
        }
        for test in rule.target.attributes {
            situation = empty
            for condition in rule.conditions { establish(condition, true, nil) }
            for other in rule.target.attributes where other != test { establish(other, true, nil) }
            vary(.test(test), on: nil, ofKind: "")
        }
    }

    // MARK: Deciding

    /// Has each test of `condition` decide in turn: its neighbours hold in an `and`, and do not in an `or`.
    private mutating func vary(_ condition: SCCCondition, on resource: Int?, ofKind kind: String) {
        let before = situation
        defer { situation = before }
        switch condition {
        case .test(let test): vary(test, on: resource, ofKind: kind)
        case .all(let conditions, _), .any(let conditions, _):
            for index in conditions.indices {
                situation = before
                for (place, other) in conditions.enumerated() where place != index {
                    establish(other, condition.isAll, resource)
                }
                vary(conditions[index], on: resource, ofKind: kind)
            }
        case .sub(let sub):
            record("no \(sub.target.kindName)")
            add(sub) { maker, other in
                for test in sub.target.attributes { maker.establish(test, true, other) }
                maker.vary(sub.condition, on: other, ofKind: sub.target.kindName)
                for test in sub.target.attributes {
                    maker.establish(sub.condition, false, other)
                    maker.vary(test, on: other, ofKind: sub.target.kindName)
                    maker.establish(test, true, other)
                }
            }
        }
    }

    private mutating func vary(_ test: SCCTest, on resource: Int?, ofKind kind: String) {
        let before = situation
        defer { situation = before }
        let place = kind.isEmpty ? "" : "\(kind): "
        for wanted in [true, false] {
            situation = before
            establish(test, wanted, resource)
            guard case .value(let value) = sample(resource).value(at: test.property) else { continue }
            record("\(place)\(test.propertyName) is \(value.description)")
        }
        situation = before
        set(test.property, to: nil, on: resource)
        record("\(place)\(test.propertyName) is missing")
    }

    /// Keeps the situation with what SCC answers in it.
    private mutating func record(_ name: String) {
        let verdict = SCCEvaluation(rule, situation, asOf: Self.asOf).verdict()
        guard !cases.contains(where: { $0.situation == situation }) else { return }
        let plain = name
        var name = name
        var number = 2
        while cases.contains(where: { $0.name == name }) {
            name = "\(plain) (\(number))"
            number += 1
        }
        cases.append(Case(name: name, situation: situation, verdict: verdict))
    }

    // MARK: Establishing

    /// Changes the situation until `condition` has that truth, where a change can bring it about.
    private mutating func establish(_ condition: SCCCondition, _ wanted: Bool, _ resource: Int?) {
        switch condition {
        case .test(let test): establish(test, wanted, resource)
        case .all(let conditions, _), .any(let conditions, _):
            for condition in conditions { establish(condition, wanted, resource) }
        case .sub(let sub):
            if !wanted, sub.quantifier == .any || sub.quantifier == .all { return }
            add(sub) { maker, other in
                for test in sub.target.attributes { maker.establish(test, true, other) }
                maker.establish(sub.condition, wanted, other)
            }
        }
    }

    private mutating func establish(_ test: SCCTest, _ wanted: Bool, _ resource: Int?) {
        if case .property(let reference, let path) = test.operand, let target = references[reference],
            case .absent = sample(target).value(at: path)
        {
            set(path, to: SCCCandidates.value(comparedBy: test.comparison, type: nil), on: target)
        }
        let before = situation
        if truth(of: test, on: resource) == wanted { return }
        for candidate in SCCCandidates.values(for: test, operands: operands(of: test)) {
            set(test.property, to: candidate, on: resource)
            if truth(of: test, on: resource) == wanted { return }
            situation = before
        }
    }

    /// A new resource of the sub-rule's kind, for as long as `body` wants its `ref`; the resource itself stays.
    private mutating func add(_ sub: SCCSubRule, _ body: (inout SCCCaseMaker, Int) -> Void) {
        let outer = references
        situation.others.append(SCCSituation.Other(kind: sub.target.kindName, sample: SCCSample()))
        let index = situation.others.count - 1
        if let reference = sub.target.reference { references[reference] = .some(index) }
        body(&self, index)
        references = outer
    }

    private func sample(_ resource: Int?) -> SCCSample {
        guard let resource, situation.others.indices.contains(resource) else { return situation.subject }
        return situation.others[resource].sample
    }

    private mutating func set(_ path: [String], to value: Value?, on resource: Int?) {
        if let resource, situation.others.indices.contains(resource) {
            situation.others[resource].sample.set(path, to: value)
        } else {
            situation.subject.set(path, to: value)
        }
    }

    private func truth(of test: SCCTest, on resource: Int?) -> SCCTruth {
        SCCEvaluation(rule, situation, asOf: Self.asOf, references: references.mapValues(sample))
            .truth(of: test, on: sample(resource))
    }

    /// What the test compares with, as texts.
    private func operands(of test: SCCTest) -> [String] {
        switch test.operand {
        case .nothing: []
        case .texts(let texts), .numbers(let texts): texts
        case .parameter(let name): situation.parameters[name]?.texts ?? []
        case .property(let reference, let path):
            if case .value(let value) = sample(references[reference] ?? nil).value(at: path) { value.texts } else { [] }
        }
    }
}

extension SCCCondition {
    fileprivate var isAll: Bool { if case .all = self { true } else { false } }

    /// How many sub-rules stand in one another.
    fileprivate var subRuleDepth: Int {
        switch self {
        case .test: 0
        case .all(let conditions, _), .any(let conditions, _): conditions.map(\.subRuleDepth).max() ?? 0
        case .sub(let sub): sub.condition.subRuleDepth + 1
        }
    }

    /// The operator that compares with the parameter first.
    fileprivate func comparison(with parameter: String) -> SCCOperator? {
        switch self {
        case .test(let test): test.operand == .parameter(parameter) ? test.comparison : nil
        case .all(let conditions, _), .any(let conditions, _):
            conditions.lazy.compactMap { $0.comparison(with: parameter) }.first
        case .sub(let sub):
            sub.target.attributes.lazy.compactMap { SCCCondition.test($0).comparison(with: parameter) }.first
                ?? sub.condition.comparison(with: parameter)
        }
    }
}

extension SCCRule {
    fileprivate func comparison(with parameter: String) -> SCCOperator? {
        let attributes = target.attributes.map(SCCCondition.test)
        return (attributes + conditions).lazy.compactMap { $0.comparison(with: parameter) }.first
    }
}

extension SCCTest {
    fileprivate var propertyName: String { property.joined(separator: ".") }
}

extension Value {
    /// A list's elements, or the value, as texts.
    fileprivate var texts: [String] {
        switch self {
        case .list(let elements): elements.flatMap(\.texts)
        case .string(let text): [text]
        case .boolean, .number, .map, .address, .instant, .span, .version, .pattern: [description]
        }
    }
}
