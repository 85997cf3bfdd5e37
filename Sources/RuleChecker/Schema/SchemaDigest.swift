package import ResourceDocuments

/// Makes digests of schemas, each once.
package struct SchemaDigests {
    private let key: DigestKey
    private var known: [ObjectIdentifier: ContentDigest] = [:]

    package init(_ key: DigestKey) { self.key = key }

    /// Of everything that the schemas say of the kinds that a rule judges. O(schemas) for each that was not asked for before
    package mutating func digest(of rule: CheckedRule) -> ContentDigest {
        var stream = DigestStream(key)
        for pattern in rule.kinds {
            stream.append(measured: pattern.text)
            let kinds = pattern.hasWildcard ? rule.schemas.kinds.filter { pattern.matches($0) } : [pattern.text]
            for kind in kinds {
                guard let schema = rule.schemas[kind] else { continue }
                stream.append(measured: kind)
                stream.append(digest(of: schema.root))
            }
        }
        return stream.finish()
    }

    private mutating func digest(of root: SchemaNode) -> ContentDigest {
        if let digest = known[ObjectIdentifier(root)] { return digest }
        var writing = SchemaWriting(key)
        let digest = writing.digest(of: root)
        known[ObjectIdentifier(root)] = digest
        return digest
    }
}

/// Writes a schema node by node, in the order in which they are met. A node that was met before is its number: schemas refer to
/// one another in circles.
private struct SchemaWriting {
    private var stream: DigestStream
    private var numbers: [ObjectIdentifier: Int] = [:]
    private var pending: [SchemaNode] = []

    init(_ key: DigestKey) { stream = DigestStream(key) }

    mutating func digest(of root: SchemaNode) -> ContentDigest {
        refer(to: root)
        var next = 0
        while next < pending.count {
            write(pending[next])
            next += 1
        }
        return stream.finish()
    }

    private mutating func refer(to node: SchemaNode?) {
        guard let node else { return stream.append(number: -1) }
        let number = numbers[ObjectIdentifier(node)] ?? pending.count
        if number == pending.count {
            numbers[ObjectIdentifier(node)] = number
            pending.append(node)
        }
        stream.append(number: number)
    }

    private mutating func write(_ node: SchemaNode) {
        write(node.types.names)
        write(node.properties.keys.sorted())
        for name in node.properties.keys.sorted() { refer(to: node.properties[name]) }
        write(node.required.sorted())
        refer(to: node.items)
        stream.append(number: node.minimumCount)
        switch node.additional {
        case .closed: stream.append(0)
        case .open(let schema):
            stream.append(1)
            refer(to: schema)
        }
        write(node.values.map { $0.map(\.quoted) } ?? ["any"])
        stream.append(node.values == nil ? 0 : 1)
        write([node.format].compactMap(\.self))
        stream.append(node.isSensitive ? 1 : 0)
        stream.append(number: node.alternatives.count)
        for alternative in node.alternatives { refer(to: alternative) }
    }

    private mutating func write(_ texts: [String]) {
        stream.append(number: texts.count)
        for text in texts { stream.append(measured: text) }
    }
}
