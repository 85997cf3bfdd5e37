/// A value of a document, with the document: the safe way to read it.
package struct DocumentNode: Sendable {
    package enum Kind: Hashable, Sendable {
        case null, boolean, number, string, list, map
        /// A value that is decided later, known only by its name.
        case undetermined
    }

    package let document: Document
    package let word: TapeWord

    /// `word` comes from the tape of `document`, or is one that `Document.appending` gave with it.
    package init(document: Document, word: TapeWord) {
        self.document = document
        self.word = word
    }

    package var kind: Kind {
        switch word.tag {
        case .false, .true: .boolean
        case .integer, .decimal: .number
        case .string, .decodedString: .string
        case .array: .list
        case .object, .objectWithDuplicates: .map
        case .undetermined: .undetermined
        // The last six are never a value on a document's tape.
        case .null, .key, .unknown, .resource, .list, .extra: .null
        }
    }

    package var isNull: Bool { kind == .null }

    package var bool: Bool? { kind == .boolean ? word.tag == .true : nil }

    package var string: String? {
        kind == .string ? String(decoding: document.view.bytes(of: word), as: UTF8.self) : nil
    }

    /// The name of an undetermined value.
    package var undeterminedName: String? {
        kind == .undetermined ? String(decoding: document.view.name(of: word), as: UTF8.self) : nil
    }

    /// Whether an undetermined value may turn out to be nothing at all.
    package var mayBeNothing: Bool { kind == .undetermined && document.view.mayBeNothing(word) }

    /// Whether an undetermined value was left out of what was written, so that whatever makes the resource decides it.
    package var isLeftOut: Bool { kind == .undetermined && document.view.isLeftOut(word) }

    /// The map that is written where an undetermined value will be, such as a function of a template; nil where none is.
    package var written: DocumentNode? {
        guard kind == .undetermined else { return nil }
        return document.view.written(for: word).map { DocumentNode(document: document, word: $0) }
    }

    /// A number as it was written.
    package var numberText: String? {
        switch word.tag {
        case .integer: String(word.integer)
        case .decimal: String(decoding: document.view.bytes(of: word), as: UTF8.self)
        case .null, .false, .true, .string, .decodedString, .array, .object, .objectWithDuplicates, .key,
            .undetermined, .unknown, .resource, .list, .extra:
            nil
        }
    }

    /// Exact, however it was written.
    package var number: ExactNumber? {
        switch word.tag {
        case .integer: ExactNumber(word.integer)
        case .decimal: ExactNumber(document.view.bytes(of: word))
        case .null, .false, .true, .string, .decodedString, .array, .object, .objectWithDuplicates, .key,
            .undetermined, .unknown, .resource, .list, .extra:
            nil
        }
    }

    /// Elements of a list, members of a map (nulls and duplicates included); nil of any other value.
    package var count: Int? {
        switch kind {
        case .list, .map: word.low
        case .null, .boolean, .number, .string, .undetermined: nil
        }
    }

    /// An element of a list, nil outside it.
    package subscript(index: Int) -> DocumentNode? {
        guard kind == .list, index >= 0, index < word.low else { return nil }
        return DocumentNode(document: document, word: document.view.element(of: word, at: index))
    }

    /// A map's member, the first of several with that key; nil when there is none. A member that is null is a null node.
    /// So too of the map that is written for an undetermined value. O(members).
    package subscript(key: String) -> DocumentNode? { member(key, occurrence: 0) }

    private func member(_ key: String, occurrence: Int) -> DocumentNode? {
        let map = written ?? self
        guard let index = map.memberIndex(key, occurrence: occurrence) else { return nil }
        return DocumentNode(document: document, word: document.view.value(of: map.word, at: index))
    }

    /// The value at the end of `path`.
    package subscript(path: DocumentPath) -> DocumentNode? {
        var node = self
        for step in path.steps {
            switch step {
            case .index(let index):
                guard let element = node[index] else { return nil }
                node = element
            case .key(let key, let occurrence):
                guard let member = node.member(key, occurrence: occurrence) else { return nil }
                node = member
            }
        }
        return node
    }

    package var hasDuplicateKeys: Bool { word.tag == .objectWithDuplicates }

    package func isDuplicated(_ key: String) -> Bool {
        hasDuplicateKeys && memberIndex(key, occurrence: 1) != nil
    }

    /// A list's elements; nothing for any other value.
    package var elements: [DocumentNode] {
        guard kind == .list else { return [] }
        return (0..<word.low).map { index in
            DocumentNode(document: document, word: document.view.element(of: word, at: index))
        }
    }

    /// A map's members in document order, nulls and duplicates included; nothing for any other value.
    package var entries: [(key: String, value: DocumentNode)] {
        guard kind == .map else { return [] }
        let view = document.view
        return (0..<word.low).map { index in
            let key = String(decoding: view.bytes(ofKey: view.key(of: word, at: index)), as: UTF8.self)
            return (key, DocumentNode(document: document, word: view.value(of: word, at: index)))
        }
    }

    /// A map's member by its position, nulls and duplicates counted, and the id of its key in the document's table; nil outside the
    /// map. O(1): unlike `entries` it makes no text.
    package func member(at position: Int) -> (keyID: UInt32, value: DocumentNode)? {
        guard kind == .map, position >= 0, position < word.low else { return nil }
        let view = document.view
        return (
            UInt32(truncatingIfNeeded: view.key(of: word, at: position).low),
            DocumentNode(document: document, word: view.value(of: word, at: position))
        )
    }

    /// The position of the member with that key, counting `occurrence` earlier ones past. By bytes: two keys are the
    /// same when their Unicode scalars are, whatever their normal forms. O(members).
    func memberIndex(_ key: String, occurrence: Int) -> Int? {
        guard kind == .map else { return nil }
        let view = document.view
        var key = key
        return key.withUTF8 { wanted in
            var remaining = occurrence
            for index in 0..<word.low where view.isKey(view.key(of: word, at: index), wanted) {
                if remaining == 0 { return index }
                remaining -= 1
            }
            return nil
        }
    }
}

extension Document {
    package func node(at path: DocumentPath) -> DocumentNode? { root[path] }
}

extension DocumentNode {
    /// The value with all that is in it. Members that are null are left out, for null is missing; nil for null itself, for an
    /// undetermined value, for a map in which a key occurs twice, and for whatever holds one of these. O(values).
    package var value: Value? {
        switch kind {
        case .null, .undetermined: return nil
        case .boolean: return bool.map(Value.boolean)
        case .number: return number.map(Value.number)
        case .string: return string.map(Value.string)
        case .list:
            var values: [Value] = []
            for element in elements {
                guard let value = element.value else { return nil }
                values.append(value)
            }
            return .list(values)
        case .map:
            if hasDuplicateKeys { return nil }
            var members: [MapEntry] = []
            for entry in entries where !entry.value.isNull {
                guard let value = entry.value.value else { return nil }
                members.append(MapEntry(key: entry.key, value: value))
            }
            return .map(members)
        }
    }
}
