import ResourceDocuments

/// What SCC's documents say a rule decides, written apart from its translation: the generated cases expect it, and so check
/// the one against the other.
struct SCCEvaluation {
    let rule: SCCRule
    let situation: SCCSituation
    let asOf: Instant
    /// The sample of each `ref` around the place that is evaluated.
    private var references: [String: SCCSample]

    init(
        _ rule: SCCRule, _ situation: SCCSituation, asOf: Instant, references: [String: SCCSample] = [:]
    ) {
        self.rule = rule
        self.situation = situation
        self.asOf = asOf
        var references = references
        if let reference = rule.target.reference { references[reference] = situation.subject }
        self.references = references
    }

    enum Verdict: String {
        case pass, fail, unknown
        case notApplicable = "not_applicable"
    }

    func verdict() -> Verdict {
        switch SCCKleene.all(rule.target.attributes.map { truth(of: $0, on: situation.subject) }) {
        case .some(false): return .notApplicable
        case nil: return .unknown
        case .some(true): break
        }
        switch SCCKleene.all(rule.conditions.map { truth(of: $0, on: situation.subject) }) {
        case .some(true): return .pass
        case .some(false): return .fail
        case nil: return .unknown
        }
    }

    func truth(of condition: SCCCondition, on sample: SCCSample) -> SCCTruth {
        switch condition {
        case .test(let test): truth(of: test, on: sample)
        case .all(let conditions, _): SCCKleene.all(conditions.map { truth(of: $0, on: sample) })
        case .any(let conditions, _): SCCKleene.any(conditions.map { truth(of: $0, on: sample) })
        case .sub(let sub): truth(of: sub)
        }
    }

    private func truth(of sub: SCCSubRule) -> SCCTruth {
        let judged = samples(of: sub.target).map { sample -> (isTarget: SCCTruth, holds: SCCTruth) in
            var inner = self
            if let reference = sub.target.reference { inner.references[reference] = sample }
            let isTarget = SCCKleene.all(sub.target.attributes.map { inner.truth(of: $0, on: sample) })
            return (isTarget, inner.truth(of: sub.condition, on: sample))
        }
        let exists = SCCKleene.any(judged.map(\.isTarget))
        let some = SCCKleene.any(judged.map { SCCKleene.all([$0.isTarget, $0.holds]) })
        let every = SCCKleene.all(judged.map { SCCKleene.any([SCCKleene.not($0.isTarget), $0.holds]) })
        switch sub.quantifier {
        case .any: return some
        case .all: return SCCKleene.all([exists, every])
        case .anyIfExists: return SCCKleene.any([SCCKleene.not(exists), some])
        case .allIfExists: return every
        }
    }

    private func samples(of target: SCCTarget) -> [SCCSample] {
        let others = situation.others.filter { $0.kind == target.kindName }.map(\.sample)
        return target.kindName == rule.target.kindName ? [situation.subject] + others : others
    }

    // MARK: Tests

    func truth(of test: SCCTest, on sample: SCCSample) -> SCCTruth {
        let found = sample.value(at: test.property)
        switch (test.comparison, found) {
        case (.isEmpty, .absent): return true
        case (.isNotEmpty, .absent): return false
        case (.isEmpty, .map): return false
        case (.isNotEmpty, .map): return true
        case (_, .absent), (_, .map), (_, .unreachable): return nil
        case (_, .value(let value)): return truth(of: test, value)
        }
    }

    private func truth(of test: SCCTest, _ value: Value) -> SCCTruth {
        let operands = operands(of: test)
        switch test.comparison {
        case .isEmpty: return value.isEmpty
        case .isNotEmpty: return !value.isEmpty
        case .isTrue: return value.flag
        case .isFalse: return SCCKleene.not(value.flag)
        case .stringEquals: return text(value, operands) { $0 == $1 }
        case .stringNotEquals: return SCCKleene.not(text(value, operands) { $0 == $1 })
        case .stringMatch: return text(value, operands) { Glob($1).matches($0) }
        case .stringNotMatch: return SCCKleene.not(text(value, operands) { Glob($1).matches($0) })
        case .stringContains: return contains(value, operands)
        case .stringNotContains: return SCCKleene.not(contains(value, operands))
        case .stringsInList, .stringsAllowed:
            guard let operands else { return nil }
            return SCCKleene.all(value.elements.map { element in SCCKleene.any(operands.map { element.same(as: $0) }) })
        case .stringsRequired:
            guard let operands else { return nil }
            return SCCKleene.all(operands.map { wanted in SCCKleene.any(value.elements.map { $0.same(as: wanted) }) })
        case .addressesInRange: return addresses(value, operands) { $0.isSubset(of: $1) }
        case .addressesEqual: return addresses(value, operands) { $0.isSubset(of: $1) && $1.isSubset(of: $0) }
        case .addressesNotEqual:
            return SCCKleene.not(addresses(value, operands) { $0.isSubset(of: $1) && $1.isSubset(of: $0) })
        case .numberEquals: return number(value, operands) { $0 == $1 }
        case .numberNotEquals: return SCCKleene.not(number(value, operands) { $0 == $1 })
        case .numberLessThan: return number(value, operands) { $0 < $1 }
        case .numberLessThanOrEquals: return number(value, operands) { $0 < $1 || $0 == $1 }
        case .numberGreaterThan: return number(value, operands) { $1 < $0 }
        case .numberGreaterThanOrEquals: return number(value, operands) { $1 < $0 || $0 == $1 }
        case .daysLessThan:
            if case .number = value { return number(value, operands) { $0 < $1 } }
            guard let written = value.text, let instant = Instant(written), let days = operands?.first?.exactNumber,
                let span = TimeSpan(days: days), let limit = asOf - span
            else { return nil }
            return limit < instant
        }
    }

