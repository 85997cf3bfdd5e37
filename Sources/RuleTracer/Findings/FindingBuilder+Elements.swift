import RuleChecker
import RuleSyntax

/// What of a list decides a test: those of its elements that should not be as they are, or what it lacks.
struct DecidingElements {
    /// With the places where they stand.
    var elements: [TracedValue] = []
    /// Of what the test names, what the subject lacks.
    var lacking: [TracedValue] = []
    /// Of several that the test names, those that are met and must not be, and how: `contains`, `starts with`.
    var met: [TracedValue] = []
    var verb = ""
    /// Elements that could not be read as what they had to be, and so decided nothing.
    var unread: [UnknownRoot] = []
    /// Whether the list has others: that all of it decides goes without saying.
    var isPart = true

    fileprivate var isEmpty: Bool { elements.isEmpty && lacking.isEmpty && met.isEmpty && unread.isEmpty }

    fileprivate mutating func met(_ values: [TracedValue], _ verb: String) {
        met = values
        self.verb = verb
    }
}

extension FindingBuilder {
    /// nil of what is no list, and of what decides as a whole.
    mutating func decidingElements(of deciding: DecidingTest, _ subject: TracedValue) -> DecidingElements? {
        if deciding.isOpen { return nil }
        let found = elements(deciding, subject)
        return found.isEmpty ? nil : found
    }

    private mutating func elements(_ deciding: DecidingTest, _ subject: TracedValue) -> DecidingElements {
        var found = DecidingElements()
        guard let operand = deciding.test.predicate.operands.first else {
            if case .type(let type) = deciding.test.predicate, !deciding.holds, let element = type.elementType {
                found.elements = subject.elements(where: { $0.isA(element) }, are: false)
                found.isPart = found.elements.count != subject.list?.count
            }
            return found
        }
        guard subject.list != nil || subject.map != nil || deciding.test.predicate.namesSeveral else { return found }
        let wanted = value(of: operand, in: deciding.frame)
        found.unread = (subject.list ?? wanted.list)?.unread ?? []
        switch (deciding.test.predicate, deciding.holds) {
        case (.within, false): found.elements = subject.elements(where: { $0.isWithin(wanted) }, are: false)
        case (.overlaps, true): found.elements = subject.elements(where: { $0.overlaps(wanted) }, are: true)
        case (.equal(_, let asAddresses), false): found = subject.differences(from: wanted, asAddresses: asAddresses)
        case (.startsWith(false, _), false): found.elements = subject.differing(from: wanted, at: { $0.prefix($1) })
        case (.endsWith(false, _), false): found.elements = subject.differing(from: wanted, at: { $0.suffix($1) })
        case (.contains(.one, _), true): found.elements = subject.elements(equalTo: [wanted])
        case (.contains(.any, _), true):
            let named = wanted.elements(where: { subject.contains($0) }, are: true)
            if subject.text == nil {
                found.elements = subject.elements(equalTo: named)
            } else {
                found.met(named, "contains")
            }
        case (.contains(.all, _), false):
            found.lacking = wanted.elements(where: { subject.contains($0) }, are: false)
        case (.matches(true, _), true): found.met(wanted.elements(where: { subject.matches($0) }, are: true), "matches")
        case (.startsWith(true, _), true):
            found.met(wanted.elements(where: { subject.starts(with: $0) }, are: true), "starts with")
        case (.endsWith(true, _), true):
            found.met(wanted.elements(where: { subject.ends(with: $0) }, are: true), "ends with")
        case (.oneOf, true):
            // Those that a rule names it shows itself.
            if wanted.origin.ownLocation != nil {
                found.elements = wanted.elements(where: { subject.equals($0) }, are: true)
            }
        case (.present, _), (.empty, _), (.undetermined, _), (.type, _), (.equal, _), (.oneOf, _), (.ordered, _),
            (.between, _), (.within, _), (.overlaps, _), (.like, _), (.older, _), (.newer, _), (.contains, _),
            (.matches, _), (.startsWith, _), (.endsWith, _):
            break
        }
        if let count = subject.list?.count, found.elements.count == count { found.isPart = count > 1 }
        if let count = wanted.list?.count, found.lacking.count == count || found.met.count == count {
            found.isPart = count > 1
        }
        return found
    }

