package import ResourceDocuments
package import SourceText

/// Reads the resources of a JSON Lines text one after another in one parser's buffers: no object for a resource, no
/// allocation for a line that is no longer than an earlier one.
///
/// For texts too large to be held as documents. A line that is anything else than one plain envelope without a fault
/// gives nil: `StreamedLine` reads it again and says what is wrong.
///
///     var stream = ResourceStream(of: "users.ndjson", keys: keys)
///     for span in JSONLines(bytes, in: chunk) {
///         guard let frame = stream.frame(of: bytes, at: span) else { faulty.append(span); continue }
///         machine.run(program, on: frame)
///     }
package struct ResourceStream: ~Copyable {
    private var parser: JSONParser
    private let envelope: EnvelopeKeys
    /// The file's name, for `@source` of the next line.
    var source: String
    /// How many keys there were at the start: those that rules know, and the envelope's.
    private let knownKeys: Int
    private var hints = EnvelopeHints()
    /// Of the line last read.
    private var root = TapeWord.null
    /// Whether the line last read has a member that is no field of an envelope and that no earlier line had.
    package private(set) var hasNewFields = false
    /// For each key, whether a line had it.
    private var takenKeys: [Bool] = []

    /// More keys than a provider's whole interface has; beyond that, documents bring keys of their own.
    private static let keptKeys = 1 << 16

    /// - Parameters:
    ///   - source: the file's name, for `@source`.
    ///   - keys: a table of this stream's own that starts with the program's keys.
    package init(of source: String, keys: KeyTable, limits: DocumentLimits = .default) {
        envelope = EnvelopeKeys(in: keys)
        knownKeys = keys.count
        parser = JSONParser(keys: keys, limits: limits)
        self.source = source
    }

    /// The resource on a line, good until the next call; nil where the line is not one envelope without a fault.
    ///
    /// - Parameter bytes: a whole text with padding behind it, as `PaddedBytes` has.
    package mutating func frame(of bytes: UnsafeBufferPointer<UInt8>, at span: SourceSpan) -> ResourceFrame? {
        if parser.keys.count > Self.keptKeys {
            parser.keys.truncate(to: knownKeys)
            takenKeys = []
        }
        guard let root = try? parser.parse(UnsafeBufferPointer(rebasing: bytes[span.start..<span.end])),
            root.tag == .object
        else { return nil }
        self.root = root
        let view = parser.view
        var reading = FrameReading(view: view, root: root)
        var attributes = ResourceAttributes()
        attributes.kind = reading.text(envelope.kind, &hints.kind)
        attributes.id = reading.text(envelope.id, &hints.id)
        attributes.name = reading.text(envelope.name, &hints.name)
        attributes.account = reading.text(envelope.account, &hints.account)
        attributes.region = reading.text(envelope.region, &hints.region)
        attributes.location = reading.text(envelope.location, &hints.location)
        attributes.group = reading.group(envelope, &hints)
        attributes.tags = reading.tags(envelope.tags, &hints.tags)
        let properties = reading.map(envelope.properties, &hints.properties)
        hasNewFields = reading.memberCount < root.low && takesNewKey(of: root, in: view)
        guard !reading.hasFault, !isEmpty(attributes.kind), !isEmpty(attributes.id), properties != .null,
            !holdsNull(attributes.kind, in: view), !holdsNull(attributes.id, in: view),
            !holdsNull(attributes.account, in: view)
        else { return nil }
        // The bytes may move when a string is added, and words count from their begin.
        attributes.source = parser.append(source)
        return ResourceFrame(view: parser.view, properties: properties, attributes: attributes)
    }

    /// The resource of the frame that was given last, as one that outlives it: as `StreamedLine` reads it from the line.
    package func resource(of frame: ResourceFrame, on line: StreamLine) -> Resource {
        let text = Array(line.bytes[line.span.start..<line.span.end])
        let document = parser.document(SourceFile(name: source, text: text, firstLine: line.number), root: root)
        var paths = Self.paths
        for attribute in Self.paths.keys where frame.attributes[attribute] == .null { paths[attribute] = nil }
        paths[.group] = PlacedNode(document)["resource_group"].flatMap(ResourceGroup.read)?.path
        return Resource(
            document: document, attributes: frame.attributes, properties: frame.properties,
            propertiesPath: Self.propertiesPath, attributePaths: paths)
    }

    /// The resource on a line, where that is a plain envelope without a fault in which no functions may stand.
    mutating func plainResource(on line: StreamLine) -> Resource? {
        guard let frame = frame(of: line.bytes, at: line.span),
            !StreamedLine.mayHoldFunctions(kind: frame.view.bytes(of: frame.attributes.kind))
        else { return nil }
        return resource(of: frame, on: line)
    }

    private static let propertiesPath = DocumentPath([.key("properties")])
    /// Of the attributes that are values of an envelope as they stand there.
    private static let paths = Dictionary(
        uniqueKeysWithValues: [.kind, .id, .name, .account, .region, .location, .tags].map {
            ($0, DocumentPath([.key($0.description)]))
        } as [(ResourceAttribute, DocumentPath)])

    private mutating func takesNewKey(of root: TapeWord, in view: DocumentView) -> Bool {
        var isNew = false
        for index in 0..<root.low {
            let key = view.key(of: root, at: index).low
            if key < takenKeys.count, takenKeys[key] { continue }
            if key >= takenKeys.count { takenKeys += repeatElement(false, count: key + 1 - takenKeys.count) }
            takenKeys[key] = true
            if !envelope.holds(UInt32(truncatingIfNeeded: key)) { isNew = true }
        }
        return isNew
    }

    private func isEmpty(_ text: TapeWord) -> Bool { text == .null || text.low == 0 }

    /// JSON writes U+0000 as an escape alone.
    private func holdsNull(_ text: TapeWord, in view: DocumentView) -> Bool {
        text.tag == .decodedString && view.bytes(of: text).contains(0)
    }
}

