import RuleChecker
import RuleSyntax

extension Evaluator {
    /// What `subject predicate` says.
    mutating func answer(to test: CheckedTest, of subject: TracedValue) -> Answer {
        let answer = lookedUp(test, of: subject) ?? answer(to: test.predicate, of: subject)
        return test.negated ? !answer : answer
    }

    private mutating func answer(to predicate: CheckedPredicate, of subject: TracedValue) -> Answer {
        switch predicate {
        case .present:
            let answer = subject.isPresent
            noteAbsence(of: subject, answer)
            return answer
        case .empty: return subject.isEmpty
        case .undetermined: return subject.isUndetermined
        case .type(let type):
            let answer = subject.isA(type)
            noteAbsence(of: subject, answer)
            return answer
        case .equal(let operand, asAddresses: false): return subject.equals(value(of: operand))
        case .equal(let operand, asAddresses: true): return subject.equalsAsAddresses(value(of: operand))
        case .oneOf(let operand):
            let list = value(of: operand)
            noteEmptiness(of: list)
            return subject.isOne(of: list)
        case .ordered(let order, let operand):
            let bound = value(of: operand)
            noteBound(subject, order, bound, at: operand.place)
            return subject.isOrdered(order, bound)
        case .between(let lower, let upper):
            let (low, high) = (value(of: lower), value(of: upper))
            noteBound(subject, .atLeast, low, at: lower.place)
            noteBound(subject, .atMost, high, at: upper.place)
            return subject.isBetween(low, high)
        case .within(let operand):
            let range = value(of: operand)
            noteEmptiness(of: subject, or: range)
            return subject.isWithin(range)
        case .overlaps(let operand):
            let range = value(of: operand)
            noteEmptiness(of: subject, or: range)
            return subject.overlaps(range)
        case .like(let glob): return subject.isLike(value(of: glob))
        case .older(let operand):
            let age = value(of: operand)
            noteAge(subject, isOlder: true, age, at: operand.place)
            return subject.isOlder(than: age, asOf: clock)
        case .newer(let operand):
            let age = value(of: operand)
            noteAge(subject, isOlder: false, age, at: operand.place)
            return subject.isNewer(than: age, asOf: clock)
        case .contains(let amount, let operand):
            let wanted = value(of: operand)
            noteLackingKeys(subject, wanted)
            noteReading(of: subject)
            noteEmptiness(of: subject, or: amount == .one ? nil : wanted)
            return subject.asks(amount, wanted) { subject.contains($0) }
        case .matches(let anyOf, let pattern):
            let wanted = value(of: pattern)
            noteQuestions(subject, wanted, writtenAs: pattern)
            noteReading(of: subject)
            if anyOf { noteEmptiness(of: wanted) }
            return subject.asks(anyOf ? .any : .one, wanted) { subject.matches($0) }
        case .startsWith(let anyOf, let operand):
            let edge = value(of: operand)
            if anyOf { noteEmptiness(of: edge) }
            return subject.asks(anyOf ? .any : .one, edge) { subject.starts(with: $0) }
        case .endsWith(let anyOf, let operand):
            let edge = value(of: operand)
            if anyOf { noteEmptiness(of: edge) }
            return subject.asks(anyOf ? .any : .one, edge) { subject.ends(with: $0) }
        }
    }

    /// Of a subject that is not there, where that is an answer.
    private mutating func noteAbsence(of subject: TracedValue, _ answer: Answer) {
        if case .no = answer, let unknown = subject.asValue.unknown { noteAbsence(unknown) }
    }
}
