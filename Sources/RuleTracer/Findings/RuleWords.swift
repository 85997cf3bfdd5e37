import RuleChecker
import Synchronization

/// What a bound rule's tests ask, in words, where that hangs on nothing but the rule and its parameters: worked out when it is first said, and
/// kept for all resources that the rule is traced on.
package final class RuleWords: Sendable {
    private struct Key: Hashable {
        let test: ObjectIdentifier
        let holds: Bool
    }

    /// With the tests, so that no other one takes the place of one.
    private let known = Mutex<[Key: (test: CheckedTest, words: PredicateWords)]>([:])

    package init() {}

    func words(of test: CheckedTest, holds: Bool, otherwise make: () -> PredicateWords) -> PredicateWords {
        let key = Key(test: ObjectIdentifier(test), holds: holds)
        if let known = known.withLock({ $0[key]?.words }) { return known }
        let words = make()
        known.withLock { $0[key] = (test, words) }
        return words
    }
}
