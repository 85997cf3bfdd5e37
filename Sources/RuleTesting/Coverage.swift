package import RuleChecker
import RuleSyntax
package import RuleTracer
package import SourceText

/// What the cases have seen of each rule, against what there is to see: each clause true, false and unknown, each part of an `all` or
/// `any` and each `where` and `when` both ways, each quantifier empty and not; and the same of each define that they call, whichever of
/// them calls it.
package struct Coverage: Sendable {
    /// One outcome that a rule can have, and how many of the cases' resources have shown it.
    package struct Outcome: Hashable, Sendable {
        package var event: CoverageEvent
        package var count: Int

        package var isSeen: Bool { count > 0 }
    }

    private var known: [RuleKey: CheckedRule] = [:]
    /// By file, offset and what is asked, so that two runs of one file meet.
    private var seen: [Key: Int] = [:]
    /// How often each rule was run.
    private var runs: [RuleKey: Int] = [:]

    /// Rules of two packs may have one name.
    private struct RuleKey: Hashable {
        var file: String
        var name: String

        init(_ rule: CheckedRule) {
            file = rule.file.name
            name = rule.name.text
        }
    }

    private struct Key: Hashable {
        var file: String
        var start: Int
        var question: CoverageQuestion
    }

    package init() {}

    /// A rule that cases may run, or not.
    package mutating func add(_ rule: CheckedRule) { known[RuleKey(rule)] = rule }

    package mutating func add(_ trace: RuleTrace, of rule: CheckedRule) {
        add(rule)
        runs[RuleKey(rule), default: 0] += 1
        for event in trace.coverage { seen[Self.key(event), default: 0] += 1 }
    }

    package mutating func merge(_ other: Coverage) {
        known.merge(other.known) { first, _ in first }
        runs.merge(other.runs, uniquingKeysWith: +)
        seen.merge(other.seen, uniquingKeysWith: +)
    }

    /// Every rule, by name and file.
    package var rules: [CheckedRule] {
        known.sorted { ($0.key.name, $0.key.file) < ($1.key.name, $1.key.file) }.map(\.value)
    }

    /// How often the cases ran a rule.
    package func runCount(of rule: CheckedRule) -> Int { runs[RuleKey(rule), default: 0] }

    /// What has outcomes of its own.
    package enum Subject: Sendable {
        case rule(CheckedRule)
        case define(CheckedDefine)

        package var name: String {
            switch self {
            case .rule(let rule): rule.name.text
            case .define(let define): "define \(define.name)"
            }
        }

        package var place: SourcePlace {
            switch self {
            case .rule(let rule): SourcePlace(rule.file, rule.name.span)
            case .define(let define): define.place
            }
        }

        fileprivate var events: [CoverageEvent] {
            switch self {
            case .rule(let rule): CoverageQuestion.events(of: rule)
            case .define(let define): CoverageQuestion.events(of: define)
            }
        }
    }

    /// Every rule, and every define that one of them calls, by file and place.
    package var subjects: [Subject] { rules.map(Subject.rule) + defines.map(Subject.define) }

    private var defines: [CheckedDefine] {
        var defines: [CheckedDefine] = []
        for define in rules.flatMap(\.calledDefines)
        where !defines.contains(where: { $0.place.isSamePlace(as: define.place) }) {
            defines.append(define)
        }
        return defines.sorted {
            ($0.place.file.name, $0.place.span.start) < ($1.place.file.name, $1.place.span.start)
        }
    }

    /// How often the cases ran a rule, or how often what a define says was known.
    package func runCount(of subject: Subject) -> Int {
        switch subject {
        case .rule(let rule): runCount(of: rule)
        case .define(let define):
            outcomes(of: .define(define)).filter { outcome in
                if case .condition(let body) = define.body { outcome.event.isBody(at: body.place) } else { false }
            }.reduce(0) { $0 + $1.count }
        }
    }

    /// Every outcome, in the order of the text.
    package func outcomes(of subject: Subject) -> [Outcome] {
        subject.events.map { Outcome(event: $0, count: seen[Self.key($0), default: 0]) }
    }

    /// Outcomes seen, and outcomes that there are.
    package func total(of subject: Subject) -> (seen: Int, all: Int) {
        let outcomes = outcomes(of: subject)
        return (outcomes.count { $0.isSeen }, outcomes.count)
    }

    private static func key(_ event: CoverageEvent) -> Key {
        Key(file: event.place.file.name, start: event.place.span.start, question: event.question)
    }
}

/// What is asked at a place, and with which answer.
enum CoverageQuestion: Hashable {
    case clause(CoverageEvent.Outcome)
    case branch(Bool)
    case quantifier(Bool)
    case body(Bool)
    case filter(Bool)
}

extension CoverageEvent {
    package var place: SourcePlace {
        switch self {
        case .clause(let place, _), .branch(let place, _), .quantifier(let place, _), .body(let place, _),
            .filter(let place, _):
            place
        }
    }

    fileprivate func isBody(at place: SourcePlace) -> Bool {
        if case .body = self { self.place == place } else { false }
    }

    var question: CoverageQuestion {
        switch self {
        case .clause(_, let outcome): .clause(outcome)
        case .branch(_, let holds): .branch(holds)
        case .quantifier(_, let isEmpty): .quantifier(isEmpty)
        case .body(_, let holds): .body(holds)
        case .filter(_, let holds): .filter(holds)
        }
    }

    /// What has not been seen, in words.
    package var words: String {
        switch self {
        case .clause(_, let outcome): "the condition was never \(outcome.rawValue)"
        case .branch(_, let holds): "the part was never \(holds)"
        case .body(_, let holds): "what is asked was never \(holds)"
        case .quantifier(_, let isEmpty): isEmpty ? "the list was never empty" : "the list was never other than empty"
        case .filter(_, let holds): "the filter was never \(holds)"
        }
    }
}

extension SourcePlace {
    /// In files that were read more than once, too.
    fileprivate func isSamePlace(as other: SourcePlace) -> Bool { file.name == other.file.name && span == other.span }
}
