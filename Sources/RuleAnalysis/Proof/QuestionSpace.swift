import ResourceDocuments
import RuleChecker
import RuleSyntax
import RuleTracer
import SourceText

/// What some conditions ask, all together, and every way in which it can be answered.
///
/// The values of each place fall into finitely many sorts that the conditions tell apart, and one value stands for each sort: the
/// constants, numbers, instants and ranges between them, another text. What is not decided so (most patterns on another text, a
/// quantifier, a define) may be answered in any way. So every resource answers as some assignment here does, while some assignments are
/// of no resource: what no assignment can bring about, no resource can.
struct QuestionSpace {
    private(set) var subjects: [Subject] = []
    private(set) var questions: [Question] = []
    private var subjectIndexes: [String: Int] = [:]
    private var questionIndexes: [String: Int] = [:]
    /// The kinds that the rule is for; empty where a pattern takes in others.
    private let kinds: [String]
    /// `let … each`: lists of which it is not known what is in them.
    private let derived: Set<Slot>
    /// A define is given any list.
    private let isOfDefine: Bool

    /// - Parameter rule: nil for the conditions of a define.
    init(of rule: CheckedRule?) {
        isOfDefine = rule == nil
        kinds = rule.map { $0.kinds.contains(where: \.hasWildcard) ? [] : $0.kinds.map(\.text) } ?? []
        derived = Set(
            rule?.bindings.compactMap { binding -> Slot? in
                switch binding.form {
                case .each: binding.slot
                case .expression(let expression): expression.isPlainPath ? nil : binding.slot
                }
            } ?? [])
    }

    /// A condition over the questions of this space.
    indirect enum Formula {
        case all([Formula])
        case any([Formula])
        case not(Formula)
        case question(Int)
    }

    mutating func formula(of condition: CheckedCondition) -> Formula {
        switch condition {
        case .all(let parts, _): return .all(parts.map { formula(of: $0) })
        case .any(let parts, _): return .any(parts.map { formula(of: $0) })
        case .not(let part, _): return .not(formula(of: part))
        case .test(let test):
            let question = Formula.question(question(of: test))
            return test.negated ? .not(question) : question
        case .quantified(let quantified): return .question(freeQuestion(quantified.place.canonicalText))
        case .call(let call): return .question(freeQuestion(call.place.canonicalText))
        }
    }

    private mutating func question(of test: CheckedTest) -> Int {
        let operands = test.predicate.operands
        let key = ([test.subject.place.canonicalText, test.predicate.words] + operands.map(\.place.canonicalText))
            .joined(separator: "\u{1F}")
        guard operands.allSatisfy({ $0.literalValue != nil }), let subject = subject(of: test.subject) else {
            return freeQuestion(key)
        }
        if let known = questionIndexes[key] { return known }
        var placed = test
        placed.subject = subject.expression
        placed.negated = false
        let index: Int
        if let known = subjectIndexes[subject.key] {
            index = known
        } else {
            index = subjects.count
            subjectIndexes[subject.key] = index
            subjects.append(Subject(sort: subject.sort, kinds: kinds))
        }
        let literals = operands.compactMap(\.literalValue) + subject.fallbacks
        subjects[index].constants += literals.flatMap(\.asElements) + literals
        subjects[index].readings.formUnion(test.subject.conversions)
        if let edge = test.predicate.edge {
            subjects[index].starts.formUnion(edge.starts)
            subjects[index].ends.formUnion(edge.ends)
        }
        questionIndexes[key] = questions.count
        questions.append(Question(subject: index, test: placed, mayBeDerived: isOfDefine))
        return questions.count - 1
    }

    private mutating func freeQuestion(_ key: String) -> Int {
        if let known = questionIndexes[key] { return known }
        questionIndexes[key] = questions.count
        questions.append(Question(subject: nil, test: nil))
        return questions.count - 1
    }

    // MARK: Subjects

    private struct FoundSubject {
        var key: String
        var sort: Subject.Sort
        /// The test's subject, with the place's value read from slot 0.
        var expression: CheckedExpression
        /// The values that a `default` gives.
        var fallbacks: [Value] = []
    }

    /// nil for what has no value of its own, or one of which more has to be known than what it is.
    private func subject(of expression: CheckedExpression) -> FoundSubject? {
        switch expression.form {
        case .fallback(let first, let second, let fallback):
            guard let value = second.literalValue, var found = subject(of: first) else { return nil }
            found.fallbacks.append(value)
            found.expression = CheckedExpression(
                .fallback(found.expression, second, fallback), type: expression.type, place: expression.place)
            return found
        case .convert(let inner, let conversion):
            guard var found = subject(of: inner) else { return nil }
            found.expression = CheckedExpression(
                .convert(found.expression, conversion), type: expression.type, place: expression.place)
            return found
        case .path(let path):
            guard !path.isSpread else { return nil }
            return found(expression, path.isKind ? .kind : .value)
        case .slot(let slot): return derived.contains(slot) ? nil : found(expression, .value)
        case .call(.count, _), .call(.length, _): return found(expression, .count)
        case .call(let function, let arguments) where function.reading != nil:
            guard let first = arguments.first, var found = subject(of: first) else { return nil }
            found.expression = CheckedExpression(
                .call(function, [found.expression]), type: expression.type, place: expression.place)
            return found
        case .call, .define, .literal, .parameter, .asOf, .resources: return nil
        }
    }

    private func found(_ expression: CheckedExpression, _ sort: Subject.Sort) -> FoundSubject {
        FoundSubject(
            key: expression.place.canonicalText, sort: sort,
            expression: Representative.expression(at: expression.place, type: expression.type))
    }
}

extension CheckedExpression {
    fileprivate var isPlainPath: Bool { if case .path(let path) = form { !path.isSpread } else { false } }
}

extension CheckedPath {
    fileprivate var isKind: Bool {
        if case .this = root, steps.count == 1, case .attribute(.kind, _) = steps[0] { true } else { false }
    }
}

extension SourcePlace {
    /// The text with one space wherever the layout has any, so that two ways to lay it out are one.
    var canonicalText: String {
        var text = ""
        var isInString = false
        var isEscaped = false
        var isComment = false
        for scalar in self.text.unicodeScalars {
            if isComment {
                isComment = scalar != "\n"
            } else if isInString {
                text.unicodeScalars.append(scalar)
                isInString = isEscaped || scalar != "\""
                isEscaped = scalar == "\\" && !isEscaped
            } else if scalar == "#" {
                isComment = true
            } else if scalar.properties.isWhitespace {
                if !text.isEmpty, !text.hasSuffix(" ") { text += " " }
            } else {
                isInString = scalar == "\""
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
