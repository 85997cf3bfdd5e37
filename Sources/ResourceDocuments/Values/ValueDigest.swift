extension DigestKey {
    /// The digest of a document's value by what it says, not how it is written: members in any order, numbers by value; null is
    /// missing, as in the language. A key that stands twice, and what is decided later, are what they are. O(values)
    package func digest(of node: DocumentNode) -> ContentDigest { digest(of: node.word, in: node.document.view) }

    func digest(of word: TapeWord, in view: DocumentView) -> ContentDigest {
        var stream = DigestStream(self)
        switch word.tag {
        case .false, .true:
            stream.append(1)
            stream.append(word.tag == .true ? 1 : 0)
        case .integer:
            stream.append(2)
            stream.append(String(word.integer))
        case .decimal:
            let text = view.bytes(of: word)
            stream.append(2)
            if let number = ExactNumber(text) {
                stream.append(number.description)
            } else {
                stream.append(UnsafeRawBufferPointer(text))
            }
        case .string, .decodedString:
            stream.append(3)
            stream.append(UnsafeRawBufferPointer(view.bytes(of: word)))
        case .undetermined:
            stream.append(4)
            stream.append(UnsafeRawBufferPointer(view.name(of: word)))
        case .array:
            stream.append(5)
            for index in 0..<word.low { stream.append(digest(of: view.element(of: word, at: index), in: view)) }
        case .object, .objectWithDuplicates:
            append(membersOf: word, in: view, to: &stream)
        // The last six are never a value on a document's tape.
        case .null, .key, .unknown, .resource, .list, .extra:
            stream.append(0)
        }
        return stream.finish()
    }

    /// The sum of the members' digests, so that their order does not matter, and how many they are.
    private func append(membersOf map: TapeWord, in view: DocumentView, to stream: inout DigestStream) {
        var sum = ContentDigest(high: 0, low: 0)
        var count = 0
        for position in 0..<map.low {
            let value = view.value(of: map, at: position)
            if value.tag == .null { continue }
            var member = DigestStream(self)
            member.append(6)
            member.append(UnsafeRawBufferPointer(view.bytes(ofKey: view.key(of: map, at: position))))
            member.append(digest(of: value, in: view))
            sum = sum + member.finish()
            count += 1
        }
        stream.append(7)
        stream.append(sum)
        stream.append(String(count))
    }
}

extension ResourceFrame {
    /// Of everything that rules can read of the resource, but the name of its file.
    package func digest(_ key: DigestKey) -> ContentDigest {
        var stream = DigestStream(key)
        stream.append(key.digest(of: properties, in: view))
        for attribute in ResourceAttribute.allCases where attribute != .source {
            stream.append(key.digest(of: attributes[attribute], in: view))
        }
        return stream.finish()
    }

    /// An attribute as text: a string, or a number as it was written.
    package func text(of attribute: ResourceAttribute) -> String? {
        let word = attributes[attribute]
        switch word.tag {
        case .string, .decodedString, .decimal: return String(decoding: view.bytes(of: word), as: UTF8.self)
        case .integer: return String(word.integer)
        case .null, .false, .true, .array, .object, .objectWithDuplicates, .key, .undetermined, .unknown, .resource,
            .list, .extra:
            return nil
        }
    }
}
