import ResourceDocuments
import RuleChecker
import RuleSyntax
import RuleTracer
import SourceText

/// What some conditions ask, all together, and every way in which it can be answered.
///
/// The values of each place fall into finitely many sorts that the conditions tell apart, and one value stands for each sort: the
/// constants, numbers, instants and ranges between them, another text. What is not decided so (most patterns on another text, a
/// call that is given more than paths and constants) may be answered in any way, and so may a quantifier, but for what those leave of it that
/// count the same elements. So every resource answers as some assignment here does, while some assignments are
/// of no resource: what no assignment can bring about, no resource can.
struct QuestionSpace {
    private(set) var subjects: [Subject] = []
    private(set) var questions: [Question] = []
    private var subjectIndexes: [String: Int] = [:]
    private var questionIndexes: [String: Int] = [:]
    /// The kinds that the rule is for; nil where nobody asks.
    private let kinds: [KindPattern]?
    private let finder: SubjectFinder
    /// A define is given any list.
    private let isOfDefine: Bool

    /// - Parameter rule: nil for the conditions of a define.
    init(of rule: CheckedRule?) { self.init(of: rule, kinds: rule?.kinds) }

    /// - Parameter kinds: all that there are; nil for any.
    init(of rule: CheckedRule?, kinds: [KindPattern]?) {
        isOfDefine = rule == nil
        self.kinds = kinds
        finder = SubjectFinder(rule?.bindings ?? [])
    }

    /// What is asked of an element of the one domain of some quantifiers.
    private init(within quantifiers: [CheckedQuantified], of outer: QuestionSpace) {
        kinds = outer.kinds
        finder = outer.finder.within(quantifiers)
        isOfDefine = outer.isOfDefine
    }

    /// A condition over the questions of this space.
    indirect enum Formula {
        case all([Formula])
        case any([Formula])
        case not(Formula)
        case question(Int)
    }

    /// A call asks what its define asks, of the places that it is given.
    ///
    /// - Parameter arguments: of the call that the condition is the body of.
    mutating func formula(of condition: CheckedCondition, with arguments: CallArguments = .none) -> Formula {
        switch condition {
        case .all(let parts, _): return .all(parts.map { formula(of: $0, with: arguments) })
        case .any(let parts, _): return .any(parts.map { formula(of: $0, with: arguments) })
        case .not(let part, _): return .not(formula(of: part, with: arguments))
        case .test(let test):
            guard let read = arguments.test(test) else { return free(test.place, arguments) }
            if arguments.isCall, let settled = settled(read) { return settled }
            let formula = formula(of: read)
            return test.negated ? .not(formula) : formula
        case .quantified(let quantified):
            return arguments.isCall ? free(quantified.place, arguments) : formula(of: quantified)
        case .call(let call):
            guard case .condition(let body) = call.define.body, let inside = arguments.inside(call) else {
                return free(call.place, arguments)
            }
            return formula(of: body, with: inside)
        }
    }

    private mutating func formula(of quantified: CheckedQuantified) -> Formula {
        let keys = finder.keys.within([quantified])
        let domain = finder.keys.domain(of: quantified)
        var space = self
        func count(_ least: Int, _ condition: CheckedCondition) -> Formula {
            let key = "at least \(least) of \(domain)\u{1D}\(keys.key(of: condition))"
            let question = space.freeQuestion(key)
            space.questions[question].counted = CountedElements(
                quantified: quantified, condition: condition, least: least, domain: domain)
            return .question(question)
        }
        let formula = quantified.asCounts(all: { Formula.all($0) }, not: { .not($0) }, count: count)
        self = space
        return formula
    }

    // MARK: Counts

    /// More of one domain are rarely worth a look.
    private static let maximumCounted = 12

    /// What the answers to some questions leave of one another: of those that count elements of one domain, and of those that hold the same two
    /// values against each other.
    ///
    /// - Parameter exceptEmptyLists: whether every domain has an element.
    func relations(among numbers: [Int], exceptEmptyLists: Bool) -> [AnswerRelation] {
        let compared = comparisons(among: numbers)
        let counting = numbers.filter { questions[$0].counted != nil }
        guard counting.count <= Self.maximumCounted else { return compared }
        return compared + presences(among: numbers)
            + counting.flatMap { first in
                counting.filter { $0 != first }.flatMap { second in
                    relations(first, second, exceptEmptyLists: exceptEmptyLists)
                }
            }
    }

    /// Of a list or map as it stands there: of one that is made, elements may not be known that conditions are true of.
    private func presences(among numbers: [Int]) -> [AnswerRelation] {
        numbers.flatMap { first -> [AnswerRelation] in
            // Nothing is true of an element of the `[]` that stands in for a list.
            guard let counted = questions[first].counted, counted.least > 0, counted.quantified.sources.count == 1,
                case .expression(let list) = counted.quantified.sources[0], let found = finder.subject(of: list),
                !found.isMade, found.fallbacks.allSatisfy({ $0 == .list([]) }), found.expression.conversions.isEmpty,
                let subject = subjectIndexes[found.key]
            else { return [] }
            return numbers.compactMap { second in
                if questions[second].subject == subject, questions[second].asksWhetherEmpty {
                    return AnswerRelation(kind: .presence, first: first, second: second)
                }
                guard questions[second].base?.subject == subject, let index = questions[second].subject,
                    let answers = questions[second].answers(ofAtLeast: counted.least, among: subjects[index].constants)
                else { return nil }
                return AnswerRelation(kind: .size(answers), first: first, second: second)
            }
        }
    }

    private func comparisons(among numbers: [Int]) -> [AnswerRelation] {
        let compared = numbers.compactMap { number in questions[number].compared.map { (number, $0) } }
        return compared.flatMap { first, one in
            compared.compactMap { second, other in
                guard first < second, one.pair == other.pair else { return nil }
                return AnswerRelation(kind: .compared(one, other), first: first, second: second)
            }
        }
    }

