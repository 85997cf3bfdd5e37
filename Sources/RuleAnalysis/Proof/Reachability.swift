import ResourceDocuments
import RuleChecker
import RuleTracer

/// Asks whether conditions can come out in some way together.
struct Reachability {
    /// What is looked for: what certain formulas are.
    struct Goal {
        enum Outcome {
            case isTrue, isFalse, isUnknown, isNotTrue
            /// Unknown for missing data and nothing else; unknown for something else too.
            case isMissing, isUnknownForMore
            /// True, or unknown for missing data and nothing else.
            case isTrueOrMissing
        }

        var parts: [(formula: QuestionSpace.Formula, outcome: Outcome)]
        /// Leaves out the empty list where addresses are asked for: it lies within every range.
        var exceptEmptyLists: Bool

        init(_ parts: [(formula: QuestionSpace.Formula, outcome: Outcome)], exceptEmptyLists: Bool = false) {
            self.parts = parts
            self.exceptEmptyLists = exceptEmptyLists
        }

        /// What a question may answer that nothing is known of.
        var truths: [Truth] {
            let asksCauses = parts.contains { [.isMissing, .isUnknownForMore, .isTrueOrMissing].contains($0.outcome) }
            return [.true, .false, .unknown(.wrongType)] + (asksCauses ? [.unknown(.absent)] : [])
        }
    }

    /// Values of which every question says the same.
    private struct Sort {
        /// The answers, by question; none where they differ within the sort.
        let answers: [Int: Truth]
        let isEmptyAddressList: Bool
        /// What it is to the places within it, or to those that it stands in; nil where nobody asks about these.
        let nature: PlaceNature?
    }

    /// What `seen` tells sorts apart by.
    private struct SortKey: Hashable {
        let answers: [Int: Truth]
        let nature: PlaceNature?
    }

    private let space: QuestionSpace
    /// By question, what answers to others leave of it.
    private var relations: [Int: [AnswerRelation]] = [:]
    /// Whose value decides each question, and of whose value a function makes that; nil of none.
    private let deciding: [(subject: Int?, base: Int?)]
    /// By subject.
    private let sorts: [[Sort]]
    /// By subject, those that it is a member of, and those that are its own, with how many steps lie between.
    private let owners: [[(subject: Int, distance: Int)]]
    private let members: [[(subject: Int, distance: Int)]]
    private var chosen: [Sort?]
    /// The answers to what is free.
    private var free: [Truth?]
    private var remaining = 0
    private var order: [Int] = []

    private enum Finding { case reached, unreachable, undecided }

    /// Steps of one search; beyond them nothing is said.
    private static let maximumSteps = 30_000

    /// nil where the values of some place cannot be told apart.
    init?(_ space: QuestionSpace) {
        self.space = space
        deciding = space.questions.map { ($0.subject, $0.base?.subject) }
        owners = space.owners
        var members: [[(subject: Int, distance: Int)]] = owners.map { _ in [] }
        for (member, owners) in owners.enumerated() {
            for (owner, distance) in owners { members[owner].append((member, distance)) }
        }
        self.members = members
        let isLinked = zip(owners, members).map { !$0.isEmpty || !$1.isEmpty }
        let sorts = space.subjects.indices.compactMap { Self.sorts(of: $0, in: space, isLinked: isLinked[$0]) }
        guard sorts.count == space.subjects.count else { return nil }
        self.sorts = sorts
        chosen = Array(repeating: nil, count: space.subjects.count)
        free = Array(repeating: nil, count: space.questions.count)
    }

    private static func sorts(of subject: Int, in space: QuestionSpace, isLinked: Bool) -> [Sort]? {
        let told = SubjectSorts(space.subjects[subject])
        let questions = space.questions.enumerated().filter { $0.element.subject == subject }
        let made = space.questions.enumerated().filter { $0.element.base?.subject == subject }
        let isAddress = space.subjects[subject].readsAddresses
        var seen: Set<SortKey> = []
        return told.representatives?.compactMap { representative in
            var answers: [Int: Truth] = [:]
            for (number, question) in questions {
                answers[number] = settled(question, by: representative, among: told)
            }
            // What a function makes of the one value, it makes of the sort.
            let only = space.subjects[subject].isOnly(representative) ? representative.stand?.slot : nil
            for (number, question) in made {
                guard let base = question.base else { continue }
                answers[number] =
                    only.map { Tracer.holds(.test(base.test), slots: [$0], asOf: InstantSorts.asOf) }
                    ?? base.answer(of: representative)
            }
            let nature = isLinked ? PlaceNature(representative) : nil
            guard seen.insert(SortKey(answers: answers, nature: nature)).inserted else { return nil }
            return Sort(
                answers: answers, isEmptyAddressList: isAddress && representative == .value(.list([])), nature: nature)
        }
    }

    /// nil where values of this sort answer differently.
    private static func settled(
        _ question: Question, by representative: Representative, among sorts: SubjectSorts
    ) -> Truth? {
        guard let test = question.test else { return nil }
        switch representative {
        case .undetermined: return test.predicate.ofWhatIsDecidedLater
        case .optional: return test.predicate.ofWhatMayBeNothing
        case .absent, .missing, .unreadable, .value, .otherText, .addresses, .instant, .addressList, .otherList,
            .otherMap:
            break
        }
        guard let stand = question.stand(for: representative, among: sorts) else { return nil }
        let truth = Tracer.holds(.test(test), slots: [stand.slot], asOf: InstantSorts.asOf)
        if case (.addressList(_, let open?), .unknown) = (representative, truth) { return .unknown(open) }
        return truth
    }

