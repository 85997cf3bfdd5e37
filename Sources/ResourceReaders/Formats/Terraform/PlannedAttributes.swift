import ResourceDocuments

/// Writes the attributes that a resource will have, with those that are known after apply among them.
struct PlannedAttributes {
    let address: TerraformAddress
    let references: TerraformReferences
    /// The resource as it will be, as far as that is known.
    let planned: DocumentCursor?

    /// `unknown` has the shape of `after`, and `true` where a value is known after apply; such a value is not in `after`, or null there.
    func write(
        _ after: DocumentCursor?, unknown: DocumentCursor?, at path: DocumentPath, into builder: inout DocumentBuilder
    ) {
        guard let unknown else {
            if let after { builder.copy(after) } else { builder.null() }
            return
        }
        switch unknown.kind {
        case .boolean where unknown.node.bool == true:
            switch references.origin(of: path, in: address, after: planned) {
            case .reference(let target): builder.undetermined(target, at: unknown.span)
            case .expression: builder.undetermined("\(address).\(path)", at: unknown.span)
            case .dynamicBlock: builder.undetermined("\(address).\(path)", mayBeNothing: true, at: unknown.span)
            case .provider: builder.undetermined("\(address).\(path)", isLeftOut: true, at: unknown.span)
            }
        case .map where after == nil || after?.kind == .map:
            writeMap(after, unknown, at: path, into: &builder)
        case .list where after == nil || after?.kind == .list:
            builder.beginList()
            let known = after?.elements ?? []
            let marks = unknown.elements
            for index in 0..<max(known.count, marks.count) {
                write(
                    index < known.count ? known[index] : nil, unknown: index < marks.count ? marks[index] : nil,
                    at: path.appending(index: index), into: &builder)
            }
            builder.endList(at: (after ?? unknown).span)
        case .null, .boolean, .number, .string, .list, .map, .undetermined:
            if let after { builder.copy(after) } else { builder.null(at: unknown.span) }
        }
    }

    private func writeMap(
        _ after: DocumentCursor?, _ unknown: DocumentCursor, at path: DocumentPath, into builder: inout DocumentBuilder
    ) {
        builder.beginMap()
        let known = after?.members ?? []
        let marks = unknown.members
        let marked = Dictionary(marks, uniquingKeysWith: { first, _ in first })
        for (key, value) in known {
            builder.key(key, at: value.keySpan)
            write(value, unknown: marked[key], at: path.appending(key: key), into: &builder)
        }
        let written = Set(known.map(\.key))
        for (key, mark) in marks where !written.contains(key) {
            builder.key(key, at: mark.keySpan)
            write(nil, unknown: mark, at: path.appending(key: key), into: &builder)
        }
        builder.endMap(at: (after ?? unknown).span)
    }
}