    private func relations(_ first: Int, _ second: Int, exceptEmptyLists: Bool) -> [AnswerRelation] {
        guard let left = questions[first].counted, let right = questions[second].counted, left.domain == right.domain
        else { return [] }
        func isImpossible(_ parts: [(CheckedCondition, Reachability.Goal.Outcome)]) -> Bool {
            var space = QuestionSpace(within: [left.quantified, right.quantified], of: self)
            let goal = parts.map { (formula: space.formula(of: $0.0), outcome: $0.1) }
            guard var reachability = Reachability(space) else { return false }
            return reachability.isImpossible(Reachability.Goal(goal))
        }
        var relations: [AnswerRelation] = []
        if left.least >= right.least {
            if isImpossible([(left.condition, .isTrue), (right.condition, .isNotTrue)]) {
                relations.append(AnswerRelation(kind: .truth, first: first, second: second))
            }
            let isPossible = CheckedCondition.not(left.condition, left.condition.place)
            if isImpossible([(isPossible, .isNotTrue), (right.condition, .isFalse)]) {
                relations.append(AnswerRelation(kind: .possibility, first: first, second: second))
            }
        }
        if exceptEmptyLists, first < second, left.least == 1, right.least == 1,
            isImpossible([(left.condition, .isFalse), (right.condition, .isFalse)])
        {
            relations.append(AnswerRelation(kind: .oneOfTwo, first: first, second: second))
        }
        return relations
    }

    /// Whether two questions count elements of one domain.
    var comparesCounts: Bool {
        let domains = questions.compactMap(\.counted?.domain)
        return Set(domains).count < domains.count
    }

    /// Of constants alone: true, or false; nil of what has no such answer.
    private func settled(_ test: CheckedTest) -> Formula? {
        let isConstant = ([test.subject] + test.predicate.operands).allSatisfy { $0.literalValue != nil }
        guard isConstant else { return nil }
        switch Tracer.holds(.test(test), slots: []) {
        case .true: return .all([])
        case .false: return .any([])
        case .unknown: return nil
        }
    }

    /// Whatever is written there, of whatever the call gives it.
    private mutating func free(_ place: SourcePlace, _ arguments: CallArguments) -> Formula {
        let text = place.canonicalText
        return .question(
            freeQuestion(
                arguments.isCall
                    ? "\(place.file.name):\(place.span.start)\u{1D}\(text)\u{1D}\(arguments.key(finder.keys))" : text))
    }

    /// What asks for any of some, or for all of them, asks for each; so does a `between` for its two bounds.
    private mutating func formula(of test: CheckedTest) -> Formula {
        if case .present = test.predicate, finder.isNeverAbsent(test.subject) {
            // True, or not known.
            let question = Formula.question(freeQuestion("\(finder.keys.key(of: test.subject))\u{1F}is there"))
            return .any([question, .not(question)])
        }
        guard let parts = test.predicate.parts else { return .question(question(of: test)) }
        let formulas = parts.predicates.map { predicate in
            Formula.question(question(of: test.with(predicate: predicate)))
        }
        return parts.asksAll ? .all(formulas) : .any(formulas)
    }

    private mutating func question(of test: CheckedTest) -> Int {
        let operands = test.predicate.operands
        let parts = [finder.keys.key(of: test.subject), test.predicate.words] + operands.map(finder.keys.key)
        let key = parts.joined(separator: "\u{1F}")
        guard operands.allSatisfy({ $0.literalValue != nil }), let found = finder.subject(of: test.subject) else {
            let question = freeQuestion(key)
            questions[question].compared = ComparedValues(test, finder.keys)
            return question
        }
        if let known = questionIndexes[key] { return known }
        // What a value is made of is chosen before it.
        let base = found.base.map { base in
            Question.Base(
                subject: subject(base.key, base.sort, base.standing), test: test.asking(base.expression))
        }
        let index = subject(found.key, found.sort, found.standing)
        let literals = operands.compactMap(\.literalValue) + found.fallbacks
        subjects[index].constants += literals.flatMap(\.asElements) + literals
        subjects[index].readings.formUnion(found.expression.conversions)
        if let edge = test.predicate.edge {
            subjects[index].starts.formUnion(edge.starts)
            subjects[index].ends.formUnion(edge.ends)
        }
        questionIndexes[key] = questions.count
        questions.append(
            Question(
                subject: index, test: test.asking(found.expression), base: base,
                mayBeDerived: isOfDefine || found.isMade))
        return questions.count - 1
    }

    private mutating func freeQuestion(_ key: String) -> Int {
        if let known = questionIndexes[key] { return known }
        questionIndexes[key] = questions.count
        questions.append(Question(subject: nil, test: nil))
        return questions.count - 1
    }

    private mutating func subject(_ key: String, _ sort: Subject.Sort, _ standing: Standing?) -> Int {
        if let known = subjectIndexes[key] { return known }
        subjectIndexes[key] = subjects.count
        subjects.append(Subject(sort: sort, kinds: kinds, standing: standing))
        return subjects.count - 1
    }

    /// By subject, those of whose values it is a member, and how many steps down.
    var owners: [[(subject: Int, distance: Int)]] {
        subjects.map { subject in
            (subject.standing?.owners ?? []).compactMap { owner in
                subjectIndexes[owner.key].map { (subject: $0, distance: owner.distance) }
            }
        }
    }
}

extension CheckedTest {
    /// The same test of another subject, without its `not`.
    fileprivate func asking(_ subject: CheckedExpression) -> CheckedTest {
        with(subject: subject, negated: false)
    }
}
