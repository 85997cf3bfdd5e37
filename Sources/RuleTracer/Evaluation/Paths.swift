import ResourceDocuments
import RuleChecker

extension Evaluator {
    /// A path without `[*]` is one value; with one, a list of branches, or what the part before the first `[*]` is when that is
    /// not known.
    mutating func value(of path: CheckedPath) -> TracedValue {
        var value = root(of: path)
        let passed = value.descend(along: path.members)
        if passed == path.steps.count { return value }
        for (index, step) in path.steps.enumerated().dropFirst(passed) {
            guard let next = self.value(after: step, of: value) else {
                return branches(of: value, along: path.steps[index...])
            }
            value = next
        }
        return value
    }

    /// - Parameter steps: the first is `[*]`.
    private mutating func branches(of whole: TracedValue, along steps: ArraySlice<CheckedPath.Step>) -> TracedValue {
        if case .open(let unknown) = whole.elements { return .unknown(unknown, whole.origin.derived) }
        var branches = [whole]
        for step in steps {
            branches = branches.flatMap { branch in value(after: step, of: branch).map { [$0] } ?? branch.spread }
        }
        return .derivedList(branches, whole.origin.derived)
    }

    private mutating func root(of path: CheckedPath) -> TracedValue {
        switch path.root {
        case .this: (isTracing ? testedValue : testedValue?.placeless) ?? .unknown(Unknown(.missing, .missing([])))
        case .slot(let slot): value(in: slot)
        case .expression(let expression): value(of: expression)
        }
    }

    /// nil of `[*]`, which gives many.
    private mutating func value(after step: CheckedPath.Step, of value: TracedValue) -> TracedValue? {
        switch step {
        case .member(let name, _): value.member(name)
        case .attribute(let attribute, _): value.attribute(attribute)
        case .index(let index, _): value.element(at: self.value(of: index))
        case .elements: nil
        }
    }
}

extension TracedValue {
    /// `[*]`: every element, or the branch itself where it breaks off.
    fileprivate var spread: [TracedValue] {
        switch elements {
        case .open(let unknown): [.unknown(unknown, origin.derived)]
        case .closed(let elements): elements.map(\.value)
        }
    }

    /// Goes down the document as far as maps have the members, without a value for each of the maps in between; how many steps that were.
    fileprivate mutating func descend(along members: [String]) -> Int {
        if members.isEmpty { return 0 }
        let start: DocumentNode
        let origin: Origin
        switch (content, self.origin) {
        case (.map(.document(let node)), .at), (.map(.document(let node)), .rule): (start, origin) = (node, self.origin)
        case (.resource(let resource), .rule): (start, origin) = (resource.resource.propertiesNode, .rule)
        case (.resource(let resource), _):
            (start, origin) = (resource.resource.propertiesNode, .at(.properties(resource)))
        case (_, _): return 0
        }
        let view = start.document.view
        var word = start.word
        var passed = 0
        for name in members {
            guard let member = view.member(of: word, named: name) else { break }
            word = member
            passed += 1
        }
        if passed == 0 { return 0 }
        let node = DocumentNode(document: start.document, word: word)
        self = TracedValue(node, origin.part(members[..<passed]))
        return passed
    }

    /// `.name`
    func member(_ name: String) -> TracedValue {
        switch content {
        case .map(let map): return TracedMap(map, origin)[name]
        case .resource: return asValue.member(name)
        case .unknown(let unknown):
            let origin = origin.part(.key(name))
            if let member = unknown.decidedLater?.written?[name] { return TracedValue(member, origin) }
            return .unknown(unknown.stepping(.key(name)), origin)
        case .boolean, .number, .text, .list, .address, .instant, .span, .version, .pattern:
            return .unknown(wrongType(wanted: "a map"), origin.part(.key(name)))
        }
    }

    /// `.@name`
    func attribute(_ attribute: ResourceAttribute) -> TracedValue {
        switch content {
        case .resource(let resource):
            let node = resource.resource.node(of: attribute)
            let origin: Origin = if case .rule = origin { .rule } else { .at(.attribute(attribute, resource)) }
            if node.isNull { return .unknown(Unknown(.absent, .missing([]), at: origin.location), origin) }
            return TracedValue(node, origin)
        case .unknown(let unknown): return .unknown(unknown.stepping(nil), origin)
        case .boolean, .number, .text, .list, .map, .address, .instant, .span, .version, .pattern:
            return .unknown(wrongType(wanted: "a resource"), origin)
        }
    }

    /// `[expression]`: the element at a number, the member of a text.
    func element(at index: TracedValue) -> TracedValue {
        if let key = index.text { return member(key) }
        if asValue.unknown != nil || index.unknown != nil { return element(atUnknown: index) }
        guard let list else { return .unknown(wrongType(wanted: index.kind == .number ? "a list" : "a map"), origin) }
        guard let number = index.number else { return .unknown(index.wrongType(wanted: "a number"), origin) }
        guard number.isWhole else { return .unknown(index.badData(wanted: "a whole number"), origin) }
        // A whole number beyond 64 bits lies outside every list.
        guard let position = number.int64.flatMap({ Int(exactly: $0) }), list.indices.contains(position) else {
            let step = DocumentPath.Step.index(number.int64.flatMap { Int(exactly: $0) } ?? .max)
            let problem: UnknownRoot.Problem = origin.isDerived ? .notInDerived : .missing([step])
            return .unknown(Unknown(.absent, problem, at: origin.location), origin.part(step))
        }
        return list[position]
    }

    /// A step of which the value or the index is not known: the causes of both.
    private func element(atUnknown index: TracedValue) -> TracedValue {
        switch (asValue.unknown, index.unknown) {
        case (let own?, let other?): .unknown(own.stepping(nil).union(other.propagated), origin)
        case (nil, let other?): .unknown(other.propagated, origin)
        case (let own?, nil): .unknown(own.stepping(Self.step(for: index)), origin)
        case (nil, nil): self
        }
    }

    private static func step(for index: TracedValue) -> DocumentPath.Step? {
        index.text.map { .key($0) } ?? index.number?.int64.flatMap { Int(exactly: $0) }.map { .index($0) }
    }
}

extension Origin {
    /// Of what members lead to from a value that stands in a document, or has no place.
    fileprivate func part(_ members: ArraySlice<String>) -> Origin {
        guard case .at(var location) = self else { return self }
        for name in members { location = .step(location, .key(name)) }
        return .at(location)
    }
}
