import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// What a test holds its subject against: parameters with who set them, `let`s, the clock, other values of documents.
extension FindingBuilder {
    /// A line for each: `["1.2", "1.3"], set by attachment prod-eu (attachments/prod.yaml:14)`.
    mutating func uses(in deciding: DecidingTest, _ report: inout FindingReport) -> [String] {
        let words = seen(deciding).words
        let parts = words.operandParts
        if !draws, words.subjectParts.isEmpty, parts.isEmpty { return [] }
        var lines: [String] = []
        for part in words.subjectParts {
            let value = value(of: part, in: deciding.frame)
            guard let use = use(of: value) else { continue }
            report.use(use)
            if draws { lines.append(line(for: use, named: RuleText.line(part.place))) }
        }
        for part in parts {
            let value = value(of: part, in: deciding.frame)
            if let use = use(of: value) {
                report.use(use)
                if draws { lines.append(line(for: use, named: parts.count == 1 ? nil : RuleText.line(part.place))) }
                markAside(value, part, in: deciding.frame, &report)
                continue
            }
            if draws {
                let text = ValueText.quoted(value, to: ValueText.maximumLabel)
                lines.append("\(RuleText.line(part.place)) is \(text)")
            }
            guard value.unknown == nil else { continue }
            if part.isFallback, value.origin.ownLocation == nil {
                markAside(value, part, in: deciding.frame, &report)
            } else {
                mark(value, part, in: deciding.frame, &report)
            }
        }
        lines += uses(
            of: partsBehind(words.subjectParts + parts, in: deciding.frame), in: deciding.frame, &report)
        if draws, let age = deciding.test.predicate.age { lines += clock(before: value(of: age, in: deciding.frame)) }
        return lines.reduce(into: []) { unique, line in if !unique.contains(line) { unique.append(line) } }
    }

    /// The parameters that a quantifier reads, with who set each, wherever in it they stand.
    mutating func uses(in count: DecidingCount, _ report: inout FindingReport) -> [String] {
        let parts = count.quantified.parts
        return uses(of: parts + partsBehind(parts, in: count.frame), in: count.frame, &report)
    }

    private mutating func uses(
        of parts: [CheckedExpression], in frame: Frame, _ report: inout FindingReport
    ) -> [String] {
        var lines: [String] = []
        for part in parts {
            switch part.form {
            case .parameter, .slot:
                guard let use = use(of: value(of: part, in: frame)) else { continue }
                report.use(use)
                let line = draws ? line(for: use, named: RuleText.line(part.place)) : ""
                if draws, !lines.contains(line) { lines.append(line) }
            case .literal, .asOf, .path, .fallback, .call, .define, .resources, .convert: continue
            }
        }
        return lines
    }

    /// What the rule's `let`s among them are made of, and those among that.
    private func partsBehind(_ parts: [CheckedExpression], in frame: Frame) -> [CheckedExpression] {
        guard frame.isRule, !rule.rule.bindings.isEmpty else { return [] }
        var found: [CheckedExpression] = []
        var open = parts
        var seen: Set<Slot> = []
        while let part = open.popLast() {
            guard case .slot(let slot) = part.form, seen.insert(slot).inserted,
                let binding = rule.rule.bindings.first(where: { $0.slot == slot })
            else { continue }
            found += binding.parts
            open += binding.parts
        }
        return found
    }

    /// The clock, and the instant that something is held against that is older or newer than so much.
    private func clock(before age: TracedValue) -> [String] {
        let line = "as_of is \(ValueText.quoted(evaluator.clock))"
        guard case .instant(let now) = evaluator.clock.content, case .span(let span) = age.content,
            let bound = now - span
        else { return [line] }
        return ["\(line); \(span) before it is \(Value.instant(bound).quoted)"]
    }

    /// What `let`s a test reads stand for, each where it is written; and the resources that stand behind those.
    mutating func markBindings(of deciding: DecidingTest, _ report: inout FindingReport) {
        guard deciding.frame.isRule, !rule.rule.bindings.isEmpty else { return }
        let expressions = [deciding.test.subject] + deciding.test.predicate.operands
        let slots = Set(expressions.flatMap(\.slots))
        let behind = Set(partsBehind(expressions.flatMap(\.parts), in: deciding.frame).flatMap(\.slots))
        markBindings(slots, behind: behind.union(deciding.lists), in: deciding.frame, &report)
    }

    /// The same of the lists that a quantifier ranges over.
    mutating func markBindings(of count: DecidingCount, _ report: inout FindingReport) {
        guard count.frame.isRule, !rule.rule.bindings.isEmpty else { return }
        markBindings([], behind: Set(count.quantified.listSlots), in: count.frame, &report)
    }

    /// - Parameter behind: of those, what collects resources.
    private mutating func markBindings(
        _ slots: Set<Slot>, behind: Set<Slot>, in frame: Frame, _ report: inout FindingReport
    ) {
        for binding in rule.rule.bindings
        where slots.contains(binding.slot) || binding.collectsResources && behind.contains(binding.slot) {
            let value = evaluator.inFrame(frame) { $0.value(in: binding.slot) }
            markResources(of: binding, value, in: frame, &report)
            guard draws else { continue }
            let place = SourcePlace(rule.rule.file, binding.name.span)
            let isEmpty = value.list?.isEmpty == true
            let sought = isEmpty ? partners(of: binding, in: frame).map { ": \($0.words)" } : nil
            let label = label(of: value, called: binding.name.text) + (sought ?? "")
            report.mark(Excerpt(place, label, style: .secondary))
        }
    }

    /// A list or map that stands in a document is its place; elements of several places are named one by one.
    private func label(of value: TracedValue, called name: String) -> String {
        if let location = value.placeAsWhole { return "\(name) is \(self.name(of: location))" }
        guard let list = value.list, case .derived(let elements) = list.storage, !elements.isEmpty else {
            return "\(name) is \(ValueText.quoted(value, to: ValueText.maximumLabel))"
        }
        let locations = elements.compactMap { element in
            if case .at(let location) = element.origin { return self.name(of: location) }
            return element.placeAsWhole.map { self.name(of: $0) }
        }
        guard locations.count == elements.count else {
            return "\(name) is \(ValueText.quoted(value, to: ValueText.maximumLabel))"
        }
        let more = locations.count - Self.maximumRelated
        let shown = locations.prefix(Self.maximumRelated) + (more > 0 ? ["\(more) more"] : [])
        return "\(name) holds \(shown.joined(separator: ", "))"
    }

    /// The parameter that a value is.
    private func use(of value: TracedValue) -> ParameterUse? {
        guard case .parameter(let index) = value.origin, rule.parameters.indices.contains(index),
            rule.rule.parameters.indices.contains(index)
        else { return nil }
        let bound = rule.parameters[index]
        return ParameterUse(
            name: rule.rule.parameters[index].name.text, value: bound.value,
            written: rule.written(parameter: index), origin: bound.origin, place: bound.place)
    }

    private func line(for use: ParameterUse, named name: String?) -> String {
        "\(name.map { "\($0) is " } ?? "")\(use.valueText), \(use.originText)"
    }
}

extension TracedValue {
    /// Where a list or map stands that a way leads to; what a function just made is shown by what it holds.
    fileprivate var placeAsWhole: Location? {
        guard kind == .list || kind == .map, let location = origin.ownLocation else { return nil }
        if case .made = location.way { return nil }
        return location
    }
}

extension ParameterUse {
    /// A span as it is written, a quantity in quotes.
    fileprivate var valueText: String {
        guard let written else { return ValueText.quoted(value) }
        if case .span = value { return written }
        return JSONText.quoted(written)
    }

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
