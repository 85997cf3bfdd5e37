import ResourceDocuments
import RuleChecker

extension Evaluator {
    /// A path without `[*]` is one value; with one, a list of branches, or what the part before the first `[*]` is when that is
    /// not known.
    mutating func value(of path: CheckedPath) -> TracedValue {
        var branches = [root(of: path)]
        var spreadFrom: Origin?
        for step in path.steps {
            if case .elements = step, spreadFrom == nil, let whole = branches.first {
                if case .open(let unknown) = whole.elements { return .unknown(unknown, whole.origin.derived) }
                spreadFrom = whole.origin.derived
            }
            branches = branches.flatMap { values(after: step, of: $0) }
        }
        if let spreadFrom { return .derivedList(branches, spreadFrom) }
        return branches.first ?? .unknown(Unknown(.missing, .missing([])))
    }

    private mutating func root(of path: CheckedPath) -> TracedValue {
        switch path.root {
        case .this:
            tested.map { TracedValue(.resource($0), .at(.properties($0))) } ?? .unknown(Unknown(.missing, .missing([])))
        case .slot(let slot): value(in: slot)
        case .expression(let expression): value(of: expression)
        }
    }

    /// One value, but of `[*]`: every element, or the branch itself where it breaks off.
    private mutating func values(after step: CheckedPath.Step, of value: TracedValue) -> [TracedValue] {
        switch step {
        case .member(let name, _): return [value.member(name)]
        case .attribute(let attribute, _): return [value.attribute(attribute)]
        case .index(let index, _): return [value.element(at: self.value(of: index))]
        case .elements:
            switch value.elements {
            case .open(let unknown): return [.unknown(unknown, value.origin.derived)]
            case .closed(let elements): return elements.map(\.value)
            }
        }
    }
}

extension TracedValue {
    /// `.name`
    func member(_ name: String) -> TracedValue {
        let origin = origin.part(.key(name))
        if let unknown = asValue.unknown {
            if let member = unknown.decidedLater?.written?[name] { return TracedValue(member, origin) }
            return .unknown(unknown.stepping(.key(name)), origin)
        }
        guard let map else { return .unknown(wrongType(wanted: "a map"), origin) }
        return map[name]
    }

    /// `.@name`
    func attribute(_ attribute: ResourceAttribute) -> TracedValue {
        switch content {
        case .resource(let resource):
            let location = Location.attribute(attribute, resource)
            let node = resource.resource.node(of: attribute)
            if node.isNull { return .unknown(Unknown(.absent, .missing([]), at: location), .at(location)) }
            return TracedValue(node, .at(location))
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
            let problem: UnknownRoot.Problem = origin.isDerived ? .notInDerivedList : .missing([step])
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
