import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// What is wrong, in plain words.
extension FindingBuilder {
    /// Reasons that one sentence tells.
    static let maximumReasons = 3
    /// Reasons that are read for it: what two say alike is told once.
    private static let maximumRead = 12

    /// What a sentence says: of whom, and what has to be. Two in a row about the same are drawn together.
    private struct Statement: Equatable {
        /// `min_tls_version is "1.1"`
        var fact: String
        /// `must be one of ["1.2", "1.3"]`; nil where the fact is all.
        var demand: String?

        var words: String { demand.map { .together(fact, ", and ", $0) } ?? fact }
    }

    /// - Parameter untold: elements that decide as well, and are not among the reasons.
    mutating func sentence(for reason: Reason, untold: Int = 0) -> String {
        if case .each(let nested) = reason { return sentence(forEach: nested, untold: untold) }
        let sentence = sentence(for: reason)
        return untold > 0 ? "\(sentence); \(untold) more" : sentence
    }

    private mutating func sentence(forEach nested: [Reason], untold: Int) -> String {
        let reasons = nested.flatMap(\.alternatives)
        let read = reasons.prefix(Self.maximumRead)
        let statements = read.map { statement(for: $0) }
        return joined(statements, "; ", ", and ", unread: reasons.count - read.count + untold)
    }

    private mutating func sentence(for reason: Reason) -> String {
        switch reason {
        case .each(let nested): return sentence(forEach: nested, untold: 0)
        case .together(let reasons):
            guard let facts = jointFacts(of: reasons) else {
                let statements = reasons.tellingEachGapOnce.map { statement(for: $0) }
                return joined(statements, "; or ", ", or ")
            }
            return "\(few(facts, " and ")), which must not \(facts.count == 2 ? "both" : "all") be so"
        case .test, .count, .unknown: return statement(for: reason).words
        }
    }

    private func joined(
        _ statements: [Statement], _ separator: String, _ sameFactSeparator: String, unread: Int = 0
    ) -> String {
        var sentences: [(fact: String, text: String)] = []
        for (index, statement) in statements.enumerated() where statements.firstIndex(of: statement) == index {
            if let demand = statement.demand, let last = sentences.last, last.fact == statement.fact {
                sentences[sentences.count - 1].text = "\(last.text)\(sameFactSeparator)\(demand)"
            } else {
                sentences.append((statement.fact, statement.words))
            }
        }
        return few(sentences.map(\.text), separator, unread: unread)
    }

    private mutating func statement(for reason: Reason) -> Statement {
        switch reason {
        case .test(let test): statement(for: test)
        case .count(let count): Statement(fact: sentence(for: count))
        case .unknown(let unknown): Statement(fact: sentence(for: unknown))
        case .each, .together:
            // What is enough stands apart from what is due beside it.
            Statement(fact: { $0.contains("; ") ? "(\($0))" : $0 }(sentence(for: reason)))
        }
    }

    /// `a is 1` for each test that is true where it must not be; nil when there are other reasons.
    private mutating func jointFacts(of reasons: [Reason]) -> [String]? {
        var facts: [String] = []
        for reason in reasons {
            guard let fact = jointFact(of: reason) else { return nil }
            facts.append(fact)
        }
        return facts
    }

    private mutating func jointFact(of reason: Reason) -> String? {
        switch reason {
        case .test(let test):
            guard test.truth == .true else { return nil }
            switch test.test.predicate {
            case .present, .equal, .type, .empty, .undetermined: return fact(of: test)
            case .oneOf, .ordered, .between, .within, .overlaps, .like, .older, .newer, .contains, .matches,
                .startsWith,
                .endsWith:
                let told = told(test)
                return "\(told.name) (\(told.text)) \(words(for: test, isWanted: false).fact)"
            }
        case .each(let nested):
            let unread = max(0, nested.count - Self.maximumRead)
            return jointFacts(of: Array(nested.prefix(Self.maximumRead))).map { "(\(few($0, "; ", unread: unread)))" }
        case .count, .unknown, .together: return nil
        }
    }

    /// The first few, and how many more there are, with those that were not even read.
    func few(_ facts: [String], _ separator: String, unread: Int = 0) -> String {
        let more = max(0, facts.count - Self.maximumReasons) + unread
        return (facts.prefix(Self.maximumReasons) + (more > 0 ? ["\(more) more"] : [])).joined(separator: separator)
    }

    // MARK: Tests

    /// `min_tls_version is "1.1", and must be one of ["1.2", "1.3"]`
    private mutating func statement(for deciding: DecidingTest) -> Statement {
        let told = told(deciding)
        let seen = seen(deciding)
        var demand = told.wanted.demand
        if let elements = seen.elements { demand += words(for: elements) }
        let isConstant = deciding.test.subject.isLiteral
        let isEqual = if case .equal = deciding.test.predicate { deciding.holds } else { false }
        // What it is goes without saying.
        if isConstant || isEqual {
            return Statement(fact: .together(told.name, told.sourceWords, " ", demand))
        }
        return Statement(fact: fact(of: deciding), demand: demand)
    }

