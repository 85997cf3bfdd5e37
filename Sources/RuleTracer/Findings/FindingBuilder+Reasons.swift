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
        case .each(let reasons), .together(let reasons):
            for reason in reasons { add(reason, to: &report) }
        }
    }

    // MARK: Tests

    private mutating func add(_ deciding: DecidingTest, to report: inout FindingReport) {
        guard report.tests.count < Self.maximumTests else { return }
        let test = deciding.test
        let subject = value(of: test.subject, in: deciding.frame)
        mark(subject, test.subject, &report)
        let uses = uses(in: deciding, &report)
        let expected = words(for: deciding, isWanted: true).demand
        addTest(deciding, subject, expected, label: ([deciding.truth.words] + uses).joined(separator: "\n"), &report)
    }

    private func addTest(
        _ deciding: DecidingTest, _ subject: TracedValue, _ expected: String, label: String,
        _ report: inout FindingReport
    ) {
        let test = deciding.test
        let location = subject.unknown == nil ? subject.origin.location : nil
        report.tests.append(
            TestReport(
                subject: RuleText.line(test.subject.place),
                path: location.flatMap { $0.resource.isTested ? $0.path : nil },
                actual: subject.unknown == nil ? text(of: subject) : ValueText.quoted(subject),
                expected: expected, truth: deciding.truth, subjectPlace: test.subject.place,
                predicatePlace: test.predicatePlace))
        let style = report.markCalls(deciding.calls)
        if test.subject.place != test.predicatePlace { report.mark(Excerpt(test.subject.place, style: style)) }
        report.mark(Excerpt(test.predicatePlace, label, style: style))
    }

    mutating func value(of expression: CheckedExpression, in frame: Frame) -> TracedValue {
        evaluator.inFrame(frame) { $0.value(of: expression) }
    }

    /// Labels a value where it stands, or where it should stand.
    private func mark(_ value: TracedValue, _ expression: CheckedExpression, _ report: inout FindingReport) {
        if let unknown = value.asValue.unknown {
            for root in unknown.roots.prefix(1) { mark(root, named: RuleText.line(expression.place), &report) }
        } else if let location = value.origin.location {
            mark(location, "\(name(of: value, expression)) is \(text(of: value))", &report)
        }
    }

    private func mark(_ location: Location, _ label: String, _ report: inout FindingReport) {
        if location.resource.isTested {
            report.mark(ResourceMark(path: location.path, label: label))
        } else if report.related.count < Self.maximumRelated {
            report.related.append(
                RelatedPlace(resource: location.resource.resource, path: location.path, label: label))
        }
    }

    // MARK: Parameters, lets and other values beside the subject

    /// A line for each: `["1.2", "1.3"], set by attachment prod-eu (attachments/prod.yaml:14)`.
    private mutating func uses(in deciding: DecidingTest, _ report: inout FindingReport) -> [String] {
        var lines: [String] = []
        for part in deciding.test.subject.parts {
            let value = value(of: part, in: deciding.frame)
            if let use = use(of: value) { lines.append(line(for: use, named: RuleText.line(part.place), &report)) }
        }
        let parts = deciding.test.predicate.operands.flatMap(\.parts)
        for part in parts {
            let value = value(of: part, in: deciding.frame)
            let name = RuleText.line(part.place)
            if let use = use(of: value) {
                lines.append(line(for: use, named: parts.count == 1 ? nil : name, &report))
                continue
            }
            lines.append("\(name) is \(ValueText.quoted(value))")
            if value.unknown == nil, !part.isFallback || value.isOfDocument { mark(value, part, &report) }
        }
        if deciding.test.predicate.readsClock { lines.append("as_of is \(ValueText.quoted(evaluator.clock))") }
        return lines.reduce(into: []) { unique, line in if !unique.contains(line) { unique.append(line) } }
    }

    /// The parameter that a value is.
    private func use(of value: TracedValue) -> ParameterUse? {
        guard case .parameter(let index) = value.origin, rule.parameters.indices.contains(index),
            rule.rule.parameters.indices.contains(index)
        else { return nil }
        let bound = rule.parameters[index]
        return ParameterUse(
            name: rule.rule.parameters[index].name.text, value: bound.value, origin: bound.origin, place: bound.place)
    }

    private func line(for use: ParameterUse, named name: String?, _ report: inout FindingReport) -> String {
        if !report.parameters.contains(where: { $0.name == use.name }) { report.parameters.append(use) }
        return "\(name.map { "\($0) is " } ?? "")\(ValueText.quoted(use.value)), \(use.originText)"
    }

    // MARK: Counts

    private mutating func add(_ count: DecidingCount, to report: inout FindingReport) {
        let words = count.truth.words
        let label = count.total == 0 ? "\(words), there is none" : "\(words), \(count.hits) of \(count.total)"
        let style = report.markCalls(count.calls)
        report.mark(Excerpt(count.quantified.headPlace, label, style: style))
        if let list = count.list, list.resource.isTested, !list.path.path.isRoot {
            let name = count.derivedListPlace.map(RuleText.line) ?? "\(list.path)"
            let elements = count.total == 1 ? "1 element" : "\(count.total) elements"
            report.mark(ResourceMark(path: list.path, label: "\(name) has \(elements)", target: .head))
        }
        for reason in count.nearMisses {
            var nearby = FindingReport()
            add(reason, to: &nearby)
            for mark in nearby.marks.prefix(2) { report.mark(mark) }
            report.related += nearby.related.prefix(max(0, Self.maximumRelated - report.related.count))
        }
    }

    // MARK: What is not known

    private mutating func add(_ unknown: DecidingUnknown, to report: inout FindingReport) {
        mark(unknown.root, named: unknown.test.map { RuleText.line($0.test.subject.place) }, &report)
        guard let deciding = unknown.test else {
            report.causes.formUnion(unknown.causes)
            let style = report.markCalls(unknown.calls)
            if let place = unknown.place {
                report.mark(Excerpt(place, Truth.unknown(unknown.causes).words, style: style))
            }
            return
        }
        if case .unknown(let causes) = deciding.truth { report.causes.formUnion(causes) }
        guard report.tests.count < Self.maximumTests else { return }
        let subject = value(of: deciding.test.subject, in: deciding.frame)
        let question = words(for: deciding, isWanted: true).fact
        addTest(deciding, subject, question, label: deciding.truth.words, &report)
    }

    private func mark(_ root: UnknownRoot, named words: String?, _ report: inout FindingReport) {
        guard let location = root.location else { return }
        let sentence = sentence(for: root, named: words)
        guard location.resource.isTested else { return mark(location, sentence, &report) }
        if root.isMissing, report.missing == nil { report.missing = root.wantedLocation?.path }
        switch root.problem {
        case .missing:
            let name = name(of: root.firstMissing ?? location)
            report.mark(ResourceMark(path: location.path, label: "\(name) is missing here", target: .head))
        case .notInDerivedList: report.mark(ResourceMark(path: location.path, label: sentence, target: .head))
        case .duplicateKey(let key):
            let path = Location.step(location, .key(key)).path
            report.mark(ResourceMark(path: path, label: "\(path) stands here", target: .head))
            report.mark(ResourceMark(path: path, label: "and here again", target: .repeatedKey))
        case .null, .emptyList, .wrongType, .badData, .undetermined, .notCollected, .budget:
            report.mark(ResourceMark(path: location.path, label: sentence))
        }
    }
}

extension TracedValue {
    /// Whether it stands in a document as it is.
    fileprivate var isOfDocument: Bool { if case .at = origin { true } else { false } }
}

extension CheckedExpression {
    fileprivate var isFallback: Bool { if case .fallback = form { true } else { false } }
}

extension ParameterUse {
    /// `set by attachment prod-eu (attachments/prod.yaml:14)`
    fileprivate var originText: String {
        let position = place.map { " (\($0.file.name):\($0.position.line))" } ?? ""
        switch origin {
        case .ruleDefault: return "default of the rule"
        case .profile(let name): return "set by profile \(name)\(position)"
        case .attachment(let name): return "set by attachment \(name)\(position)"
        case .testCase(let name): return "set by case '\(name)'\(position)"
        }
    }
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
