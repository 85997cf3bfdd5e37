import ResourceDocuments

/// A document's value that a case may change before it becomes a resource.
indirect enum CaseValue {
    case null
    /// A scalar, as it stands in the case file.
    case scalar(DocumentNode)
    case list([CaseValue])
    case map([(key: String, value: CaseValue)])

    init(_ node: DocumentNode) {
        switch node.kind {
        case .null: self = .null
        case .boolean, .number, .string, .undetermined: self = .scalar(node)
        case .list: self = .list(node.elements.map(CaseValue.init))
        case .map: self = .map(node.entries.map { ($0.key, CaseValue($0.value)) })
        }
    }

    /// A copy with the value at `steps` put in place, removed (nil) or, past a list's end by one, appended. nil when the way there
    /// is not there; maps on the way are made when a value is put.
    func replacing(_ steps: ArraySlice<DocumentPath.Step>, with value: CaseValue?) -> CaseValue? {
        guard let step = steps.first else { return value }
        let rest = steps.dropFirst()
        switch (self, step) {
        case (.map(var members), .key(let key, _)):
            let index = members.lastIndex { $0.key == key }
            if rest.isEmpty {
                switch (index, value) {
                case (let index?, let value?): members[index].value = value
                case (let index?, nil): members.remove(at: index)
                case (nil, let value?): members.append((key, value))
                case (nil, nil): return nil
                }
                return .map(members)
            }
            guard let base = index.map({ members[$0].value }) ?? (value == nil ? nil : .map([])),
                let changed = base.replacing(rest, with: value)
            else { return nil }
            if let index { members[index].value = changed } else { members.append((key, changed)) }
            return .map(members)
        case (.list(var elements), .index(let index)):
            guard index >= 0, index < elements.count || (rest.isEmpty && index == elements.count && value != nil) else {
                return nil
            }
            if rest.isEmpty {
                if let value {
                    if index == elements.count { elements.append(value) } else { elements[index] = value }
                } else {
                    elements.remove(at: index)
                }
                return .list(elements)
            }
            guard let changed = elements[index].replacing(rest, with: value) else { return nil }
            elements[index] = changed
            return .list(elements)
        default: return nil
        }
    }

    /// A map laid over this one: maps are merged member by member, anything else takes the place of what stood there.
    func merged(with patch: CaseValue) -> CaseValue {
        guard case .map(var members) = self, case .map(let changes) = patch else { return patch }
        for (key, change) in changes {
            if let index = members.lastIndex(where: { $0.key == key }) {
                members[index].value = members[index].value.merged(with: change)
            } else {
                members.append((key, change))
            }
        }
        return .map(members)
    }

    /// A change laid over the resource's properties at a key: a member's name, or a path where no member has that name.
    func patching(_ key: String, with change: CaseValue) -> CaseValue? {
        guard case .map(let members) = self else { return nil }
        let properties = members.last { $0.key == "properties" }?.value ?? .map([])
        if case .map(let own) = properties, !own.contains(where: { $0.key == key }),
            key.contains(where: { ".[".contains($0) })
        {
            return CasePath.steps(key).flatMap { replacing(([.key("properties")] + $0)[...], with: change) }
        }
        return replacing([.key("properties")][...], with: properties.merged(with: .map([(key, change)])))
    }

    /// Text of the form `$NAME` becomes the row's value of that column, and so does a map's key where that value is text.
    func substituting(_ row: [String: DocumentNode]) -> CaseValue {
        switch self {
        case .null: self
        case .scalar(let node):
            if let text = node.string, text.hasPrefix("$"), let cell = row[String(text.dropFirst())] {
                CaseValue(cell)
            } else {
                self
            }
        case .list(let elements): .list(elements.map { $0.substituting(row) })
        case .map(let members): .map(members.map { (Self.key($0.key, row), $0.value.substituting(row)) })
        }
    }

    static func key(_ key: String, _ row: [String: DocumentNode]) -> String {
        key.hasPrefix("$") ? row[String(key.dropFirst())]?.string ?? key : key
    }

    /// Writes this value to a document that is being built.
    func write(to builder: inout DocumentBuilder) {
        switch self {
        case .null: builder.null()
        case .scalar(let node):
            switch node.kind {
            case .boolean: builder.bool(node.bool ?? false)
            case .number: builder.number(node.numberText ?? "0")
            case .undetermined: builder.undetermined(node.undeterminedName ?? "")
            case .null, .string, .list, .map: builder.string(node.string ?? "")
            }
        case .list(let elements):
            builder.beginList()
            for element in elements { element.write(to: &builder) }
            builder.endList()
        case .map(let members):
            builder.beginMap()
            for (key, value) in members {
                builder.key(key)
                value.write(to: &builder)
            }
            builder.endMap()
        }
    }
}