    private mutating func fact(of deciding: DecidingTest) -> String {
        let told = told(deciding)
        let (subject, name) = (seen(deciding).subject, told.name)
        if let root = subject.asValue.unknown?.roots.first {
            if case .null = root.problem { return "\(name) is null" }
            if case .undetermined = root.problem { return sentence(for: root, named: name) }
            return "\(name) is missing"
        }
        switch deciding.test.predicate {
        case .present where subject.list != nil || subject.map != nil: return "\(name) is present"
        case .empty:
            guard let count = subject.list?.count ?? subject.map?.members.count, count > 0 else { break }
            // What it is not known of whether it belongs to the list is an element of it all the same.
            let unsure = subject.list.flatMap { list in
                list.unknownOfDerived.map { _ in list.count { $0.unknown != nil } }
            }
            let sure = count - (unsure ?? 0)
            let words = sure == 1 ? "1 element" : "\(sure) elements"
            return "\(name) has \(unsure == nil ? "" : "at least ")\(words)\(told.sourceWords)"
        case .present, .type, .undetermined, .equal, .oneOf, .ordered, .between, .within, .overlaps, .like, .older,
            .newer, .contains,
            .matches, .startsWith, .endsWith:
            break
        }
        return .together(name, " is ", told.text, told.sourceWords)
    }

    /// What the predicate says now, or what it would have to say.
    mutating func words(for deciding: DecidingTest, isWanted: Bool) -> PredicateWords {
        let holds = deciding.holds != isWanted
        let known = seen(deciding).words
        guard known.isConstant else { return words(of: deciding, holds: holds) }
        return known.predicate(holds: holds) { words(of: deciding, holds: holds) }
    }

    private mutating func words(of deciding: DecidingTest, holds: Bool) -> PredicateWords {
        let operands = deciding.test.predicate.operands.map { operand($0, in: deciding.frame) }
        return PredicateWords(deciding.test.predicate, holds: holds, operands: operands)
    }

    /// A constant by its value; anything else by its name and its value.
    private mutating func operand(_ expression: CheckedExpression, in frame: Frame) -> String {
        let value = value(of: expression, in: frame)
        switch value.origin {
        case .parameter(let index): return written(ofParameter: index, value) ?? ValueText.quoted(value)
        case .rule: return written(at: expression, value) ?? ValueText.quoted(value)
        case .at, .inside, .from, .key, .standIn:
            let name = name(of: value, expression, in: frame)
            // What is not known is in brackets as it is.
            guard value.unknown == nil else { return "\(name) \(text(of: value))" }
            return "\(name) (\(text(of: value))\(value.origin.gap.map { "; \(words(for: $0))" } ?? ""))"
        }
    }

    /// The path of what a document holds, or of what is made of that; else the words of the rule.
    ///
    /// - Parameter path: where it stands in the resource under test, where that is known.
    mutating func name(
        of value: TracedValue, _ expression: CheckedExpression, in frame: Frame, at path: ResourcePath? = nil
    ) -> String {
        if let root = value.asValue.unknown?.roots.first {
            return root.wantedLocation.map { name(of: $0) } ?? words(of: expression, in: frame)
        }
        guard let location = value.origin.ownLocation else { return words(of: expression, in: frame) }
        if let path, case .at = value.origin { return path.words }
        return name(of: location)
    }

    func name(of location: Location) -> String {
        let name = location.name
        let path = name.words
        // A label may have several lines; a name from a file may not make any.
        if location.resource.isTested { return path }
        let id = VisibleText.line(location.resource.resource.id)
        return name.isWhole ? id : "\(path) of \(id)"
    }

    /// A value as its document writes it: a text that was read as an address is shown as text.
    ///
    /// - Parameter path: where it stands, where that is known.
    func text(
        of value: TracedValue, at path: ResourcePath? = nil, to maximum: Int = ValueText.maximumText
    ) -> String {
        // A text of a document is what it was read as.
        guard let location = value.writtenLocation else { return ValueText.quoted(value, to: maximum) }
        let resource = location.resource.resource
        let path = path ?? location.path
        let start = path.attribute.map(resource.node) ?? resource.propertiesNode
        let written = start[path.path].map { TracedValue($0, value.origin) }
        return ValueText.quoted(written ?? value, to: maximum)
    }

    // MARK: Counts

