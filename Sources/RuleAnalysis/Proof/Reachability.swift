import ResourceDocuments
import RuleChecker
import RuleTracer

/// Asks whether conditions can come out in some way together.
struct Reachability {
    /// What is looked for: what certain formulas are.
    struct Goal {
        enum Outcome { case isTrue, isFalse, isUnknown, isNotTrue }

        var parts: [(formula: QuestionSpace.Formula, outcome: Outcome)]

        init(_ parts: [(formula: QuestionSpace.Formula, outcome: Outcome)]) { self.parts = parts }
    }

    private let space: QuestionSpace
    private let representatives: [[Representative]]
    private var answers: [Key: Truth?] = [:]
    private var chosen: [Representative?]
    /// The answers to what is free.
    private var free: [Truth?]
    private var remaining = 0
    private var order: [Int] = []

    private struct Key: Hashable {
        var question: Int
        var representative: Representative
    }

    private enum Finding { case reached, unreachable, undecided }

    /// Steps of one search; beyond them nothing is said.
    private static let maximumSteps = 30_000

    /// nil where the values of some place cannot be told apart.
    init?(_ space: QuestionSpace) {
        self.space = space
        let all = space.subjects.map(\.representatives)
        representatives = all.compactMap(\.self)
        guard representatives.count == all.count else { return nil }
        chosen = Array(repeating: nil, count: space.subjects.count)
        free = Array(repeating: nil, count: space.questions.count)
    }

    /// True only where it is certain that no resource brings it about.
    mutating func isImpossible(_ goal: Goal) -> Bool {
        let used = Set(goal.parts.flatMap { $0.formula.questions })
        order = Array(Set(used.compactMap { space.questions[$0].subject })).sorted()
        let questions = used.sorted()
        remaining = Self.maximumSteps
        return search(goal, 0, questions[...]) == .unreachable
    }

    private mutating func search(_ goal: Goal, _ depth: Int, _ questions: ArraySlice<Int>) -> Finding {
        guard remaining > 0 else { return .undecided }
        remaining -= 1
        var isReached = true
        for part in goal.parts {
            let truth = truth(of: part.formula)
            if !part.outcome.allows(truth, isFinal: false) { return .unreachable }
            if !part.outcome.holds(of: truth) { isReached = false }
        }
        if isReached { return .reached }
        if depth < order.count {
            let subject = order[depth]
            defer { chosen[subject] = nil }
            return first(of: representatives[subject].count) { search, index in
                search.chosen[subject] = search.representatives[subject][index]
                return search.search(goal, depth + 1, questions)
            }
        }
        guard let question = questions.first else {
            let isFinal = goal.parts.allSatisfy { $0.outcome.allows(truth(of: $0.formula), isFinal: true) }
            return isFinal ? .reached : .unreachable
        }
        guard answer(to: question) == nil else { return search(goal, depth, questions.dropFirst()) }
        defer { free[question] = nil }
        let truths: [Truth] = [.true, .false, .unknown(.wrongType)]
        return first(of: truths.count) { search, index in
            search.free[question] = truths[index]
            return search.search(goal, depth, questions.dropFirst())
        }
    }

    /// Reached by one of so many ways, or by none.
    private mutating func first(of count: Int, _ way: (inout Reachability, Int) -> Finding) -> Finding {
        var isDecided = true
        for index in 0..<count {
            switch way(&self, index) {
            case .reached: return .reached
            case .undecided: isDecided = false
            case .unreachable: continue
            }
        }
        return isDecided ? .unreachable : .undecided
    }

    // MARK: Answers

    /// With what is not chosen yet unknown: whatever is true or false now, stays so.
    private mutating func truth(of formula: QuestionSpace.Formula) -> Truth {
        switch formula {
        case .all(let parts):
            var truth = Truth.true
            for part in parts { truth = truth.and(self.truth(of: part)) }
            return truth
        case .any(let parts):
            var truth = Truth.false
            for part in parts { truth = truth.or(self.truth(of: part)) }
            return truth
        case .not(let part): return !truth(of: part)
        case .question(let question): return answer(to: question) ?? .unknown(.undetermined)
        }
    }

    /// nil where it was not chosen yet.
    private mutating func answer(to number: Int) -> Truth? {
        let question = space.questions[number]
        guard let subject = question.subject else { return free[number] }
        guard let representative = chosen[subject] else { return nil }
        let key = Key(question: number, representative: representative)
        if let known = answers[key] { return known ?? free[number] }
        let truth = settled(question, by: representative)
        answers[key] = .some(truth)
        return truth ?? free[number]
    }

    /// nil where values of this sort answer differently.
    private func settled(_ question: Question, by representative: Representative) -> Truth? {
        guard let test = question.test else { return nil }
        switch representative {
        case .undetermined: return test.predicate.ofWhatIsDecidedLater
        case .otherText, .otherList, .otherMap:
            guard question.isSettled(by: representative) else { return nil }
        case .absent, .missing, .value: break
        }
        return representative.stand.map { Tracer.holds(.test(test), slots: [$0]) }
    }
}

extension Reachability.Goal.Outcome {
    fileprivate func holds(of truth: Truth) -> Bool {
        switch self {
        case .isTrue: truth == .true
        case .isFalse, .isNotTrue: truth == .false
        case .isUnknown: false
        }
    }

    /// Whether it may still come to be, or, when everything is chosen, is so.
    fileprivate func allows(_ truth: Truth, isFinal: Bool) -> Bool {
        switch (self, truth) {
        case (.isTrue, .true), (.isFalse, .false), (.isNotTrue, .false), (.isUnknown, .unknown), (.isNotTrue, .unknown):
            true
        case (.isTrue, .unknown), (.isFalse, .unknown): !isFinal
        case (.isTrue, .false), (.isFalse, .true), (.isNotTrue, .true), (.isUnknown, .true), (.isUnknown, .false): false
        }
    }
}

extension QuestionSpace.Formula {
    fileprivate var questions: [Int] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.questions)
        case .not(let part): part.questions
        case .question(let number): [number]
        }
    }
}

extension CheckedPredicate {
    /// What is decided later is there, and that is all that is known of it.
    fileprivate var ofWhatIsDecidedLater: Truth {
        switch self {
        case .present, .undetermined: .true
        case .empty, .type, .equal, .oneOf, .ordered, .between, .within, .overlaps, .like, .older, .newer, .contains,
            .matches, .startsWith, .endsWith:
            .unknown(.undetermined)
        }
    }
}
