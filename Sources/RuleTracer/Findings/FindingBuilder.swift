import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// Makes findings of what decides a clause: asks the deciding tests again, each in its frame, for the values they saw.
struct FindingBuilder {
    /// Tests, and places of other resources, that one finding tells of.
    static let maximumTests = 4
    static let maximumRelated = 4

    let rule: BoundRule
    let ruleWords: RuleWords
    var evaluator: Evaluator
    /// nil for the rule's `for … where` and its `when`s.
    var clause: Int?
    var verdict: Verdict
    /// Whether labels are wanted for the texts of resource and rule.
    var draws = true
    /// What was seen at the tests of this finding.
    var seenTests: [SeenTest] = []

    mutating func findings(from evidence: [Evidence]) -> [Finding] {
        evidence.oncePerForeignRoot.map { evidence in
            finding(from: evidence) { $0.sentence(for: $1, untold: evidence.others.untold) }
        }
    }

    /// - Parameter words: tells why in plain words.
    mutating func finding(
        from evidence: Evidence, explained words: (inout FindingBuilder, Reason) -> String
    ) -> Finding {
        seenTests.removeAll(keepingCapacity: true)
        var report = FindingReport()
        let reason = withoutIdlePresence(evidence.reason)
        add(reason, to: &report)
        if draws, report.ruleExcerpts.isEmpty, let place = checkedClause?.place {
            report.mark(Excerpt(place, verdict.rawValue))
        }
        let explanation = words(&self, reason)
        let place = place(of: evidence, report)
        let marks = draws ? marks(around: place, report) : []
        return Finding(
            message: verdict == .fail ? message(in: evidence.frame) ?? explanation : explanation,
            explanation: explanation, clause: clause,
            verdict: verdict, causes: report.causes, path: place.path, missing: report.allMissing.first,
            allMissing: report.allMissing, tests: report.tests,
            parameters: report.parameters, related: report.allRelated,
            deciding: deciding(in: reason, besides: place.path, missing: report.allMissing.first),
            others: evidence.others,
            resourceMarks: marks,
            ruleExcerpts: report.ruleExcerpts)
    }

    private var checkedClause: CheckedClause? {
        clause.flatMap { rule.rule.clauses.indices.contains($0) ? rule.rule.clauses[$0] : nil }
    }

    /// The words of a clause that makes of something unknown what it is not: `if missing fail`.
    var fallback: String? {
        guard verdict != .unknown, let checkedClause else { return nil }
        if checkedClause.ifUnknownFail { return "if unknown fail" }
        return checkedClause.ifMissing.map { "if missing \($0.rawValue)" }
    }

    /// That of the deciding element, else of the first value that the deciding tests saw, else the resource.
    private func place(of evidence: Evidence, _ report: FindingReport) -> EvidencePlace {
        if let place = evidence.place { return place }
        return EvidencePlace(path: report.marks.first?.path ?? ResourcePath(.root))
    }

    /// The values that the tests saw at or inside the place stand for it; without any it stands for itself.
    private func marks(around place: EvidencePlace, _ report: FindingReport) -> [ResourceMark] {
        let isInside = { (mark: ResourceMark) in mark.path.isInside(place.path) }
        let isPlace = { (mark: ResourceMark) in mark.path == place.path }
        let inside = report.marks.filter(isPlace) + report.marks.filter { isInside($0) && !isPlace($0) }
        let outside = report.marks.filter { !isInside($0) }
        let asides = report.unmarkedAsides
        if !inside.isEmpty { return inside + outside + asides }
        let name = place.path.isWhole ? "this resource" : place.path.words
        // The resource as a whole is shown by its id.
        let idPath = ResourcePath(.root, of: .id)
        let own = asides.first { isPlace($0) || place.path.isWhole && $0.path == idPath }
        return [own ?? ResourceMark(path: place.path, label: name)] + outside + asides.filter { $0 != own }
    }

    /// `x is present and x is …`: that it is present goes without saying.
    private mutating func withoutIdlePresence(_ reason: Reason) -> Reason {
        guard case .together(let reasons) = reason else { return reason }
        var subjects: [ResourcePath?] = []
        for reason in reasons { subjects.append(subject(of: reason)) }
        let kept = zip(reasons, subjects).enumerated().filter { index, pair in
            guard case .test(let test) = pair.0, case .present = test.test.predicate, let path = pair.1 else {
                return true
            }
            return !subjects.enumerated().contains { $0.offset != index && $0.element == path }
        }
        return kept.count == 1 ? kept[0].element.0 : .together(kept.map(\.element.0))
    }

    /// Where the subject of a test stands.
    private mutating func subject(of reason: Reason) -> ResourcePath? {
        guard case .test(let test) = reason else { return nil }
        return seen(test).path
    }

    /// The clause's `else`; nil without one.
    private mutating func message(in frame: Frame) -> String? {
        guard let parts = checkedClause?.message, !parts.isEmpty else { return nil }
        var message = ""
        for part in parts {
            switch part {
            case .text(let text): message += text
            case .expression(let expression): message += plain(value(of: expression, in: frame))
            }
        }
        return message
    }

