import RuleChecker
import Synchronization

/// What is said of a bound rule's tests and hangs on nothing but the rule and its parameters: worked out when it is first said, and kept for all
/// resources that the rule is traced on.
package final class RuleWords: Sendable {
    private let known = Mutex<[ObjectIdentifier: TestWords]>([:])

    package init() {}

    func words(of test: CheckedTest) -> TestWords {
        if let known = known.withLock({ $0[ObjectIdentifier(test)] }) { return known }
        let words = TestWords(test)
        known.withLock { $0[ObjectIdentifier(test)] = words }
        return words
    }
}

/// The same of one test.
final class TestWords: Sendable {
    /// So that no other one takes its place.
    private let test: CheckedTest
    /// As the rule writes it.
    let subject: String
    /// What the subject is made of, but for paths from the resource itself.
    let subjectParts: [CheckedExpression]
    let operandParts: [CheckedExpression]
    /// Whether what it asks is the same whatever the resource.
    let isConstant: Bool
    private let known = Mutex<(holding: PredicateWords?, failing: PredicateWords?)>((nil, nil))

    init(_ test: CheckedTest) {
        self.test = test
        let operands = test.predicate.operands
        subject = RuleText.line(test.subject.place)
        subjectParts = test.subject.parts.filter { !$0.isOfResource }
        operandParts = operands.flatMap(\.parts)
        isConstant = operands.allSatisfy(\.isConstant)
    }

    func predicate(holds: Bool, otherwise make: () -> PredicateWords) -> PredicateWords {
        if let known = known.withLock({ holds ? $0.holding : $0.failing }) { return known }
        let words = make()
        known.withLock { if holds { $0.holding = words } else { $0.failing = words } }
        return words
    }
}
