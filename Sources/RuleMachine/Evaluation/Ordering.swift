import ResourceDocuments

extension Operations {
    /// `left is at least right` and the like: numbers, instants, spans and versions have an order, each among its own.
    @inline(never)
    func ordered(_ left: Register, _ order: MachineOrder, _ right: Register) -> Answer {
        let causes = left.causes.union(right.causes)
        if !causes.isEmpty { return Answer(causes) }
        let kind = left.kind
        guard kind == right.kind else { return .wrongType }
        switch kind {
        case .number:
            if left.word.tag == .integer, right.word.tag == .integer {
                return Answer(Self.holds(order, left.word.integer, right.word.integer))
            }
            guard let first = Self.number(left), let second = Self.number(right) else { return .badData }
            return Answer(Self.holds(order, first, second))
        case .instant: return Answer(Self.holds(order, Self.instant(left), Self.instant(right)))
        case .span: return Answer(Self.holds(order, Self.span(left), Self.span(right)))
        case .version: return Answer(Self.holds(order, version(left), version(right)))
        case .unknown, .boolean, .text, .list, .map, .address, .pattern: return .wrongType
        }
    }

    @inline(__always)
    static func holds<Ordered: Comparable>(_ order: MachineOrder, _ left: Ordered, _ right: Ordered) -> Bool {
        switch order {
        case .atLeast: left >= right
        case .atMost: left <= right
        case .moreThan: left > right
        case .lessThan: left < right
        }
    }

    /// `value is older than limit`: before `as_of` less a span, or before an instant; `newer`: after.
    @inline(never)
    func aged(_ value: Register, _ age: MachineAge, _ limit: Register) -> Answer {
        let causes = value.causes.union(limit.causes)
        if !causes.isEmpty { return Answer(causes) }
        guard value.kind == .instant else { return .wrongType }
        let border: Instant
        switch limit.kind {
        case .instant: border = Self.instant(limit)
        case .span:
            guard let instant = asOf - Self.span(limit) else { return .badData }
            border = instant
        case .unknown, .boolean, .number, .text, .list, .map, .address, .version, .pattern: return .wrongType
        }
        let instant = Self.instant(value)
        return Answer(age == .older ? instant < border : instant > border)
    }
}