    private mutating func sentence(for count: DecidingCount) -> String {
        let quantified = count.quantified
        let gap = count.gap.map { " (\(self.words(for: $0)))" } ?? ""
        let words = self.words(of: quantified, in: count.frame).withoutWords(quantified.quantifier.wordCount) + gap
        var found = count.hits == 0 ? "there is no" : count.hits == 1 ? "there is 1" : "there are \(count.hits)"
        found += " \(words)"
        if count.isShortfall, let partners = partners(of: count), partners.count == 0 || partners.isAll {
            found = partners.words
        }
        switch (quantified.quantifier, count.truth == .true) {
        case (.some, _), (.no, _): return "\(found), and there must be one"
        case (.every, _): return "every \(words), which must not be so"
        case (.atLeast(let bound), false): return "\(found), and there must be at least \(bound)"
        case (.atLeast(let bound), true): return "\(found), and there must be fewer than \(bound)"
        case (.atMost(let bound), false): return "\(found), and there must be at most \(bound)"
        case (.atMost(let bound), true): return "\(found), and there must be more than \(bound)"
        case (.exactly(let bound), false): return "\(found), and there must be exactly \(bound)"
        case (.exactly, true): return "\(found), and there must be another number of them"
        }
    }

    // MARK: What is not known

    mutating func sentence(for unknown: DecidingUnknown) -> String {
        let words = words(for: unknown)
        return sentence(for: unknown.root, named: words)
    }

    /// `rules[3].port is missing`; the words of the rule name a value that stands in no document.
    ///
    /// - Parameter isLabel: it stands under the value itself.
    func sentence(for root: UnknownRoot, named words: String?, isLabel: Bool = false) -> String {
        let name = root.wantedLocation.map { self.name(of: $0) } ?? words ?? "a value"
        switch root.problem {
        case .missing:
            guard let first = root.firstMissing.map({ self.name(of: $0) }), root.wantedLocation != nil, first != name
            else { return "\(name) is missing" }
            return "\(name) is missing: there is no \(first)"
        case .notInDerived: return "\(name) is missing"
        case .null: return "\(name) is null"
        case .emptyList: return "\(name) is an empty list, without a first or last element"
        case .wrongType(let found, let text, let wanted):
            if root.location == nil { return "\(text) is \(found), where \(wanted) is due" }
            let isTooLong = isLabel && text.unicodeScalars.count > ValueText.maximumLabel
            return "\(name) is \(found), \(isTooLong ? "" : "\(text), ")where \(wanted) is due"
        case .badData(let text, let wanted):
            if root.location == nil { return "\(text) is not \(wanted)" }
            let text = isLabel ? ValueText.cut(text, to: ValueText.maximumLabel) : text
            return "\(name) is \(text), which is not \(wanted)"
        case .duplicateKey: return "\(name) stands twice"
        case .undetermined(_, isLeftOut: true):
            let words = "\(name) is not known yet"
            if isLabel { return words }
            return "\(words): nobody wrote it, and the provider decides it after apply; write it to settle it"
        case .undetermined(let value, isLeftOut: false):
            return "\(name) is not known yet: \(ValueText.cut(Value.string(value).description))"
        case .notCollected(let kind, nil): return "resources of \(kind) were not collected"
        case .notCollected(let kind, let refused?):
            return "not all resources of \(kind) could be read"
                + (refused.place.map { ": one at \($0) is left out" } ?? "")
        case .budget(let pattern): return "\(name) takes too many steps to match \(ValueText.cut(pattern))"
        }
    }
}

extension ToldTest {
    /// ` (retries is missing)`
    fileprivate var sourceWords: String { source.map { " (\($0))" } ?? "" }
}

extension [Reason] {
    /// Of what is missing for want of the same value the first alone.
    fileprivate var tellingEachGapOnce: [Reason] {
        var gaps: Set<ResourcePath> = []
        return filter { reason in
            guard case .unknown(let unknown) = reason, let gap = unknown.root.firstMissing, gap.resource.isTested else {
                return true
            }
            return gaps.insert(gap.path).inserted
        }
    }
}

extension DecidingTest {
    /// Whether the predicate itself holds, `is not` left aside. Of a test that cannot say, what it asks is what would be wanted.
    var holds: Bool {
        switch truth {
        case .true: !test.negated
        case .false, .unknown: test.negated
        }
    }
}

extension String {
    /// What stands behind so many words with a space after each.
    fileprivate func withoutWords(_ count: Int) -> Substring {
        var rest = self[...]
        for _ in 0..<count {
            guard let space = rest.utf8.firstIndex(of: UInt8(ascii: " ")) else { return "" }
            rest = rest[rest.utf8.index(after: space)...]
        }
        return rest
    }
}

extension QuantifiedSyntax.Quantifier {
    /// Words before the variable.
    fileprivate var wordCount: Int {
        switch self {
        case .every, .some, .no: 1
        case .exactly: 2
        case .atLeast, .atMost: 3
        }
    }
}
