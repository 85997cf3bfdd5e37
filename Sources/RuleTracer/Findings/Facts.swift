import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// What is so, in plain words: why a condition holds, or why it leaves a resource out.
extension FindingBuilder {
    /// One finding of all that decides a condition; nil where nothing does.
    mutating func fact(from evidence: [Evidence]) -> Finding? {
        guard let first = evidence.first else { return nil }
        let reason = evidence.count == 1 ? first.reason : Reason.all(evidence.map(\.reason))
        let whole = Evidence(place: nil, reason: reason, frame: first.frame)
        return finding(from: whole) { $0.fact(for: $1) }
    }

    private mutating func fact(for reason: Reason) -> String {
        switch reason {
        case .test(let test): return fact(for: test)
        case .count(let count): return fact(for: count)
        case .unknown(let unknown):
            let clause = fallback.map { ", and the clause says '\($0)'" } ?? ""
            return sentence(for: unknown) + clause
        case .each(let reasons): return facts(for: reasons, joinedBy: "; and ")
        case .together(let reasons): return facts(for: reasons, joinedBy: ", and ")
        }
    }

    private mutating func facts(for reasons: [Reason], joinedBy separator: String) -> String {
        var facts: [String] = []
        for reason in reasons {
            let fact = fact(for: reason)
            if !facts.contains(fact) { facts.append(fact) }
        }
        return few(facts, separator)
    }

    /// `min_tls_version ("1.2") is one of ["1.2", "1.3"]`; where a value is what it is said to be, or is not there, it goes without
    /// saying.
    private mutating func fact(for deciding: DecidingTest) -> String {
        let expression = deciding.test.subject
        let subject = value(of: expression, in: deciding.frame)
        let name = name(of: subject, expression, in: deciding.frame)
        let words = words(for: deciding, isWanted: false).fact
        let isSaid =
            switch deciding.test.predicate {
            case .equal: deciding.holds
            case .present, .undetermined: true
            case .empty, .type, .oneOf, .ordered, .between, .within, .overlaps, .like, .older, .newer, .contains,
                .matches, .startsWith, .endsWith:
                false
            }
        if isSaid || subject.asValue.unknown != nil || expression.isLiteral { return "\(name) \(words)" }
        return "\(name) (\(text(of: subject))) \(words)"
    }

    // MARK: Counts

    private mutating func fact(for count: DecidingCount) -> String {
        let sources = count.quantified.sources.map { words(of: $0, in: count.frame) }.joined(separator: ", ")
        if count.total == 0 { return "there is nothing in \(sources) to ask" }
        if count.asked == 0 { return "the 'where' keeps none of \(Self.elements(count.total)) of \(sources)" }
        let left = count.asked < count.total ? " that the 'where' keeps, of \(count.total)" : ""
        let kept = "\(Self.elements(count.asked)) of \(sources)\(left)"
        if count.isVacuous {
            let inner = count.examples.first.map { ": \(fact(for: $0))" } ?? ""
            return "nothing is asked of the \(kept)\(inner)"
        }
        let asked = left.isEmpty ? kept : "\(kept),"
        let counting = "\(count.hits) of \(asked) \(count.hits == 1 ? "counts" : "count")"
        switch (count.quantified.quantifier, count.truth == .true) {
        case (.every, _):
            let idle = count.idle > 0 ? ", \(count.idle) of them with nothing to ask" : ""
            return count.asked == 1 ? "\(asked) satisfies it" : "all \(asked) satisfy it\(idle)"
        case (.some, _), (.no, _): return "none of \(asked) satisfies it"
        case (.atLeast(let bound), true): return "\(counting), and at least \(bound) had to"
        case (.atLeast(let bound), false): return "\(counting), fewer than \(bound)"
        case (.atMost(let bound), true): return "\(counting), and at most \(bound) may"
        case (.atMost(let bound), false): return "\(counting), more than \(bound)"
        case (.exactly(let bound), true): return "\(counting), and exactly \(bound) had to"
        case (.exactly(let bound), false): return "\(counting), and not \(bound)"
        }
    }

    private static func elements(_ count: Int) -> String { count == 1 ? "1 element" : "\(count) elements" }
}

extension DecidingCount {
    /// Elements that its body is asked of; a `where` alone is asked of all of them.
    var asked: Int { quantified.body == nil ? total : kept }

    /// Whether nothing was asked: there is no element, a `where` keeps none, or of none that it keeps there is anything to ask.
    var isVacuous: Bool { asked == idle }
}

extension Reason {
    /// Whether nothing was asked: what was asked beside it would have decided something.
    var isVacuous: Bool {
        switch self {
        case .count(let count): count.isVacuous
        case .test(let test): test.asksNothing
        case .unknown: false
        case .each(let reasons), .together(let reasons): reasons.allSatisfy(\.isVacuous)
        }
    }
}