    /// `: xs[1] is "192.168.1.0/24"`, `: it lacks "team"`
    func words(for deciding: DecidingElements) -> String {
        guard deciding.isPart else { return "" }
        let unread = deciding.unread.prefix(1).map { ", and \(sentence(for: $0, named: nil))" }.joined()
        return words(forKnown: deciding) + unread
    }

    private func words(forKnown deciding: DecidingElements) -> String {
        let elements = deciding.elements.map { element in
            let name = element.origin.ownLocation.map { "\(self.name(of: $0)) is " } ?? ""
            return "\(name)\(text(of: element, to: ValueText.maximumLabel))"
        }
        if !elements.isEmpty { return ": \(few(elements, ", "))" }
        if !deciding.lacking.isEmpty { return ": it lacks \(few(deciding.lacking.map { ValueText.quoted($0) }, ", "))" }
        if deciding.met.isEmpty { return "" }
        return ": it \(deciding.verb) \(few(deciding.met.map { ValueText.quoted($0) }, ", "))"
    }

    /// Each where it stands; the list itself is marked before them.
    func mark(_ deciding: DecidingElements, _ report: inout FindingReport) {
        if report.marks.isEmpty { return }
        for element in deciding.elements.prefix(Self.maximumReasons) {
            guard let location = element.origin.ownLocation else { continue }
            mark(location, "\(name(of: location)) is \(text(of: element, to: ValueText.maximumLabel))", &report)
        }
    }
}

extension TracedValue {
    /// Of a list, those for which a test is certain to say so.
    fileprivate func elements(where test: (TracedValue) -> Answer, are wanted: Bool) -> [TracedValue] {
        list?.filter { element in
            switch test(element) {
            case .yes: wanted
            case .no: !wanted
            case .unknown: false
            }
        } ?? []
    }

    /// Of a list those that equal one of `values`, of a map those with such a key.
    fileprivate func elements(equalTo values: [TracedValue]) -> [TracedValue] {
        if let map { return values.compactMap(\.text).map { map[$0] }.filter { $0.unknown == nil } }
        return elements(where: { element in .any(values.lazy.map { element.equals($0) }) }, are: true)
    }

    /// Elements that are others than those in the same place of a list as long; of addresses those that are not in the other list, and the
    /// other way round.
    fileprivate func differences(from wanted: TracedValue, asAddresses: Bool) -> DecidingElements {
        var found = DecidingElements()
        guard let list, let other = wanted.list else { return found }
        if asAddresses {
            found.elements = elements(where: { $0.isWithin(wanted) }, are: false)
            if found.elements.isEmpty { found.lacking = wanted.elements(where: { $0.isWithin(self) }, are: false) }
        } else if list.count == other.count {
            found.elements = differing(from: wanted, at: { $0.prefix($1) })
        }
        return found
    }

    /// Of a part as long as another list, what is not as it is there.
    fileprivate func differing(
        from wanted: TracedValue, at part: (TracedList, Int) -> Slice<TracedList>
    ) -> [TracedValue] {
        guard let list, let other = wanted.list, other.count <= list.count else { return [] }
        return zip(part(list, other.count), other).compactMap { own, other in
            if case .no = own.equals(other) { own } else { nil }
        }
    }
}

extension TracedList {
    /// Why elements are not known that stand there and are something else than they had to be.
    fileprivate var unread: [UnknownRoot] {
        guard case .derived(let elements) = storage else { return [] }
        return elements.compactMap { element in
            guard let root = element.unknown?.roots.first, case .badData = root.problem else { return nil }
            return root
        }
    }
}

extension CheckedPredicate {
    /// Whether a text can be asked for one of several, so that it has to be said which; most tests are not asked again.
    fileprivate var namesSeveral: Bool {
        switch self {
        case .oneOf, .contains(.any, _), .contains(.all, _), .matches(true, _), .startsWith(true, _),
            .endsWith(true, _):
            true
        case .present, .empty, .undetermined, .type, .equal, .ordered, .between, .within, .overlaps, .like, .older,
            .newer,
            .contains, .matches, .startsWith, .endsWith:
            false
        }
    }
}

extension TypeName {
    /// Of a list whose elements are all of one type.
    fileprivate var elementType: TypeName? {
        switch self {
        case .stringList: .string
        case .ipList: .ip
        case .numericList: .numeric
        case .general, .string, .numeric, .boolean, .timestamp, .duration, .version, .ip, .pattern, .quantity, .list,
            .map:
            nil
        }
    }
}