    /// True only where it is certain that no resource brings it about.
    mutating func isImpossible(_ goal: Goal) -> Bool {
        let used = Set(goal.parts.flatMap { $0.formula.questions })
        let subjects = used.flatMap { [deciding[$0].base, deciding[$0].subject] }
        order = Set(subjects.compactMap(\.self)).sorted()
        let questions = used.sorted()
        relations = [:]
        for relation in space.relations(among: questions, exceptEmptyLists: goal.exceptEmptyLists) {
            relations[relation.first, default: []].append(relation)
            relations[relation.second, default: []].append(relation)
        }
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
            // What a function makes of a value that is known.
            if questions.allSatisfy({ isAnswered($0, besides: subject) }) { return search(goal, depth + 1, questions) }
            defer { chosen[subject] = nil }
            return first(of: sorts[subject].count) { search, index in
                let sort = search.sorts[subject][index]
                if goal.exceptEmptyLists, sort.isEmptyAddressList { return .unreachable }
                guard search.mayStand(sort, at: subject) else { return .unreachable }
                search.chosen[subject] = sort
                return search.search(goal, depth + 1, questions)
            }
        }
        guard let question = questions.first else {
            let isFinal = goal.parts.allSatisfy { $0.outcome.allows(truth(of: $0.formula), isFinal: true) }
            return isFinal ? .reached : .unreachable
        }
        guard answer(to: question) == nil else { return search(goal, depth, questions.dropFirst()) }
        defer { free[question] = nil }
        let truths = goal.truths
        return first(of: truths.count) { search, index in
            search.free[question] = truths[index]
            guard search.mayAnswerSo(question) else { return .unreachable }
            return search.search(goal, depth, questions.dropFirst())
        }
    }

    /// Whether a value goes with those that it stands in, and with those that stand in it.
    private func mayStand(_ sort: Sort, at subject: Int) -> Bool {
        guard let nature = sort.nature else { return true }
        return owners[subject].allSatisfy { owner, distance in
            chosen[owner]?.nature?.allows(nature, distance: distance) ?? true
        }
            && members[subject].allSatisfy { member, distance in
                chosen[member]?.nature.map { nature.allows($0, distance: distance) } ?? true
            }
    }

    /// Whether the answer goes with those that were given to others.
    private func mayAnswerSo(_ question: Int) -> Bool {
        (relations[question] ?? []).allSatisfy { relation in
            guard let first = answer(to: relation.first), let second = answer(to: relation.second) else { return true }
            return relation.allows(first, second)
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
    private func truth(of formula: QuestionSpace.Formula) -> Truth {
        switch formula {
        case .all(let parts):
            var truth = Truth.true
            for part in parts where truth != .false { truth = truth.and(self.truth(of: part)) }
            return truth
        case .any(let parts):
            var truth = Truth.false
            for part in parts where truth != .true { truth = truth.or(self.truth(of: part)) }
            return truth
        case .not(let part): return !truth(of: part)
        case .question(let question): return answer(to: question) ?? .unknown(.undetermined)
        }
    }

    /// Whether a question needs no value of the subject.
    private func isAnswered(_ number: Int, besides subject: Int) -> Bool {
        if deciding[number].base == subject { return false }
        return deciding[number].subject != subject || answer(to: number) != nil
    }

    /// nil where it was not chosen yet.
    private func answer(to number: Int) -> Truth? {
        guard let subject = deciding[number].subject else { return free[number] }
        if let base = deciding[number].base, let known = chosen[base]?.answers[number] { return known }
        guard let sort = chosen[subject] else { return nil }
        return sort.answers[number] ?? free[number]
    }
}

extension Reachability.Goal.Outcome {
    fileprivate func holds(of truth: Truth) -> Bool {
        switch self {
        case .isTrue: truth == .true
        case .isFalse, .isNotTrue: truth == .false
        case .isTrueOrMissing: truth == .true
        case .isUnknown, .isMissing, .isUnknownForMore: false
        }
    }

    /// Whether it may still come to be, or, when everything is chosen, is so.
    fileprivate func allows(_ truth: Truth, isFinal: Bool) -> Bool {
        switch (self, truth) {
        case (.isTrue, .true), (.isFalse, .false), (.isNotTrue, .false), (.isUnknown, .unknown), (.isNotTrue, .unknown):
            true
        case (.isTrueOrMissing, .true): true
        case (.isTrue, .unknown), (.isFalse, .unknown): !isFinal
        case (.isMissing, .unknown(let causes)), (.isTrueOrMissing, .unknown(let causes)):
            !isFinal || causes.isMissingDataOnly
        case (.isUnknownForMore, .unknown(let causes)): !isFinal || !causes.isMissingDataOnly
        case (.isTrue, .false), (.isFalse, .true), (.isNotTrue, .true), (.isUnknown, _), (.isMissing, _),
            (.isUnknownForMore, _), (.isTrueOrMissing, .false):
            false
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
    var ofWhatIsDecidedLater: Truth {
        switch self {
        case .present, .undetermined: .true
        case .empty, .type, .equal, .oneOf, .ordered, .between, .within, .overlaps, .like, .older, .newer, .contains,
            .matches, .startsWith, .endsWith:
            .unknown(.undetermined)
        }
    }

    /// What may turn out to be nothing is not even known to be there.
    fileprivate var ofWhatMayBeNothing: Truth {
        if case .present = self { .unknown(.undetermined) } else { ofWhatIsDecidedLater }
    }
}
