extension DigestKey {
    /// The digest of a document's value by what it says, not how it is written: members in any order, numbers by value; null is
    /// missing, as in the language. A key that stands twice, and what is decided later, are what they are. O(values)
    package func digest(of node: DocumentNode) -> ContentDigest {
        switch node.kind {
        case .null: return tagged(0, [])
        case .boolean: return tagged(1, [node.bool == true ? 1 : 0])
        case .number: return tagged(2, Array((node.number?.description ?? node.numberText ?? "").utf8))
        case .string: return tagged(3, Array((node.string ?? "").utf8))
        case .undetermined: return tagged(4, Array((node.undeterminedName ?? "").utf8))
        case .list:
            var parts: [UInt8] = []
            for element in node.elements { parts += digest(of: element).bytes }
            return tagged(5, parts)
        case .map:
            var sum = ContentDigest(high: 0, low: 0)
            var count = 0
            for entry in node.entries where !entry.value.isNull {
                sum = sum + tagged(6, Array(entry.key.utf8) + digest(of: entry.value).bytes)
                count += 1
            }
            return tagged(7, sum.bytes + Array("\(count)".utf8))
        }
    }

    private func tagged(_ tag: UInt8, _ bytes: [UInt8]) -> ContentDigest { digest(of: [tag] + bytes) }
}

extension Resource {
    /// Of everything that rules can read of it, but the name of its file.
    package func digest(_ key: DigestKey) -> ContentDigest {
        var parts = key.digest(of: propertiesNode).bytes
        for attribute in ResourceAttribute.allCases where attribute != .source {
            parts += key.digest(of: node(of: attribute)).bytes
        }
        return key.digest(of: parts)
    }
}
