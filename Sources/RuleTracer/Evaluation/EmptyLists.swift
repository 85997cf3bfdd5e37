import RuleChecker
import RuleSyntax

extension Evaluator {
    /// Notes where a list is empty that a test is asked of element by element, or held against: that asks nothing.
    mutating func noteEmptiness(of first: TracedValue, or second: TracedValue? = nil) {
        guard tellsVacuity else { return }
        if first.list?.isEmpty == true || second?.list?.isEmpty == true { asksNothing = true }
    }

    /// What `ask` says, and whether a list was empty for it. What is asked in its operands is a matter of their own.
    mutating func notingEmptiness(_ ask: (inout Self) -> Answer) -> (answer: Answer, asksNothing: Bool) {
        let outer = asksNothing
        defer { asksNothing = outer }
        asksNothing = false
        let answer = ask(&self)
        return (answer, asksNothing)
    }
}
