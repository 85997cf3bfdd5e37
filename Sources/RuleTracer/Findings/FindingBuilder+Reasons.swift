import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// From reasons to values, marks and excerpts.
extension FindingBuilder {
    mutating func add(_ reason: Reason, to report: inout FindingReport) {
        switch reason {
        case .test(let test): add(test, to: &report)
        case .count(let count): add(count, to: &report)
        case .unknown(let unknown): add(unknown, to: &report)
        case .each(let reasons): for reason in reasons { add(reason, to: &report) }
        case .together(let reasons):
            // There is not room for all: something of each comes first.
            for first in reasons.compactMap(\.alternatives.first) { add(first, to: &report) }
            for reason in reasons.flatMap({ $0.alternatives.dropFirst().prefix(Self.maximumTests) }) {
                add(reason, to: &report)
            }
        }
    }

    // MARK: Tests

    private mutating func add(_ deciding: DecidingTest, to report: inout FindingReport) {
        guard report.testCount < Self.maximumTests else { return }
        report.testCount += 1
        let seen = seen(deciding)
        mark(seen.subject, deciding.test.subject, in: deciding.frame, at: seen.path, &report)
        let uses = uses(in: deciding, &report)
        if let elements = seen.elements { mark(elements, &report) }
        markBindings(of: deciding, &report)
        for tie in deciding.ties { markTie(tie, &report) }
        if report.isOfPlaces { return }
        let told = told(deciding)
        addTest(
            deciding, seen, told, told.wanted.demand,
            label: ([deciding.truth.words] + uses).joined(separator: "\n"),
            &report)
    }

    private func addTest(
        _ deciding: DecidingTest, _ seen: SeenTest, _ told: ToldTest, _ expected: String,
        label: @autoclosure () -> String,
        _ report: inout FindingReport
    ) {
        let test = deciding.test
        report.tests.append(
            TestReport(
                subject: seen.words.subject, path: seen.path, actual: told.text, expected: expected,
                truth: deciding.truth, subjectPlace: test.subject.place, predicatePlace: test.predicatePlace))
        guard draws else { return }
        let style = report.markCalls(deciding.calls)
        if test.subject.place != test.predicatePlace { report.mark(Excerpt(test.subject.place, style: style)) }
        report.mark(Excerpt(test.predicatePlace, label(), style: style))
    }

    /// What a test saw, looked at once. A finding has few of them.
    mutating func seen(_ deciding: DecidingTest) -> SeenTest {
        if let seen = seenTests.first(where: { $0.number == deciding.number }) { return seen }
        let subject = deciding.subject
        let location = subject.isUnknown ? nil : subject.origin.location
        let seen = SeenTest(
            number: deciding.number, words: ruleWords.words(of: deciding.test), subject: subject,
            path: location.flatMap { $0.resource.isTested ? $0.path : nil },
            elements: decidingElements(of: deciding, subject))
        seenTests.append(seen)
        return seen
    }

    /// What is said of a test, once.
    mutating func told(_ deciding: DecidingTest) -> ToldTest {
        let seen = seen(deciding)
        if let told = seen.told { return told }
        let (expression, subject) = (deciding.test.subject, seen.subject)
        let gap = gap(filledBy: subject, expression, in: deciding.frame)
        let told = ToldTest(
            name: name(of: subject, expression, in: deciding.frame, at: seen.path),
            text: subject.isUnknown ? ValueText.quoted(subject) : text(of: subject, at: seen.path),
            source: gap.map { words(for: $0) } ?? source(of: subject), wanted: words(for: deciding, isWanted: true))
        seen.told = told
        return told
    }

    mutating func value(of expression: CheckedExpression, in frame: Frame) -> TracedValue {
        evaluator.inFrame(frame) { $0.value(of: expression) }
    }

    /// Labels a value where it stands, or where it should stand.
    ///
    /// - Parameter path: of a known one in the resource under test, where that is at hand.
    mutating func mark(
        _ value: TracedValue, _ expression: CheckedExpression, in frame: Frame, at path: ResourcePath? = nil,
        _ report: inout FindingReport
    ) {
        if let unknown = value.asValue.unknown {
            guard let root = unknown.roots.first else { return }
            let words = words(for: root, expression, in: frame)
            mark(root, named: words, &report)
        } else if let gap = value.origin.gap {
            let isRead = draws || !gap.place.resource.isTested
            let label = isRead ? label(of: gap, filledBy: value, expression, in: frame) : ""
            mark(gap, label, &report)
        } else if case .parameter = value.origin {
            markAside(value, expression, in: frame, &report)
        } else if let location = value.origin.location {
            let target: ResourceMark.Target = value.origin.isKey ? .head : .value
            if location.resource.isTested, !draws {
                report.mark(ResourceMark(path: path ?? location.path, label: "", target: target))
                return
            }
            let name = name(of: value, expression, in: frame)
            let source = source(of: value).map { ", \($0)" } ?? ""
            let label = "\(name) is \(text(of: value, to: ValueText.maximumLabel))\(source)"
            mark(location, label, at: target, &report)
        }
    }

    func mark(
        _ location: Location, _ label: @autoclosure () -> String, at target: ResourceMark.Target = .value,
        _ report: inout FindingReport
    ) {
        if location.resource.isTested {
            report.mark(mark(location.path, label(), target))
        } else {
            let place = RelatedPlace(
                resource: location.resource.resource, path: location.path, label: "", target: target)
            report.relate(place, label())
        }
    }

    /// A place in the resource under test, whose label nobody reads where nothing is drawn.
    private func mark(
        _ path: ResourcePath, _ label: @autoclosure () -> String, _ target: ResourceMark.Target = .value
    ) -> ResourceMark {
        ResourceMark(path: path, label: draws ? label() : "", target: target)
    }