/// Where each key of the envelope stood in the line before.
private struct EnvelopeHints {
    var kind: UInt8 = 0
    var id: UInt8 = 1
    var name: UInt8 = 2
    var account: UInt8 = 3
    var region: UInt8 = 4
    var location: UInt8 = 5
    var group: UInt8 = 6
    var tags: UInt8 = 7
    var properties: UInt8 = 8
    var groupID: UInt8 = 0
    var groupName: UInt8 = 1
}

/// Takes an envelope's members one by one. A member that is no field of an envelope is passed over, as `InventoryReader` does
/// with a warning.
private struct FrameReading {
    let view: DocumentView
    let root: TapeWord
    var hasFault = false
    /// How many of the members were asked for.
    private(set) var memberCount = 0

    private mutating func member(_ key: UInt32, _ hint: inout UInt8) -> TapeWord? {
        guard let word = view.member(of: root, keyID: key, hint: &hint) else { return nil }
        memberCount += 1
        return word.tag == .null ? nil : word
    }

    mutating func text(_ key: UInt32, _ hint: inout UInt8) -> TapeWord {
        guard let word = member(key, &hint) else { return .null }
        if word.tag == .string || word.tag == .decodedString { return word }
        hasFault = true
        return .null
    }

    /// A resource group's text, or the id of its map, else the name: as `ResourceGroup` has it.
    mutating func group(_ envelope: EnvelopeKeys, _ hints: inout EnvelopeHints) -> TapeWord {
        guard let word = member(envelope.group, &hints.group) else { return .null }
        if word.tag == .string || word.tag == .decodedString { return word }
        if word.tag == .object {
            let id = view.member(of: word, keyID: envelope.id, hint: &hints.groupID)
            if let id, id.tag == .string || id.tag == .decodedString { return id }
            let name = view.member(of: word, keyID: envelope.name, hint: &hints.groupName)
            if let name, name.tag == .string || name.tag == .decodedString { return name }
        }
        hasFault = true
        return .null
    }

    mutating func map(_ key: UInt32, _ hint: inout UInt8) -> TapeWord {
        guard let word = member(key, &hint) else { return .null }
        if word.tag == .object || word.tag == .objectWithDuplicates { return word }
        hasFault = true
        return .null
    }

    mutating func tags(_ key: UInt32, _ hint: inout UInt8) -> TapeWord {
        guard let word = member(key, &hint) else { return .null }
        switch word.tag {
        case .object, .objectWithDuplicates: return word
        case .array:
            for index in 0..<word.low {
                let tag = view.element(of: word, at: index).tag
                if tag != .string, tag != .decodedString { hasFault = true }
            }
            return word
        case .null, .false, .true, .integer, .decimal, .string, .decodedString, .key, .undetermined, .unknown,
            .resource, .list, .extra:
            hasFault = true
            return .null
        }
    }
}
