import ResourceDocuments
import RuleChecker
import RuleSyntax
import RuleTracer
import SourceText

/// What some conditions ask, all together, and every way in which it can be answered.
///
/// The values of each place fall into finitely many sorts that the conditions tell apart, and one value stands for each sort: the
/// constants, numbers, instants and ranges between them, another text. What is not decided so (most patterns on another text, a
/// quantifier, a call that is given more than paths and constants) may be answered in any way. So every resource answers as some assignment here does, while some assignments are
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
    /// - Parameter knowingKinds: whether the kinds that the rule is for are all that there are.
    init(of rule: CheckedRule?, knowingKinds: Bool = true) {
        isOfDefine = rule == nil
        kinds = knowingKinds ? rule?.kinds : nil
        finder = SubjectFinder(rule?.bindings ?? [])
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
            let question = Formula.question(question(of: read))
            return test.negated ? .not(question) : question
        case .quantified(let quantified): return free(quantified.place, arguments)
        case .call(let call):
            guard case .condition(let body) = call.define.body, let inside = arguments.inside(call) else {
                return free(call.place, arguments)
            }
            return formula(of: body, with: inside)
        }
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

    private mutating func question(of test: CheckedTest) -> Int {
        let operands = test.predicate.operands
        let parts = [finder.keys.key(of: test.subject), test.predicate.words] + operands.map(finder.keys.key)
        let key = parts.joined(separator: "\u{1F}")
        guard operands.allSatisfy({ $0.literalValue != nil }), let found = finder.subject(of: test.subject) else {
            return freeQuestion(key)
        }
        if let known = questionIndexes[key] { return known }
        // What a value is made of is chosen before it.
        let base = found.base.map { base in
            Question.Base(subject: subject(base.key, base.sort), test: test.asking(base.expression))
        }
        let index = subject(found.key, found.sort)
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

    private mutating func subject(_ key: String, _ sort: Subject.Sort) -> Int {
        if let known = subjectIndexes[key] { return known }
        subjectIndexes[key] = subjects.count
        subjects.append(Subject(sort: sort, kinds: kinds))
        return subjects.count - 1
    }
}

extension CheckedTest {
    /// The same test of another subject, without its `not`.
    fileprivate func asking(_ subject: CheckedExpression) -> CheckedTest {
        var test = self
        test.subject = subject
        test.negated = false
        return test
    }
}
