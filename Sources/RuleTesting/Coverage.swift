package import RuleChecker
import RuleSyntax
package import RuleTracer
package import SourceText

/// What the cases have seen of each rule, against what there is to see: each clause true and false, each quantifier empty and
/// not, each `where` and `when` both ways.
package struct Coverage: Sendable {
    /// One outcome that a rule can have, and whether a case has seen it.
    package struct Outcome: Hashable, Sendable {
        package var event: CoverageEvent
        package var isSeen: Bool
    }

    private var rules: [String: CheckedRule] = [:]
    /// By file, offset and what is asked, so that two runs of one file meet.
    private var seen: Set<Key> = []

    private struct Key: Hashable {
        var file: String
        var start: Int
        var question: CoverageQuestion
    }

    package init() {}

    package mutating func add(_ trace: RuleTrace, of rule: CheckedRule) {
        rules[rule.name.text] = rule
        for event in trace.coverage { seen.insert(Self.key(event)) }
    }

    package mutating func merge(_ other: Coverage) {
        rules.merge(other.rules) { first, _ in first }
        seen.formUnion(other.seen)
    }

    /// Every rule that a case has run, by name.
    package var ruleNames: [String] { rules.keys.sorted() }

    /// Every outcome of a rule, in the order of its text.
    package func outcomes(of name: String) -> [Outcome] {
        guard let rule = rules[name] else { return [] }
        return CoverageQuestion.events(of: rule).map { Outcome(event: $0, isSeen: seen.contains(Self.key($0))) }
    }

    /// Outcomes seen, and outcomes that there are.
    package func total(of name: String) -> (seen: Int, all: Int) {
        let outcomes = outcomes(of: name)
        return (outcomes.count { $0.isSeen }, outcomes.count)
    }

    private static func key(_ event: CoverageEvent) -> Key {
        Key(file: event.place.file.name, start: event.place.span.start, question: event.question)
    }
}

/// What is asked at a place, and with which answer.
enum CoverageQuestion: Hashable {
    case clause(Bool)
    case quantifier(Bool)
    case filter(Bool)
}

extension CoverageEvent {
    package var place: SourcePlace {
        switch self {
        case .clause(let place, _), .quantifier(let place, _), .filter(let place, _): place
        }
    }

    var question: CoverageQuestion {
        switch self {
        case .clause(_, let holds): .clause(holds)
        case .quantifier(_, let isEmpty): .quantifier(isEmpty)
        case .filter(_, let holds): .filter(holds)
        }
    }

    /// What has not been seen, in words.
    package var words: String {
        switch self {
        case .clause(_, let holds): "the condition was never \(holds)"
        case .quantifier(_, let isEmpty): isEmpty ? "the list was never empty" : "the list was never other than empty"
        case .filter(_, let holds): "the filter was never \(holds)"
        }
    }
}
