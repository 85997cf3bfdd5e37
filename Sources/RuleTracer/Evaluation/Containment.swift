import ResourceDocuments
import RuleSyntax

extension TracedValue {
    /// `is one of L`
    func isOne(of list: TracedValue) -> Answer {
        if unknown?.name == nil || list.asValue.unknown != nil, let unknown = Self.unknown(among: self, list) {
            return .unknown(unknown)
        }
        guard let elements = list.list else { return .unknown(list.wrongType(wanted: "a list")) }
        return .any(elements.lazy.map { equals($0) })
    }

    /// `contains V`: an element of a list, a part of a text, a key of a map.
    func contains(_ wanted: TracedValue) -> Answer {
        if wanted.unknown?.name != nil, let list { return .any(list.lazy.map { $0.equals(wanted) }) }
        if let unknown = Self.unknown(among: self, wanted) { return .unknown(unknown) }
        let value = asValue
        switch value.content {
        case .list(let list): return .any(TracedList(list, value.origin).lazy.map { $0.equals(wanted) })
        case .text(let text):
            guard let part = wanted.text else { return .unknown(wanted.wrongType(wanted: "a string")) }
            return Answer(ScalarText(text).contains(ScalarText(part)))
        case .map(let map):
            guard let key = wanted.text else { return .unknown(wanted.wrongType(wanted: "a string")) }
            return TracedMap(map, value.origin).contains(key)
        case .unknown, .boolean, .number, .address, .instant, .span, .version, .pattern, .resource:
            return .unknown(wrongType(wanted: "a list, a string or a map"))
        }
    }

    /// `is like G`
    func isLike(_ glob: TracedValue) -> Answer {
        if let unknown = Self.unknown(among: self, glob) { return .unknown(unknown) }
        guard let text else { return .unknown(wrongType(wanted: "a string")) }
        guard let pattern = glob.text else { return .unknown(glob.wrongType(wanted: "a string")) }
        return Answer(Glob(pattern).matches(text))
    }

    /// `matches R`
    func matches(_ pattern: TracedValue) -> Answer {
        if let unknown = Self.unknown(among: self, pattern) { return .unknown(unknown) }
        guard let text else { return .unknown(wrongType(wanted: "a string")) }
        guard case .pattern(let expression) = pattern.content else {
            return .unknown(pattern.wrongType(wanted: "a pattern"))
        }
        switch expression.matches(text) {
        case .found: return .yes
        case .notFound: return .no
        case .limit: return .unknown(Unknown(.budget, .budget(expression.description), at: origin.location))
        }
    }

    /// `starts with V`
    func starts(with edge: TracedValue) -> Answer {
        comparesEdge(edge, text: { $0.starts(with: $1) }, list: { $0.prefix($1) })
    }

    /// `ends with V`
    func ends(with edge: TracedValue) -> Answer {
        comparesEdge(edge, text: { $0.ends(with: $1) }, list: { $0.suffix($1) })
    }

    private func comparesEdge(
        _ edge: TracedValue, text compare: (ScalarText, ScalarText) -> Bool,
        list part: (TracedList, Int) -> Slice<TracedList>
    ) -> Answer {
        if let unknown = Self.unknown(among: self, edge) { return .unknown(unknown) }
        if let text, let edge = edge.text { return Answer(compare(ScalarText(text), ScalarText(edge))) }
        guard let list else {
            return .unknown(text == nil ? wrongType(wanted: "a string or a list") : edge.wrongType(wanted: "a string"))
        }
        guard let wanted = edge.list else { return .unknown(edge.wrongType(wanted: "a list")) }
        if let unknown = list.unknownOfDerived(or: wanted) { return .unknown(unknown) }
        guard wanted.count <= list.count else { return .no }
        return .all(zip(part(list, wanted.count), wanted).lazy.map { $0.equals($1) })
    }

    /// The test asked of each element of a list: `all of L`, `any of L`.
    func asks(
        _ amount: PredicateSyntax.Amount, _ operand: TracedValue, _ test: (TracedValue) -> Answer
    ) -> Answer {
        if amount == .one { return test(operand) }
        if let unknown = Self.unknown(among: self, operand) { return .unknown(unknown) }
        guard let list = operand.list else { return .unknown(operand.wrongType(wanted: "a list")) }
        let answers = list.map { element in element.unknown.map(Answer.unknown) ?? test(element) }
        return amount == .all ? .all(answers) : .any(answers)
    }
}