    /// What the test compares with; nil where a property it reads is not there.
    private func operands(of test: SCCTest) -> [Value]? {
        switch test.operand {
        case .nothing: return []
        case .texts(let texts): return texts.map(Value.string)
        case .numbers(let numbers): return numbers.compactMap { ExactNumber($0) }.map(Value.number)
        case .parameter(let name): return situation.parameters[name]?.elements
        case .property(let reference, let path):
            guard case .value(let value)? = references[reference]?.value(at: path) else { return nil }
            // A property is compared as it is: text with text alone.
            if test.comparison.operandForm == .texts, value.elements.contains(where: { $0.text == nil }) { return nil }
            return value.elements
        }
    }

    private func text(_ value: Value, _ operands: [Value]?, _ holds: (String, String) -> Bool) -> SCCTruth {
        guard let text = value.text, let operands else { return nil }
        return SCCKleene.any(operands.map { $0.plainText.map { holds(text, $0) } })
    }

    private func number(
        _ value: Value, _ operands: [Value]?, _ holds: (ExactNumber, ExactNumber) -> Bool
    ) -> SCCTruth {
        guard case .number(let number) = value, let operands else { return nil }
        return SCCKleene.any(operands.map { $0.exactNumber.map { holds(number, $0) } })
    }

    private func addresses(
        _ value: Value, _ operands: [Value]?, _ holds: (AddressSet, AddressSet) -> Bool
    ) -> SCCTruth {
        guard let operands, let left = Self.addressSet(value.elements), let right = Self.addressSet(operands) else {
            return nil
        }
        return holds(left, right)
    }

    private static func addressSet(_ values: [Value]) -> AddressSet? {
        let ranges = values.compactMap { $0.text.flatMap { AddressRange($0) } }
        return ranges.count == values.count ? AddressSet(ranges) : nil
    }

    /// A part of a text; of a list, which SCC does not speak of, an element.
    private func contains(_ value: Value, _ operands: [Value]?) -> SCCTruth {
        guard case .list(let elements) = value else {
            return text(value, operands) { $1.isEmpty || Array($0.utf8).firstRange(of: Array($1.utf8)) != nil }
        }
        guard let operands else { return nil }
        return SCCKleene.any(
            operands.flatMap { wanted in elements.map { $0.same(as: .string(wanted.plainText ?? "")) } })
    }
}

extension SCCTarget {
    /// The kind's name in Norma.
    var kindName: String { kind == "instance" ? service : "\(service).\(kind)" }
}

extension Value {
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
    fileprivate var flag: Bool? { if case .boolean(let flag) = self { flag } else { nil } }

    fileprivate var isEmpty: Bool {
        switch self {
        case .string(let text): text.isEmpty
        case .list(let elements): elements.isEmpty
        case .map(let entries): entries.isEmpty
        case .boolean, .number, .address, .instant, .span, .version, .pattern: false
        }
    }

    /// A list's elements; any other value alone.
    fileprivate var elements: [Value] { if case .list(let elements) = self { elements } else { [self] } }

    fileprivate func same(as other: Value) -> SCCTruth {
        guard let left = text, let right = other.text else { return nil }
        return left == right
    }

    /// Text, and what a number or a boolean is as text.
    fileprivate var plainText: String? {
        switch self {
        case .string(let text): text
        case .number(let number): number.description
        case .boolean(let flag): flag ? "true" : "false"
        case .list, .map, .address, .instant, .span, .version, .pattern: nil
        }
    }

    fileprivate var exactNumber: ExactNumber? {
        switch self {
        case .number(let number): number
        case .string(let text): ExactNumber(text)
        case .boolean, .list, .map, .address, .instant, .span, .version, .pattern: nil
        }
    }
}