    // MARK: Counts

    private mutating func add(_ count: DecidingCount, to report: inout FindingReport) {
        let uses = uses(in: count, &report)
        if draws {
            let style = report.markCalls(count.calls)
            let label = (["\(count.truth.words), \(count.share)"] + uses).joined(separator: "\n")
            report.mark(Excerpt(count.quantified.headPlace, label, style: style))
            if verdict == .pass { markIdle(in: count, &report) }
        }
        if let list = count.list, list.resource.isTested || count.gap != nil {
            let elements = count.total == 1 ? "1 element" : "\(count.total) elements"
            let isRead = draws || !list.resource.isTested
            let label = isRead ? "\(listName(of: count, at: list)) has \(elements)" : ""
            if let gap = count.gap {
                mark(gap, "\(words(for: gap, isLabel: true)), and so \(label)", &report)
            } else if !list.path.path.isRoot {
                report.mark(mark(list.path, label, .head))
            }
        }
        if draws { markJoined(count, &report) }
        markBindings(of: count, &report)
        for reason in count.tooFew {
            var nearby = FindingReport()
            nearby.isOfPlaces = true
            add(reason, to: &nearby)
            for place in nearby.related { report.tie(place) }
        }
        // Where nothing is drawn, of what the finding has its place at alone is anything read, and of other resources.
        let readsExamples = draws || report.marks.isEmpty || !rule.rule.inventoryKinds.isEmpty
        for reason in count.examples where readsExamples {
            var nearby = FindingReport()
            nearby.isOfPlaces = !draws
            add(reason, to: &nearby)
            for mark in nearby.marks.prefix(2) { report.mark(mark) }
            if count.isVacuous { for excerpt in nearby.ruleExcerpts { report.mark(excerpt) } }
            for place in nearby.related { report.relate(place, place.label) }
        }
    }

    private mutating func listName(of count: DecidingCount, at list: Location) -> String {
        count.derivedList.map { words(of: $0, in: count.frame) } ?? name(of: list)
    }

    /// Of what holds because no element was asked, the quantifiers that never came to their turn.
    private func markIdle(in count: DecidingCount, _ report: inout FindingReport) {
        guard count.asked == 0 else { return }
        for quantified in count.quantified.body?.quantifiers ?? [] {
            report.mark(Excerpt(quantified.headPlace, "never asked", style: .secondary))
        }
    }

    // MARK: What is not known

    private mutating func add(_ unknown: DecidingUnknown, to report: inout FindingReport) {
        let words = words(for: unknown)
        mark(unknown.root, named: words, &report)
        guard let deciding = unknown.test else {
            report.causes.formUnion(unknown.causes)
            guard draws else { return }
            let style = report.markCalls(unknown.calls)
            if let place = unknown.place {
                report.mark(Excerpt(place, label(of: .unknown(unknown.causes)), style: style))
            }
            return
        }
        if case .unknown(let causes) = deciding.truth { report.causes.formUnion(causes) }
        guard report.testCount < Self.maximumTests else { return }
        report.testCount += 1
        if report.isOfPlaces { return }
        let told = told(deciding)
        addTest(deciding, seen(deciding), told, told.wanted.fact, label: label(of: deciding.truth), &report)
    }

    /// What is not known, and what the clause makes of that.
    private func label(of truth: Truth) -> String {
        ([truth.words] + [fallback].compactMap(\.self)).joined(separator: "\n")
    }

    private func mark(_ root: UnknownRoot, named words: String?, _ report: inout FindingReport) {
        guard let location = root.location else { return }
        let sentence = { self.sentence(for: root, named: words, isLabel: true) }
        guard location.resource.isTested else { return mark(location, sentence(), &report) }
        if root.isMissing, let path = root.wantedLocation?.path { report.miss(path) }
        switch root.problem {
        case .missing:
            let first = root.firstMissing ?? location
            report.markGap(mark(location.path, "\(name(of: first)) is missing here", .head))
        case .notInDerived: report.mark(mark(location.path, sentence(), .head))
        case .duplicateKey(let key):
            let path = Location.step(location, .key(key)).path
            report.mark(mark(path, "\(path.words) stands here", .head))
            report.mark(mark(path, "and here again", .repeatedKey))
        case .null, .emptyList, .wrongType, .badData, .undetermined, .notCollected, .budget:
            report.mark(mark(location.path, sentence()))
        }
    }
}

extension DecidingCount {
    /// `1 of 3`; of those that a `where` keeps, or may keep.
    fileprivate var share: String {
        if total == 0 { return "there is none" }
        if kept == 0 || quantified.body == nil && quantified.rangesOverResources {
            if openlyKept > 0 { return "the 'where' may keep \(kept) of \(total), \(openlyKept) of them open" }
            return "the 'where' keeps \(kept == 0 ? "none" : "\(kept)") of \(total)"
        }
        let open = openlyKept > 0 ? ", \(openlyKept) of them open" : ""
        guard asked < total else { return "\(hits) of \(total)\(open)" }
        let left = total - asked
        return "\(quantified.quantifier == .every ? hits - left : hits) of \(asked)\(open), and \(left) left out"
    }
}

extension DecidingTest {
    var isOpen: Bool { if case .unknown = truth { true } else { false } }
}

extension Truth {
    /// `false`, `unknown: missing`
    fileprivate var words: String {
        switch self {
        case .true: "true"
        case .false: "false"
        case .unknown(let causes): causes.isEmpty ? "unknown" : "unknown: \(causes)"
        }
    }
}