    /// A value inside of somebody's sentence: a parameter as it was written.
    private func plain(_ value: TracedValue) -> String {
        guard case .parameter(let index) = value.origin else { return ValueText.plain(value) }
        return rule.written(parameter: index) ?? ValueText.plain(value)
    }
}

/// What a test saw.
final class SeenTest {
    /// Of the deciding test.
    let number: Int
    let words: TestWords
    let subject: TracedValue
    /// Where it stands, where it is known and stands in the resource under test.
    let path: ResourcePath?
    /// Of a list, what of it decides; nil where that is nothing in it.
    let elements: DecidingElements?
    /// nil until somebody asks.
    var told: ToldTest?

    init(number: Int, words: TestWords, subject: TracedValue, path: ResourcePath?, elements: DecidingElements?) {
        self.number = number
        self.words = words
        self.subject = subject
        self.path = path
        self.elements = elements
    }
}

/// What is said of the subject of a test, and of what it asks.
final class ToldTest {
    /// The path of what a document holds, else the words of the rule.
    let name: String
    /// The value, or why it is not known.
    let text: String
    /// What is missing, where the value only stands in for it, or what the document has that stands for it.
    let source: String?
    /// What would have to be so.
    let wanted: PredicateWords

    init(name: String, text: String, source: String?, wanted: PredicateWords) {
        self.name = name
        self.text = text
        self.source = source
        self.wanted = wanted
    }
}

/// What a finding tells beside its place and its words, while it is gathered.
struct FindingReport {
    private static let maximumMarks = 6
    /// Of one place.
    private static let maximumGaps = 4

    /// Whether nobody reads more of it than the places.
    var isOfPlaces = false
    var testCount = 0
    var tests: [TestReport] = []
    var parameters: [ParameterUse] = []
    private(set) var related: [RelatedPlace] = []
    /// What ties other resources to the one under test; beside what is told of them.
    private var ties: [RelatedPlace] = []
    var allRelated: [RelatedPlace] { related + ties.filter { tie in !related.contains { $0.isSame(as: tie) } } }
    /// In the resource under test, in the order in which the tests saw them.
    private(set) var marks: [ResourceMark] = []
    /// Beside those, wherever the finding has its place.
    private var asides: [ResourceMark] = []
    var unmarkedAsides: [ResourceMark] { asides.filter { aside in !marks.contains { $0.path == aside.path } } }
    private(set) var ruleExcerpts: [Excerpt] = []
    private(set) var allMissing: [ResourcePath] = []
    var causes: UnknownCauses = []

    mutating func miss(_ path: ResourcePath) {
        if !allMissing.contains(path) { allMissing.append(path) }
    }

    mutating func use(_ parameter: ParameterUse) {
        if !parameters.contains(where: { $0.name == parameter.name }) { parameters.append(parameter) }
    }

    /// A value is marked once, with what was said of it first.
    mutating func mark(_ mark: ResourceMark) {
        if position(of: mark) == nil, marks.count < Self.maximumMarks { marks.append(mark) }
    }

    /// What is missing in a place: there may be several such.
    mutating func markGap(_ mark: ResourceMark) {
        guard let position = position(of: mark) else { return self.mark(mark) }
        let said = marks[position].label.split(separator: "\n")
        if said.count < Self.maximumGaps, !said.contains(mark.label[...]) { marks[position].label += "\n\(mark.label)" }
    }

    private func position(of mark: ResourceMark) -> Int? {
        marks.firstIndex { $0.path == mark.path && $0.target == mark.target }
    }

    mutating func markAside(_ mark: ResourceMark) {
        guard asides.count < Self.maximumMarks else { return }
        if !asides.contains(where: { $0.path == mark.path }) { asides.append(mark) }
    }

    /// A value of another resource is told once too, as what was said of it first.
    mutating func relate(_ place: RelatedPlace, _ label: @autoclosure () -> String) {
        guard related.count < FindingBuilder.maximumRelated,
            !related.contains(where: { $0.isSame(as: place) && $0.target == place.target })
        else { return }
        var place = place
        place.label = label()
        related.append(place)
    }

    mutating func tie(_ place: RelatedPlace) {
        if ties.count < FindingBuilder.maximumRelated, !ties.contains(where: { $0.isSame(as: place) }) {
            ties.append(place)
        }
    }

    mutating func mark(_ excerpt: Excerpt) {
        if !ruleExcerpts.contains(excerpt) { ruleExcerpts.append(excerpt) }
    }

    /// The calls of defines that lead to what is marked next, the rule's own first; that one is primary, what the defines
    /// say is secondary.
    mutating func markCalls(_ calls: [SourcePlace]) -> Excerpt.Style {
        for (index, call) in calls.reversed().enumerated() {
            mark(Excerpt(call, "called here", style: index == 0 ? .primary : .secondary))
        }
        return calls.isEmpty ? .primary : .secondary
    }
}

extension RelatedPlace {
    fileprivate func isSame(as other: RelatedPlace) -> Bool {
        path == other.path && resource.isSame(as: other.resource)
    }
}
