import ResourceDocuments

/// What `[*]` opens, and a quantifier ranges over that does not range over resources.
enum Elements {
    struct Element {
        /// The index in a list or among resources; the key in a map.
        var key: TracedValue
        var value: TracedValue
    }

    case closed([Element])
    /// Any number of elements that nobody knows.
    case open(Unknown)

    static func indexed(_ values: TracedList) -> [Element] {
        values.indices.map { element(values[$0], at: $0) }
    }

    static func element(_ value: TracedValue, at index: Int) -> Element {
        Element(key: TracedValue(.number(ExactNumber(Int64(index))), .rule), value: value)
    }
}

extension TracedValue {
    /// The elements of a list, the values of a map.
    var elements: Elements {
        let value = asValue
        switch value.content {
        case .unknown(let unknown): return .open(unknown.unnamed)
        case .list(let list): return .closed(Elements.indexed(TracedList(list, value.origin)))
        case .map(let storage):
            let map = TracedMap(storage, value.origin)
            if let duplicate = map.duplicateKey { return .open(duplicate) }
            return .closed(
                map.members.map { key, value in
                    Elements.Element(key: TracedValue(.text(key), value.origin.keyOrigin), value: value)
                })
        case .boolean, .number, .text, .address, .instant, .span, .version, .pattern, .resource:
            return .open(wrongType(wanted: "a list or a map"))
        }
    }
}
