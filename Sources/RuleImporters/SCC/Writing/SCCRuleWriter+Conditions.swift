extension SCCRuleWriter {
    /// - Parameter isLine: the phrase gets a line of its own, so that a comment can stand in front of it.
    func phrase(_ condition: SCCCondition, _ names: SCCNames, isLine: Bool) -> SCCPhrase {
        var phrase: SCCPhrase
        switch condition {
        case .test(let test): phrase = self.phrase(test, names)
        case .all(let conditions, _): phrase = list(conditions, .and, names)
        case .any(let conditions, _): phrase = list(conditions, .or, names)
        case .sub(let sub): phrase = self.phrase(sub, names)
        }
        guard let description = condition.description else { return phrase }
        phrase.comment = CommentText.comment(description)
        return isLine ? phrase : .block([phrase], .and)
    }

    /// On one line where it is short, else a line for each.
    private func list(
        _ conditions: [SCCCondition], _ connective: SCCPhrase.Connective, _ names: SCCNames
    ) -> SCCPhrase {
        let isShort = conditions.count == 2 && conditions.allSatisfy(\.isShort)
        let phrases = conditions.map { phrase($0, names, isLine: !isShort) }
        return isShort ? .joined(phrases, connective) : .block(phrases, connective)
    }

    // MARK: Sub-rules

    private func phrase(_ sub: SCCSubRule, _ names: SCCNames) -> SCCPhrase {
        let isReferred = sub.target.reference.map { sub.target.refers(to: $0) || sub.condition.refers(to: $0) } ?? false
        let (inner, variable) = names.inside(sub.target, isReferred: isReferred)
        let resources = "resources of \(kind(sub.target))"
        let filter = self.filter(sub.target, inner).map { "where \($0)" }
        let holds = "satisfies \(phrase(sub.condition, inner, isLine: false).text)"
        func quantified(_ quantifier: String, _ rest: [String?]) -> SCCPhrase {
            let words = ["\(quantifier) \(variable) in \(resources)"] + rest.compactMap(\.self)
            return SCCPhrase(words.joined(separator: " "), .quantified)
        }
        let one = quantified("some", [filter, holds])
        let each = quantified("every", [filter, holds])
        switch sub.quantifier {
        case .any: return one
        case .allIfExists: return each
        case .all:
            let exists = filter.map { quantified("some", [$0]) } ?? SCCPhrase("count(\(resources)) is more than 0")
            return .block([exists, each], .and)
        case .anyIfExists:
            let none = filter.map { quantified("no", [$0]) } ?? SCCPhrase("count(\(resources)) is 0")
            return .block([none, one], .or)
        }
    }

    /// The target's attributes as one condition; nil where it has none.
    func filter(_ target: SCCTarget, _ names: SCCNames) -> String? {
        guard !target.attributes.isEmpty else { return nil }
        let phrase = SCCPhrase.joined(target.attributes.map { self.phrase($0, names) }, .and, inFilter: true)
        return target.attributes.count == 1 && phrase.shape == .quantified
            ? phrase.operand(inFilter: true) : phrase.text
    }

    /// `service.kind`, with SCC's usual kind left out.
    func kind(_ target: SCCTarget) -> String {
        let text = target.kindName
        let isPlain = text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
            RuleName.isName(String($0))
        }
        return isPlain ? text : Self.quoted(text)
    }
}

extension SCCCondition {
    /// Fits on a line with others.
    fileprivate var isShort: Bool {
        switch self {
        case .test(let test):
            test.description == nil && ![.isEmpty, .isNotEmpty, .daysLessThan].contains(test.comparison)
        case .all, .any, .sub: false
        }
    }

    /// Whether a value reads a property of the target with that `ref`.
    func refers(to reference: String) -> Bool {
        switch self {
        case .test(let test): test.refers(to: reference)
        case .all(let conditions, _), .any(let conditions, _): conditions.contains { $0.refers(to: reference) }
        case .sub(let sub):
            // A target of the same name hides the outer one.
            sub.target.reference != reference
                && (sub.target.refers(to: reference) || sub.condition.refers(to: reference))
        }
    }
}

extension SCCTarget {
    func refers(to reference: String) -> Bool { attributes.contains { $0.refers(to: reference) } }
}

extension SCCTest {
    func refers(to reference: String) -> Bool {
        if case .property(reference, _) = operand { true } else { false }
    }
}
